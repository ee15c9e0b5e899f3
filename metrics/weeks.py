"""The year in weeks: how each value and each measure of sales fared in each of 52."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import groupby

from metrics.catalog import Catalog
from metrics.due import Bounds, known_until
from metrics.judging import Case, cases, since_of
from metrics.measuring import Count, clocks_of, counts
from metrics.periods import Period, period_at, series, to_local
from metrics.questions import Filters, Question
from metrics.reach import Reach, reach_of
from metrics.scorecard import DATA_ERRORS, unclocked, unit_of
from metrics.values import Company, Promise, Values
from metrics.verdicts import BROKEN, KEPT, Verdict, weakest
from metrics.warehouse import Warehouse

WEEKS = 52


class Grade(StrEnum):
    """What a cell shows of a verdict: a week tells no more at a glance."""

    KEPT = "kept"
    CANT_TELL = "can't tell"
    BROKEN = "broken"
    TOO_FEW = "too few"
    NO_DATA = "no data"


GRADES = (
    dict.fromkeys(KEPT, Grade.KEPT)
    | dict.fromkeys(BROKEN, Grade.BROKEN)
    | {
        Verdict.CANT_TELL: Grade.CANT_TELL,
        Verdict.TOO_FEW: Grade.TOO_FEW,
        Verdict.NO_DATA: Grade.NO_DATA,
    }
)


@dataclass(frozen=True)
class Told:
    """One promise in one week."""

    name: str
    unit: str
    verdict: Verdict
    n: int
    amount: float | None
    bounds: Bounds | None


@dataclass(frozen=True)
class Week:
    """A value, or one measure of sales, in one week; `period` ends where its data do
    while it is running."""

    period: Period
    promises: tuple[Told, ...]

    @property
    def is_running(self) -> bool:
        """Whether the data end inside."""
        return self.period.until is not None

    @property
    def verdict(self) -> Verdict:
        """A value is lived as far as its weakest promise."""
        return weakest(one.verdict for one in self.promises)

    @property
    def grade(self) -> Grade:
        """The verdict, as a cell shows it."""
        return GRADES[self.verdict]


@dataclass(frozen=True)
class Row:
    """All weeks of a value, or of one measure of sales, oldest first."""

    name: str
    weeks: tuple[Week, ...]

    def many(self, *grades: Grade) -> int:
        """How many weeks have one of these grades."""
        return sum(week.grade in grades for week in self.weeks)


@dataclass(frozen=True)
class Year:
    """The weeks up to the last one that the data reach, oldest first."""

    weeks: tuple[Period, ...]
    values: tuple[Row, ...]
    sales: tuple[Row, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        """Service, then sales."""
        return (*self.values, *self.sales)

    @property
    def strips(self) -> tuple[tuple[str, tuple[Verdict, ...]], ...]:
        """The name of each row with its 52 verdicts, oldest first."""
        return tuple(
            (row.name, tuple(week.verdict for week in row.weeks)) for row in self.rows
        )


def last_shown(company: Company, period: Period, through: datetime) -> Period:
    """The week that a year should end with, so that it has the period.

    It is the last one that the data reach, else the period's own.
    """
    days = [to_local(through, company.zone).date(), period.last]
    newest, own = (
        period_at(day, "week", company.zone, company.week_starts) for day in days
    )
    return newest if period.first >= series(newest, WEEKS)[0].first else own


def places_of(year: Year, period: Period) -> range:
    """The places of the weeks that have days of a period; an empty range of none."""
    found = [
        place
        for place, week in enumerate(year.weeks)
        if week.first <= period.last and period.first <= week.last
    ]
    return range(found[0], found[-1] + 1) if found else range(0)


def year_of(
    warehouse: Warehouse,
    values: Values,
    catalog: Catalog,
    period: Period,
    through: datetime,
    filters: Filters = (),
) -> Year:
    """The 52 weeks that end with the period's last one that the data reach, each
    judged as the scorecard of that week judges it."""
    company = values.company
    last_day = min(period.last, to_local(through, company.zone).date())
    last = period_at(last_day, "week", company.zone, company.week_starts)
    weeks = tuple(one.running(through) for one in series(last, WEEKS))
    with warehouse.one_moment():
        reach = reach_of(warehouse, through)
        told = _Telling(warehouse, values, catalog, weeks, filters, through, reach)
        return Year(
            weeks,
            tuple(told.row(one.name, one.promises) for one in values.values),
            tuple(told.row(told.name_of(one), (one,)) for one in values.sales),
        )


@dataclass(frozen=True)
class _Telling:
    """What all rows have in common."""

    warehouse: Warehouse
    values: Values
    catalog: Catalog
    weeks: tuple[Period, ...]
    filters: Filters
    through: datetime
    reach: Reach

    def name_of(self, promise: Promise) -> str:
        return promise.name or self.catalog[promise.metric].name

    def row(self, name: str, promises: Sequence[Promise]) -> Row:
        together = zip(*(self._told(promise) for promise in promises), strict=True)
        pairs = zip(self.weeks, together, strict=True)
        return Row(name, tuple(Week(week, told) for week, told in pairs))

    def _told(self, promise: Promise) -> list[Told]:
        """One promise in every week; without data where its query fails."""
        try:
            return [self._one(promise, case) for case in self._cases(promise)]
        except DATA_ERRORS:  # its words may quote what is in a cell
            self.warehouse.next_moment()
            definition = self.catalog[promise.metric]
            nothing = Count(definition.statistics(), {"n": 0})
            failed = Case(definition, nothing, None, None, None, is_part=False)
            return [self._one(promise, failed)] * len(self.weeks)

    def _one(self, promise: Promise, case: Case) -> Told:
        return Told(
            self.name_of(promise),
            unit_of(case.definition, self.values.company),
            case.verdict,
            case.count.n,
            case.count.amount(),
            case.bounds,
        )

    def _cases(self, promise: Promise) -> Iterator[Case]:
        """Weeks on one clock are counted together, as each may have its own."""
        definition = self.catalog[promise.metric]
        known = known_until(self.reach, definition, self.through)
        weeks = [one.running(known) for one in self.weeks]
        windows = [one.window() for one in self.weeks]
        plain = unclocked(self.values, definition, self.filters, self.through)
        asked = clocks_of(self.warehouse, plain, promise.clock, windows)
        pairs = zip(asked, weeks, strict=True)
        for _, alike in groupby(pairs, lambda pair: pair[0].clock):
            questions, periods = zip(*alike, strict=True)
            yield from self._counted(promise, questions[0], periods)

    def _counted(
        self, promise: Promise, question: Question, weeks: Sequence[Period]
    ) -> list[Case]:
        windows = [one.window() for one in weeks]
        found = counts(self.warehouse, question, windows)
        since = since_of(self.warehouse, question)
        return cases(self.warehouse, question, promise, weeks, found, since)
