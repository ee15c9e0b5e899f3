"""Slides of one deck: their titles, and where there is room to draw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pptx.presentation import Presentation as Deck
from pptx.shapes.autoshape import Shape
from pptx.slide import SlideLayout
from pptx.util import Pt

from slides.deck_boxes import Box
from slides.deck_fonts import LEADING, Face, Line
from slides.deck_inks import Inks, fonts_of, own_inks, template_inks
from slides.deck_shapes import Paper, emu, text
from slides.deck_template import (
    EDGE,
    lowest,
    own_deck,
    template_deck,
    title_box,
    title_only,
)
from words import say

USUAL = 44.0  # points of a title that a template says nothing of
LEAST = 18.0  # points of the smallest title


@dataclass(frozen=True)
class Desk:
    """A deck with what its slides are made of; `area` is below a slide's title."""

    deck: Deck
    layout: SlideLayout
    inks: Inks
    face: Face
    title_face: Face
    title: Box
    area: Box
    language: str


def desk_of(theme: str, template: Path | None, language: str) -> Desk:
    """Our own deck, or a template's; SelarasError where that cannot be used."""
    deck = own_deck() if template is None else template_deck(template)
    layout = title_only(deck)
    master = layout.slide_master
    inks = template_inks(master) if template else own_inks(master, theme)
    major, minor = fonts_of(master)
    title, area = _places(deck, layout)
    return Desk(
        deck,
        layout,
        inks,
        Face.named(minor),
        Face.named(major),
        title,
        area,
        language,
    )


def sheet_of(desk: Desk, title: Sequence[Line]) -> Paper:
    """A new slide with its title, in pieces of one line."""
    made = desk.deck.slides.add_slide(desk.layout)
    paper = Paper(made, made.shapes, desk.inks, desk.face, desk.language)
    words = "".join(one.words for one in title)
    size = _size(desk, words)
    holder = made.shapes.title
    if holder is None:
        text(paper, [Line(words, size, bold=True)], desk.title).name = words
        return paper
    assert isinstance(holder, Shape)  # noqa: S101 - a placeholder of a layout
    _placed(desk, holder)
    _titled(paper, holder, title, size if size < _inherited(desk.layout) else 0)
    return paper


def numbered(name: str, at: int, of: int) -> str:
    """A title of one of several slides, the first at 0; of one alone, the name."""
    return (
        name if of == 1 else say("{name} ({at} of {of})", name=name, at=at + 1, of=of)
    )


def _titled(paper: Paper, holder: Shape, title: Sequence[Line], size: float) -> None:
    """The title's words in the layout's own letters, smaller only where they must."""
    paragraph = holder.text_frame.paragraphs[0]
    for one in title:
        made = paragraph.add_run()
        made.text = one.words
        made.font._element.set("lang", paper.lang)
        if size:
            made.font.size = Pt(size)
        if one.ink != "text":
            paper.inks.paint(made.font.color, one.ink)
            made.font.bold = one.bold


def _places(deck: Deck, layout: SlideLayout) -> tuple[Box, Box]:
    """Where the title is, and the room below it."""
    wide, high = (
        int(side or 0) / 12_700 for side in (deck.slide_width, deck.slide_height)
    )
    usual = Box(EDGE, 16, wide - 2 * EDGE, 42)
    there = title_box(layout)
    if there is None or there.bottom > high * 0.36 or there.right > wide:
        there = usual
    bottom = lowest(layout, high)
    left = min(there.left, wide * 0.08)
    return there, Box(
        left, there.bottom + 4, wide - 2 * left, bottom - there.bottom - 4
    )


def _placed(desk: Desk, holder: Shape) -> None:
    """A title where the layout has it, unless that leaves no room."""
    if title_box(desk.layout) != desk.title:
        holder.left, holder.top, holder.width, holder.height = emu(desk.title)


def _size(desk: Desk, words: str) -> float:
    """The layout's own size, or the largest at which the title fits in its box."""
    size = min(_inherited(desk.layout), desk.title.height / LEADING)
    lines = max(1, int(desk.title.height / (size * LEADING)))
    face, room = desk.title_face, desk.title.width - 15
    while size > LEAST and face.rows(Line(words, size, bold=True), room) > lines:
        size -= 1
        lines = max(1, int(desk.title.height / (size * LEADING)))
    return size


def _inherited(layout: SlideLayout) -> float:
    """The size of a title's letters, from its layout or its master, in points."""
    titles = "./p:cSld/p:spTree/p:sp[.//p:ph[@type='title' or @type='ctrTitle']]"
    style = "./p:txStyles/p:titleStyle/a:lvl1pPr/a:defRPr/@sz"
    own = "/p:txBody/a:lstStyle/a:lvl1pPr/a:defRPr/@sz"
    master = layout.slide_master.element
    for element, path in (
        (layout.element, titles + own),
        (master, titles + own),
        (master, style),
    ):
        for found in element.xpath(path):
            return int(found) / 100
    return USUAL
