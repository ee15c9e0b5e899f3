"""Retention: who is a customer at the start of a window, and still at its end.

A definition gives the spans in which each subject is a customer, and the
moments between which that is known.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from metrics.periods import Window
from metrics.questions import Question
from metrics.warehouse import Warehouse

# Moments are bits of a number; so many fit.
BITS = 60


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
    there = " + ".join(
        f"{1 << bit}::ubigint * "
        f"(starts_at <= $moment_{bit} and ends_at > $moment_{bit})::ubigint"
        for bit in range(len(windows) + 1)
    )
    stays = " + ".join(
        f"{1 << bit}::ubigint * "
        f"(starts_at <= $moment_{bit} and ends_at > $moment_{bit + 1})::ubigint"
        for bit in range(len(windows))
    )
    counted = ", ".join(_retained(place) for place in range(len(windows)))
    query = f"""
        with spans as ({question.definition.query}),
        seen as (
            select subject_id, known_from, known_until, {there} as there,
                {stays} as stays
            from spans
            where starts_at <= $moment_{len(windows)} and ends_at > $moment_0
        ),
        subjects as (
            select
                min(known_from) as known_from,
                max(known_until) as known_until,
                bit_or(there) as there,
                bit_or(stays) as stays
            from seen
            where there > 0
            group by subject_id
        )
        select {counted} from subjects
    """
    row = warehouse.rows(query, question.settings | moments)[0]
    return [
        {
            "n": row[3 * place] or 0,
            "total": row[3 * place + 1],
            "stays": row[3 * place + 2],
        }
        for place in range(len(windows))
    ]


def _retained(place: int) -> str:
    start, end = f"moment_{place}", f"moment_{place + 1}"
    at_start = (
        f"there & {1 << place} > 0 and known_from <= ${start} and known_until >= ${end}"
    )
    return (
        f"count(*) filter (where {at_start}), "
        f"count(*) filter (where {at_start} and there & {2 << place} > 0), "
        f"count(*) filter (where {at_start} and stays & {1 << place} > 0)"
    )


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
