"""The process-behaviour chart itself, drawn with Plotly."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from html import escape
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from dashboard.charts import INK, QUIET
from metrics.axis_words import around_words, month_ticks, separators
from metrics.own_words import spoken
from metrics.periods import to_local
from metrics.scorecard import Fared, Point
from metrics.trend_words import decision_words, point_words, trend_words
from metrics.variation import Judged
from metrics.version_words import BROKEN
from metrics.versions import Breaks
from metrics.wording import amount_words
from words import known, say

# What routine variation explains, and signals, in the light and the dark theme.
SHADE = {"light": "rgba(15,118,110,0.10)", "dark": "rgba(45,212,191,0.13)"}
SIGNAL = {"light": "#6d28d9", "dark": "#c4b5fd"}
PAPER = {"light": "#fbfaf7", "dark": "#111715"}
HEIGHT = 340
CLEAR = "rgba(0,0,0,0)"
SPANS = {"month": "M1", "quarter": "M3", "year": "M12"}
DAY = 86_400_000  # milliseconds, as Plotly counts spans


def trend_chart(
    fared: Fared, breaks: Breaks = (), opened: Callable[[], None] | None = None
) -> None:
    """Amounts, usual level, limits, targets, signals and decisions."""
    figure = go.Figure(layout=_layout(fared))
    figure.add_traces([*_limits(fared), *_targets(fared), _amounts(fared)])
    _decide(figure, fared)
    _redefine(figure, fared, breaks)
    st.plotly_chart(
        figure,
        theme=None,
        key="trend",
        on_select=opened or "ignore",
        selection_mode="points",
        config=QUIET,
        height=HEIGHT,
        alt=say("{name}: {told}", name=spoken(fared.name), told=trend_words(fared)),
    )


def _mode() -> str:
    return st.context.theme.type or "light"


def _along(fared: Fared, points: Iterable[Point]) -> dict[str, Any]:
    """Each amount in the middle of its own period."""
    days = (fared.period.after - fared.period.first).days * DAY
    return {
        "x": [point.first for point in points],
        "xperiod": SPANS.get(fared.period.grain, days),
        "xperiodalignment": "middle",
    }


def _limits(fared: Fared) -> Iterator[go.Scatter]:
    """The shade of routine variation and the usual level, a stretch at a time."""
    edge = {"color": INK[_mode()][0], "width": 0.8, "shape": "hvh"}
    pairs = list(zip(fared.series, fared.behaviour.points, strict=True))
    for part in fared.behaviour.stretches:
        found = [(point, one.limits) for point, one in pairs[part] if one.limits]
        along = _along(fared, [point for point, _ in found])
        quiet = along | {"mode": "lines", "hoverinfo": "skip"}
        yield go.Scatter(**quiet, y=[one.low for _, one in found], line=edge)
        yield go.Scatter(
            **quiet,
            y=[one.high for _, one in found],
            line=edge,
            fill="tonexty",
            fillcolor=SHADE[_mode()],
        )
        centre = edge | {"dash": "dash", "width": 1.4}
        yield go.Scatter(**quiet, y=[one.centre for _, one in found], line=centre)


def _targets(fared: Fared) -> Iterator[go.Scatter]:
    """What was promised: a line for each bound."""
    along = _along(fared, fared.series) | {"mode": "lines", "hoverinfo": "skip"}
    ink = {"color": INK[_mode()][1], "width": 1.6, "dash": "dot", "shape": "hvh"}
    targets = fared.behaviour.targets
    yield go.Scatter(**along, y=[one and one.low for one in targets], line=ink)
    yield go.Scatter(**along, y=[one and one.high for one in targets], line=ink)


def _amounts(fared: Fared) -> go.Scatter:
    """The amounts; signals are larger diamonds, what is not judged is hollow."""
    line, _, _ = INK[_mode()]
    points = fared.behaviour.points
    return go.Scatter(
        **_along(fared, fared.series),
        y=[one.spot.amount for one in points],
        mode="lines+markers",
        line={"color": line, "width": 2},
        marker={
            "symbol": ["diamond" if one.signals else "circle" for one in points],
            "size": [12 if one.signals else 7 for one in points],
            "color": [_fill(one) for one in points],
            "line": {"color": [_edge(one) for one in points], "width": 1.5},
        },
        customdata=[
            _hover(point, one, fared)
            for point, one in zip(fared.series, points, strict=True)
        ],
        hovertemplate="%{customdata}<extra></extra>",
    )


def _edge(one: Judged) -> str:
    return SIGNAL[_mode()] if one.signals else INK[_mode()][0]


def _fill(one: Judged) -> str:
    return _edge(one) if one.counts else PAPER[_mode()]


def _hover(point: Point, one: Judged, fared: Fared) -> str:
    said = say(
        "{period}: {amount} (n = {n})",
        period=point.label,
        amount=amount_words(one.spot.amount, fared.unit),
        n=point.n,
    )
    return f"{said}<br>{point_words(one, fared)}"


def _decide(figure: go.Figure, fared: Fared) -> None:
    """An upright line on each decision's day; its words where it is pointed at."""
    grey = INK[_mode()][2]
    zone = fared.period.zone
    for decision in fared.behaviour.decisions:
        day = decision.day(zone)
        figure.add_vline(x=day, line={"color": grey, "width": 1.2, "dash": "dash"})
        figure.add_scatter(
            x=[day],
            y=[1],
            yaxis="y2",
            mode="markers",
            marker={"symbol": "triangle-down", "size": 10, "color": grey},
            hovertext=escape(decision_words(decision, zone)),
            hoverinfo="text",
        )


def _redefine(figure: go.Figure, fared: Fared, breaks: Breaks) -> None:
    """An upright line where the definition became another one."""
    grey = INK[_mode()][2]
    for since, _ in breaks:
        moment = to_local(since, fared.period.zone)
        figure.add_vline(x=moment, line={"color": grey, "width": 1.6, "dash": "dot"})
        figure.add_annotation(
            x=moment,
            y=1,
            yref="paper",
            text=known(BROKEN),
            showarrow=False,
            xanchor="right",
            font={"size": 12, "color": grey, "family": "Source Sans, sans-serif"},
        )


def _layout(fared: Fared) -> go.Layout:
    small = {"size": 12, "color": INK[_mode()][2], "family": "Source Sans, sans-serif"}
    still = {"fixedrange": True, "tickfont": small, "showgrid": False}
    there = [point.first for point in fared.series if point.amount is not None]
    ticks = dict(month_ticks(fared, there[0]))
    return go.Layout(
        height=HEIGHT,
        separators=separators(),
        margin={"l": 28, "r": 28, "t": 8, "b": 40},
        showlegend=False,
        hovermode="closest",
        hoverdistance=30,
        xaxis=still
        | {
            "type": "date",
            "range": [there[0], fared.period.after],
            "tickvals": list(ticks),
            "ticktext": list(ticks.values()),
            "tickangle": 0,
        },
        yaxis=still | {"automargin": True, "zeroline": False, **_unit(fared.unit)},
        yaxis2={"overlaying": "y", "range": [0, 1], "visible": False},
        paper_bgcolor=CLEAR,
        plot_bgcolor=CLEAR,
    )


def _unit(unit: str) -> dict[str, Any]:
    """How the scale writes an amount."""
    before, after = around_words(unit)
    written = {"tickprefix": before, "ticksuffix": after, "separatethousands": True}
    counted = unit not in {"percent", "minutes"}
    return {**written, "tickformat": ","} if counted else written
