"""Counting one metric over windows of time: definitions in, sums out.

Every number anywhere, on a card, in a chart, in a table or in a file, comes
through here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import pandas as pd

from metrics.kinds import Interval, Kind
from metrics.periods import Window
from metrics.questions import Question
from metrics.retention import moments_of, retained, retained_rows
from metrics.warehouse import Warehouse


@dataclass(frozen=True)
class Reading:
    """An amount in one window, with n and its 95 % interval."""

    n: int
    amount: float | None
    low: float | None = None
    high: float | None = None
    noise: Interval | None = None
    p90: float | None = None


EMPTY = Reading(0, None)
EVER = Window(datetime(1, 1, 1), datetime(9999, 1, 1))


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
        noise = self.kind.noise(self.sums) if self.n else None
        p90 = self.sums.get("p90")
        return Reading(self.n, self.amount(), low, high, noise, p90)


def counts(
    warehouse: Warehouse, question: Question, windows: Sequence[Window]
) -> list[Count]:
    """First pass: the sums of windows that follow one another, oldest first."""
    kind = question.definition.statistics()
    found = _ask(warehouse, question, windows, kind.sums())
    return [Count(kind, sums) for sums in found]


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


def left_out(
    warehouse: Warehouse, question: Question, window: Window
) -> tuple[LeftOut, ...]:
    """Why observations of a window do not count, and how many, most first."""
    if question.definition.kind == "retention":
        return ()
    query = f"""
        with observations as ({question.observations})
        select left_out, count(*) as n, min(counted_at) as oldest
        from observations
        where left_out is not null
            and counted_at >= $start and counted_at < $end{question.condition}
        group by left_out
        order by n desc, left_out
    """
    borders = {"start": window.start, "end": window.end}
    rows = warehouse.rows(query, question.parameters | borders)
    return tuple(LeftOut(*row) for row in rows)


def begins_at(warehouse: Warehouse, question: Question) -> datetime | None:
    """The first moment (UTC) that any observation of a metric is filed under."""
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
    allowed = (window.end - window.start) / 10
    if since is None or since <= window.start + allowed:
        return count
    return Count(count.kind, dict.fromkeys(count.sums) | {"n": 0})


def observations(
    warehouse: Warehouse, question: Question, window: Window, limit: int = 10_000
) -> pd.DataFrame:
    """The rows behind a number, newest first, those left out with the reason."""
    if question.definition.kind == "retention":
        query = retained_rows(question)
        parameters = question.settings | moments_of([window])
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
    clocks = question.definition.clocks
    if not clocks:
        return question
    asked = [replace(question, clock=clock) for clock in clocks]
    if promised:
        return next(one for one in asked if one.clock == promised)
    timed = [_timed(warehouse, one, window) for one in asked]
    if not any(timed):
        timed = [_timed(warehouse, one, EVER) for one in asked]
    return asked[timed.index(max(timed))]


def _timed(warehouse: Warehouse, question: Question, window: Window) -> int:
    query = f"""
        with observations as ({question.observations})
        select count(*) from observations
        where amount is not null and left_out is null
            and counted_at >= $start and counted_at < $end
    """
    borders = {"start": window.start, "end": window.end}
    found = warehouse.rows(query, question.unfiltered | borders)
    return int(found[0][0])


def _ask(
    warehouse: Warehouse,
    question: Question,
    windows: Sequence[Window],
    asked: Mapping[str, str],
) -> list[dict[str, Any]]:
    """One row of aggregates a window; windows must follow one another."""
    if question.definition.kind == "retention":
        return retained(warehouse, question, windows)
    aggregates = ", ".join(f'{sql} as "{name}"' for name, sql in asked.items())
    query = f"""
        with observations as ({question.observations})
        select {_place(windows)} as place, {aggregates}
        from observations
        where left_out is null
            and counted_at >= $start and counted_at < $end{question.condition}
        group by place
    """
    borders = {"start": windows[0].start, "end": windows[-1].end} | _ends(windows)
    rows = warehouse.rows(query, question.parameters | borders)
    by_place = {row[0]: dict(zip(asked, row[1:], strict=True)) for row in rows}
    nothing = dict.fromkeys(asked) | {"n": 0}
    return [by_place.get(place, nothing) for place in range(len(windows))]


def _place(windows: Sequence[Window]) -> str:
    """Which window a moment lies in, by comparing it with their ends."""
    if len(windows) == 1:
        return "0"
    steps = "".join(
        f" when counted_at < $end_{place} then {place}"
        for place in range(len(windows) - 1)
    )
    return f"case{steps} else {len(windows) - 1} end"


def _ends(windows: Sequence[Window]) -> dict[str, datetime]:
    return {f"end_{place}": one.end for place, one in enumerate(windows[:-1])}
