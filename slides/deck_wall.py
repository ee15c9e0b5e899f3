"""The whole scorecard on a slide: service and sales in cards of one size."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn

from slides.deck_boxes import Box, divided
from slides.deck_cards import BELOW, Plan, draw_card, edge_of
from slides.deck_fonts import Face, Line
from slides.deck_measures import (
    DEPTHS,
    Depth,
    Fit,
    body_height,
    head_of,
    is_beside,
    is_narrow,
)
from slides.deck_shapes import Paper, text
from slides.model import Slide, SlideCard

SMALLEST = 11.0  # points of the smallest letters
STEPS = (17.0, 15.5, 14.0, 13.0, 12.0, SMALLEST)
GAP, APART = 7.0, 12.0  # between cards, and between service and sales
LABEL = 20.0  # how wide "Service" and "Sales" are, on their sides
Section = tuple[str, tuple[SlideCard, ...]]
Sections = tuple[Section, ...]  # what stands on one slide


def walls_of(slide: Slide, area: Box, face: Face) -> tuple[list[Sections], Plan] | None:
    """What stands on each slide, as few as hold it, and the plan of all cards.

    None where not even one card to a slide can be read.
    """
    service = (slide.service, slide.values)
    selling = (slide.selling, slide.sales)
    whole = tuple(one for one in (service, selling) if one[1])
    for n in range(max(len(cards) for _, cards in whole) + 1):
        walls = [whole] if n == 0 else _apart(whole, n)
        plan = _planned(slide, walls, area, face)
        if plan:
            return walls, plan
    return None


def _apart(whole: Sections, n: int) -> list[Sections]:
    """Service on so many slides, and sales on as many as that needs."""
    most = ceil(max(len(cards) for _, cards in whole) / n)
    return [
        ((name, part),)
        for name, cards in whole
        for part in divided(cards, ceil(len(cards) / most))
    ]


def _planned(
    slide: Slide, walls: Sequence[Sections], area: Box, face: Face
) -> Plan | None:
    """The most that fits, in the largest letters; None where nothing does."""
    for depth in DEPTHS:
        if _first(slide, walls, area, face, depth, STEPS[-1:]):
            return _first(slide, walls, area, face, depth, STEPS)
    return None


def draw_wall(
    paper: Paper, slide: Slide, sections: Sections, area: Box, plan: Plan
) -> None:
    """All cards, service first."""
    top = area.top
    for name, cards in sections:
        rows = ceil(len(cards) / plan.columns)
        high = rows * plan.height + (rows - 1) * GAP
        _label(paper, name, Box(area.left, top, LABEL - 6, high))
        room = Box(area.left + LABEL, top, area.width - LABEL, high)
        places = room.grid(plan.columns, rows, GAP)
        for one, place in zip(cards, places, strict=False):
            draw_card(paper, slide, one, place, plan)
        top += high + APART


def _label(paper: Paper, name: str, box: Box) -> None:
    said = Line(name, SMALLEST + 1, "accent", bold=True)
    made = text(paper, [said], box, align=PP_ALIGN.CENTER, anchor=MSO_ANCHOR.MIDDLE)
    made.text_frame._txBody.find(qn("a:bodyPr")).set("vert", "vert270")


def _first(
    slide: Slide,
    walls: Sequence[Sections],
    area: Box,
    face: Face,
    depth: Depth,
    sizes: Sequence[float],
) -> Plan | None:
    """The plan of the first size that fits."""
    for size in sizes:
        for columns in _columns(walls, area):
            plan = _tried(slide, walls, area, face, depth, size, columns)
            if plan:
                return plan
    return None


def _columns(walls: Sequence[Sections], area: Box) -> Iterator[int]:
    """How many side by side: the fewest rows first, and of those the widest cards."""
    most = max(len(cards) for sections in walls for _, cards in sections)
    few = min(3 if area.width > area.height else 2, most)
    widest: dict[int, int] = {}
    for columns in range(few, min(8, most) + 1):
        rows = max(_rows(sections, columns) for sections in walls)
        widest[rows] = min(columns, widest.get(rows, columns))
    return (widest[rows] for rows in sorted(widest))


def _rows(sections: Sections, columns: int) -> int:
    return sum(ceil(len(cards) / columns) for _, cards in sections)


def _cell(walls: Sequence[Sections], area: Box, columns: int) -> tuple[float, float]:
    """How wide and high a card is, the same on all slides."""
    rows = max(_rows(sections, columns) for sections in walls)
    apart = max(len(sections) - 1 for sections in walls) * (APART - GAP)
    width = (area.width - LABEL - (columns - 1) * GAP) / columns
    return width, (area.height - (rows - 1) * GAP - apart) / rows


def _tried(
    slide: Slide,
    walls: Sequence[Sections],
    area: Box,
    face: Face,
    depth: Depth,
    size: float,
    columns: int,
) -> Plan | None:
    """The plan of these letters and columns; None where something does not fit."""
    width, height = _cell(walls, area, columns)
    inner, room = width - 2 * edge_of(size), height - 2 * edge_of(size)
    if inner < 5 * size:
        return None
    fit = Fit(depth, size, inner, face)
    cards = [one for sections in walls for _, each in sections for one in each]
    beside = all(is_beside(one, fit) for one in cards)
    heads = [head_of(one, fit, beside=beside) for one in cards]
    name = max(one.high for one in heads)
    head = name + max(one.below for one in heads)
    years = dict(slide.year)
    for one in cards:
        body = body_height(one, fit, has_year=bool(years.get(one.name)))
        if head + size * BELOW + body > room or is_narrow(one, fit):
            return None
    return Plan(fit, columns, beside, head, name, height)
