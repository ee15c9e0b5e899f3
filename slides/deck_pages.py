"""After the scorecard: a slide for each value, and one for sales."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil

from pptx.enum.text import PP_ALIGN

from slides.deck_boxes import Box
from slides.deck_charts import chart, has_chart
from slides.deck_fonts import Face, Line
from slides.deck_shapes import Paper, card, text
from slides.deck_verdicts import lived_alt, verdict, verdict_width
from slides.facts import full_facts_of, full_more_of
from slides.looks import TONES
from slides.model import SlidePromise

SMALLEST = 12.0
STEPS = (18.0, 16.0, 14.5, 13.0, SMALLEST)
GAP = 12.0
EDGE = 0.9  # from a panel's border, of the letters' size
AMOUNTS = (2.4, 2.0, 1.7, 1.4)  # the largest at which an amount is not broken
VERDICT = 1.1
NARROW = 6  # so many are never side by side
CHARTS = (9.0, 6.0, 3.5)  # lines that a chart is high, at the least; rather more


@dataclass(frozen=True)
class Panels:
    """How the promises of a slide are laid out."""

    columns: int
    rows: int
    size: float
    beside: bool


def panels_of(promises: Sequence[SlidePromise], area: Box, face: Face) -> Panels | None:
    """The largest letters with which all panels hold what they have to."""
    for least in CHARTS:
        for size in STEPS:
            for columns in _columns(len(promises), area):
                found = _tried(promises, area, face, least, size, columns)
                if found:
                    return found
    return None


def _tried(
    promises: Sequence[SlidePromise],
    area: Box,
    face: Face,
    least: float,
    size: float,
    columns: int,
) -> Panels | None:
    """These letters, with the chart beside the words or below them."""
    rows = ceil(len(promises) / columns)
    place = area.grid(columns, rows, GAP)[0]
    sides = (True, False) if place.width > 1.7 * place.height else (False,)
    for beside in sides:
        room, width = (
            0.0 if beside else least,
            _parts(place, size, beside=beside)[0].width,
        )
        is_broken = any(_is_broken(one, size, width, face) for one in promises)
        if is_broken and (columns > 1 or size > SMALLEST):
            continue
        if all(_fits(one, place, size, face, room) for one in promises):
            return Panels(columns, rows, size, beside)
    return None


def draw_panels(
    paper: Paper, promises: Sequence[SlidePromise], area: Box, panels: Panels
) -> None:
    """A panel for each promise."""
    places = area.grid(panels.columns, panels.rows, GAP)
    for one, place in zip(promises, places, strict=False):
        _panel(paper, one, place, panels)


def _columns(n: int, area: Box) -> tuple[int, ...]:
    """How many panels may be side by side."""
    most = 3 if area.width > 1.5 * area.height else 2
    usual = 2 if n == 4 else min(n, most)
    return (usual, n) if most < n < NARROW else (usual,)


def _parts(place: Box, size: float, *, beside: bool) -> tuple[Box, Box]:
    """Where the words of a panel are, and where its chart."""
    inner = place.inside(size * EDGE)
    if not beside:
        return inner, inner
    left = inner.column(inner.width * 0.42)
    return left, inner.after(left.width + size)


def _fits(one: SlidePromise, place: Box, size: float, face: Face, least: float) -> bool:
    """Whether the words fit, and below them a chart of so many lines, if any."""
    words, drawn = _parts(place, size, beside=not least)
    lines, _ = _lines(one, size, words.width, face)
    series = one.known_series
    if has_chart(series):
        ends = sum(face.wide(end) for end in _ends(one, _small(size)))
        if ends + size > drawn.width:
            return False
    high = face.high(lines, words.width)
    chart = (least + 1.6) * size if least and has_chart(series) else 0.0
    return high + chart <= words.height


def _is_broken(one: SlidePromise, size: float, width: float, face: Face) -> bool:
    """Whether a word, an amount or a verdict would be broken."""
    lines, _ = _lines(one, size, width, face)
    longest = max(
        face.longest_word(line.words, line.size, bold=line.bold) for line in lines
    )
    verdict = verdict_width(face, one.lived, size * VERDICT)
    return max(longest, verdict, face.wide(lines[1])) > width


def _small(size: float) -> float:
    """Of letters on and below a chart."""
    return max(SMALLEST, size * 0.85)


def _ends(one: SlidePromise, size: float) -> tuple[Line, Line]:
    """From when to when a chart is."""
    points = one.known_series
    first, last = points[0].label, points[-1].label
    return Line(first, size, "muted"), Line(last, size, "muted")


def _lines(
    one: SlidePromise, size: float, width: float, face: Face
) -> tuple[list[Line], tuple[float, float]]:
    """What a panel says, and where its verdict stands beside or below the amount."""
    name = Line(one.name, size * 1.2, bold=True)
    if one.amount:
        sizes = (Line(one.amount, size * scale, bold=True) for scale in AMOUNTS)
        least = Line(one.amount, size * AMOUNTS[-1], bold=True)
        number = next((one for one in sizes if face.wide(one) <= width), least)
    else:
        number = Line(one.why_blank, size, "muted", italic=True)
    told = [
        Line(said, size, "muted", before=size * 0.1)
        for facts in (full_facts_of(one), full_more_of(one))
        for said in face.packed(facts, size, width)
    ]
    top = face.high([name], width)
    wide = verdict_width(face, one.lived, size * VERDICT)
    if face.wide(number) + size * 0.8 + wide <= width:
        down = number.pitch - size * VERDICT * 1.2 - number.size * 0.1
        at = (face.wide(number) + size * 0.8, top + max(0.0, down))
    else:
        at = (0.0, top + face.high([number], width))
        told[0] = replace(told[0], before=told[0].before + size * 1.4)
    return [name, number, *told], at


def _panel(paper: Paper, one: SlidePromise, place: Box, panels: Panels) -> None:
    size, face = panels.size, paper.face
    card(paper, place, TONES[one.lived.verdict], size * 0.22)
    words, drawn = _parts(place, size, beside=panels.beside)
    lines, (left, top) = _lines(one, size, words.width, face)
    high = face.high(lines, words.width)
    made = text(paper, lines, words.strip(high))
    made.name = one.name
    alt = lived_alt(one.name, one.lived)
    verdict(paper, one.lived, alt, words.left + left, words.top + top, size * VERDICT)
    if has_chart(one.known_series):
        room = drawn if panels.beside else drawn.below(high + size * 0.3)
        _drawn(paper, one, room, _small(size))


def _drawn(paper: Paper, one: SlidePromise, room: Box, size: float) -> None:
    """The chart, and from when to when it is."""
    points = one.known_series
    first, last = _ends(one, size)
    left = paper.face.wide(first) + size * 0.6
    foot = paper.face.high([last], room.width - left) + size * 0.1
    chart(paper, one, points, room.above(foot), size)
    ends = replace(room, top=room.bottom - foot, height=foot)
    text(paper, [first], ends.column(left))
    text(paper, [last], ends.after(left), align=PP_ALIGN.RIGHT)
