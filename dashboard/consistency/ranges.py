"""Amounts on lines of their own, each from where to where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go
import streamlit as st

from dashboard.charts import CLEAR, INK, QUIET, WORDS, as_written, font
from metrics.axis_words import around_words, separators

ROW, FOOT = 30, 46  # pixels


@dataclass(frozen=True)
class Range:
    """What it is of, from, the amount, to, and what a hover says."""

    label: str
    low: float
    middle: float
    high: float
    said: str


def ranges(rows: Sequence[Range], unit: str, key: str, alt: str) -> None:
    """A row a range, the first on top."""
    mode = st.context.theme.type or "light"
    line, _, faint = INK[mode]
    places = list(range(len(rows)))
    height = ROW * len(rows) + FOOT
    figure = go.Figure(layout=_layout(height, WORDS[mode], faint, unit))
    names = [as_written(row.label) for row in rows]
    figure.update_yaxes(tickvals=places, ticktext=names)
    for place, row in enumerate(rows):
        figure.add_scatter(
            x=[row.low, row.high],
            y=[place, place],
            mode="lines",
            line={"color": line, "width": 5},
            opacity=0.45,
            hoverinfo="skip",
        )
    figure.add_scatter(
        x=[row.middle for row in rows],
        y=places,
        mode="markers",
        marker={"color": line, "size": 11},
        customdata=[as_written(row.said) for row in rows],
        hovertemplate="%{customdata}<extra></extra>",
    )
    st.plotly_chart(figure, theme=None, key=key, config=QUIET, height=height, alt=alt)


def _layout(height: int, ink: str, faint: str, unit: str) -> go.Layout:
    return go.Layout(
        height=height,
        margin={"l": 0, "r": 12, "t": 6, "b": 26},
        showlegend=False,
        dragmode=False,
        font=font(13, ink),
        separators=separators(),
        xaxis={
            "fixedrange": True,
            "ticksuffix": around_words(unit)[1],
            "gridcolor": "rgba(128,128,128,0.2)",
            "tickfont": font(11, faint),
            "zeroline": False,
            "nticks": 6,
        },
        yaxis={
            "fixedrange": True,
            "automargin": True,
            "autorange": "reversed",
            "showgrid": False,
            "zeroline": False,
        },
        paper_bgcolor=CLEAR,
        plot_bgcolor=CLEAR,
    )
