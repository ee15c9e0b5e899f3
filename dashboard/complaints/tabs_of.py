"""The three tabs: by topic, by kind of complaint, by criterion of our reviews."""

from __future__ import annotations

import streamlit as st

from dashboard.complaints.bars import NAMELESS, UNPLACED, Shown, bars_view, chosen_bar
from dashboard.complaints.complaints_results import complaining, failing, taxonomy
from dashboard.plain import plain
from dashboard.view import View
from metrics.complaints.complaint_words import (
    CHANGES,
    COMPLAINTS,
    CRITERIA,
    DENIED,
    NO_COMMENTS,
    PLACED_BY,
    SEVERAL,
    TOPICS,
    WHAT_FAILS,
    WHICH_ANSWERS,
    complaints_words,
    criteria_words,
    topicless_words,
    topics_words,
    unplaced_words,
)
from metrics.own_words import spoken
from words import known, say


def topics_view(view: View, *, brief: bool) -> None:
    """What bad answers are about."""
    kinds = taxonomy()
    found = complaining(view, kinds)
    told = topics_words(found, view.period)
    alt = say("Bad answers by topic, the largest first")
    bare = topicless_words(found)
    rest = {NAMELESS: say("no topic")} if bare else {}
    shown = Shown(TOPICS, found.topics, kinds, told, alt, bare, rest)
    bars_view(shown, brief=brief)
    if not brief:
        chosen_bar(view, shown)
    _how(WHICH_ANSWERS, CHANGES)


def complaints_view(view: View, *, brief: bool) -> None:
    """What goes wrong, by the kinds of the taxonomy."""
    kinds = taxonomy()
    found = complaining(view, kinds)
    told = complaints_words(found, kinds, view.period)
    alt = say("Bad answers by kind of complaint, the largest first")
    missing = unplaced_words(found)
    rest = {UNPLACED: say("could not be placed")} if missing else {}
    shown = Shown(COMPLAINTS, found.complaints, kinds, told, alt, missing, rest)
    bars_view(shown, brief=brief)
    if missing and not view.values.company.keep_comments:
        st.caption(plain(known(NO_COMMENTS)))
    if not brief:
        chosen_bar(view, shown)
    with st.expander(say("The kinds of complaints")):
        lines = (
            f"- **{plain(spoken(one.name))}** {plain(spoken(one.what))}"
            for one in kinds.complaints
        )
        st.markdown("\n".join(lines))
        st.caption(plain(_whose(is_own=kinds.is_own)))
    _how(WHICH_ANSWERS, PLACED_BY, DENIED, SEVERAL, CHANGES)


def criteria_view(view: View, *, brief: bool) -> None:
    """What our own reviews find failing."""
    found = failing(view)
    told = criteria_words(found, view.period)
    alt = say("Failed criteria, the most often first")
    shown = Shown(CRITERIA, found.criteria, taxonomy(), told, alt)
    bars_view(shown, brief=brief)
    if not brief:
        chosen_bar(view, shown)
    _how(WHAT_FAILS, CHANGES)


def _whose(*, is_own: bool) -> str:
    if is_own:
        return say("They are those of taxonomy.yaml.")
    return say(
        "They are Albrecht's seven sins of service and Fessard's seven plagues. Copy "
        "{file} to the folder of values.yaml to have your own.",
        file="metrics/complaints/taxonomy.yaml",
    )


def _how(*sentences: str) -> None:
    with st.expander(say("How this is counted")):
        st.markdown("\n".join(f"- {plain(known(one))}" for one in sentences))
