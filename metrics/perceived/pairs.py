"""Tickets with both a quality review and the customer's answer.

How a review and an answer meet is told in metrics/definitions/gap.sql. There a
review is good from a fixed score on; here, from the company's own target for QA.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import pandas as pd

from metrics.catalog import Dimension
from metrics.few import is_of_too_few
from metrics.groups import SMALLEST, Comparison, compared
from metrics.kinds import Share
from metrics.perceived.agreement import Apart, Fourfold, Scores, apart
from metrics.periods import Window
from metrics.questions import Question
from metrics.values import Values
from metrics.warehouse import Warehouse

GAP, QA = "gap", "qa"  # metrics
GOOD_REVIEW = 80.0  # where nothing is promised, and always in the metric
DIMENSIONS: tuple[Dimension, ...] = ("topic", "team", "channel")
UNANSWERED = "without an answer"  # as gap.sql says it
MOST = 10_000  # disagreements that are listed


@dataclass(frozen=True)
class Bar:
    """From which score on a review is good, and whether the company promised it."""

    score: float
    is_promised: bool


@dataclass(frozen=True)
class Cell:
    """Reviewed tickets that are alike, and the scores of their reviews.

    `instrument` and `is_good` are None where the customer did not answer.
    `by_metric` is on how many the two part by the fixed score of the metric.
    """

    topic: str | None
    team: str | None
    channel: str | None
    instrument: str | None
    is_good: bool | None
    is_offered: bool
    by_metric: int
    scores: Scores

    @property
    def is_parted(self) -> bool:
        """Whether one says good and the other does not."""
        return self.is_offered is not self.is_good


@dataclass(frozen=True)
class Perceived:
    """The reviewed tickets of a window, of which some were answered.

    `reviews` is how many reviews there are, of any ticket or of none. Nothing is
    counted where the people are too few.
    """

    bar: Bar
    reviews: int
    cells: tuple[Cell, ...]
    of_too_few: bool = False

    @property
    def reviewed(self) -> int:
        """Tickets with a review."""
        return _many(self.cells)

    @cached_property
    def paired(self) -> tuple[Cell, ...]:
        """Those with an answer too."""
        return tuple(one for one in self.cells if one.is_good is not None)

    @cached_property
    def fourfold(self) -> Fourfold:
        """Them by what both say."""

        def many(is_offered: bool, is_good: bool) -> int:
            return self._many(
                lambda one: one.is_offered is is_offered and one.is_good is is_good
            )

        return Fourfold(
            many(True, True), many(True, False), many(False, True), many(False, False)
        )

    @property
    def n(self) -> int:
        """Tickets with both."""
        return _many(self.paired)

    @property
    def by_metric(self) -> int:
        """Tickets on which both part by the metric's own score."""
        return sum(one.by_metric for one in self.paired)

    def answers(self, instrument: str) -> int:
        """How many were answered by one survey."""
        return self._many(lambda one: one.instrument == instrument)

    @property
    def apart(self) -> Apart | None:
        """The scores under good and under bad answers; None with too few."""
        good, bad = (
            sum((one.scores for one in self.paired if one.is_good is is_good), Scores())
            for is_good in (True, False)
        )
        return apart(good, bad, SMALLEST)

    def parting(self, dimension: Dimension) -> Comparison:
        """How often both part in each group of a dimension, in percent."""
        names = {_name(one, dimension) for one in self.paired}
        parts = {
            name: _sums(one for one in self.paired if _name(one, dimension) == name)
            for name in names
        }
        return compared(dimension, Share(), _sums(self.paired), parts)

    def _many(self, chosen: Callable[[Cell], bool]) -> int:
        return _many(one for one in self.paired if chosen(one))


def _name(cell: Cell, dimension: Dimension) -> str | None:
    name: str | None = getattr(cell, dimension)
    return name


def _many(cells: Iterable[Cell]) -> int:
    return sum(one.scores.n for one in cells)


def _sums(cells: Iterable[Cell]) -> dict[str, int]:
    listed = tuple(cells)
    parted = _many(one for one in listed if one.is_parted)
    return {"n": _many(listed), "total": parted}


def bar_of(values: Values, day: date) -> Bar:
    """The target of QA on a day; where none is promised, what is usual."""
    promises = (one for value in values.values for one in value.promises)
    targets = (one.target_on(day) for one in promises if one.metric == QA)
    scores = (one.low for one in targets if one and one.low is not None)
    promised = next(scores, None)
    return Bar(GOOD_REVIEW, False) if promised is None else Bar(promised, True)


def perceived_of(
    warehouse: Warehouse,
    question: Question,
    window: Window,
    bar: Bar,
    bots: Iterable[str] = (),
) -> Perceived:
    """What both say of the tickets reviewed in a window; the question is of GAP."""
    if is_of_too_few(warehouse, window, question.filters, bots):
        return Perceived(bar, 0, (), of_too_few=True)
    asked = question.parameters | {"start": window.start, "end": window.end}
    cells = warehouse.rows(
        f"""
        with observations as ({question.observations})
        select
            topic, team, channel, instrument, is_good, review >= $bar as is_offered,
            coalesce(sum(amount), 0)::int, count(*), sum(review),
            sum(review * review)
        from observations
        where
            (left_out is null or left_out = '{UNANSWERED}')
            and counted_at >= $start and counted_at < $end{question.condition}
        group by all
        """,
        asked | {"bar": bar.score},
    )
    [(reviews,)] = warehouse.rows(
        f"""
        select count(*) from reviews
        where
            set_aside is null and reviewed_at <= $through
            and reviewed_at >= $start and reviewed_at < $end{question.condition}
        """,
        asked,
    )
    return Perceived(bar, reviews, tuple(map(_cell, cells)))


def _cell(row: tuple[Any, ...]) -> Cell:
    said, scores = row[:7], Scores(*row[7:])
    return Cell(*(*said, scores))


def parted(
    warehouse: Warehouse, question: Question, window: Window, bar: Bar
) -> pd.DataFrame:
    """The tickets on which both part, the sharpest first, at most MOST of each way.

    Sharpest is the best review under a bad answer, and the worst under a good one;
    of one score the newest goes first. The columns are those of the metric.
    """
    query = f"""
        with observations as ({question.observations})
        select
            counted_at, source, subject_id, topic, team, channel, review,
            instrument, is_good, answer, scale, comment
        from observations
        where
            left_out is null and (review >= $bar) <> is_good
            and counted_at >= $start and counted_at < $end{question.condition}
        qualify row_number() over (
            partition by is_good
            order by abs(review - $bar) desc, counted_at desc, source, subject_id
        ) <= {MOST}
        order by
            is_good, abs(review - $bar) desc, counted_at desc, source, subject_id
    """
    borders = {"start": window.start, "end": window.end, "bar": bar.score}
    return warehouse.cursor().execute(query, question.parameters | borders).df()
