"""What was decided, what was expected of it, and what came of that."""

from __future__ import annotations

from collections.abc import Collection

import streamlit as st

from dashboard import results
from dashboard.house import house
from dashboard.plain import plain
from dashboard.value import value_results
from dashboard.value.form import decision_form
from dashboard.view import View
from dashboard.visitor import visitor, visitor_words
from intake.deciding import withdraw
from metrics.decision_words import (
    decision_line,
    expected_words,
    no_more_words,
    outcome_words,
)
from metrics.decisions import Decision, concerning
from metrics.errors import SelarasError
from metrics.periods import default_period
from metrics.scorecard import Card
from words import say


def decisions_about(view: View, card: Card) -> tuple[Decision, ...]:
    """Those that concern any promise of a value, the newest first."""
    every = value_results.decisions(view.version)
    found: set[Decision] = set()
    promises = [one for value in view.values.values for one in value.promises]
    for fared in card.promises:
        promise = next(
            one for one in (*promises, *view.values.sales) if one.key == fared.key
        )
        found |= set(concerning(every, promise, fared.definition, view.values))
    return tuple(one for one in reversed(every) if one in found)


def as_it_is_now() -> View | None:
    """A view without controls; None where nothing has been loaded."""
    version, values = house().version(), house().values()
    through = results.through(version)
    if through is None:
        return None
    period = default_period(values.company.zone, through)
    return View(version, values, through, period, ())


def every_decision(view: View) -> tuple[Decision, ...]:
    """All of them, the newest first."""
    return tuple(reversed(value_results.decisions(view.version)))


def what_was_decided(
    view: View, found: Collection[Decision], about: str | None
) -> None:
    """The form, and the decisions under it."""
    with st.expander(
        say("Write down a decision"),
        icon=":material/edit_note:",
        expanded=about is None,
    ):
        decision_form(view, about)
    decision_list(view, found)


def decision_list(view: View, found: Collection[Decision]) -> None:
    """Each decision with what came of it."""
    if not found:
        st.markdown(say("Nothing has been decided yet."))
    for place, decision in enumerate(found):
        with st.container(border=True, gap="xsmall"):
            _decision(view, decision, place)


def _decision(view: View, decision: Decision, place: int) -> None:
    zone = view.values.company.zone
    st.markdown(f"**{plain(decision_line(decision, zone))}**")
    outcome = value_results.outcome(view.version, view.values, decision, view.through)
    if outcome is not None:
        st.markdown(plain(f"{expected_words(outcome)} {outcome_words(outcome)}"))
    elif decision.expectation is not None:
        st.markdown(plain(no_more_words(decision, outcome)))
    if decision.export_id is None:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        if decision.by:
            by = visitor_words(decision.by)
            st.caption(plain(say("Written down by {person}.", person=by)))
        st.button(
            say("Withdraw"),
            key=f"withdraw-{decision.export_id}-{place}",
            type="tertiary",
            icon=":material/undo:",
            on_click=_withdraw,
            args=(decision.export_id,),
        )


def _withdraw(export_id: int) -> None:
    """Take it back; its receipt says so."""
    try:
        withdraw(house().warehouse, export_id, visitor())
    except SelarasError as problem:
        st.error(plain(str(problem)))
