"""How often both part in each group: the estimates with their intervals."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go
import streamlit as st

from dashboard.charts import CLEAR, INK, QUIET, STILL, as_written, font
from metrics.axis_words import separators
from metrics.group_words import group_words, plural
from metrics.groups import Comparison
from metrics.perceived.parting_words import TICKET
from metrics.wording import amount_words
from words import say

ROW, REST = 30, 56  # pixels of a group, and of all that is not groups
PERCENT = "percent"


def parting_chart(found: Comparison) -> None:
    """A row for each group, from none of its tickets on."""
    line, _, grey = INK[st.context.theme.type or "light"]
    rows = list(range(len(found.groups)))
    height = REST + ROW * len(rows)
    figure = go.Figure(layout=_layout(found, height, grey))
    figure.add_scatter(
        x=[one.estimate for one in found.groups],
        y=rows,
        mode="markers",
        marker={"color": line, "size": 9},
        error_x=_whiskers(found, line),
        customdata=[
            f"<b>{as_written(one.name)}</b><br>{group_words(one, PERCENT, TICKET)}"
            for one in found.groups
        ],
        hovertemplate="%{customdata}<extra></extra>",
    )
    names = [as_written(one.name) for one in found.groups]
    figure.update_yaxes(tickvals=rows, ticktext=names)
    st.plotly_chart(
        figure, theme=None, key="parting", config=QUIET, height=height, alt=_alt(found)
    )


def _whiskers(found: Comparison, color: str) -> dict[str, Any]:
    """From the low end to the high end of each interval; none where there is none."""
    ends = [
        (one.estimate, one.low, one.high)
        for one in found.groups
        if one.low is not None and one.high is not None
    ]
    if len(ends) < len(found.groups):
        return {"visible": False}
    return {
        "type": "data",
        "symmetric": False,
        "array": [high - estimate for estimate, _, high in ends],
        "arrayminus": [estimate - low for estimate, low, _ in ends],
        "color": color,
        "thickness": 1.4,
        "width": 4,
    }


def _layout(found: Comparison, height: int, grey: str) -> go.Layout:
    still = STILL | {"tickfont": font(12, grey), "automargin": True}
    most = max(max(one.estimate, one.high or 0.0) for one in found.groups)
    ticks = (0.0, found.amount or 0.0, most)
    overall = {
        "type": "line",
        "yref": "paper",
        "x0": found.amount,
        "x1": found.amount,
        "y0": 0,
        "y1": 1,
        "line": {"color": grey, "width": 1.2, "dash": "dash"},
    }
    return go.Layout(
        height=height,
        margin={"l": 0, "r": 16, "t": 6, "b": 24},
        showlegend=False,
        hovermode="closest",
        separators=separators(),
        xaxis=still
        | {
            "range": [0, 1.05 * most],
            "tickvals": ticks,
            "ticktext": [amount_words(one, PERCENT) for one in ticks],
        },
        yaxis=still | {"autorange": "reversed"},
        shapes=[overall],
        paper_bgcolor=CLEAR,
        plot_bgcolor=CLEAR,
    )


def _alt(found: Comparison) -> str:
    return say(
        "How often both part in {n} {groups}, around the overall {amount}",
        n=len(found.groups),
        groups=plural(found.dimension),
        amount=amount_words(found.amount, PERCENT),
    )
