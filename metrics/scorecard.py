"""The scorecard: all values with their promises, and sales beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import inf

from metrics.catalog import Catalog, Clock, Definition
from metrics.kinds import Kind, chance_within, differs
from metrics.measuring import (
    Count,
    Filters,
    LeftOut,
    Question,
    Reading,
    begins_at,
    clock_of,
    counts,
    left_out,
    with_spread,
)
from metrics.periods import Period, Window, series
from metrics.values import Company, Promise, Target, Values
from metrics.verdicts import Verdict, verdict_of, weakest
from metrics.warehouse import Warehouse

MOMENTS = (
    ("tickets", "created_at"),
    ("tickets", "solved_at"),
    ("surveys", "answered_at"),
    ("reviews", "reviewed_at"),
    ("calls", "started_at"),
    ("orders", "ordered_at"),
    ("subscriptions", "started_at"),
    ("subscriptions", "cancelled_at"),
)


@dataclass(frozen=True)
class Bounds:
    """What was promised for one window: low, high, or both for a band."""

    low: float | None
    high: float | None


@dataclass(frozen=True)
class Point:
    """One period of a sparkline."""

    label: str
    first: date
    n: int
    amount: float | None
    bounds: Bounds | None


@dataclass(frozen=True)
class Fared:
    """How one promise fared in the period.

    `change` is the difference from the previous period's amount, set only
    when it is more than noise.
    """

    definition: Definition
    name: str
    unit: str
    clock: Clock | None
    bounds: Bounds | None
    reading: Reading
    previous: Reading
    verdict: Verdict
    change: float | None
    series: tuple[Point, ...]
    left_out: tuple[LeftOut, ...]
    unfiltered: tuple[str, ...]


@dataclass(frozen=True)
class Card:
    """A value, or one measure of sales, in the same form."""

    name: str
    action: str
    promises: tuple[Fared, ...]

    @property
    def verdict(self) -> Verdict:
        """A value is lived as far as its weakest promise."""
        return weakest(promise.verdict for promise in self.promises)


@dataclass(frozen=True)
class Scorecard:
    """Everything that is shown for one period, `data_through` in UTC."""

    company: Company
    period: Period
    before: Period
    data_through: datetime
    filters: Filters
    values: tuple[Card, ...]
    sales: tuple[Card, ...]


def data_through(warehouse: Warehouse, now: datetime) -> datetime | None:
    """The last moment (UTC) that any row speaks of; None in an empty store.

    A time in the future is a slip of some export and does not count.
    """
    latest = " union all ".join(
        f"select max({column}) as moment from {table} where {column} <= $now"
        for table, column in MOMENTS
    )
    query = f"select max(moment) from ({latest})"
    found: datetime | None = warehouse.rows(query, {"now": now})[0][0]
    return found


def build_scorecard(
    warehouse: Warehouse,
    values: Values,
    catalog: Catalog,
    period: Period,
    through: datetime,
    filters: Filters = (),
) -> Scorecard:
    """Count every promise of the values and of sales for one period."""
    period = period.running(through)
    scene = _Scene(warehouse, values, catalog, period, filters)
    return Scorecard(
        values.company,
        period,
        period.stretch_before(),
        through,
        filters,
        tuple(
            Card(one.name, one.action, tuple(map(scene.fare, one.promises)))
            for one in values.values
        ),
        tuple(scene.sales_card(promise) for promise in values.sales),
    )


def question_of(
    warehouse: Warehouse,
    values: Values,
    definition: Definition,
    clock: str | None,
    filters: Filters,
) -> Question:
    """A metric under the company's settings, on the clock that was promised."""
    company = values.company
    question = Question(
        definition, company.currency, company.retention_days, filters=filters
    )
    return clock_of(warehouse, question, clock)


@dataclass(frozen=True)
class _Scene:
    """What all promises of one scorecard have in common."""

    warehouse: Warehouse
    values: Values
    catalog: Catalog
    period: Period
    filters: Filters

    def sales_card(self, promise: Promise) -> Card:
        fared = self.fare(promise)
        return Card(fared.name, fared.definition.question, (fared,))

    def fare(self, promise: Promise) -> Fared:
        """Count one promise and judge it."""
        question = self.question(promise)
        definition = question.definition
        periods = series(self.period)
        windows = [one.window() for one in periods]
        found = counts(self.warehouse, question, windows)
        since = self._begins(question)
        earlier = zip(found[:-1], windows[:-1], strict=True)
        found = [*(_whole(*one, since) for one in earlier), found[-1]]
        bounds = _bounds(promise, definition, self.period)
        now = self._spread(question, self.period, found[-1], bounds)
        before = self._before(question, found)
        reading, previous = now.reading(), before.reading()
        return Fared(
            definition,
            promise.name or definition.name,
            self.unit(definition),
            question.clock,
            bounds,
            reading,
            previous,
            _verdict(definition, now, bounds),
            _change(reading, previous),
            _points(promise, definition, periods, found),
            left_out(self.warehouse, question, self.period.window()),
            _unfiltered(question),
        )

    def question(self, promise: Promise) -> Question:
        """The promise's metric under the settings of this scorecard."""
        definition = self.catalog[promise.metric]
        return question_of(
            self.warehouse, self.values, definition, promise.clock, self.filters
        )

    def unit(self, definition: Definition) -> str:
        """Money is counted in the company's currency."""
        money = definition.unit == "money"
        return self.values.company.currency if money else definition.unit

    def _spread(
        self, question: Question, period: Period, count: Count, bounds: Bounds | None
    ) -> Count:
        asked = [
            bound
            for bound in ((bounds.low, bounds.high) if bounds else ())
            if bound is not None
        ]
        return with_spread(self.warehouse, question, period.window(), count, asked)

    def _before(self, question: Question, found: Sequence[Count]) -> Count:
        before = self.period.stretch_before()
        if self.period.until is None:
            return self._spread(question, before, found[-2], None)
        window = before.window()
        count = counts(self.warehouse, question, [window])[0]
        count = _whole(count, window, self._begins(question))
        return self._spread(question, before, count, None)

    def _begins(self, question: Question) -> datetime | None:
        """Where the history of a total begins; for other kinds it is no matter."""
        if question.definition.kind != "total":
            return None
        return begins_at(self.warehouse, question)


def _whole(count: Count, window: Window, since: datetime | None) -> Count:
    """A total of part of a window is no total of it: then it has no data."""
    allowed = (window.end - window.start) / 10
    if since is None or since <= window.start + allowed:
        return count
    return Count(count.kind, dict.fromkeys(count.sums) | {"n": 0})


def _bounds(promise: Promise, definition: Definition, period: Period) -> Bounds | None:
    """The target in force on the period's last day, as a total's due share."""
    last = period.until.date() if period.until else period.last
    target: Target | None = promise.target_on(last)
    if target is None:
        return None
    if definition.kind != "total":
        return Bounds(target.low, target.high)
    due = period.share_of(promise.per)
    return Bounds(_times(target.low, due), _times(target.high, due))


def _times(bound: float | None, factor: float) -> float | None:
    return None if bound is None else bound * factor


def _verdict(definition: Definition, count: Count, bounds: Bounds | None) -> Verdict:
    if bounds is None or count.n < max(1, definition.min_n):
        return verdict_of(count.n, definition.min_n, None)
    return verdict_of(count.n, definition.min_n, _chance(count.kind, count, bounds))


def _chance(kind: Kind, count: Count, bounds: Bounds) -> float:
    low = -inf if bounds.low is None else bounds.low
    high = inf if bounds.high is None else bounds.high
    return chance_within(kind, count.sums, low, high)


def _change(now: Reading, before: Reading) -> float | None:
    """The change, when it is more than noise; else None."""
    if now.amount is None or before.amount is None:
        return None
    if now.noise is None or before.noise is None:
        return None
    real = differs(now.amount, now.noise, before.amount, before.noise)
    return now.amount - before.amount if real else None


def _points(
    promise: Promise,
    definition: Definition,
    periods: Sequence[Period],
    found: Sequence[Count],
) -> tuple[Point, ...]:
    return tuple(
        Point(
            one.label,
            one.first,
            count.n,
            count.amount(),
            _bounds(promise, definition, one),
        )
        for one, count in zip(periods, found, strict=True)
    )


def _unfiltered(question: Question) -> tuple[str, ...]:
    """The filters that this metric's observations know nothing of."""
    applied = question.applied
    return tuple(name for name, _ in question.filters if (name, _) not in applied)


def choices(warehouse: Warehouse, dimension: str) -> tuple[str, ...]:
    """What there is to filter by, most tickets first."""
    if dimension not in {"team", "channel"}:
        raise ValueError(dimension)
    query = f"""
        select {dimension} from tickets where {dimension} is not null
        group by 1 order by count(*) desc, 1 limit 200
    """
    return tuple(str(row[0]) for row in warehouse.rows(query))
