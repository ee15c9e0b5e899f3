"""The trend of a promise, each of whose points opens what stands behind it."""

from __future__ import annotations

import streamlit as st

from dashboard.behind.rows import rows_view
from dashboard.behind.trend import trend_view
from dashboard.plain import plain
from dashboard.view import View
from metrics.periods import Period, series
from metrics.scorecard import Fared
from metrics.values import Promise
from metrics.wording import period_words
from words import say

NAME = "point"  # the period of the chart that was opened, in the URL


def course(view: View, promise: Promise) -> None:
    """The chart; a click on a point opens the rows behind it."""
    fared = view.scorecard().fared(promise.key)
    trend_view(view, promise, lambda: _open(fared))


def _open(fared: Fared) -> None:
    """Keep the period that was clicked on in the URL, and show its rows."""
    points = st.session_state["trend"]["selection"]["points"]
    if points:
        st.query_params[NAME] = label_at(fared, str(points[0]["x"]))
        st.query_params["tab"] = "rows"


def label_at(fared: Fared, moment: str) -> str:
    """The period that a moment of the chart lies in; points stand in its middle."""
    day = moment[: len("2026-03-31")]
    begun = [one.label for one in fared.series if one.first.isoformat() <= day]
    return begun[-1] if begun else fared.series[0].label


def opened(view: View) -> View:
    """The view of the point that was opened; the page's own where none was."""
    asked = st.query_params.get(NAME)
    if asked is None or asked == view.period.label:
        return view
    found = next((one for one in series(view.period) if one.label == asked), None)
    return view if found is None else _at(view, found)


def _at(view: View, period: Period) -> View:
    return View(view.version, view.values, view.through, period, view.filters)


def _close() -> None:
    st.query_params.pop(NAME, None)


def rows_behind_point(view: View, promise: Promise) -> None:
    """The rows of the point that was opened, down to the ticket."""
    there = opened(view)
    which(there, view)
    rows_view(there, promise)


def which(there: View, view: View) -> None:
    """Which period is open, and the way back."""
    period = period_words(there.period.running(there.through))
    said = say("Behind {period}. A click on a point of the chart opens another.",
               period=period)  # fmt: skip
    st.caption(plain(said))
    if there.period != view.period:
        st.button(
            say("Back to {period}", period=period_words(view.period)),
            on_click=_close,
            type="tertiary",
            icon=":material/undo:",
        )
