"""Charts, drawn with Plotly from what was counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Any

import streamlit as st

from dashboard.drawing import Drawing, Traits
from metrics.own_words import spoken
from metrics.scorecard import Fared, Point
from metrics.wording import amount_words
from words import language, say

# Line, target line and words, in the light and the dark theme.
INK = {
    "light": ("#0f766e", "#b45309", "#6b7280"),
    "dark": ("#2dd4bf", "#fbbf24", "#9ca3af"),
}
# An axis that nobody drags, without lines.
STILL = {"fixedrange": True, "showgrid": False, "zeroline": False}
SPARK = 13  # periods of a sparkline, the last of the series
DRAWN = 1_000  # charts that are kept
LARGE = 100  # pixels: from this height on, a chart shows its scale
WORDS = {"light": "#1f2937", "dark": "#e5e7eb"}
CLEAR = "rgba(0,0,0,0)"
QUIET = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False}


def font(size: int, color: str) -> dict[str, Any]:
    """The letters of a chart, in pixels and a color."""
    return {"size": size, "color": color, "family": "Source Sans, sans-serif"}


def as_written(text: str) -> str:
    """A name in a chart, where `<b>` is no bold and `&lt;` no sign of its own."""
    return escape(text, quote=False)


def all_as_written(texts: Sequence[str]) -> list[str]:
    """Several names."""
    return [as_written(text) for text in texts]


@dataclass(frozen=True)
class _Spark:
    """All that a sparkline shows: the same is drawn once."""

    points: tuple[Point, ...]
    unit: str
    unsure: float  # how wide the interval of the last amount is
    height: int
    mode: str
    language: str


def sparkline(fared: Fared, height: int, key: str) -> None:
    """Thirteen periods and the target, the last one marked."""
    points = _shown(fared)
    if all(point.amount is None for point in points):
        return
    low, high = fared.reading.low, fared.reading.high
    unsure = 0.0 if low is None or high is None else high - low
    mode = st.context.theme.type or "light"
    figure = _drawn(_Spark(points, fared.unit, unsure, height, mode, language()))
    st.plotly_chart(
        figure, theme=None, key=key, config=QUIET, height=height, alt=_alt(fared)
    )


@lru_cache(maxsize=DRAWN)
def _drawn(spark: _Spark) -> Drawing:
    return Drawing(_lines(spark), _layout(spark))


def _lines(spark: _Spark) -> Iterator[Traits]:
    line, target, _ = INK[spark.mode]
    labels = [point.label for point in spark.points]
    for bounds in _bounds(spark.points):
        yield {
            "type": "scatter",
            "x": labels,
            "y": bounds,
            "mode": "lines",
            "hoverinfo": "skip",
            "line": {"color": target, "width": 1.2, "dash": "dot", "shape": "hvh"},
        }
    yield {
        "type": "scatter",
        "x": labels,
        "y": [point.amount for point in spark.points],
        "mode": "lines+markers",
        "line": {"color": line, "width": 2},
        "marker": {"color": line, "size": [2] * (len(labels) - 1) + [7]},
        "customdata": [_hover(point, spark.unit) for point in spark.points],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _shown(fared: Fared) -> tuple[Point, ...]:
    return fared.series[-SPARK:]


def _layout(spark: _Spark) -> Traits:
    large = spark.height >= LARGE
    return {
        "height": spark.height,
        "margin": {"l": 0, "r": 0, "t": 6, "b": 6},
        "showlegend": False,
        "hovermode": "x",
        "xaxis": _periods(spark) | {"visible": large},
        "yaxis": _scale(spark) | {"visible": large},
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
    }


def _small(spark: _Spark) -> dict[str, Any]:
    return font(11, INK[spark.mode][2])


def _periods(spark: _Spark) -> dict[str, Any]:
    """The first and the last period; the last one marked."""
    ends = [spark.points[0].label, spark.points[-1].label]
    return {
        "fixedrange": True,
        "type": "category",
        "range": [-0.4, SPARK - 0.4],
        "tickvals": [0.8, SPARK - 1.8],
        "ticktext": ends,
        "ticklabeloverflow": "allow",
        "tickfont": _small(spark),
        "showgrid": False,
        "automargin": True,
        "tickangle": 0,
    }


def _scale(spark: _Spark) -> dict[str, Any]:
    """At least as wide as the amount is uncertain, so that noise looks small."""
    shown = [point.amount for point in spark.points if point.amount is not None]
    bounds = [bound for line in _bounds(spark.points) for bound in line]
    shown += [bound for bound in bounds if bound is not None]
    low, high = min(shown), max(shown)
    more = max(0.08 * (high - low), (2 * spark.unsure - (high - low)) / 2, 1e-9)
    ticks = [low, high]
    return {
        "fixedrange": True,
        "range": [low - more, high + more],
        "tickvals": ticks,
        "ticktext": [amount_words(tick, spark.unit) for tick in ticks],
        "automargin": True,
        "tickfont": _small(spark),
        "showgrid": False,
        "zeroline": False,
    }


def _bounds(points: tuple[Point, ...]) -> list[list[float | None]]:
    lows = [point.bounds.low if point.bounds else None for point in points]
    highs = [point.bounds.high if point.bounds else None for point in points]
    return [line for line in (lows, highs) if any(one is not None for one in line)]


def _hover(point: Point, unit: str) -> str:
    return say(
        "{period}: {amount} (n = {n})",
        period=point.label,
        amount=amount_words(point.amount, unit),
        n=point.n,
    )


def _alt(fared: Fared) -> str:
    known = [point for point in _shown(fared) if point.amount is not None]
    first, last = known[0], known[-1]
    return say(
        "{name} from {first}, {was}, to {last}, {now}",
        name=spoken(fared.name),
        first=first.label,
        was=amount_words(first.amount, fared.unit),
        last=last.label,
        now=amount_words(last.amount, fared.unit),
    )
