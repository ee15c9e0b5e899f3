"""The company's clock: Europe/Amsterdam, and when its desks are staffed.

Inside the demo a time is whole seconds of UTC since 1970; a day is whole days
since 1970 on the company's calendar. Exports show what their system shows.
"""

from datetime import date, timedelta
from functools import lru_cache

import numpy as np

from demo.draws import NONE, Ints

ZONE = "Europe/Amsterdam"
EPOCH = date(1970, 1, 1)
MINUTE, HOUR, DAY = 60, 3_600, 86_400

OPENS, SHUTS = 9 * HOUR, 18 * HOUR
"""The helpdesk's schedule, Monday to Friday: what "business hours" mean."""

FIRST_SHIFT, LAST_SHIFT = 8 * HOUR, 22 * HOUR
"""Somebody answers between these, every day of the week."""


def day_number(day: date) -> int:
    """Days since 1970."""
    return (day - EPOCH).days


def weekday(days: Ints) -> Ints:
    """0 is Monday."""
    return (days + 3) % 7


def _last_sunday(year: int, month: int) -> date:
    last = date(year, month, 31)
    return last - timedelta(days=(last.weekday() + 1) % 7)


@lru_cache(maxsize=1)
def _clock_changes() -> Ints:
    """Summer time begins and ends at 01:00 UTC (the rule since 1996)."""
    days = [_last_sunday(year, m) for year in range(1996, 2100) for m in (3, 10)]
    return np.array([day_number(day) * DAY + HOUR for day in days], dtype=np.int64)


def offset(utc: Ints) -> Ints:
    """Seconds the company's clock is ahead of UTC: 3600, in summer 7200."""
    changes = np.searchsorted(_clock_changes(), utc, side="right")
    return np.where(changes % 2 == 1, 2 * HOUR, HOUR)


def to_local(utc: Ints) -> Ints:
    """Seconds on the company's clock; an empty cell stays empty."""
    return np.where(utc == NONE, NONE, utc + offset(utc))


def to_utc(local: Ints) -> Ints:
    """Of the hour that comes twice in autumn, the later one."""
    return local - offset(local - HOUR)


def local_day(utc: Ints) -> Ints:
    """The day on the company's calendar, in days since 1970."""
    return (utc + offset(utc)) // DAY


def midnight(day: date) -> int:
    """The UTC second at which this day begins for the company."""
    return int(to_utc(np.array([day_number(day) * DAY], dtype=np.int64))[0])


def staffed(utc: Ints, seconds_after_start: Ints) -> Ints:
    """A time nobody works moves to the next first shift, plus these seconds."""
    local = to_local(utc)
    day, second = local // DAY, local % DAY
    next_shift = (day + (second >= LAST_SHIFT)) * DAY + FIRST_SHIFT
    asleep = (second < FIRST_SHIFT) | (second >= LAST_SHIFT)
    return np.where(asleep, to_utc(next_shift + seconds_after_start), utc)


def _worked(local: Ints) -> Ints:
    """Seconds the schedule was open since the first Monday."""
    days = local // DAY + 3
    weeks, in_week = days // 7, days % 7
    today = np.clip(local % DAY - OPENS, 0, SHUTS - OPENS)
    full_days = 5 * weeks + np.minimum(in_week, 5)
    return full_days * (SHUTS - OPENS) + np.where(in_week < 5, today, 0)


def minutes(start: Ints, end: Ints) -> Ints:
    """Whole minutes on the calendar; empty where either end is."""
    empty = (start == NONE) | (end == NONE)
    return np.where(empty, NONE, (end - start) // MINUTE)


def working_minutes(start: Ints, end: Ints) -> Ints:
    """Whole minutes inside the schedule; empty where either end is."""
    empty = (start == NONE) | (end == NONE)
    worked = _worked(to_local(end)) - _worked(to_local(start))
    return np.where(empty, NONE, worked // MINUTE)
