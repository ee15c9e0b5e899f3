"""The slides after the first: a value each, sales, and how we count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pptx.enum.text import MSO_ANCHOR

from metrics.errors import SelarasError
from metrics.verdicts import Verdict
from slides.deck_boxes import Box, divided
from slides.deck_counting import columns_of, counting
from slides.deck_fonts import Line
from slides.deck_pages import draw_panels, panels_of
from slides.deck_shapes import Paper, text
from slides.deck_sheets import Desk, numbered, sheet_of
from slides.deck_verdicts import lived_alt, pill, pill_height, pill_width, year_strip
from slides.model import Slide, SlideCard, SlidePromise
from words import say

SIZE = 15.0  # of a sentence below the title
FOOT = 12.0
STRIP = 18.0  # a year of weeks is so high
GAP = 10.0


def value_sheets(desk: Desk, slide: Slide, card: SlideCard) -> None:
    """A value's promises: on one slide, or on more where they need the room."""
    for title, promises in _divided(desk, slide, card.name, card, card.promises):
        paper = sheet_of(desk, [Line(title, 0)])
        area = _value_headed(paper, slide, card, desk.area)
        _filled(desk, paper, slide, promises, area)


def sales_sheets(desk: Desk, slide: Slide) -> None:
    """What was sold, in the same form."""
    promises = [one for card in slide.sales for one in card.promises]
    for title, some in _divided(desk, slide, slide.selling, None, promises):
        paper = sheet_of(desk, [Line(title, 0)])
        _filled(desk, paper, slide, some, desk.area)


def counting_sheets(desk: Desk, slide: Slide) -> None:
    """Every definition, its source and its version."""
    area = desk.area.above(FOOT * 1.2 + GAP)
    for columns in counting(slide, area, desk.face):
        paper = sheet_of(desk, [Line(say("How we count"), 0)])
        for lines, place in zip(columns, columns_of(area), strict=False):
            text(paper, lines, place)
        foot(paper, slide, desk.area)


def _divided(
    desk: Desk,
    slide: Slide,
    name: str,
    card: SlideCard | None,
    promises: Sequence[SlidePromise],
) -> list[tuple[str, Sequence[SlidePromise]]]:
    """The promises of each slide with its title; as few slides as hold them.

    Raises SelarasError where even one promise does not fit on a slide.
    """
    top = _head_height(desk, slide, card) if card else 0.0
    area = desk.area.below(top).above(FOOT * 1.2 + GAP)
    for n in range(1, len(promises) + 1):
        parts = divided(promises, n)
        if all(panels_of(part, area, desk.face) for part in parts):
            break
    else:
        if promises:
            raise SelarasError(
                say("{name} does not fit on a slide of this template.", name=name)
            )
        return []
    return [(numbered(name, at, len(parts)), part) for at, part in enumerate(parts)]


def _said(card: SlideCard) -> list[Line]:
    words = [card.sentence, card.action, card.partly]
    said = [one for one in words if one]
    return [
        Line(
            one, SIZE, "text" if one == card.sentence else "muted", before=2 * (at > 0)
        )
        for at, one in enumerate(said)
    ]


def _head_height(desk: Desk, slide: Slide, card: SlideCard) -> float:
    """Of the verdict, what is said beside it, and the strip of the year."""
    wide = desk.area.width - pill_width(desk.face, card.lived, SIZE) - GAP
    high = max(pill_height(SIZE), desk.face.high(_said(card), wide))
    strip = STRIP + GAP if _weeks(slide, card) else 0.0
    return high + GAP + strip


def _value_headed(paper: Paper, slide: Slide, card: SlideCard, area: Box) -> Box:
    """How the value fared, and the room below that."""
    wide = pill_width(paper.face, card.lived, SIZE)
    pill(paper, card.lived, lived_alt(card.name, card.lived), area.left, area.top, SIZE)
    said = _said(card)
    room = area.after(wide + GAP)
    high = max(pill_height(SIZE), paper.face.high(said, room.width))
    if said:
        text(paper, said, room.strip(high), anchor=MSO_ANCHOR.MIDDLE)
    left = area.below(high + GAP)
    weeks = _weeks(slide, card)
    if not weeks:
        return left
    name = Line(say("The last 52 weeks"), FOOT, "muted")
    aside = paper.face.wide(name) + GAP
    bar = left.strip(STRIP)
    text(paper, [name], bar.column(aside), anchor=MSO_ANCHOR.BOTTOM)
    year_strip(paper, card.name, weeks, bar.after(aside))
    return left.below(STRIP + GAP)


def _weeks(slide: Slide, card: SlideCard) -> tuple[Verdict, ...]:
    return dict(slide.year).get(card.name, ())


def _filled(
    desk: Desk,
    paper: Paper,
    slide: Slide,
    promises: Sequence[SlidePromise],
    area: Box,
) -> None:
    room = area.above(FOOT * 1.2 + GAP)
    panels = panels_of(promises, room, desk.face)
    assert panels is not None  # noqa: S101 - they were divided so
    draw_panels(paper, promises, room, panels)
    foot(paper, slide, desk.area)


def foot(paper: Paper, slide: Slide, area: Box) -> None:
    """Whose numbers, of when, and how far the data reach."""
    said = Line(f"{slide.title} · {slide.reach}", FOOT, "muted")
    high = said.pitch
    text(paper, [said], replace(area, top=area.bottom - high, height=high))
