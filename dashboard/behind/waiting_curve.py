"""How many still wait after how long, drawn with Plotly."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go
import streamlit as st

from dashboard.charts import INK, QUIET
from metrics.own_words import spoken
from metrics.scorecard import Fared
from metrics.waiting import Step, Waiting
from metrics.waiting_words import curve_words
from metrics.wording import PERCENT, amount_words, decimal_words
from words import known, mark, say

HEIGHT = 280
CLEAR = "rgba(0,0,0,0)"
SHARES = (0, 0.5, 1)
# Minutes that a scale of waits is read by, up to a month.
TICKS = {
    1: mark("1 min"),
    10: mark("10 min"),
    60: mark("1 h"),
    360: mark("6 h"),
    1_440: mark("1 day"),
    10_080: mark("1 week"),
    43_200: mark("30 days"),
}


def waiting_curve(waiting: Waiting, fared: Fared) -> None:
    """The share still waiting, falling; the line where it is half."""
    line, half, quiet = INK[st.context.theme.type or "light"]
    figure = go.Figure(layout=_layout(quiet))
    figure.add_scatter(
        x=[max(step.minutes, min(TICKS)) for step in waiting.curve],
        y=[step.share for step in waiting.curve],
        mode="lines",
        line={"color": line, "width": 2, "shape": "hv"},
        customdata=[_hover(step) for step in waiting.curve],
        hovertemplate="%{customdata}<extra></extra>",
    )
    figure.add_hline(y=0.5, line={"color": half, "width": 1.4, "dash": "dot"})
    st.plotly_chart(
        figure,
        theme=None,
        key="waiting",
        config=QUIET,
        height=HEIGHT,
        alt=curve_words(waiting, spoken(fared.name)),
    )


def _hover(step: Step) -> str:
    return say(
        "After {time}: {share} still wait",
        time=amount_words(step.minutes, "minutes"),
        share=_percent(step.share),
    )


def _percent(share: float) -> str:
    return say(PERCENT, number=decimal_words(100 * share, "0"))


def _layout(quiet: str) -> go.Layout:
    small = {"size": 12, "color": quiet, "family": "Source Sans, sans-serif"}
    still: dict[str, Any] = {"fixedrange": True, "tickfont": small, "zeroline": False}
    return go.Layout(
        height=HEIGHT,
        margin={"l": 0, "r": 8, "t": 8, "b": 8},
        showlegend=False,
        xaxis=still
        | {
            "type": "log",
            "tickvals": list(TICKS),
            "ticktext": [known(words) for words in TICKS.values()],
            "tickangle": 0,
            "automargin": True,
            "showgrid": False,
        },
        yaxis=still
        | {
            "range": [0, 1.02],
            "tickvals": SHARES,
            "ticktext": [_percent(share) for share in SHARES],
            "automargin": True,
            "showgrid": False,
        },
        paper_bgcolor=CLEAR,
        plot_bgcolor=CLEAR,
    )
