"""When a company works: the weeks, holidays and zones of its calendars."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

Span = tuple[int, int]  # minutes from the day's midnight; past 1440 the next day
Moments = tuple[datetime, datetime]
DAY = timedelta(days=1)
MIDNIGHT = 24 * 60
DAYS = (
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
)  # fmt: skip


@dataclass(frozen=True)
class Calendar:
    """One schedule: its week, Monday first, and the days that are no such day.

    `zone` is IANA, `country` ISO 3166 and `subdivision` as `holidays` names it.
    On `days_off` nobody works; on `days_worked` everybody does, holiday or not.
    """

    name: str
    zone: str
    week: tuple[tuple[Span, ...], ...]
    country: str | None = None
    subdivision: str | None = None
    days_off: tuple[date, ...] = ()
    days_worked: tuple[date, ...] = ()
    teams: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()

    @property
    def is_default(self) -> bool:
        """Whether it holds for all tickets that no other one names."""
        return not self.teams and not self.channels


@dataclass(frozen=True)
class Hours:
    """All of calendar.yaml; one calendar is the default."""

    calendars: tuple[Calendar, ...]

    @property
    def default(self) -> int:
        """The place of the calendar for tickets that no other one names."""
        return next(i for i, one in enumerate(self.calendars) if one.is_default)

    def of_teams(self) -> dict[str, int]:
        """The place of each team's calendar, by its name."""
        return _places([one.teams for one in self.calendars])

    def of_channels(self) -> dict[str, int]:
        """The place of each channel's calendar, by its name."""
        return _places([one.channels for one in self.calendars])


def _places(named: list[tuple[str, ...]]) -> dict[str, int]:
    return {name: place for place, names in enumerate(named) for name in names}


def open_spans(calendar: Calendar, first: date, last: date) -> list[Moments]:
    """From when until when (UTC) it is open, of the days first to last.

    A span belongs to the day it starts on: a holiday closes the night that
    begins on it, not the one that runs into it.
    """
    closed = _closed(calendar, first, last)
    found = [
        (_moment(day, start, calendar.zone), _moment(day, end, calendar.zone))
        for day in _days(first, last)
        if day not in closed
        for start, end in calendar.week[day.weekday()]
    ]
    return [(start, end) for start, end in sorted(found) if start < end]


def _days(first: date, last: date) -> Iterator[date]:
    for number in range((last - first).days + 1):
        yield first + number * DAY


def _closed(calendar: Calendar, first: date, last: date) -> set[date]:
    public = public_holidays(
        calendar.country, calendar.subdivision, first.year, last.year
    )
    return {*public, *calendar.days_off} - {*calendar.days_worked}


@cache
def public_holidays(
    country: str | None, subdivision: str | None, first: int, last: int
) -> frozenset[date]:
    """A country's public holidays in the years first to last."""
    if country is None:
        return frozenset()
    from holidays import country_holidays

    years = range(first, last + 1)
    return frozenset(country_holidays(country, subdiv=subdivision, years=years))


def _moment(day: date, minutes: int, zone: str) -> datetime:
    """A time on the wall as a moment in UTC.

    One that the clock skips is the moment of the skip, one that it repeats is
    the first of the two.
    """
    there = ZoneInfo(zone)
    wall = datetime.combine(day, time()) + timedelta(minutes=minutes)
    before = _utc(wall, there, 0)
    return before if _wall(before, there) == wall else _skip(wall, there)


def _skip(wall: datetime, there: ZoneInfo) -> datetime:
    """The first moment (UTC) when the clock shows more than a skipped time."""
    low, high = _utc(wall, there, 1), _utc(wall, there, 0)
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) // 2
        middle = middle.replace(microsecond=0)
        low, high = (low, middle) if _wall(middle, there) > wall else (middle, high)
    return high


def _utc(wall: datetime, there: ZoneInfo, fold: int) -> datetime:
    aware = wall.replace(tzinfo=there, fold=fold)
    return aware.astimezone(UTC).replace(tzinfo=None)


def _wall(moment: datetime, there: ZoneInfo) -> datetime:
    return moment.replace(tzinfo=UTC).astimezone(there).replace(tzinfo=None)
