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

from metrics.catalog import Clock, Definition, Dimension
from metrics.kinds import Interval, Kind
from metrics.periods import Window
from metrics.warehouse import Warehouse

Filters = tuple[tuple[Dimension, str], ...]


@dataclass(frozen=True)
class Question:
    """A metric with everything that decides what it counts."""

    definition: Definition
    currency: str
    retention_days: int
    clock: Clock | None = None
    filters: Filters = ()

    @property
    def applied(self) -> Filters:
        """The filters that this metric's observations can be filtered by."""
        known = self.definition.dimensions
        return tuple(chosen for chosen in self.filters if chosen[0] in known)

    @property
    def settings(self) -> dict[str, Any]:
        """What the definition's query needs."""
        facts = {
            "clock": self.clock,
            "currency": self.currency,
            "retention_days": self.retention_days,
        }
        return {name: facts[name] for name in self.definition.parameters}

    @property
    def parameters(self) -> dict[str, Any]:
        """What the definition's query and the filters need."""
        return self.settings | {f"only_{name}": only for name, only in self.applied}

    @property
    def observations(self) -> str:
        """The definition's query, with amounts as double precision numbers."""
        query = self.definition.query
        return f"select * replace (amount::double as amount) from ({query})"

    @property
    def condition(self) -> str:
        """The filters as SQL over observations."""
        return "".join(f" and {name} = $only_{name}" for name, _ in self.applied)


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
    found: datetime | None = warehouse.rows(query, question.settings)[0][0]
    return found


def observations(
    warehouse: Warehouse, question: Question, window: Window, limit: int = 10_000
) -> pd.DataFrame:
    """The rows behind a number, newest first, those left out with the reason."""
    if question.definition.kind == "retention":
        query, borders = _retained_rows(question), _moments([window])
    else:
        query = f"""
            with observations as ({question.observations})
            select * from observations
            where counted_at >= $start and counted_at < $end{question.condition}
            order by counted_at desc, subject_id
        """
        borders = {"start": window.start, "end": window.end}
    query = f"{query} limit {int(limit)}"
    return warehouse.cursor().execute(query, question.parameters | borders).df()


def clock_of(
    warehouse: Warehouse, question: Question, promised: str | None
) -> Question:
    """The same question on the clock promised, else the first that exports have."""
    clocks = question.definition.clocks
    if not clocks:
        return question
    for clock in clocks:
        asked = replace(question, clock=clock)
        if promised == clock or (promised is None and _has_amounts(warehouse, asked)):
            return asked
    return replace(question, clock=clocks[0])


def _has_amounts(warehouse: Warehouse, question: Question) -> bool:
    query = f"""
        with observations as ({question.observations})
        select 1 from observations where amount is not null limit 1
    """
    return bool(warehouse.rows(query, question.settings))


def _ask(
    warehouse: Warehouse,
    question: Question,
    windows: Sequence[Window],
    asked: Mapping[str, str],
) -> list[dict[str, Any]]:
    """One row of aggregates a window; windows must follow one another."""
    if question.definition.kind == "retention":
        return _ask_retention(warehouse, question, windows)
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


def _moments(windows: Sequence[Window]) -> dict[str, datetime]:
    moments = [window.start for window in windows] + [windows[-1].end]
    return {f"moment_{place}": moment for place, moment in enumerate(moments)}


def _ask_retention(
    warehouse: Warehouse, question: Question, windows: Sequence[Window]
) -> list[dict[str, Any]]:
    """Customers at each start, and those still there at the end.

    A window has no data where the history does not reach: it must start after
    `known_from` and end before `known_until`.
    """
    moments = _moments(windows)
    there = ", ".join(
        f"bool_or(starts_at <= ${name} and ends_at > ${name}) as at_{name}"
        for name in moments
    )
    counted = ", ".join(_retained(place) for place in range(len(windows)))
    query = f"""
        with spans as ({question.definition.query}),
        customers as (
            select
                min(known_from) as known_from,
                max(known_until) as known_until,
                {there}
            from spans
            group by customer_id
        )
        select {counted} from customers
    """
    row = warehouse.rows(query, question.parameters | moments)[0]
    return [
        {"n": row[2 * place] or 0, "total": row[2 * place + 1]}
        for place in range(len(windows))
    ]


def _retained(place: int) -> str:
    start, end = f"moment_{place}", f"moment_{place + 1}"
    at_start = f"at_{start} and known_from <= ${start} and known_until >= ${end}"
    return (
        f"count(*) filter (where {at_start}), "
        f"count(*) filter (where {at_start} and at_{end})"
    )


def _retained_rows(question: Question) -> str:
    return f"""
        with spans as ({question.definition.query})
        select
            customer_id as subject_id,
            max(starts_at) filter (where starts_at <= $moment_0) as counted_at,
            bool_or(starts_at <= $moment_1 and ends_at > $moment_1)::double
                as amount,
            customer_id
        from spans
        group by customer_id
        having
            bool_or(starts_at <= $moment_0 and ends_at > $moment_0)
            and min(known_from) <= $moment_0
            and max(known_until) >= $moment_1
        order by amount, subject_id
    """
