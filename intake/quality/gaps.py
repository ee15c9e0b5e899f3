"""Days without rows: which of them are gaps, and which are days of rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

WEEKS = 4  # a weekday must have come that often before its habit is known
EXPECTED = 20.0  # rows: so many do not stay away by chance, on any of many days
HOLIDAYS = 2  # usual days that somebody who rests may rest in a row
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Gap:
    """Days in a row on which there usually are rows, and were none.

    `days` counts the usual ones alone: a weekend between them is in the span
    and not in the count. `may_be_rest`: a day or two of a table that has days
    of rest every week, so perhaps holidays.
    """

    first: date
    last: date
    days: int
    may_be_rest: bool


def gaps_of(rows: Mapping[date, int]) -> tuple[Gap, ...]:
    """The gaps between the first and the last day, from the rows of each day.

    A weekday is usual where at least half of its days have rows. Silent usual
    days are a gap when 20 rows or more were to be expected in them.
    """
    if not rows:
        return ()
    expected = _expected(rows)
    never_rests = len(expected) == 7
    return tuple(
        Gap(
            run[0],
            run[-1],
            len(run),
            may_be_rest=len(run) <= HOLIDAYS and not never_rests,
        )
        for run in _silent_runs(rows, expected)
        if sum(expected[day.weekday()] for day in run) >= EXPECTED
    )


def _expected(rows: Mapping[date, int]) -> dict[int, float]:
    """The rows that a day brings on average, of each usual weekday (Monday is 0)."""
    there = Counter(day.weekday() for day in _span(rows))
    filled = Counter(day.weekday() for day in rows)
    total: Counter[int] = Counter()
    for day, count in rows.items():
        total[day.weekday()] += count
    return {
        weekday: total[weekday] / many
        for weekday, many in there.items()
        if many >= WEEKS and 2 * filled[weekday] >= many
    }


def _silent_runs(
    rows: Mapping[date, int], usual: Mapping[int, float]
) -> Iterator[list[date]]:
    """Usual days without rows that nothing but days of rest stand between."""
    run: list[date] = []
    for day in _span(rows):
        if day in rows:
            if run:
                yield run
            run = []
        elif day.weekday() in usual:
            run.append(day)


def _span(rows: Mapping[date, int]) -> Iterator[date]:
    first, last = min(rows), max(rows)
    return (first + DAY * step for step in range((last - first).days + 1))
