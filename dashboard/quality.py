"""Quality at a glance: what needs attention first, then each system in detail."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import results
from dashboard.house import house
from dashboard.plain import plain
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
from metrics.wording import amount_words, count_words

LOOKS = {
    "attention": ":orange[:material/warning:]",
    "look": ":gray[:material/visibility:]",
}
WELL = ":green[:material/check_circle:]"
SHOWN = 8  # findings before the others are folded away


def quality_view() -> None:
    """What is missing for a promise, what is noticed of the rows, and the details."""
    values, version = house().values(), house().version()
    through = results.through(version)
    if through is None:
        st.markdown("Nothing has been loaded yet.")
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
        st.subheader("What promises lack")
        _findings(promises, "Every promise has the data it is counted from.")
    with right:
        st.subheader("What is noticed")
        _findings(found, "No gaps, nothing late, no rising rejects.")
    _systems(quality)
    _customers(quality.overlap)
    _exports(quality.rejecting)


def _summary(quality: Quality, found: Findings) -> None:
    """One badge for each gravity, and how fresh it all is."""
    grave = sum(one.gravity == "attention" for one in found)
    less = len(found) - grave
    need = "needs" if grave == 1 else "need"
    badges = (
        f":orange-badge[:material/warning: {grave} {need} attention]" if grave else "",
        f":gray-badge[:material/visibility: {less} to look at]" if less else "",
        "" if found else ":green-badge[:material/check_circle: all fine]",
    )
    st.markdown("### " + " ".join(filter(None, badges)))
    st.caption(
        plain(
            f"Data through {day_words(quality.through)}. "
            f"Today is {day_words(quality.today)}."
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
            with st.expander(f"{len(found[SHOWN:])} more"):
                for one in found[SHOWN:]:
                    _finding(LOOKS[one.gravity], one.subject, one.sentence)


def _finding(icon: str, subject: str, sentence: str) -> None:
    st.markdown(f"{icon} **{plain(subject)}**  \n{plain(sentence)}")


def _systems(quality: Quality) -> None:
    """Each system in each table, with what its rows hold."""
    st.subheader("Systems")
    st.dataframe(
        pd.DataFrame([_row(quality, rows) for rows in quality.rows]),
        hide_index=True,
        column_config={
            "System": st.column_config.TextColumn(pinned=True),
            "Rows": st.column_config.NumberColumn(format="localized"),
            "With agent": _bar(),
            "With customer": _bar(),
            "Rated": _bar(),
        },
        row_height=38,
        placeholder="–",
        alt="The rows of each system: span, freshness, gaps and what they hold",
    )
    st.caption(
        "Shares are of the rows that count; rated are tickets with a survey answer. "
        "A gap is a day without rows on a weekday that usually has some."
        + plain("".join(map(_offered, quality.rows)))
    )
    _gaps(quality)


def _offered(rows: Rows) -> str:
    """How many of the surveys that were offered have been answered."""
    if not rows.unanswered:
        return ""
    offered = count_words(rows.n + rows.unanswered)
    name = system_name(rows.source)
    return f" {name}: {count_words(rows.n)} of {offered} surveys offered were answered."


def _bar() -> Any:
    return st.column_config.ProgressColumn(
        min_value=0, max_value=100, format="%.0f %%", width="small"
    )


def _row(quality: Quality, rows: Rows) -> dict[str, object]:
    shares = rows.shares
    return {
        "System": system_name(rows.source),
        "What": rows_word(rows.table),
        "State": _state(quality, rows),
        "Rows": rows.n,
        "First day": rows.first,
        "Last day": rows.last,
        "Days ago": quality.age(rows),
        "With agent": shares.agent,
        "With customer": shares.customer,
        "Rated": shares.answer,
    }


def _state(quality: Quality, rows: Rows) -> str:
    """One word or two, with a shape before it."""
    behind = quality.behind(rows) or 0
    if quality.is_late(rows):
        return f"△ {count_words(behind)} days behind"
    missed = rows.missed
    return f"△ {count_words(missed)} days missing" if missed else "● fine"


def _gaps(quality: Quality) -> None:
    """Every gap, and the short ones that may be holidays."""
    found = [
        {
            "System": subject_of(rows),
            "From": gap.first,
            "To": gap.last,
            "Days missing": gap.days,
            "Taken for": "perhaps a holiday" if gap.may_be_rest else "a gap",
        }
        for rows in quality.rows
        for gap in rows.gaps
    ]
    if found:
        with st.expander("Days without rows", icon=":material/event_busy:"):
            st.dataframe(pd.DataFrame(found), hide_index=True, alt="Days without rows")


def _customers(overlap: Overlap) -> None:
    """How many of those who bought also wrote, and the reverse."""
    if not overlap.service or not overlap.sales:
        return
    st.subheader("Customers in service and sales")
    bought, wrote = st.columns(2, gap="medium")
    for place, label, share, n in (
        (bought, "Of those who bought, service knows", overlap.of_sales, overlap.sales),
        (wrote, "Of those service knows, bought", overlap.of_service, overlap.service),
    ):
        place.metric(
            label,
            amount_words(share, "percent"),
            f"{count_words(overlap.both)} of {count_words(n)} customers",
            delta_color="off",
            delta_arrow="off",
            border=True,
        )


def _exports(found: tuple[Rejecting, ...]) -> None:
    """The rejected share of each kind of export, the last against those before."""
    if not found:
        return
    st.subheader("Rejected rows")
    st.dataframe(
        pd.DataFrame([_kind(one) for one in found]),
        hide_index=True,
        column_config={
            "Rejected of them": st.column_config.NumberColumn(format="%.2f %%"),
            "Rejected in earlier ones": st.column_config.NumberColumn(format="%.2f %%"),
            "Rows in the newest": st.column_config.NumberColumn(format="localized"),
        },
        row_height=38,
        placeholder="–",
        alt="Rejected rows of each kind of export",
    )
    st.caption(
        "The share of rows rejected in the newest export of each kind, beside the "
        "share in all earlier exports of that kind."
    )


def _kind(one: Rejecting) -> dict[str, object]:
    return {
        "Kind of export": one.title,
        "Exports": one.exports,
        "Rows in the newest": one.read,
        "Rejected of them": one.share,
        "Rejected in earlier ones": one.share_before,
        "State": "△ rising" if one.rises else "● fine",
    }
