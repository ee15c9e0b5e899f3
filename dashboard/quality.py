"""Quality at a glance: what needs attention first, then each system in detail."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import results
from dashboard.house import house
from dashboard.plain import plain
from dashboard.tables import in_words
from intake.quality.findings import (
    Findings,
    day_words,
    findings_of,
    promise_findings,
    subject_of,
)
from intake.quality.overlap import Overlap
from intake.quality.overview import Quality, Rows
from intake.quality.rejecting import Rejecting
from intake.quality.systems import rows_word, system_name
from metrics.periods import to_local
from metrics.wording import PERCENT, amount_words, count_words, decimal_words
from words import known as translated
from words import mark, say, say_many

LOOKS = {
    "attention": ":orange[:material/warning:]",
    "look": ":gray[:material/visibility:]",
}
WELL = ":green[:material/check_circle:]"
FINE, RISING = mark("● fine"), mark("△ rising")
BOUGHT = mark("Of those who bought, service knows")
WROTE = mark("Of those service knows, bought")
SHOWN = 8  # findings before the others are folded away


def quality_view() -> None:
    """What is missing for a promise, what is noticed of the rows, and the details."""
    values, version = house().values(), house().version()
    through = results.through(version)
    if through is None:
        st.markdown(say("Nothing has been loaded yet."))
        return
    company = values.company
    now = datetime.now(UTC).replace(tzinfo=None)
    quality = results.quality(version, company.zone, to_local(now, company.zone).date())
    known = results.known(version, values, through)
    promises = promise_findings(values, house().catalog, known)
    found = findings_of(quality)
    _summary(quality, (*promises, *found))
    left, right = st.columns(2, gap="medium")
    with left:
        st.subheader(say("What promises lack"))
        _findings(promises, say("Every promise has the data it is counted from."))
    with right:
        st.subheader(say("What is noticed"))
        _findings(found, say("No gaps, nothing late, no rising rejects."))
    _systems(quality)
    _customers(quality.overlap)
    _exports(quality.rejecting)


def _summary(quality: Quality, found: Findings) -> None:
    """One badge for each gravity, and how fresh it all is."""
    grave = sum(one.gravity == "attention" for one in found)
    less = len(found) - grave
    need = say_many("{n} needs attention", "{n} need attention", grave)
    look, fine = say("{n} to look at", n=less), say("all fine")
    badges = (
        f":orange-badge[:material/warning: {need}]" if grave else "",
        f":gray-badge[:material/visibility: {look}]" if less else "",
        "" if found else f":green-badge[:material/check_circle: {fine}]",
    )
    st.markdown("### " + " ".join(filter(None, badges)))
    st.caption(
        plain(
            say(
                "Data through {through}. Today is {today}.",
                through=day_words(quality.through),
                today=day_words(quality.today),
            )
        )
    )


def _findings(found: Findings, well: str) -> None:
    """A line each, the gravest first."""
    with st.container(border=True, gap="small"):
        if not found:
            st.markdown(f"{WELL} {plain(well)}")
        for one in found[:SHOWN]:
            _finding(LOOKS[one.gravity], one.subject, one.sentence)
        if found[SHOWN:]:
            with st.expander(say("{n} more", n=len(found[SHOWN:]))):
                for one in found[SHOWN:]:
                    _finding(LOOKS[one.gravity], one.subject, one.sentence)


def _finding(icon: str, subject: str, sentence: str) -> None:
    st.markdown(f"{icon} **{plain(subject)}**  \n{plain(sentence)}")


def _systems(quality: Quality) -> None:
    """Each system in each table, with what its rows hold."""
    st.subheader(say("Systems"))
    st.dataframe(
        in_words(
            pd.DataFrame([_row(quality, rows) for rows in quality.rows]),
            {say("Rows"): count_words, say("Days ago"): count_words},
        ),
        hide_index=True,
        column_config={
            say("System"): st.column_config.TextColumn(pinned=True),
            say("With agent"): _bar(),
            say("With customer"): _bar(),
            say("Rated"): _bar(),
        },
        row_height=38,
        placeholder="–",
        alt=say("The rows of each system: span, freshness, gaps and what they hold"),
    )
    shares = say(
        "Shares are of the rows that count; rated are tickets with a survey answer. "
        "A gap is a day without rows on a weekday that usually has some."
    )
    told = (shares, *map(_offered, quality.rows))
    st.caption(plain(" ".join(filter(None, told))))
    _gaps(quality)


def _offered(rows: Rows) -> str:
    """How many of the surveys that were offered have been answered."""
    if not rows.unanswered:
        return ""
    return say(
        "{system}: {n} of {offered} surveys offered were answered.",
        system=system_name(rows.source),
        n=rows.n,
        offered=rows.n + rows.unanswered,
    )


def _bar() -> Any:
    return st.column_config.ProgressColumn(
        min_value=0, max_value=100, format="%.0f %%", width="small"
    )


def _row(quality: Quality, rows: Rows) -> dict[str, object]:
    shares = rows.shares
    return {
        say("System"): system_name(rows.source),
        say("What"): rows_word(rows.table),
        say("State"): _state(quality, rows),
        say("Rows"): rows.n,
        say("First day"): rows.first,
        say("Last day"): rows.last,
        say("Days ago"): quality.age(rows),
        say("With agent"): shares.agent,
        say("With customer"): shares.customer,
        say("Rated"): shares.answer,
    }


def _state(quality: Quality, rows: Rows) -> str:
    """One word or two, with a shape before it."""
    behind = quality.behind(rows) or 0
    if quality.is_late(rows):
        return say_many("△ {n} day behind", "△ {n} days behind", behind)
    missed = rows.missed
    if missed:
        return say_many("△ {n} day missing", "△ {n} days missing", missed)
    return translated(FINE)


def _gaps(quality: Quality) -> None:
    """Every gap, and the short ones that may be holidays."""
    found = [
        {
            say("System"): subject_of(rows),
            say("From"): gap.first,
            say("To"): gap.last,
            say("Days missing"): count_words(gap.days),
            say("Taken for"): say("perhaps a holiday")
            if gap.may_be_rest
            else say("a gap"),
        }
        for rows in quality.rows
        for gap in rows.gaps
    ]
    if found:
        name = say("Days without rows")
        with st.expander(name, icon=":material/event_busy:"):
            st.dataframe(pd.DataFrame(found), hide_index=True, alt=name)


def _customers(overlap: Overlap) -> None:
    """How many of those who bought also wrote, and the reverse."""
    if not overlap.service or not overlap.sales:
        return
    st.subheader(say("Customers in service and sales"))
    bought, wrote = st.columns(2, gap="medium")
    for place, label, share, n in (
        (bought, BOUGHT, overlap.of_sales, overlap.sales),
        (wrote, WROTE, overlap.of_service, overlap.service),
    ):
        place.metric(
            translated(label),
            amount_words(share, "percent"),
            say("{both} of {all} customers", both=overlap.both, all=n),
            delta_color="off",
            delta_arrow="off",
            border=True,
        )


def _exports(found: tuple[Rejecting, ...]) -> None:
    """The rejected share of each kind of export, the last against those before."""
    if not found:
        return
    st.subheader(say("Rejected rows"))
    st.dataframe(
        in_words(
            pd.DataFrame([_kind(one) for one in found]),
            {
                say("Exports"): count_words,
                say("Rows in the newest"): count_words,
                say("Rejected of them"): _share,
                say("Rejected in earlier ones"): _share,
            },
        ),
        hide_index=True,
        row_height=38,
        placeholder="–",
        alt=say("Rejected rows of each kind of export"),
    )
    st.caption(
        say(
            "The share of rows rejected in the newest export of each kind, beside the "
            "share in all earlier exports of that kind."
        )
    )


def _share(percent: float) -> str:
    return say(PERCENT, number=decimal_words(percent, "0.00"))


def _kind(one: Rejecting) -> dict[str, object]:
    return {
        say("Kind of export"): translated(one.title),
        say("Exports"): one.exports,
        say("Rows in the newest"): one.read,
        say("Rejected of them"): one.share,
        say("Rejected in earlier ones"): one.share_before,
        say("State"): translated(RISING if one.rises else FINE),
    }
