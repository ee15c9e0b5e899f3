"""The last slides: how every number is counted, from where, and which version."""

from __future__ import annotations

from collections.abc import Iterator

from slides.deck_boxes import Box
from slides.deck_fonts import Face, Line
from slides.facts import origin_of
from slides.model import Slide, SlidePromise

SIZE = 12.0
GAP = 24.0
Column = list[Line]


def columns_of(area: Box) -> list[Box]:
    """Where the definitions stand, in columns wide enough to read."""
    return area.grid(3 if area.width > 800 else 2, 1, GAP)


def counting(slide: Slide, area: Box, face: Face) -> Iterator[list[Column]]:
    """The columns of each slide; a definition is not divided."""
    places = columns_of(area)
    width, most = places[0].width, places[0].height
    columns: list[Column] = [[]]
    for one in _once(slide):
        lines = _told(one)
        if columns[-1] and face.high([*columns[-1], *lines], width) > most:
            columns.append([])
        columns[-1] += lines
    for first in range(0, len(columns), len(places)):
        yield columns[first : first + len(places)]


def _once(slide: Slide) -> Iterator[SlidePromise]:
    """Each metric once."""
    seen: dict[str, SlidePromise] = {}
    for card in slide.cards:
        for promise in card.promises:
            seen.setdefault(promise.key, promise)
    yield from seen.values()


def _told(one: SlidePromise) -> Column:
    return [
        Line(one.name, SIZE * 1.15, bold=True, before=SIZE),
        Line(one.definition, SIZE, before=2),
        Line(origin_of(one), SIZE, "muted", before=2),
    ]
