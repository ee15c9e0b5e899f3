"""The form in which a decision is written down."""

from __future__ import annotations

from datetime import UTC, date, datetime

import streamlit as st

from dashboard.house import house
from dashboard.plain import plain
from dashboard.tables import metric_words
from dashboard.view import View
from dashboard.visitor import visitor
from intake.deciding import LONGEST, Expecting, Written, write_down
from metrics.decision_words import WAYS as WAY_WORDS
from metrics.decision_words import name_words, subjects_of
from metrics.decisions import WAYS
from metrics.errors import SelarasError
from metrics.periods import to_local
from words import known, say

WRITTEN = "decisions-written"  # how many, by this visitor: the next form is empty


def decision_form(view: View, about: str | None) -> None:
    """What was decided, when, for what, and what is expected by when.

    `about` is the value that is looked at; None on the page of all decisions.
    """
    subjects = subjects_of(view.values, house().catalog)
    names = [one for one, _ in subjects]
    now = datetime.now(UTC).replace(tzinfo=None)
    today = to_local(now, view.values.company.zone).date()
    with st.form(f"decide-{view.version}"):
        first, second, third = st.columns([1, 1.4, 1.4])
        day = first.date_input(
            say("Decided on"), today, format="YYYY-MM-DD", key=_key("decided-on")
        )
        concerns = second.selectbox(
            say("For"),
            names,
            index=names.index(about) if about in names else None,
            format_func=lambda name: _subject(view, name),
            placeholder=say("Everything"),
            key=_key("decided-for"),
        )
        gives_way = third.selectbox(
            say("What gives way, where two collide"),
            names,
            index=None,
            format_func=lambda name: _subject(view, name),
            placeholder=say("Nothing"),
            key=_key("gives-way"),
        )
        what = st.text_input(
            say("What was decided"), max_chars=LONGEST, key=_key("what-was-decided")
        )
        expecting = _expected(view)
        rebases = st.checkbox(
            say("It changed how things are done: judge anew from here"),
            key=_key("judge-anew"),
        )
        asked = st.form_submit_button(
            say("Write it down"), type="primary", icon=":material/edit_note:"
        )
    if asked and isinstance(day, date):
        _write(Written(day, what, concerns, rebases, gives_way, expecting))


def _expected(view: View) -> Expecting | None:
    """What is expected of a promise by when; None where nothing is."""
    named = {
        key: name for name, key in subjects_of(view.values, house().catalog) if key
    }
    first, second, third, fourth = st.columns([1.6, 1, 1, 1])
    key = first.selectbox(
        say("Expected"),
        list(named),
        index=None,
        format_func=lambda one: _subject(view, named[one]),
        placeholder=say("Nothing that is measured"),
        key=_key("expected-of"),
    )
    way = second.selectbox(
        say("That it"),
        WAYS,
        format_func=lambda one: known(WAY_WORDS[one]),
        key=_key("expected-way"),
    )
    amount = third.number_input(
        say("Amount"),
        value=None,
        help=say("In the unit of its target; leave it empty where it rises or falls."),
        key=_key("expected-amount"),
    )
    by = fourth.date_input(
        say("By the end of"), None, format="YYYY-MM-DD", key=_key("expected-by")
    )
    if key is None or way is None:
        return None
    return Expecting(key, way, amount, by if isinstance(by, date) else None)


def _write(written: Written) -> None:
    """Keep it, and show it at once; else say what is missing."""
    try:
        write_down(house().warehouse, house().settings(), written, visitor())
    except SelarasError as problem:
        st.error(plain(str(problem)), icon=":material/edit_off:")
        return
    st.session_state[WRITTEN] = st.session_state.get(WRITTEN, 0) + 1
    st.rerun()


def _key(name: str) -> str:
    """The key of a field in the form that is filled in now."""
    return f"{name}-{st.session_state.get(WRITTEN, 0)}"


def _subject(view: View, name: str) -> str:
    """A value in the company's words; a promise by its short name and its whole one."""
    values, catalog = view.values, house().catalog
    key = dict(subjects_of(values, catalog))[name]
    promises = [one for value in values.values for one in value.promises]
    for promise in (*promises, *values.sales):
        if promise.key == key:
            return f"{known(name)} · {metric_words(promise, catalog)}"
    return name_words(name, values)
