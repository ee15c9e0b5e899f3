"""The process-behaviour chart of a promise: what is routine, and what is not."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import streamlit as st

from dashboard.behind import definition_results
from dashboard.behind.trend_chart import trend_chart
from dashboard.plain import plain
from dashboard.view import View
from metrics.scorecard import Fared
from metrics.trend_words import (
    days_words,
    decision_words,
    limits_words,
    point_words,
    trend_words,
)
from metrics.values import Promise
from metrics.variation import Judged
from metrics.version_words import break_words, breaks_within
from metrics.wording import amount_words, count_words
from words import known, mark, say

LEGEND = mark(
    "Shaded is what routine variation explains, around the usual level; ◆ is a "
    "signal, and worth asking why. Dots are targets. An upright line is a decision. "
    "A hollow point is not over, or has too few to be judged."
)


def trend_view(
    view: View, promise: Promise, opened: Callable[[], None] | None = None
) -> None:
    """The chart, what it says in a sentence, and its points.

    `opened` is called when somebody clicks on a point.
    """
    fared = view.scorecard().fared(promise.key)
    if all(point.amount is None for point in fared.series):
        st.info(say("Nothing has been counted in these periods, so there is no trend."))
        return
    st.markdown(f"**{plain(trend_words(fared))}**")
    found = definition_results.breaks(view.version, fared.definition.metric)
    breaks = breaks_within(found, fared.series[0].first, fared.period)
    trend_chart(fared, breaks, opened)
    days = days_words(fared)
    scaled = say("Amounts are {days}.", days=days) if days else ""
    st.caption(plain(f"{known(LEGEND)} {scaled}".strip()))
    st.caption(plain(limits_words(fared)))
    for decision in fared.behaviour.decisions:
        st.markdown(plain(decision_words(decision, fared.period.zone)))
    for one in breaks:
        st.markdown(plain(break_words(one, fared.period.zone)))
    with st.expander(say("The points of this chart")):
        alt = say("The points of the chart")
        st.dataframe(_points(fared), hide_index=True, alt=alt)


def _points(fared: Fared) -> pd.DataFrame:
    """A row a period, the newest first, in words."""
    return pd.DataFrame(
        {
            say("Period"): point.label,
            say("Amount"): amount_words(judged.spot.amount, fared.unit),
            "n": count_words(point.n),
            **_limits(judged, fared.unit),
            say("It is"): point_words(judged, fared),
        }
        for point, judged in zip(
            reversed(fared.series), reversed(fared.behaviour.points), strict=True
        )
        if point.amount is not None
    )


def _limits(judged: Judged, unit: str) -> dict[str, str]:
    limits = judged.limits
    named = (say("Usual"), say("From"), say("To"))
    if limits is None:
        return dict.fromkeys(named, "")
    amounts = (limits.centre, limits.low, limits.high)
    return {
        name: amount_words(amount, unit)
        for name, amount in zip(named, amounts, strict=True)
    }
