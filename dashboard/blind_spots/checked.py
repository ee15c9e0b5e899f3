"""The checks on the measure, a row each, those worth a look first."""

from __future__ import annotations

import streamlit as st

from dashboard.plain import plain
from dashboard.tongue import in_this_language
from dashboard.view import View
from metrics.checks.check_words import (
    SHAPES,
    facts_words,
    finding_words,
    how_words,
    next_words,
    question_words,
)
from metrics.checks.finding import Check, Key, Verdict
from metrics.values import Values
from words import known, say

COLORS = {Verdict.LOOK: "orange", Verdict.NOTHING: "green", Verdict.CANNOT: "gray"}
COLUMNS, NARROWEST = 2, 330
# Behind which number to look at what a check found, and where there.
BEHIND: dict[Key, tuple[str, str]] = {
    "bunched": ("frt", "rows"),
    "next replies": ("frt", "trend"),
    "gross and net": ("fcr", "definitions"),
    "offered after reopening": ("csat", "survey"),
    "offered by people": ("csat", "survey"),
    "passed on": ("csat", "rows"),
    "last day": ("fcr", "rows"),
    "floor": ("aht", "rows"),
}


def check_rows(view: View, checks: tuple[Check, ...]) -> None:
    """What each check asks, finds and leads to."""
    order = (Verdict.LOOK, Verdict.NOTHING, Verdict.CANNOT)
    grid = st.grid(COLUMNS, min_column_width=NARROWEST, border=True, gap="small")
    shown = [one for verdict in order for one in checks if one.verdict is verdict]
    for check in shown:
        with grid.cell(), st.container(gap="xsmall"):
            _check(view, check)
    with st.expander(say("How the checks work")):
        st.markdown("\n".join(f"- {plain(line)}" for line in how_words(checks)))


def _check(view: View, check: Check) -> None:
    color, verdict = COLORS[check.verdict], plain(known(check.verdict))
    badge = f":{color}-badge[{SHAPES[check.verdict]} {verdict}]"
    st.markdown(f"**{plain(question_words(check))}** {badge}")
    st.markdown(plain(finding_words(check)))
    st.caption(plain(facts_words(check)))
    if check.verdict is Verdict.LOOK:
        st.markdown(plain(next_words(check)))
        _way(view, check)


def _way(view: View, check: Check) -> None:
    """The way to the number, where it is promised."""
    metric, tab = BEHIND[check.key]
    key = check.about if check.key == "bunched" else _promised(view.values, metric)
    if not key:
        return
    asked = {"metric": key, "period": view.period.label, "tab": tab}
    filters = {str(name): only for name, only in view.filters}
    st.page_link(
        "app_pages/observations.py",
        label=say("Look behind the number"),
        icon=":material/arrow_forward:",
        query_params=in_this_language(asked | filters),
    )


def _promised(values: Values, metric: str) -> str:
    every = (*(it for one in values.values for it in one.promises), *values.sales)
    return next((one.key for one in every if one.metric == metric), "")
