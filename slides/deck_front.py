"""The first slide: the whole scorecard, which can stand alone."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import segno
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN

from metrics.errors import SelarasError
from metrics.verdicts import Verdict
from slides.deck_boxes import Box
from slides.deck_fonts import Face, Line
from slides.deck_shapes import Paper, card, decorate, describe, emu, shape, text, veil
from slides.deck_sheets import Desk, numbered, sheet_of
from slides.deck_verdicts import symbol
from slides.deck_wall import draw_wall, walls_of
from slides.making import lived_of
from slides.model import Slide
from words import say

FOOT = 11.0  # points of the footer's letters
HEADLINES = (17.0, 15.5, 14.0, 13.0, 12.0)
CODE = 52.0  # points that a code is wide
GAP = 8.0


def front(desk: Desk, slide: Slide) -> None:
    """The scorecard on one slide, or on as few as it can be read on.

    Raises SelarasError where a card alone does not fit on a slide.
    """
    if slide.empty or not slide.cards:
        paper = _begun(desk, slide, slide.title)
        _nothing(paper, slide, _headed(desk, slide, paper))
        _foot(desk, paper, slide)
        return
    found = walls_of(slide, _headed(desk, slide, None), desk.face)
    if found is None:
        raise SelarasError(_too_much(slide))
    walls, plan = found
    for at, sections in enumerate(walls):
        paper = _begun(desk, slide, numbered(slide.title, at, len(walls)))
        draw_wall(paper, slide, sections, _headed(desk, slide, paper), plan)
        _foot(desk, paper, slide)


def _begun(desk: Desk, slide: Slide, title: str) -> Paper:
    """A slide with its title: whose scorecard, of when."""
    if not title.startswith(slide.company):
        return sheet_of(desk, [Line(title, 0)])
    rest = title.removeprefix(slide.company)
    company = Line(slide.company, 0, bold=True)
    return sheet_of(desk, [company, Line(rest, 0, "accent")])


def _headed(desk: Desk, slide: Slide, paper: Paper | None) -> Box:
    """The room for cards, below whose and what happened; both are told on a paper."""
    area, face = desk.area.above(_foot_height(desk, slide) + GAP), desk.face
    said = slide.sentence or slide.headline
    if slide.filters:
        chip = Line(slide.filters, FOOT + 1, "accent", bold=True)
        wide = min(area.width, face.wide(chip) + 16)
        high = face.high([chip], wide - 14) + 5
        if paper:
            _chip(paper, chip, area.strip(high).column(wide))
        area = area.below(high + 5)
    if slide.empty or not said:
        return area
    line = _fitting(Line(said, HEADLINES[0], bold=True), area.width, face)
    high = face.high([line], area.width)
    if paper:
        text(paper, [line], area.strip(high)).name = said
    return area.below(high + GAP)


def _chip(paper: Paper, line: Line, ground: Box) -> None:
    """Whom alone the numbers are of."""
    made = shape(paper, MSO_SHAPE.ROUNDED_RECTANGLE, ground, "accent")
    made.adjustments[0] = 0.5 if ground.height < 25 else 0.2
    veil(made, 0.14)
    decorate(made)
    left, top = ground.left + 8, ground.top + 2.5
    text(paper, [line], Box(left, top, ground.width - 14, ground.height - 5))


def _fitting(line: Line, width: float, face: Face) -> Line:
    """As large as it takes two lines, or else as small as it may be."""
    sizes = (replace(line, size=size) for size in HEADLINES)
    fits = (one for one in sizes if face.rows(one, width) < 3)
    return next(fits, replace(line, size=HEADLINES[-1]))


def _foot_lines(slide: Slide) -> list[Line]:
    """How far the data reach, what the ranges are, what counted, and where it is."""
    versions = slide.versions
    said = (
        say("Ranges are 95 % intervals."),
        say("Bars are the last 52 weeks, up where kept, down where broken.")
        if slide.year
        else "",
        say("Definitions: {versions}.", versions=versions) if versions else "",
    )
    told = " ".join(one for one in said if one)
    lines = [Line(f"{slide.reach} · {told}", FOOT, "muted")]
    if slide.link:
        lines.append(Line(slide.link, FOOT, "accent", bold=True))
    return lines


def _foot_width(desk: Desk, slide: Slide) -> float:
    return desk.area.width - (CODE + 12 if slide.link else 0)


def _foot_height(desk: Desk, slide: Slide) -> float:
    high = desk.face.high(_foot_lines(slide), _foot_width(desk, slide))
    return max(high, CODE if slide.link else 0.0)


def _foot(desk: Desk, paper: Paper, slide: Slide) -> None:
    """What the numbers rest on, at the lower edge."""
    wide, high = _foot_width(desk, slide), _foot_height(desk, slide)
    area = desk.area
    box = Box(area.left, area.bottom - high, wide, high)
    told, *link = _foot_lines(slide)
    below = desk.face.high(link, wide)
    text(paper, [told], box.above(below), anchor=MSO_ANCHOR.BOTTOM)
    if not link:
        return
    # A link on the words would have the theme's own colour, seen or not.
    made = text(paper, link, box.below(high - below))
    made.click_action.hyperlink.address = slide.address
    drawn = BytesIO()
    code = segno.make_qr(slide.address)
    code.save(drawn, kind="png", scale=8, border=2, dark="#111715", light="#ffffff")
    place = Box(area.right - CODE, area.bottom - CODE, CODE, CODE)
    picture = paper.sheet.shapes.add_picture(drawn, *emu(place))
    describe(picture, say("A code that opens this view: {link}", link=slide.link))


def _nothing(paper: Paper, slide: Slide, area: Box) -> None:
    """A period without data says so."""
    card(paper, area, "gray", 4)
    middle = area.top + area.height / 2
    mark = Box(area.left + area.width / 2 - 20, middle - 60, 40, 40)
    symbol(paper, lived_of(Verdict.NO_DATA), mark)
    lines = [
        Line(slide.empty, 24, bold=True),
        Line(slide.advice, 16, "muted", before=8),
    ]
    room = Box(area.left + 30, middle - 14, area.width - 60, area.bottom - middle)
    text(paper, lines, room, align=PP_ALIGN.CENTER)


def _too_much(slide: Slide) -> str:
    return say(
        "{cards} cards with {promises} promises do not fit on a slide at a size that "
        "can be read. Take fewer values or promises, or a wider template.",
        cards=len(slide.cards),
        promises=sum(len(card.promises) for card in slide.cards),
    )
