"""Who to thank: a card for each person, with a tick for each reason."""

from __future__ import annotations

from datetime import datetime

import streamlit as st

from dashboard.address import choice_in_url
from dashboard.house import house
from dashboard.plain import plain
from dashboard.recognition_results import (
    BEFORE,
    all_thanks,
    now,
    recognition,
    tick,
    waiting,
)
from dashboard.results import since, through
from dashboard.visitor import visitor_words
from metrics.periods import Period, last_full, parse_period, series
from metrics.praise import Earned, Thanked, last_thanked
from metrics.recognition import Recognised, Recognition
from metrics.recognition_words import (
    comments_words,
    how_words,
    last_words,
    quotes,
    reason_words,
    sales_words,
    since_words,
    thanked_words,
    waiting_words,
)
from metrics.values import Company
from metrics.wording import period_words
from words import say

OFFERED = 26  # weeks
NARROWEST = 330


def choose_week(*, reserved: bool) -> Period | None:
    """The week to thank for, kept in the URL; None while there are no data."""
    version, company = house().version(), house().values().company
    reach = through(version)
    if reach is None:
        return None
    usual = last_full("week", company.zone, reach, company.week_starts)
    first = since(version) or reach
    offered = [one for one in series(usual, OFFERED) if one.window().end > first]
    chosen = choice_in_url(
        "week",
        [one.label for one in reversed(offered)],
        usual.label,
        label=say("Week"),
        words=lambda label: period_words(_week(label, company, reach)),
        reserved=reserved,
    )
    return _week(chosen or usual.label, company, reach)


def _week(label: str, company: Company, reach: datetime) -> Period:
    return parse_period(label, company.zone, reach, company.week_starts)


def recognised(week: Period) -> Recognition:
    """Everyone who has earned thanks in the week."""
    version = house().version()
    reach = through(version) or week.window().end
    with st.spinner(say("Looking at everybody's weeks")):
        found: Recognition = recognition(version, house().values(), week, reach)
    return found


def people(found: Recognition) -> None:
    """A card for each person, in the order of the alphabet."""
    if not found.people:
        return
    thanks = all_thanks()
    ticked, last = {one.earned: one for one in thanks}, last_thanked(thanks)
    columns = min(3, len(found.people))
    grid = st.grid(columns, min_column_width=NARROWEST, border=True, gap="small")
    for person in found.people:
        with grid.cell(), st.container(gap="small"):
            st.markdown(f"### {plain(person.person)}")
            st.caption(plain(last_words(last.get(person.person), now())))
            _reasons(found, person, ticked)


def _reasons(
    found: Recognition, person: Recognised, ticked: dict[Earned, Thanked]
) -> None:
    for reason in person.reasons:
        st.markdown(plain(reason_words(reason)))
        for quote in quotes(reason):
            st.markdown(f"> {plain(' '.join(quote.split()))}")
        earned = person.earned(found.week, reason)
        _tick(earned, ticked.get(earned))


def _tick(earned: Earned, one: Thanked | None) -> None:
    """What the store says, whoever ticked it; a change is written at once."""
    key = f"thanked-{earned.week}-{earned.reason}-{earned.person}"
    zone = house().values().company.zone
    label = thanked_words(one, visitor_words(one.by), zone) if one else say("Thanked")
    st.session_state[key] = one is not None
    st.checkbox(plain(label), key=key, on_change=_write, args=(key, earned))


def _write(key: str, earned: Earned) -> None:
    tick(earned, is_thanked=st.session_state[key])


def not_forgotten(found: Recognition) -> None:
    """Who still waits for thanks, and how long ago all others had theirs."""
    version, here = house().version(), {one.person for one in found.people}
    reach = through(version) or found.week.window().end
    before = series(found.week, BEFORE + 1)[:-1]
    with st.spinner(say("Looking at the weeks before")):
        late = waiting(version, house().values(), before, reach)
    others = tuple(one for one in late if one.person not in here)
    lines = [waiting_words(others, BEFORE)] if others else []
    lines += [
        since_words(name, last, now())
        for name, last in last_thanked(all_thanks()).items()
        if name not in here
    ]
    if lines:
        st.subheader(say("Not to be forgotten"))
        st.markdown("  \n".join(plain(line) for line in lines))


def how_chosen(found: Recognition) -> None:
    """What is missing from the page, and how people are chosen."""
    for line in filter(None, (comments_words(found), sales_words(found))):
        st.caption(plain(line))
    with st.expander(say("How people are chosen")):
        st.markdown("\n".join(f"- {plain(line)}" for line in how_words()))
