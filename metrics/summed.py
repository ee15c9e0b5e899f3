"""Sums by day, read once and added up to those of windows.

`metrics.daily` says which there are, and brings them up to date.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import pairwise
from typing import Any

import numpy as np

from metrics.daily import (
    BY_DAY,
    DAY,
    EARLIEST,
    KEPT_BY,
    MINE,
    STANDS,
    digest_of,
    key_of,
)
from metrics.periods import Window, to_local, to_utc
from metrics.questions import Question
from metrics.warehouse import Warehouse

SUMMED = ("n", "total", "squares")
Column = np.ndarray[Any, np.dtype[Any]]
Columns = dict[str, Column]


@dataclass(frozen=True)
class Days:
    """The stretch of windows that sums stand for: from `first` up to `cut`."""

    first: date
    cut: date
    after: datetime | None  # midnight of the cut, in UTC; None: nothing comes after
    borders: tuple[date, ...]  # inner borders of the windows


def days_of(
    warehouse: Warehouse, question: Question, windows: Sequence[Window]
) -> Days | None:
    """As much of the windows as sums stand for; None where that is nothing."""
    stood = _stood(warehouse, question)
    if stood is None or question.zone is None:
        return None
    borders = [to_local(one.start, question.zone) for one in windows]
    if any(border.time() != time() for border in borders):
        return None
    first, *inner = (border.date() for border in borders)
    end = windows[-1].end
    cut = to_local(end, question.zone).date()
    if end > question.through and not stood.has_slips:  # there is no more of that day
        cut += DAY
    cut = min(stood.until, cut)
    if first < EARLIEST or cut <= first:
        return None
    after = to_utc(datetime.combine(cut, time()), question.zone)
    return Days(first, cut, after if after < end else None, tuple(inner))


def first_day_of(warehouse: Warehouse, question: Question) -> datetime | None:
    """The first moment (UTC) that sums know of; None where there are none."""
    stood = _stood(warehouse, question)
    if stood is None:
        return None
    query = f"select min(first_at) from daily_sums where {MINE} and day < $until"
    rows = warehouse.rows(query, key_of(question) | {"until": stood.until})
    found: datetime | None = rows[0][0]
    return found


def added_up(
    warehouse: Warehouse, question: Question, days: Days
) -> list[dict[str, Any]]:
    """The sums of what counts, a window each; where nothing does, n is 0."""
    by_day = _by_day(warehouse, question)
    counted = by_day["left_out"] == ""
    of_day, *sums = (by_day[name][counted] for name in ("day", *SUMMED))
    borders = [min(border, days.cut) for border in days.borders]
    return [
        _told(*(column[start:end].sum() for column in sums))
        for start, end in pairwise(_places(of_day, days.first, *borders, days.cut))
    ]


def _places(days: Column, *borders: date) -> Column:
    """Where days begin that are no earlier than each border."""
    return np.searchsorted(days, np.array(borders, "datetime64[D]"))


def _told(n: Any, total: Any, squares: Any) -> dict[str, Any]:
    if not n:
        return {"n": 0, "total": None, "squares": None}
    return {"n": int(n), "total": float(total), "squares": float(squares)}


def left_out_of(
    warehouse: Warehouse, question: Question, days: Days
) -> list[tuple[str, int, datetime]]:
    """What does not count: why, how many, and the first one (UTC)."""
    by_day = _by_day(warehouse, question)
    within = slice(*_places(by_day["day"], days.first, days.cut))
    why, rows, first_at = (
        by_day[name][within] for name in ("left_out", "rows", "first_at")
    )
    return [
        (str(one), int(rows[why == one].sum()), first_at[why == one].min().item())
        for one in set(why) - {""}
    ]


def _by_day(warehouse: Warehouse, question: Question) -> Columns:
    """All days of a question under its filters, oldest first: the columns of
    daily_sums, where what counts is left out because of ''."""
    return warehouse.remembered(
        ("sums by day", question.key), lambda: _read(warehouse, question)
    )


def _read(warehouse: Warehouse, question: Question) -> Columns:
    query = f"""
        select
            day,
            coalesce(left_out, '') as left_out,
            sum(rows)::bigint as rows,
            sum(n)::bigint as n,
            coalesce(sum(total), 0) as total,
            coalesce(sum(squares), 0) as squares,
            min(first_at) as first_at
        from daily_sums
        where {MINE}{question.condition}
        group by all
        order by day
    """
    only = {f"only_{name}": chosen for name, chosen in question.applied}
    found = warehouse.cursor().execute(query, key_of(question) | only).fetchnumpy()
    return {name: np.asarray(column) for name, column in found.items()}


@dataclass(frozen=True)
class _Stood:
    until: date
    has_slips: bool


def _stood(warehouse: Warehouse, question: Question) -> _Stood | None:
    """How far a question's sums stand for the rows."""
    if question.zone is None or question.definition.kind not in BY_DAY:
        return None
    if any(name not in KEPT_BY for name, _ in question.applied):
        return None
    stood = warehouse.rows(
        f"""
        select until, has_slips from daily_reach
        where {MINE} and digest = $digest
            and {STANDS}
        """,
        {
            **key_of(question),
            "digest": digest_of(question),
            "through": question.through,
        },
    )
    return _Stood(*stood[0]) if stood and stood[0][0] else None
