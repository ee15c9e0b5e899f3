"""Periods: a stretch of the company's days, with borders in its own zone."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

from metrics.errors import PeriodError
from words import known, mark, say

Grain = Literal["week", "month", "quarter", "year", "days"]
GRAINS: tuple[Grain, ...] = ("week", "month", "quarter", "year")
FORMS = mark(
    "2026, 2026-Q3, 2026-09, 2026-W37, last-30-days, last-week, last-month, "
    "last-quarter or last-year"
)
MONTHS = {"month": 1, "quarter": 3, "year": 12}
SERIES = 25
# Beyond these, a label is a slip of the keyboard.
FIRST_YEAR, LAST_YEAR = 1900, 9000
# The smallest step of the store's clock: a border after a row, not on it.
MOMENT = timedelta(microseconds=1)
# A day whose last hour has data is full.
LAST_HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Window:
    """Two moments in UTC, without zone, as the store keeps them."""

    start: datetime
    end: datetime


@dataclass(frozen=True)
class Period:
    """Whole days from `first` up to, not including, `after`.

    `until` is set while a period is running: the moment (UTC) that the data
    reach.
    """

    label: str
    grain: Grain
    first: date
    after: date
    zone: str
    until: datetime | None = None

    @property
    def last(self) -> date:
        """The last day in it."""
        return self.after - timedelta(days=1)

    @property
    def start(self) -> datetime:
        """Its first midnight on the company's clock."""
        return datetime.combine(self.first, time())

    @property
    def end(self) -> datetime:
        """Its end on the company's clock; where the data end while it is running."""
        if self.until is None:
            return datetime.combine(self.after, time())
        return max(self.start, to_local(self.until, self.zone))

    @property
    def days(self) -> float:
        """Its length in days of the company; of a running period, so far."""
        return (self.end - self.start) / timedelta(days=1)

    def window(self) -> Window:
        """Its borders in UTC; a running period ends where the data do."""
        start = to_utc(self.start, self.zone)
        end = self.until or to_utc(self.end, self.zone)
        return Window(start, max(start, end))

    def running(self, data_through: datetime) -> Period:
        """The same period, cut after the last row (UTC) if the data end inside.

        Data that reach its last day fill it. Midnight sharp is a date without a
        time: that day is in it.
        """
        there = to_local(data_through, self.zone)
        if not self.first <= there.date() < self.last:
            return self
        if there.time() == time():
            tomorrow = datetime.combine(there.date() + timedelta(days=1), time())
            return replace(self, until=to_utc(tomorrow, self.zone))
        return replace(self, until=data_through + MOMENT)

    def stretch_before(self) -> Period:
        """The previous period, cut to the same stretch as this running one."""
        before = previous(self)
        if self.until is None:
            return before
        cut = before.start + (self.end - self.start)
        if cut >= before.end:
            return before
        return replace(before, until=to_utc(cut, self.zone))

    def share_of(self, grain: str) -> float:
        """How many weeks, months, quarters or years it spans: 1.0 is one.

        A month of any length is one month; a running period counts the part
        that has passed.
        """
        if grain == "week":
            return self.days / 7
        months = _months_since_zero(self.end) - _months_since_zero(self.start)
        return months / MONTHS[grain]


def parse_period(
    text: str, zone: str, data_through: datetime, week_starts: int = 0
) -> Period:
    """A period from its label; `last-30-days` ends on the last full day of data,
    and `last-month` is the last one that the data fill, under its own label.

    Raises PeriodError with the forms that there are.
    """
    try:
        period = _parse(text.strip(), zone, data_through, week_starts)
    except (ValueError, OverflowError):
        period = None
    if period is None or not FIRST_YEAR <= period.last.year <= LAST_YEAR:
        raise PeriodError(
            say(
                "{period} is no period. Write it as {forms}.",
                period=repr(text),
                forms=known(FORMS),
            )
        )
    return period


def _parse(
    text: str, zone: str, data_through: datetime, week_starts: int
) -> Period | None:
    days = re.fullmatch(r"last-(\d{1,4})-days", text)
    if days and int(days[1]) > 0:
        after = (to_local(data_through, zone) + LAST_HOUR).date()
        return Period(text, "days", after - timedelta(days=int(days[1])), after, zone)
    last = re.fullmatch(r"last-(week|month|quarter|year)", text)
    if last:
        return last_full(last[1], zone, data_through, week_starts)
    week = re.fullmatch(r"(\d{4})-W(\d{2})", text)
    if week:
        monday = date.fromisocalendar(int(week[1]), int(week[2]), 1)
        return _week(monday, zone, week_starts)
    month = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", text)
    if month:
        return _months("month", int(month[1]) * 12 + int(month[2]) - 1, zone)
    quarter = re.fullmatch(r"(\d{4})-Q([1-4])", text)
    if quarter:
        start = int(quarter[1]) * 12 + 3 * (int(quarter[2]) - 1)
        return _months("quarter", start, zone)
    year = re.fullmatch(r"\d{4}", text)
    return _months("year", int(text) * 12, zone) if year else None


def period_at(day: date, grain: str, zone: str, week_starts: int = 0) -> Period:
    """The week, month, quarter or year that a day lies in."""
    if grain == "week":
        start = day - timedelta(days=(day.weekday() - week_starts) % 7)
        return _week(start + timedelta(days=(-week_starts) % 7), zone, week_starts)
    span = MONTHS[grain]
    index = day.year * 12 + day.month - 1
    return _months(grain, index - index % span, zone)


def previous(period: Period) -> Period:
    """The whole period before."""
    return earlier(period, 1)


def earlier(period: Period, steps: int) -> Period:
    """The whole period that many steps before."""
    if period.grain in MONTHS:
        span = MONTHS[period.grain]
        index = period.first.year * 12 + period.first.month - 1
        return _months(period.grain, index - steps * span, period.zone)
    days = (period.after - period.first) * steps
    first, after = period.first - days, period.after - days
    label = _week_label(first) if period.grain == "week" else f"to {after}"
    return Period(label, period.grain, first, after, period.zone)


def series(period: Period, length: int = SERIES) -> tuple[Period, ...]:
    """The periods that lead up to this one, oldest first, this one last."""
    before = tuple(earlier(period, step) for step in range(length - 1, 0, -1))
    return (*before, period)


def default_period(zone: str, data_through: datetime) -> Period:
    """The last month that the data fill, to its last day."""
    return last_full("month", zone, data_through)


def last_full(
    grain: str, zone: str, data_through: datetime, week_starts: int = 0
) -> Period:
    """The last week, month, quarter or year that the data fill, to its last day."""
    day = to_local(data_through, zone).date()
    there = period_at(day, grain, zone, week_starts)
    return there if day == there.last else previous(there)


def end_of(day: str, zone: str) -> datetime:
    """The last moment (UTC) of a day such as 2026-03-31, or the moment itself of
    a time such as 2026-03-31T15:00; raises PeriodError for anything else."""
    try:
        said = datetime.fromisoformat(day)
        if len(day) > len("2026-03-31"):
            there = said if said.tzinfo else said.replace(tzinfo=ZoneInfo(zone))
            return there.astimezone(UTC).replace(tzinfo=None)
        return to_utc(said + timedelta(days=1), zone) - MOMENT
    except (ValueError, OverflowError) as error:
        raise PeriodError(
            say(
                "{day} is no day. Write it as 2026-03-31, or with a time as "
                "2026-03-31T15:00.",
                day=repr(day),
            )
        ) from error


def to_local(moment: datetime, zone: str) -> datetime:
    """A stored UTC moment as the company's clock showed it."""
    return moment.replace(tzinfo=UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None)


@lru_cache(4_096)  # borders of periods: the same again and again
def to_utc(local: datetime, zone: str) -> datetime:
    """A time on the company's clock as the store keeps it."""
    aware = local.replace(tzinfo=ZoneInfo(zone))
    return aware.astimezone(UTC).replace(tzinfo=None)


def _months(grain: str, index: int, zone: str) -> Period:
    """A period of whole months; `index` counts months from the year 0."""
    year, month = divmod(index, 12)
    first = date(year, month + 1, 1)
    after = date(*_year_month(index + MONTHS[grain]), 1)
    label = {
        "month": f"{year:04}-{month + 1:02}",
        "quarter": f"{year:04}-Q{month // 3 + 1}",
        "year": f"{year:04}",
    }[grain]
    return Period(label, _grain(grain), first, after, zone)


def _grain(name: str) -> Grain:
    return next(grain for grain in GRAINS if grain == name)


def _year_month(index: int) -> tuple[int, int]:
    return index // 12, index % 12 + 1


def _week(monday: date, zone: str, week_starts: int) -> Period:
    """The week that holds an ISO week's Monday, from the company's first day."""
    first = monday - timedelta(days=(-week_starts) % 7)
    return Period(_week_label(first), "week", first, first + timedelta(days=7), zone)


def _week_label(first: date) -> str:
    """Named by the ISO week of the Monday in it."""
    monday = first + timedelta(days=(-first.weekday()) % 7)
    year, week, _ = monday.isocalendar()
    return f"{year:04}-W{week:02}"


def _months_since_zero(moment: datetime) -> float:
    """Months as a real number, so that each month counts as one."""
    index = moment.year * 12 + moment.month - 1
    following = date(*_year_month(index + 1), 1)
    start = datetime(moment.year, moment.month, 1)
    length = datetime.combine(following, time()) - start
    return index + (moment - start) / length
