"""The scorecard: all values with their promises, and sales beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import duckdb

from metrics.catalog import Catalog, Clock, Definition
from metrics.changes import Behaviour, behaviour_of
from metrics.clocks import Timed, timed_by
from metrics.decisions import Decision, concerning, decisions_of
from metrics.due import Bounds, bounds_of, known_until, reached
from metrics.judging import cases, is_met_anyway, reading_of, since_of
from metrics.measuring import (
    EMPTY,
    Count,
    LeftOut,
    Reading,
    clock_of,
    counts,
    left_out,
    whole,
)
from metrics.periods import Period, Window, series
from metrics.questions import Filters, Question
from metrics.reach import Reach, reach_of
from metrics.reach import data_through as data_through
from metrics.retention import Floor
from metrics.streaks import Behind
from metrics.values import Company, Money, Promise, Values
from metrics.variation import Signal
from metrics.verdicts import KEPT, Verdict, weakest
from metrics.warehouse import Warehouse
from words import say

# What a cell can do to a query; other errors are no fault of a definition.
DATA_ERRORS = (duckdb.DataError, duckdb.InvalidInputException)


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

    `behaviour` tells routine variation from a signal. `data_through` (UTC) is how
    far the tables that it reads reach; None where they hold nothing. `period` ends
    there for a total. `timed` is whose working hours count. `floor` is the part of a
    retention that nobody could change. `failed` where nothing could be counted.
    `streak` is for how many periods in a row, this one included and a year of months
    at the most, it was at least as surely on the same side of its target.
    """

    definition: Definition
    key: str
    name: str
    unit: str
    clock: Clock | None
    bounds: Bounds | None
    reading: Reading
    previous: Reading
    verdict: Verdict
    behaviour: Behaviour
    series: tuple[Point, ...]
    left_out: tuple[LeftOut, ...]
    unfiltered: tuple[str, ...]
    period: Period
    before: Period
    data_through: datetime | None
    timed: Timed | None = None
    floor: Floor | None = None
    failed: bool = False
    streak: int = 1

    @property
    def problem(self) -> str:
        """Why nothing could be counted; empty where it was."""
        return failure_of(self.definition) if self.failed else ""

    @property
    def is_met_anyway(self) -> bool:
        """Whether a retention would meet its target had nobody bought."""
        return is_met_anyway(self.floor, self.bounds)

    @property
    def signal(self) -> Signal | None:
        """Why the period is more than routine variation; None where it is not."""
        return self.behaviour.signal

    @property
    def change(self) -> float | None:
        """How far a signal lies from the usual amount; None without a signal."""
        return self.behaviour.change


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

    @property
    def weakest(self) -> Fared:
        """The first of its promises that fared no better than the value."""
        return next(one for one in self.promises if one.verdict is self.verdict)

    @property
    def streak(self) -> int:
        """For how many periods in a row, this one included, the value fared as it
        does: kept by all of its promises, or broken by one and the same."""
        alike = [one.streak for one in self.promises if one.verdict is self.verdict]
        if self.verdict in KEPT:
            return min(one.streak for one in self.promises)
        return max(alike)


@dataclass(frozen=True)
class Scorecard:
    """Everything that is shown for one period, `data_through` in UTC.

    `made_up` says that it is of the demo company.
    """

    company: Company
    period: Period
    before: Period
    data_through: datetime
    filters: Filters
    values: tuple[Card, ...]
    sales: tuple[Card, ...]
    made_up: bool = False

    def fared(self, key: str) -> Fared:
        """How the promise of that key fared; KeyError where there is none."""
        cards = (*self.values, *self.sales)
        every = [fared for card in cards for fared in card.promises]
        return {fared.key: fared for fared in reversed(every)}[key]


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
    with warehouse.one_moment():
        reach = reach_of(warehouse, through)
        decided = decisions_of(warehouse)
        scene = _Scene(
            warehouse, values, catalog, period, filters, through, reach, decided
        )
        return _counted(scene)


def _counted(scene: _Scene) -> Scorecard:
    values, period = scene.values, scene.period
    return Scorecard(
        values.company,
        period,
        period.stretch_before(),
        scene.through,
        scene.filters,
        tuple(
            Card(one.name, one.action, tuple(map(scene.fare, one.promises)))
            for one in values.values
        ),
        tuple(scene.sales_card(promise) for promise in values.sales),
        scene.warehouse.is_made_up(),
    )


def question_of(
    warehouse: Warehouse,
    values: Values,
    definition: Definition,
    clock: str | None,
    filters: Filters,
    through: datetime,
    window: Window,
) -> Question:
    """A metric under the company's settings, on the clock that was promised, else
    on the one that times the most in the window."""
    question = unclocked(values, definition, filters, through)
    return clock_of(warehouse, question, clock, window)


def unclocked(
    values: Values, definition: Definition, filters: Filters, through: datetime
) -> Question:
    """A metric under the company's settings, on no clock yet."""
    company = values.company
    return Question(
        definition,
        company.currency,
        company.retention_days,
        filters=filters,
        through=through,
        zone=company.zone,
    )


def failure_of(definition: Definition) -> str:
    """What to say of a metric whose query fails on what is in the store."""
    return say(
        "{file} fails on these data: a value in them does not fit its query. Mend the "
        "query; the other numbers stand.",
        file=definition.path.name,
    )


def unit_of(definition: Definition, company: Company) -> str:
    """Money is counted in the company's currency."""
    money = definition.unit == "money"
    return Money(company.currency) if money else definition.unit


@dataclass(frozen=True)
class _Scene:
    """What all promises of one scorecard have in common."""

    warehouse: Warehouse
    values: Values
    catalog: Catalog
    period: Period
    filters: Filters
    through: datetime
    reach: Reach
    decided: tuple[Decision, ...]

    def sales_card(self, promise: Promise) -> Card:
        fared = self.fare(promise)
        return Card(fared.name, fared.definition.question, (fared,))

    def fare(self, promise: Promise) -> Fared:
        """Count one promise and judge it; one that fails leaves the others whole."""
        try:
            return self._fare(promise)
        except DATA_ERRORS:  # its words may quote what is in a cell
            self.warehouse.next_moment()
            return self._failed(promise)

    def _failed(self, promise: Promise) -> Fared:
        """A promise whose query fails on what is in the store."""
        definition = self.catalog[promise.metric]
        periods = self._periods(definition)
        found = [Count(definition.statistics(), {"n": 0}) for _ in periods]
        points = _points(promise, definition, periods, found)
        bounds = [point.bounds for point in points]
        return Fared(
            definition,
            promise.key,
            promise.name or definition.name,
            unit_of(definition, self.values.company),
            promise.clock,
            bounds[-1],
            EMPTY,
            EMPTY,
            Verdict.NO_DATA,
            behaviour_of(definition, periods, found, bounds, ()),
            points,
            (),
            (),
            periods[-1],
            periods[-1].stretch_before(),
            reached(self.reach, definition),
            failed=True,
        )

    def _fare(self, promise: Promise) -> Fared:
        question = self.question(promise)
        definition = question.definition
        periods = self._periods(definition)
        period = periods[-1]
        windows = [one.window() for one in periods]
        found = counts(self.warehouse, question, windows)
        since = since_of(self.warehouse, question)
        earlier = zip(found[:-1], windows[:-1], strict=True)
        found = [*(whole(*one, since) for one in earlier), found[-1]]
        bounds = bounds_of(promise, definition, period)
        window = period.window()
        reading = reading_of(self.warehouse, question, window, found[-1], bounds)
        case = cases(self.warehouse, question, promise, [period], found[-1:], since)[0]
        behind = Behind(self.warehouse, question, promise, periods, found, since)
        compared = period.stretch_before().running(self._known(definition))
        previous = self._before(question, period, compared, found)
        points = _points(promise, definition, periods, found)
        return Fared(
            definition,
            promise.key,
            promise.name or definition.name,
            unit_of(definition, self.values.company),
            question.clock,
            bounds,
            reading,
            previous,
            case.verdict,
            behaviour_of(
                definition,
                periods,
                found,
                [point.bounds for point in points],
                concerning(self.decided, promise, definition, self.values),
            ),
            points,
            left_out(self.warehouse, question, window),
            _unfiltered(question),
            period,
            compared,
            reached(self.reach, definition),
            timed_by(self.warehouse, question, window),
            case.floor,
            streak=behind.streak(case.verdict),
        )

    def _periods(self, definition: Definition) -> list[Period]:
        known = self._known(definition)
        return [one.running(known) for one in series(self.period)]

    def _known(self, definition: Definition) -> datetime:
        return known_until(self.reach, definition, self.through)

    def question(self, promise: Promise) -> Question:
        """The promise's metric under the settings of this scorecard."""
        definition = self.catalog[promise.metric]
        return question_of(
            self.warehouse,
            self.values,
            definition,
            promise.clock,
            self.filters,
            self.through,
            self.period.window(),
        )

    def _before(
        self,
        question: Question,
        period: Period,
        compared: Period,
        found: Sequence[Count],
    ) -> Reading:
        window = compared.window()
        if period.until is None:
            return reading_of(self.warehouse, question, window, found[-2])
        count = counts(self.warehouse, question, [window])[0]
        count = whole(count, window, since_of(self.warehouse, question))
        return reading_of(self.warehouse, question, window, count)


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
            bounds_of(promise, definition, one),
        )
        for one, count in zip(periods, found, strict=True)
    )


def _unfiltered(question: Question) -> tuple[str, ...]:
    """The filters that this metric's observations know nothing of."""
    applied = question.applied
    return tuple(name for name, _ in question.filters if (name, _) not in applied)
