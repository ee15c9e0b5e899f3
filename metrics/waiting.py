"""Those who still wait: the median that counts them too, the backlog, the oldest."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from metrics.catalog import Definition
from metrics.periods import Window
from metrics.questions import Question
from metrics.reach import MOMENTS
from metrics.warehouse import Warehouse
from words import mark

# A solution is filed under the day it came; who waits for one, by this query,
# under the day the wait began.
OTHERWISE = {"resolution": Path(__file__).parent / "resolution_waits.sql"}
# The reason for leaving out whose rows have waited at least until now.
STILL = mark("still waiting")
SHOWN = 200  # steps of a curve that are told
ROUNDING = 1e-9
Numbers = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True)
class Ticket:
    """An open ticket: its source, its id, and since when it waits (UTC)."""

    source: str
    ticket_id: str
    since: datetime


@dataclass(frozen=True)
class Step:
    """After so many minutes, this share of tickets still waits, 0 to 1."""

    minutes: float
    share: float


@dataclass(frozen=True)
class Waiting:
    """The waits that began in a window, those that go on included.

    `plain` is the median of the waits that are over; `median` counts the others
    too (Kaplan–Meier), and is None while more than half go on. Both in minutes.
    `is_filed_otherwise` where a card files the same under the day the wait ended.
    """

    over: int
    going_on: int
    plain: float | None
    median: float | None
    curve: tuple[Step, ...]
    oldest: Ticket | None
    is_filed_otherwise: bool


@dataclass(frozen=True)
class Backlog:
    """The tickets that were open at a moment, and the oldest of them."""

    n: int
    oldest: Ticket | None


def knows_waiting(definition: Definition) -> bool:
    """Whether a metric times waits and tells which of them go on."""
    return definition.mention == STILL or definition.metric in OTHERWISE


def waiting_of(warehouse: Warehouse, question: Question, window: Window) -> Waiting:
    """The waits of a window; `question` must know them, in calendar time."""
    question = _begun(question)
    minutes, over, gone = _times(warehouse, question, window)
    shares, ended = still_waiting(over, gone), over > 0
    ends = np.repeat(minutes, over.astype(np.int64))
    return Waiting(
        len(ends),
        int(gone.sum()) - len(ends),
        float(np.median(ends)) if len(ends) else None,
        half_at(minutes[ended], shares[ended]),
        _steps(minutes[ended], shares[ended]),
        _oldest_waiting(warehouse, question, window),
        question.definition.metric in OTHERWISE,
    )


def _begun(question: Question) -> Question:
    """The same waits, filed under the day they began."""
    path = OTHERWISE.get(question.definition.metric)
    if path is None:
        return question
    query = replace(question.definition, query=_text(path), parameters=())
    return replace(question, definition=query)


@cache
def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def backlog_of(warehouse: Warehouse, question: Question, window: Window) -> Backlog:
    """The tickets open at the end of a window, as far as is known now.

    A ticket solved since was open then. Of one reopened since, nobody knows
    when; it counts as open.
    """
    query = f"""
        select source, ticket_id, created_at, count(*) over () as n
        from tickets
        where set_aside is null
            and created_at < $end
            and (status not in ('solved', 'closed') or solved_at >= $end)
            {question.condition}
        order by created_at, source, ticket_id
        limit 1
    """
    filters = {f"only_{name}": only for name, only in question.applied}
    rows = warehouse.rows(query, filters | {"end": window.end})
    return Backlog(rows[0][3], Ticket(*rows[0][:3])) if rows else Backlog(0, None)


def still_waiting(over: Numbers, gone: Numbers) -> Numbers:
    """The share still waiting after each time, 0 to 1: Kaplan and Meier (1958).

    Times ascend; at each, `over` waits ended, and `gone` ended or are not
    known beyond it.
    """
    at_risk = np.cumsum(gone[::-1])[::-1]
    return np.asarray(np.cumprod(1 - over / at_risk), dtype=np.float64)


def half_at(minutes: Numbers, shares: Numbers) -> float | None:
    """The time by which half no longer wait; None where that has not come.

    Where exactly half wait from one time to the next, the middle of the two, as
    is usual for a median.
    """
    there = np.flatnonzero(shares <= 0.5 + ROUNDING)
    if not there.size:
        return None
    first = int(there[0])
    is_flat = shares[first] >= 0.5 - ROUNDING and first + 1 < len(minutes)
    last = first + 1 if is_flat else first
    return float((minutes[first] + minutes[last]) / 2)


def _times(
    warehouse: Warehouse, question: Question, window: Window
) -> tuple[Numbers, Numbers, Numbers]:
    """Minutes, ascending, with the waits that ended there, and all known no longer.

    A wait that goes on is known to the reach of its own source.
    """
    query = f"""
        with observations as ({question.observations}),
        reaches as ({_reaches(question.definition)}),
        waits as (
            select
                left_out is null as is_over,
                case
                    when left_out is null then amount
                    else date_diff('microsecond', counted_at, moment) / 6e7
                end as minutes
            from observations
            left join reaches using (source)
            where counted_at >= $start and counted_at < $end
                and counted_at <= $through
                and (left_out is null or left_out = '{STILL}'){question.condition}
        )
        select
            greatest(minutes, 0) as minutes,
            count(*) filter (where is_over)::double as ended,
            count(*)::double as gone
        from waits
        where minutes is not null
        group by 1
        order by 1
    """
    parameters = question.parameters | {"start": window.start, "end": window.end}
    found = warehouse.cursor().execute(query, parameters).fetchnumpy()
    minutes, over, gone = (
        np.asarray(found[name], dtype=np.float64)
        for name in ("minutes", "ended", "gone")
    )
    return minutes, over, gone


def _reaches(definition: Definition) -> str:
    """How far the rows of each source reach in the tables that a metric reads."""
    moments = " union all ".join(
        f"select source, {column} as moment from {table}"
        for table in definition.tables
        for column in MOMENTS.get(table, ())
    )
    return (
        f"select source, max(moment) as moment from ({moments}) "
        "where moment <= $through group by source"
    )


def _steps(minutes: Numbers, shares: Numbers) -> tuple[Step, ...]:
    """The curve from the start, with as many steps as an eye can tell."""
    _, shown = np.unique(np.ceil(shares * SHOWN), return_index=True)
    later = (Step(float(minutes[i]), float(shares[i])) for i in sorted(shown))
    return (Step(0.0, 1.0), *later)


def _oldest_waiting(
    warehouse: Warehouse, question: Question, window: Window
) -> Ticket | None:
    query = f"""
        with observations as ({question.observations})
        select source, subject_id, counted_at
        from observations
        where left_out = '{STILL}'
            and counted_at >= $start and counted_at < $end
            and counted_at <= $through{question.condition}
        order by counted_at, source, subject_id
        limit 1
    """
    parameters = question.parameters | {"start": window.start, "end": window.end}
    rows = warehouse.rows(query, parameters)
    return Ticket(*rows[0]) if rows else None
