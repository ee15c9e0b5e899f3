"""Which published numbers moved: those of full months, before and after a change."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import duckdb

from metrics.catalog import Catalog, Definition
from metrics.daily import is_large, sum_up
from metrics.kept import is_kept
from metrics.measuring import EVER, Count, begins_at, counts, keep_counts, whole
from metrics.nouns import counted, thing, things
from metrics.periods import (
    SERIES,
    Period,
    Window,
    default_period,
    period_at,
    series,
    to_local,
)
from metrics.questions import Question
from metrics.reach import data_since, reach_of
from metrics.scorecard import question_of, unit_of
from metrics.values import Promise, Values
from metrics.warehouse import TABLES, Warehouse
from metrics.weeks import WEEKS
from metrics.wording import amount_words, month_words
from words import known, mark, say, say_many

MONTHS = 36  # as far back as a number is still looked up
KEPT = {
    "week": WEEKS + SERIES,
    "month": MONTHS + SERIES,
    "quarter": 2 * SERIES,
    "year": SERIES,
}
MORE = mark("{n} more {thing}"), mark("{n} more {things}")
FEWER = mark("{n} fewer {thing}"), mark("{n} fewer {things}")
LOG = logging.getLogger("selaras")
Figures = Mapping[tuple[str, str], "Figure"]


@dataclass(frozen=True)
class Figure:
    """A number of one month (its label), as the scorecard shows it."""

    metric: str
    short: str
    unit: str
    observation: str
    period: str
    n: int
    amount: float | None


@dataclass(frozen=True)
class Move:
    """A published number that is another one now."""

    before: Figure
    after: Figure


@dataclass(frozen=True)
class Published:
    """What the company publishes: its promises, as its values.yaml has them."""

    values: Values
    catalog: Catalog

    def figures(self, warehouse: Warehouse, tables: Collection[str]) -> Figures:
        """The numbers that hang on any of the tables, by metric and full month.

        Those of the last three years; none in an empty store, and none of a
        metric that fails on what is in it.
        """
        now = datetime.now(UTC).replace(tzinfo=None)
        reach = reach_of(warehouse, now)
        through, since = max(reach.values(), default=None), data_since(warehouse)
        if through is None or since is None:
            return {}
        months = _months(since, through, self.values.company.zone)
        if not months:
            return {}
        found: dict[tuple[str, str], Figure] = {}
        for promise in self._promises(tables):
            try:
                counted = list(self._counted(warehouse, promise, months, through))
            except duckdb.Error:  # its words may quote what is in a cell
                LOG.warning("%s cannot be counted on these data", promise.metric)
                continue
            found |= {(promise.key, figure.period): figure for figure in counted}
        return found

    def sum_up(self, warehouse: Warehouse) -> None:
        """Bring what is summed up by day up to date, of all that is promised."""
        now = datetime.now(UTC).replace(tzinfo=None)
        through = max(reach_of(warehouse, now).values(), default=None)
        if through is None:
            return
        for promise in self._promises(TABLES):
            definition = self.catalog[promise.metric]
            with suppress(duckdb.Error):  # a metric of the company's own may fail
                question = question_of(
                    warehouse, self.values, definition, promise.clock, (), through, EVER
                )
                sum_up(warehouse, _by_clock(question, promise))
                self._keep(warehouse, question)

    def _keep(self, warehouse: Warehouse, question: Question) -> None:
        """Keep the counts of what cannot be added up, as far back as is shown."""
        if not is_kept(question) or not is_large(warehouse, question):
            return
        zone, starts = self.values.company.zone, self.values.company.week_starts
        day = to_local(question.through, zone).date()
        for grain in KEPT:
            last = period_at(day, grain, zone, starts)
            periods = [one.window() for one in series(last, KEPT[grain])]
            windows = [one for one in periods if one.end <= question.through]
            if windows:
                keep_counts(warehouse, question, windows)

    def _promises(self, tables: Collection[str]) -> Iterator[Promise]:
        promised = [one for value in self.values.values for one in value.promises]
        by_key = {one.key: one for one in (*promised, *self.values.sales)}
        for promise in by_key.values():
            if set(tables) & set(self.catalog[promise.metric].tables):
                yield promise

    def _counted(
        self,
        warehouse: Warehouse,
        promise: Promise,
        months: tuple[Period, ...],
        through: datetime,
    ) -> Iterator[Figure]:
        definition = self.catalog[promise.metric]
        windows = [month.window() for month in months]
        span = Window(windows[0].start, windows[-1].end)
        question = question_of(
            warehouse, self.values, definition, promise.clock, (), through, span
        )
        found = counts(warehouse, question, windows)
        if definition.kind == "total":
            since = begins_at(warehouse, question)
            pairs = zip(found, windows, strict=True)
            found = [whole(count, window, since) for count, window in pairs]
        for month, count in zip(months, found, strict=True):
            if count.n:
                yield self._figure(definition, month, count)

    def _figure(self, definition: Definition, month: Period, count: Count) -> Figure:
        return Figure(
            definition.metric,
            definition.short,
            unit_of(definition, self.values.company),
            definition.observation,
            month.label,
            count.n,
            count.amount(),
        )


def _by_clock(question: Question, promise: Promise) -> list[Question]:
    """A question on each clock that must be known to choose one."""
    clocks = question.definition.clocks
    if promise.clock or not clocks:
        return [question]
    return [replace(question, clock=clock) for clock in clocks]


def moves(before: Figures, after: Figures) -> tuple[Move, ...]:
    """Those numbers that a reader sees are others now, the newest month first."""
    pairs = [Move(was, _now(was, after.get(key))) for key, was in before.items()]
    moved = [one for one in pairs if _shown(one.before) != _shown(one.after)]
    return tuple(sorted(moved, key=lambda one: one.before.period, reverse=True))


def words(move: Move) -> str:
    """A move as one says it: May 2026 CSAT 91.2 % → 90.4 %: 14 more answers."""
    was, now = move.before, move.after
    return say(
        "{month} {metric} {before} → {after}: {why}",
        month=month_words(was.period),
        metric=known(was.short),
        before=amount_words(was.amount, was.unit),
        after=amount_words(now.amount, now.unit),
        why=_why(was, now),
    )


def _why(was: Figure, now: Figure) -> str:
    """How many more or fewer were counted."""
    more = now.n - was.n
    if not more:
        same = counted(was.n, was.observation)
        return say("the same {observations}, told otherwise", observations=same)
    one, many = MORE if more > 0 else FEWER
    noun = was.observation
    return say_many(one, many, abs(more), thing=thing(noun), things=things(noun))


def _now(was: Figure, found: Figure | None) -> Figure:
    """The number after a change; without observations where there is none."""
    return found or replace(was, n=0, amount=None)


def _shown(figure: Figure) -> str:
    return amount_words(figure.amount, figure.unit)


def _months(since: datetime, through: datetime, zone: str) -> tuple[Period, ...]:
    """The full months of the data, oldest first."""
    last = default_period(zone, through)
    first = to_local(since, zone).date()
    months = (last.first.year - first.year) * 12 + last.first.month - first.month + 1
    return series(last, min(months, MONTHS)) if months > 0 else ()
