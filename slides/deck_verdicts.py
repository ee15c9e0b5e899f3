"""Verdicts on a slide: a native shape and its word; and a year of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR

from metrics.verdicts import Verdict, verdict_words
from slides.deck_boxes import Box
from slides.deck_fonts import LEADING, Face, Line
from slides.deck_shapes import (
    Paper,
    decorate,
    group,
    outlined,
    shape,
    text,
    veil,
)
from slides.looks import BARS, QUARTERS, TONES
from slides.model import Lived
from words import say

SHAPE = 0.8  # of the letters' size
GAP = 0.34
PAD = 0.5  # left and right in a pill
VEIL = 0.12
TOP = 162.0  # twelve o'clock, in the file's 60,000ths of a degree over 100,000
QUARTER = 54.0


def verdict_width(face: Face, lived: Lived, size: float) -> float:
    """Of the shape and its word, in points."""
    return (SHAPE + GAP) * size + face.width(lived.words, size, bold=True) + 1


def pill_width(face: Face, lived: Lived, size: float) -> float:
    """Of the pill around both."""
    return verdict_width(face, lived, size) + 2 * PAD * size


def pill_height(size: float) -> float:
    """In points."""
    return size * 1.5


def pill(
    paper: Paper, lived: Lived, alt: str, left: float, top: float, size: float
) -> None:
    """A verdict on a ground of its tone."""
    _, inside = group(paper, alt)
    wide, high = pill_width(paper.face, lived, size), pill_height(size)
    ground = shape(
        inside, MSO_SHAPE.ROUNDED_RECTANGLE, Box(left, top, wide, high), _tone(lived)
    )
    ground.adjustments[0] = 0.5
    veil(ground, VEIL)
    decorate(ground)
    _parts(inside, lived, left + PAD * size, top + (high - LEADING * size) / 2, size)


def verdict(
    paper: Paper, lived: Lived, alt: str, left: float, top: float, size: float
) -> None:
    """A verdict: its shape and its word."""
    _, inside = group(paper, alt)
    _parts(inside, lived, left, top, size)


def symbol(paper: Paper, lived: Lived, box: Box) -> None:
    """Filled as far as a promise was kept; a triangle of too few, a dash of nothing."""
    tone, thick = _tone(lived), box.width / 9
    if lived.verdict is Verdict.TOO_FEW:
        kind = MSO_SHAPE.ISOSCELES_TRIANGLE
        decorate(shape(paper, kind, box, "", tone, thick))
        return
    if lived.verdict not in QUARTERS:
        dash = Box(box.left, box.top + box.height / 2 - thick, box.width, thick * 1.6)
        decorate(shape(paper, MSO_SHAPE.RECTANGLE, dash, tone))
        return
    quarters = QUARTERS[lived.verdict]
    fill = tone if quarters == 4 else ""
    decorate(shape(paper, MSO_SHAPE.OVAL, box.inside(thick / 2), fill, tone, thick))
    if 0 < quarters < 4:
        part = shape(paper, MSO_SHAPE.PIE, box, tone)
        part.adjustments[0] = TOP
        part.adjustments[1] = (TOP + quarters * QUARTER) % (4 * QUARTER)
        decorate(part)


def year_strip(paper: Paper, name: str, weeks: Sequence[Verdict], box: Box) -> None:
    """A year of weeks, a bar each: up where kept, down where broken."""
    made, inside = group(paper, year_words(name, weeks))
    made.name = name
    step, middle, half = (
        box.width / len(weeks),
        box.top + box.height / 2,
        box.height / 2,
    )
    for verdict in dict.fromkeys(one for one in weeks if one in BARS):
        start, far = BARS[verdict]
        bars = [
            Box(
                box.left + at * step,
                middle - half * (start + far),
                step * 0.74,
                half * far,
            )
            for at, one in enumerate(weeks)
            if one is verdict
        ]
        drawn = outlined(inside, bars, TONES[verdict])
        drawn.name = verdict_words(verdict)
        decorate(drawn)


def year_words(name: str, weeks: Sequence[Verdict]) -> str:
    """A strip for those who do not see it."""
    told: list[str] = [
        say("{n} {verdict}", n=n, verdict=verdict_words(verdict))
        for verdict, n in Counter(weeks).items()
    ]
    return say(
        "{name}, the last {n} weeks: {weeks}", name=name, n=len(weeks), weeks=told
    )


def lived_alt(name: str, lived: Lived) -> str:
    """A verdict for those who do not see its shape."""
    return say("{name}: {verdict}", name=name, verdict=lived.words)


def _parts(paper: Paper, lived: Lived, left: float, top: float, size: float) -> None:
    across = SHAPE * size
    down = top + (LEADING * size - across) / 2
    symbol(paper, lived, Box(left, down, across, across))
    said = Line(lived.words, size, _tone(lived), bold=True)
    start = left + (SHAPE + GAP) * size
    room = Box(start, top, paper.face.wide(said) + size, LEADING * size)
    made = text(paper, [said], room, anchor=MSO_ANCHOR.TOP)
    made.text_frame.word_wrap = False


def _tone(lived: Lived) -> str:
    return TONES[lived.verdict]
