"""A promise over time as a native chart, with its numbers behind it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.chart.series import LineSeries
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE
from pptx.util import Pt

from slides.deck_boxes import Box
from slides.deck_fonts import Line
from slides.deck_shapes import Paper, describe, emu, run
from slides.facts import chart_words
from slides.model import SlidePoint, SlidePromise
from words import say

ROOM = 0.12  # above and below the line, of its height; more where points are named
NAMED = 0.25


def has_chart(points: Sequence[SlidePoint]) -> bool:
    """Whether there is a line to draw."""
    return sum(point.amount is not None for point in points) > 1


def chart(
    paper: Paper,
    promise: SlidePromise,
    points: Sequence[SlidePoint],
    box: Box,
    size: float = 0,
) -> None:
    """The line and its target. With `size`, points are named in letters of it."""
    data = _data(promise, points)
    frame: Any = paper.shapes.add_chart(XL_CHART_TYPE.LINE, *emu(box), data)
    describe(frame, chart_words(promise))
    frame.name = promise.name
    drawn: Chart = frame.chart
    drawn.has_legend = drawn.has_title = False
    drawn.font.size = Pt(size or 8)
    _axes(drawn, points, NAMED if size else ROOM)
    line, *targets = drawn.plots[0].series
    _stroke(paper, line, "line", 2.25 if size else 1.5)
    for target in targets:
        _stroke(paper, target, "target", 1.25)
        target.format.line.dash_style = MSO_LINE.DASH
    _last(paper, line, points)
    if size:
        _named(paper, line, points, size)


def _data(promise: SlidePromise, points: Sequence[SlidePoint]) -> Any:
    data: Any = CategoryChartData()  # type: ignore[no-untyped-call]
    data.categories = [point.label for point in points]
    data.add_series(promise.name, [point.amount for point in points])
    lows, highs = [one.low for one in points], [one.high for one in points]
    is_band = any(one is not None for one in lows) and any(
        one is not None for one in highs
    )
    label = promise.target_label
    low = say("{label}, at least", label=label) if is_band else label
    high = say("{label}, at most", label=label) if is_band else label
    for name, ends in ((low, lows), (high, highs)):
        if any(one is not None for one in ends):
            data.add_series(name, ends)
    return data


def _axes(drawn: Chart, points: Sequence[SlidePoint], room: float) -> None:
    """No axes: the target and the named points say how high the line is."""
    known = [
        amount
        for point in points
        for amount in (point.amount, point.low, point.high)
        if amount is not None
    ]
    low, high = min(known), max(known)
    more = (high - low or abs(high) or 1.0) * room
    axis = drawn.value_axis
    axis.minimum_scale, axis.maximum_scale = low - more, high + more
    axis.has_major_gridlines = False
    axis.visible = drawn.category_axis.visible = False


def _stroke(paper: Paper, series: LineSeries, ink: str, thick: float) -> None:
    series.smooth = False
    series.marker.style = XL_MARKER_STYLE.NONE
    series.format.line.width = Pt(thick)
    paper.inks.paint(series.format.line.color, ink)


def _last(paper: Paper, line: LineSeries, points: Sequence[SlidePoint]) -> None:
    """A disc where the line ends."""
    if points[-1].amount is None:
        return
    marker = line.points[len(points) - 1].marker
    marker.style, marker.size = XL_MARKER_STYLE.CIRCLE, 7
    marker.format.fill.solid()
    paper.inks.paint(marker.format.fill.fore_color, "line")
    marker.format.line.fill.background()


def _named(
    paper: Paper, line: LineSeries, points: Sequence[SlidePoint], size: float
) -> None:
    """The words of the highest and the lowest point, beside them."""
    known = [
        (one.amount, at) for at, one in enumerate(points) if one.amount is not None
    ]
    for (_, at), position in (
        (max(known), XL_LABEL_POSITION.ABOVE),
        (min(known), XL_LABEL_POSITION.BELOW),
    ):
        label = line.points[at].data_label
        label.position = position
        label.text_frame.word_wrap = False
        words = points[at].words.replace(" ", "\N{NO-BREAK SPACE}")
        run(paper, label.text_frame.paragraphs[0], Line(words, size, "line", bold=True))
