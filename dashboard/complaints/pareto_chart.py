"""Bars from the largest on, and a line of what they come to together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from dashboard.charts import CLEAR, INK, QUIET, STILL, WORDS, all_as_written, font
from metrics.complaints.pareto import MOST_OF, Bar, Pareto
from words import say

ROW, EDGES = 34, 64  # pixels of a bar, and of the scale below
REST = {"light": "#b8c0bc", "dark": "#4b5652"}
WHISKERS = {"light": "#374151", "dark": "#d1d5db"}


def height_of(pareto: Pareto) -> int:
    """In pixels."""
    return EDGES + ROW * len(pareto.bars)


def pareto_chart(
    pareto: Pareto,
    names: Sequence[str],
    told: Sequence[str],
    key: str,
    picked: Callable[[], None],
    alt: str,
) -> None:
    """The bars by name; `told` is what a pointer on each is shown.

    A click on one runs `picked`. The few that make 80 % stand out.
    """
    figure = go.Figure(layout=_layout(pareto, names))
    figure.add_traces([_bars(pareto, told), _line(pareto, told)])
    st.plotly_chart(
        figure,
        theme=None,
        key=key,
        config=QUIET,
        height=height_of(pareto),
        alt=alt,
        on_select=picked,
        selection_mode="points",
    )


def picked_bar(key: str) -> int | None:
    """Which bar was clicked; None where none was."""
    points = st.session_state[key]["selection"]["points"]
    return int(points[0]["point_index"]) if points else None


def _mode() -> str:
    return st.context.theme.type or "light"


def _bars(pareto: Pareto, told: Sequence[str]) -> go.Bar:
    mode, few = _mode(), len(pareto.few)
    colors = [INK[mode][0]] * few + [REST[mode]] * (len(pareto.bars) - few)
    return go.Bar(
        x=[bar.n for bar in pareto.bars],
        y=list(range(len(pareto.bars))),
        orientation="h",
        marker={"color": colors},
        error_x=_unsure(pareto.bars),
        customdata=list(told),
        hovertemplate="%{customdata}<extra></extra>",
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
    )


def _unsure(bars: Sequence[Bar]) -> dict[str, Any]:
    """The 95 % interval of each share, in so many as it would be."""
    return {
        "type": "data",
        "symmetric": False,
        "array": [bar.more for bar in bars],
        "arrayminus": [bar.less for bar in bars],
        "color": WHISKERS[_mode()],
        "thickness": 1.2,
        "width": 3,
    }


def _line(pareto: Pareto, told: Sequence[str]) -> go.Scatter:
    color = INK[_mode()][1]
    return go.Scatter(
        x=[bar.together for bar in pareto.bars],
        y=list(range(len(pareto.bars))),
        xaxis="x2",
        mode="lines+markers",
        line={"color": color, "width": 1.6},
        marker={"color": color, "size": 6},
        customdata=list(told),
        hovertemplate="%{customdata}<extra></extra>",
    )


def _layout(pareto: Pareto, names: Sequence[str]) -> go.Layout:
    mode = _mode()
    large, small = font(13, WORDS[mode]), font(11, INK[mode][2])
    most = max(bar.n + bar.more for bar in pareto.bars)
    percents = [0, MOST_OF, 100]
    return go.Layout(
        height=height_of(pareto),
        margin={"l": 0, "r": 8, "t": 26, "b": 24},
        showlegend=False,
        dragmode=False,
        clickmode="event+select",
        bargap=0.34,
        font=large,
        hoverlabel={"align": "left"},
        xaxis=STILL
        | {
            "range": [0, 1.06 * most],
            "tickfont": small,
            "nticks": 6,
            "tickformat": ",d",
        },
        xaxis2=STILL
        | {
            "overlaying": "x",
            "side": "top",
            "range": [0, 104],
            "tickvals": percents,
            "ticktext": [say("{n}%", n=int(one)) for one in percents],
            "tickfont": small | {"color": INK[mode][1]},
        },
        yaxis=STILL
        | {
            "range": [len(pareto.bars) - 0.5, -0.5],
            "automargin": True,
            "tickvals": list(range(len(names))),
            "ticktext": all_as_written(names),
            "tickfont": large,
        },
        shapes=[
            {
                "type": "line",
                "xref": "x2",
                "yref": "paper",
                "y0": 0,
                "y1": 1,
                "x0": MOST_OF,
                "x1": MOST_OF,
                "line": {"color": INK[mode][1], "width": 1, "dash": "dot"},
            }
        ],
        paper_bgcolor=CLEAR,
        plot_bgcolor=CLEAR,
    )
