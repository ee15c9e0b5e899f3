"""Charts, drawn with Plotly from what was counted."""

from __future__ import annotations

import plotly.graph_objects as go
import streamlit as st

from metrics.periods import SERIES
from metrics.scorecard import Fared, Point
from metrics.wording import amount_words, count_words

# Line, target line and ground, in the light and the dark theme.
INK = {"light": ("#0f766e", "#b45309"), "dark": ("#2dd4bf", "#fbbf24")}
QUIET = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False}


def sparkline(fared: Fared, height: int, key: str) -> None:
    """Thirteen periods and the target, the last one marked."""
    if all(point.amount is None for point in fared.series):
        return
    figure = go.Figure(layout=_bare_layout(height))
    line, target = INK[st.context.theme.type or "light"]
    for bounds in _bounds(fared.series):
        figure.add_scatter(
            x=_labels(fared.series),
            y=bounds,
            mode="lines",
            hoverinfo="skip",
            line={"color": target, "width": 1.2, "dash": "dot", "shape": "hvh"},
        )
    figure.add_scatter(
        x=_labels(fared.series),
        y=[point.amount for point in fared.series],
        mode="lines+markers",
        line={"color": line, "width": 2},
        marker={"color": line, "size": _sizes(fared.series)},
        customdata=[_hover(point, fared.unit) for point in fared.series],
        hovertemplate="%{customdata}<extra></extra>",
    )
    st.plotly_chart(
        figure, theme=None, key=key, config=QUIET, height=height, alt=_alt(fared)
    )


def _bare_layout(height: int) -> go.Layout:
    clear = "rgba(0,0,0,0)"
    ends = [-0.4, SERIES - 0.4]
    return go.Layout(
        height=height,
        margin={"l": 0, "r": 0, "t": 6, "b": 6},
        showlegend=False,
        hovermode="x",
        xaxis={"visible": False, "fixedrange": True, "type": "category", "range": ends},
        yaxis={"visible": False, "fixedrange": True},
        paper_bgcolor=clear,
        plot_bgcolor=clear,
    )


def _labels(points: tuple[Point, ...]) -> list[str]:
    return [point.label for point in points]


def _sizes(points: tuple[Point, ...]) -> list[int]:
    return [2] * (len(points) - 1) + [7]


def _bounds(points: tuple[Point, ...]) -> list[list[float | None]]:
    lows = [point.bounds.low if point.bounds else None for point in points]
    highs = [point.bounds.high if point.bounds else None for point in points]
    return [line for line in (lows, highs) if any(one is not None for one in line)]


def _hover(point: Point, unit: str) -> str:
    return (
        f"{point.label}: {amount_words(point.amount, unit)}"
        f" (n = {count_words(point.n)})"
    )


def _alt(fared: Fared) -> str:
    known = [point for point in fared.series if point.amount is not None]
    first, last = known[0], known[-1]
    return (
        f"{fared.name} from {first.label}, {amount_words(first.amount, fared.unit)}, "
        f"to {last.label}, {amount_words(last.amount, fared.unit)}"
    )
