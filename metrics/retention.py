"""Retention: who is a customer at the start of a window, and still at its end.

A definition gives the spans in which each subject is a customer, and the
moments between which that is known.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import numpy as np

from metrics.periods import Window
from metrics.questions import Question
from metrics.warehouse import Warehouse

# Moments are bits of a number; so many fit.
BITS = 60
RETAINED = ("n", "total", "stays")
Masks = dict[str, np.ndarray[Any, np.dtype[Any]]]


@dataclass(frozen=True)
class Floor:
    """The retention, in percent, had nobody bought in a window.

    A customer is lost only `days` after the last order, so who ordered late enough
    before a shorter window cannot be lost in it.
    """

    days: int
    percent: float


def moments_of(question: Question, windows: Sequence[Window]) -> dict[str, Any]:
    """The borders of windows that follow one another, as parameters."""
    moments = [window.start for window in windows] + [windows[-1].end]
    asked = {"first": moments[0], "last": moments[-1]}
    parameters = question.definition.parameters
    return {f"moment_{place}": moment for place, moment in enumerate(moments)} | {
        name: moment for name, moment in asked.items() if name in parameters
    }


def retained(
    warehouse: Warehouse, question: Question, windows: Sequence[Window]
) -> list[dict[str, Any]]:
    """Subjects at each start, those still there at the end, and those of them who
    would be there whatever they did meanwhile (`stays`).

    A window has no data where the history does not reach: it must start after
    `known_from` and end before `known_until`.
    """
    if len(windows) > BITS:
        first, rest = windows[:BITS], windows[BITS:]
        return [
            *retained(warehouse, question, first),
            *retained(warehouse, question, rest),
        ]
    moments = moments_of(question, windows)
    masks = _masks(warehouse, question, len(windows), moments)
    return [
        {name: _with_bit(masks, name, place) for name in RETAINED}
        for place in range(len(windows))
    ]


def _masks(
    warehouse: Warehouse, question: Question, many: int, moments: Mapping[str, Any]
) -> Masks:
    """Subjects that fared alike, `many` of them in `subjects`: a bit a window is set
    where they were there at its start (n), still at its end (total), and would have
    been there whatever they did (stays)."""
    query = f"""
        with spans as ({question.definition.query}),
        placed as (
            select subject_id, known_from, known_until,
                {first_where("starts_at <= {}", many)} as entered,
                {first_where("ends_at <= {}", many)} as gone
            from spans
            where starts_at <= $moment_{many} and ends_at > $moment_0
        ),
        seen as (
            select subject_id, known_from, known_until,
                (1::ubigint << gone) - (1::ubigint << entered) as there
            from placed
            where gone > entered
        ),
        subjects as (
            select
                min(known_from) as known_from,
                max(known_until) as known_until,
                bit_or(there) as there,
                bit_or(there & (there >> 1)) as stays
            from seen
            group by subject_id
        ),
        alike as (
            select known_from, known_until, there, stays, count(*) as subjects
            from subjects
            group by all
        ),
        told as (
            select there, stays, subjects,
                {first_where("known_from <= {}", many)} as told_from,
                {first_where("(known_until >= {}) is not true", many)} as untold
            from alike
        ),
        started as (
            select there, stays, subjects,
                there & (
                    (1::ubigint << greatest(untold, told_from + 1) - 1)
                    - (1::ubigint << told_from)
                ) as n
            from told
        )
        select n, n & (there >> 1) as total, n & stays as stays, subjects
        from started
        where n > 0
    """
    parameters = {**question.settings, **moments}
    found = warehouse.cursor().execute(query, parameters).fetchnumpy()
    return {name: np.asarray(column) for name, column in found.items()}


def first_where(test: str, many: int) -> str:
    """SQL: the place of the first moment that a test is true of, as it is of all
    that follow; one after the last where there is none."""
    return f"({_narrowed(test, 0, many + 1)})::ubigint"


def _narrowed(test: str, first: int, last: int) -> str:
    if first == last:
        return str(first)
    middle = (first + last) // 2
    return (
        f"case when {test.format(f'$moment_{middle}')} "
        f"then {_narrowed(test, first, middle)} "
        f"else {_narrowed(test, middle + 1, last)} end"
    )


def _with_bit(masks: Masks, name: str, place: int) -> int:
    """How many subjects have a window's bit set."""
    is_set = (masks[name] >> np.uint64(place)) & np.uint64(1) == 1
    return int(masks["subjects"][is_set].sum())


def floor_of(
    warehouse: Warehouse, question: Question, window: Window, sums: Mapping[str, Any]
) -> Floor | None:
    """What no customer could change; None where it is by subscriptions, where the
    window is long enough for everybody to be lost, and where there is nobody."""
    days = question.settings.get("retention_days")
    if days is None or question.definition.kind != "retention" or not sums["n"]:
        return None
    if window.end - window.start >= timedelta(days=days):
        return None
    paid = "subscriptions" in question.definition.tables
    if paid and warehouse.rows("from subscriptions limit 1"):
        return None
    return Floor(days, 100 * sums["stays"] / sums["n"])


def retained_rows(question: Question) -> str:
    """The subjects of one window, from $moment_0 to $moment_1."""
    return f"""
        with spans as ({question.definition.query})
        select
            subject_id,
            max(starts_at) filter (where starts_at <= $moment_0) as counted_at,
            bool_or(starts_at <= $moment_1 and ends_at > $moment_1)::double
                as amount,
            any_value(customer_id) as customer_id
        from spans
        group by subject_id
        having
            bool_or(starts_at <= $moment_0 and ends_at > $moment_0)
            and min(known_from) <= $moment_0
            and max(known_until) >= $moment_1
        order by amount, subject_id
    """
