"""A card of the scorecard, drawn on a slide."""

from __future__ import annotations

from dataclasses import dataclass, replace

from slides.deck_boxes import Box
from slides.deck_charts import chart, has_chart
from slides.deck_measures import (
    STRIP,
    Fit,
    Told,
    body_height,
    head_of,
    name_room,
    told_of,
)
from slides.deck_shapes import Paper, card, text
from slides.deck_verdicts import (
    lived_alt,
    pill,
    pill_height,
    verdict,
    year_strip,
)
from slides.looks import TONES
from slides.model import Slide, SlideCard, SlidePromise

SPARK = 13  # periods of a chart on a card, the last of the series
LEAST, MOST = 1.6, 6.0  # how high it is, in sizes
BELOW = 0.4  # a head, and a chart


@dataclass(frozen=True)
class Plan:
    """How all cards of a slide are drawn: the same way, and equally large.

    `head` is how high the heads are, and `name` the names in them.
    """

    fit: Fit
    columns: int
    beside: bool
    head: float
    name: float
    height: float


def edge_of(size: float) -> float:
    """From a card's border to what it tells, in points."""
    return size * 0.6


def draw_card(paper: Paper, slide: Slide, one: SlideCard, box: Box, plan: Plan) -> None:
    """A card in its place."""
    size = plan.fit.size
    card(paper, box, TONES[one.lived.verdict], size * 0.22)
    inner = box.inside(edge_of(size))
    _draw_head(paper, one, inner, plan)
    weeks = dict(slide.year).get(one.name, ())
    if weeks:
        strip = replace(inner, top=inner.bottom - size * STRIP, height=size * STRIP)
        year_strip(paper, one.name, weeks, strip)
    body = inner.below(plan.head + size * BELOW)
    left = body.height - body_height(one, plan.fit, has_year=bool(weeks))
    _draw_promises(paper, one, body, plan.fit, left / len(one.promises))


def _draw_promises(
    paper: Paper, one: SlideCard, body: Box, fit: Fit, spare: float
) -> None:
    """A card's promises, each with a chart where the card leaves room for one."""
    size = fit.size
    high = min(spare - size * BELOW, size * MOST)
    after = high + size * BELOW if high >= size * LEAST else min(spare / 2, size * 0.6)
    for promise in one.promises:
        told = told_of(promise, one, fit)
        _draw_promise(paper, promise, told, body, size)
        body = body.below(told.height)
        points = promise.series[-SPARK:]
        if high >= size * LEAST and has_chart(points):
            chart(paper, promise, points, body.below(size * 0.3).strip(high))
        body = body.below(after + size * fit.depth.room)


def _draw_head(paper: Paper, one: SlideCard, inner: Box, plan: Plan) -> None:
    fit, size = plan.fit, plan.fit.size
    head = head_of(one, fit, beside=plan.beside)
    room = name_room(one, fit, beside=plan.beside)
    made = text(paper, [head.name], inner.column(room).strip(head.high))
    made.name = one.name
    alt = lived_alt(one.name, one.lived)
    below = inner.below(plan.name)
    if plan.beside:
        pill(paper, one.lived, alt, inner.left + room + size * 0.4, inner.top, size)
    else:
        pill(paper, one.lived, alt, inner.left, below.top + size * 0.1, size)
        below = below.below(pill_height(size) + size * 0.1)
    if head.rest:
        text(paper, head.rest, below.strip(fit.face.high(head.rest, fit.width)))


def _draw_promise(
    paper: Paper, one: SlidePromise, told: Told, box: Box, size: float
) -> None:
    made = text(paper, told.lines, box.strip(told.height))
    made.name = one.name
    if told.verdict_at:
        left, top = told.verdict_at
        alt = lived_alt(one.name, one.lived)
        verdict(paper, one.lived, alt, box.left + left, box.top + top, size)
