"""Counting one metric over windows of time: definitions in, sums out.

Every number anywhere, on a card, in a chart, in a table or in a file, comes
through here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

import pandas as pd

from metrics.kept import keep, sums_of
from metrics.kinds import SAMPLE, Kind
from metrics.periods import Window
from metrics.questions import Question
from metrics.retention import (
    RETAINED,
    first_where,
    moments_of,
    retained,
    retained_rows,
)
from metrics.summed import SUMMED, added_up, days_of, first_day_of, left_out_of
from metrics.warehouse import Warehouse


@dataclass(frozen=True)
class Reading:
    """An amount in one window, with n and its 95 % interval."""

    n: int
    amount: float | None
    low: float | None = None
    high: float | None = None
    p90: float | None = None


EMPTY = Reading(0, None)
# A day is left before it, so that it can be told in every zone.
EVER = Window(datetime(1, 1, 2), datetime(9999, 1, 1))


@dataclass(frozen=True)
class LeftOut:
    """Observations that do not count: why, how many, the first one (UTC)."""

    because: str
    n: int
    oldest: datetime


class Count:
    """The sums of one window, as the kind of its metric reads them."""

    def __init__(self, kind: Kind, sums: Mapping[str, Any]) -> None:
        self.kind = kind
        self.sums = sums

    @property
    def n(self) -> int:
        """How many observations."""
        return int(self.sums["n"])

    def amount(self) -> float | None:
        """The number, or None without observations."""
        return self.kind.amount(self.sums)

    def reading(self) -> Reading:
        """The amount with all that is known of its uncertainty."""
        interval = self.kind.interval(self.sums) if self.n else None
        low, high = interval or (None, None)
        p90 = self.sums.get("p90")
        return Reading(self.n, self.amount(), low, high, p90)


def counts(
    warehouse: Warehouse, question: Question, windows: Sequence[Window]
) -> list[Count]:
    """First pass: the sums of windows that follow one another, oldest first."""
    kind = question.definition.statistics()
    kept = sums_of(warehouse, question)
    sums = [kept.get((one.start, one.end)) for one in windows]
    if None in sums:
        first = sums.index(None)
        after = len(sums) - sums[::-1].index(None)
        asked = windows[first:after]
        sums[first:after] = _ask(warehouse, question, asked, kind.sums())
    return [Count(kind, one) for one in sums if one is not None]


def keep_counts(
    warehouse: Warehouse, question: Question, windows: Sequence[Window]
) -> None:
    """Work out the counts of windows that follow one another, and keep those that
    are not kept yet."""
    with warehouse.writing() as cursor:  # nothing changes meanwhile
        kept = sums_of(warehouse, question)
        found = counts(warehouse, question, windows)
        new = [
            (window, count.sums)
            for window, count in zip(windows, found, strict=True)
            if (window.start, window.end) not in kept
        ]
        keep(cursor, question, new)


def with_spread(
    warehouse: Warehouse,
    question: Question,
    window: Window,
    count: Count,
    bounds: Sequence[float],
) -> Count:
    """Second pass: what the interval of one window needs beyond its sums."""
    asked = count.kind.spread(count.sums, bounds) if count.n else {}
    if not asked:
        return count
    more = _ask(warehouse, question, [window], asked)[0]
    return Count(count.kind, {**count.sums, **more})


def with_chances(
    warehouse: Warehouse,
    question: Question,
    windows: Sequence[Window],
    found: Sequence[Count],
    bounds: Sequence[Sequence[float] | None],
) -> list[Count]:
    """Second pass over windows that follow one another: as much as their verdicts
    need. Of a window with None for its bounds nothing is asked."""
    asked = [
        {} if some is None or not count.n else count.kind.judging(count.sums, some)
        for count, some in zip(found, bounds, strict=True)
    ]
    judged = list(found)
    for places in _stretches(asked, found):
        every = {name: sql for at in places for name, sql in asked[at].items()}
        if not every:
            continue
        within = [windows[at] for at in places]
        sums = _ask(warehouse, question, within, every)
        for at, more in zip(places, sums, strict=True):
            own = {name: more[name] for name in asked[at]}
            judged[at] = Count(found[at].kind, {**found[at].sums, **own})
    return judged


def _stretches(
    asked: Sequence[Mapping[str, str]], found: Sequence[Count]
) -> Iterator[list[int]]:
    """Windows that one query may be asked of: large ones of which nothing is wanted
    do not stand between them."""
    for _, places in groupby(
        range(len(asked)), lambda at: bool(found[at].n and not asked[at])
    ):
        yield list(places)


def left_out(
    warehouse: Warehouse, question: Question, window: Window
) -> tuple[LeftOut, ...]:
    """Why observations of a window do not count, and how many, most first."""
    if question.definition.kind == "retention":
        return ()
    days = days_of(warehouse, question, [window])
    found = left_out_of(warehouse, question, days) if days else []
    if days is None or days.after:
        query = f"""
            with observations as ({question.observations})
            select left_out, count(*), min(counted_at) from observations
            where left_out is not null
                and counted_at >= $start and counted_at < $end{question.condition}
            group by left_out
        """
        start = days.after if days else window.start
        borders = {"start": start, "end": window.end}
        found += warehouse.rows(query, question.parameters | borders)
    together = [_together(*why) for why in groupby(sorted(found), itemgetter(0))]
    return tuple(sorted(together, key=lambda one: (-one.n, one.because)))


def _together(because: str, found: Iterable[tuple[str, int, datetime]]) -> LeftOut:
    _, many, oldest = zip(*found, strict=True)
    return LeftOut(because, sum(many), min(oldest))


def begins_at(warehouse: Warehouse, question: Question) -> datetime | None:
    """The first moment (UTC) that any observation of a metric is filed under."""
    known = first_day_of(warehouse, question)
    if known is not None:
        return known
    query = f"""
        with observations as ({question.observations})
        select min(counted_at) from observations
    """
    found: datetime | None = warehouse.rows(query, question.unfiltered)[0][0]
    return found


def whole(count: Count, window: Window, since: datetime | None) -> Count:
    """A total of part of a window is no total of it: then it has no data.

    `since` is where its history begins; None where that is no matter.
    """
    if is_whole(window, since):
        return count
    return Count(count.kind, dict.fromkeys(count.sums) | {"n": 0})


def is_whole(window: Window, since: datetime | None) -> bool:
    """Whether a history that begins at `since` covers as good as all of a window."""
    return since is None or since <= window.start + (window.end - window.start) / 10


def observations(
    warehouse: Warehouse, question: Question, window: Window, limit: int = 10_000
) -> pd.DataFrame:
    """The rows behind a number, newest first, those left out with the reason."""
    if question.definition.kind == "retention":
        query = retained_rows(question)
        parameters = question.settings | moments_of(question, [window])
    else:
        query = f"""
            with observations as ({question.observations})
            select * from observations
            where counted_at >= $start and counted_at < $end{question.condition}
            order by counted_at desc, subject_id
        """
        borders = {"start": window.start, "end": window.end}
        parameters = question.parameters | borders
    query = f"{query} limit {int(limit)}"
    return warehouse.cursor().execute(query, parameters).df()


def clock_of(
    warehouse: Warehouse, question: Question, promised: str | None, window: Window
) -> Question:
    """The same question on the clock promised, else the one that times the most.

    That is asked of the window; where it has nothing timed, of the whole store.
    """
    return clocks_of(warehouse, question, promised, [window])[0]


def clocks_of(
    warehouse: Warehouse,
    question: Question,
    promised: str | None,
    windows: Sequence[Window],
) -> list[Question]:
    """The same as clock_of in each of some windows that follow one another."""
    clocks = question.definition.clocks
    if not clocks:
        return [question] * len(windows)
    asked = [replace(question, clock=clock) for clock in clocks]
    if promised:
        return [one for one in asked if one.clock == promised] * len(windows)
    timed = [_timed(warehouse, one, windows) for one in asked]
    by_window = list(zip(*timed, strict=True))
    ever: tuple[int, ...] = (0,)
    if not all(map(any, by_window)):
        ever = tuple(_timed(warehouse, one, [EVER])[0] for one in asked)
    most = [some if any(some) else ever for some in by_window]
    return [asked[some.index(max(some))] for some in most]


def _timed(
    warehouse: Warehouse, question: Question, windows: Sequence[Window]
) -> list[int]:
    """How many observations of each window have a time on the question's clock."""
    whoever = replace(question, filters=())
    found = _ask(warehouse, whoever, windows, {"n": "count(amount)"})
    return [int(one["n"]) for one in found]


def _ask(
    warehouse: Warehouse,
    question: Question,
    windows: Sequence[Window],
    asked: Mapping[str, str],
) -> list[dict[str, Any]]:
    """One row of aggregates a window; windows must follow one another.

    What is known of a window in the same state of the store is not asked again.
    """
    of_windows = warehouse.remembered(
        ("sums by window", question.key), dict[Window, dict[str, Any]]
    )
    known = [of_windows.setdefault(window, {}) for window in windows]
    lacking = [at for at, sums in enumerate(known) if not asked.keys() <= sums.keys()]
    if lacking:
        span = slice(lacking[0], lacking[-1] + 1)
        found = _found(warehouse, question, windows[span], asked)
        for at, new in zip(range(len(known))[span], found, strict=True):
            known[at].update(_small(new))
            known[at] = known[at] | new
    is_retention = question.definition.kind == "retention"
    names = RETAINED if is_retention else asked
    return [{name: sums[name] for name in names} for sums in known]


def _small(sums: Mapping[str, Any]) -> dict[str, Any]:
    """Without the amounts themselves, which would fill the memory."""
    return {name: one for name, one in sums.items() if name != SAMPLE}


def _found(
    warehouse: Warehouse,
    question: Question,
    windows: Sequence[Window],
    asked: Mapping[str, str],
) -> list[dict[str, Any]]:
    """The same, from days that were summed up and the rows after them."""
    if question.definition.kind == "retention":
        return retained(warehouse, question, windows)
    days = days_of(warehouse, question, windows) if set(asked) <= set(SUMMED) else None
    if days is None:
        return _of_rows(warehouse, question, windows, asked, windows[0].start)
    of_days = added_up(warehouse, question, days)
    if days.after is None:
        return of_days
    of_rows = _of_rows(warehouse, question, windows, asked, days.after)
    return [_both(*parts) for parts in zip(of_days, of_rows, strict=True)]


def _both(one: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    """The sums of the two parts of a window."""
    if not one["n"]:
        return dict(other)
    found = (one, other) if other["n"] else (one,)
    return {name: sum(part[name] for part in found) for name in other}


def _of_rows(
    warehouse: Warehouse,
    question: Question,
    windows: Sequence[Window],
    asked: Mapping[str, str],
    start: datetime,
) -> list[dict[str, Any]]:
    """The same, from rows alone, none from before a moment (UTC)."""
    aggregates = ", ".join(asked.values())
    query = f"""
        with observations as ({question.observations})
        select {first_where("counted_at < {}", len(windows) - 2)} as place, {aggregates}
        from observations
        where left_out is null
            and counted_at >= $start and counted_at < $end{question.condition}
        group by place
    """
    given = {"start": start, "end": windows[-1].end, **question.parameters}
    given |= {f"moment_{at}": one.end for at, one in enumerate(windows[:-1])}
    rows = warehouse.cursor().execute(query, given).fetchall()
    by_place = {row[0]: dict(zip(asked, row[1:], strict=True)) for row in rows}
    nothing = dict.fromkeys(asked) | {"n": 0}
    return [by_place.get(place, nothing) for place in range(len(windows))]
