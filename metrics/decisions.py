"""What was decided or changed, when, and which promises it concerns."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Literal

from metrics.catalog import Definition
from metrics.own_words import forms_of
from metrics.periods import to_local
from metrics.values import Promise, Values
from metrics.warehouse import Warehouse

SALES = "sales"  # what all measures of sales are called together
PAGE = "dashboard"  # the source of what was written on a page
Expected = Literal["rises", "falls", "at least", "at most"]
WAYS: tuple[Expected, ...] = ("rises", "falls", "at least", "at most")
TOWARDS = ("at least", "at most")  # those that name an amount


@dataclass(frozen=True)
class Expectation:
    """What a decision is expected to do to a promise, by the end of a day.

    `by` is that day's first moment in UTC; `amount` is None of what rises or falls.
    """

    key: str
    way: Expected
    amount: float | None
    by: datetime

    def day(self, zone: str) -> date:
        """The day in a zone."""
        return to_local(self.by, zone).date()


@dataclass(frozen=True)
class Decision:
    """Something that was decided, at a moment in UTC.

    `concerns` names a value, a metric or sales; None is everything. One that
    `rebases` changed how things are done: what comes after is judged anew. Where
    two values collide, `gives_way` is the other one. One that was written on a page
    can be withdrawn by the number of its export.
    """

    decided_at: datetime
    what: str
    concerns: str | None
    rebases: bool
    by: str | None = None
    gives_way: str | None = None
    expectation: Expectation | None = None
    export_id: int | None = None

    def day(self, zone: str) -> date:
        """The day in a zone."""
        return to_local(self.decided_at, zone).date()


def decisions_of(warehouse: Warehouse) -> tuple[Decision, ...]:
    """All that was decided, the oldest first."""
    rows = warehouse.rows(
        """
        select
            decided_at, what, concerns, coalesce(rebases, false), decided_by,
            gives_way, expected_metric, expected, expected_amount, expected_by,
            if(source = $page, export_id, null)
        from decisions
        order by decided_at, decision_id
        """,
        {"page": PAGE},
    )
    return tuple(_decision(*row) for row in rows)


def _decision(*row: Any) -> Decision:
    at, what, concerns, rebases, by, gives_way, *expected, export_id = row
    expectation = _expectation(*expected)
    return Decision(at, what, concerns, rebases, by, gives_way, expectation, export_id)


def _expectation(
    key: str | None, way: Expected | None, amount: float | None, day: datetime | None
) -> Expectation | None:
    """None where anything that it needs is not said."""
    if key is None or way is None or day is None:
        return None
    needs_amount = way in TOWARDS
    if needs_amount and amount is None:
        return None
    return Expectation(key, way, amount if needs_amount else None, day)


def concerning(
    decisions: Collection[Decision],
    promise: Promise,
    definition: Definition,
    values: Values,
) -> tuple[Decision, ...]:
    """The decisions that concern a promise: its metric, its value, or everything.

    One that is said twice, as of everything and of its metric, is one.
    """
    names = _names(promise, definition, values)
    found: dict[tuple[datetime, str], Decision] = {}
    for one in decisions:
        if _is_about(one, names):
            said = found.get((one.decided_at, one.what), one)
            rebases = said.rebases or one.rebases
            found[one.decided_at, one.what] = replace(said, rebases=rebases)
    return tuple(found.values())


def _is_about(decision: Decision, names: Collection[str]) -> bool:
    if decision.concerns is None:
        return True
    about = (decision.concerns, decision.gives_way or "")
    return any(one.strip().casefold() in names for one in about)


def _names(promise: Promise, definition: Definition, values: Values) -> frozenset[str]:
    """All that a promise can be called by, in small letters."""
    its_values = [one.name for one in values.values if promise in one.promises]
    sales = [SALES] if promise in values.sales else []
    own = [promise.metric, promise.key, definition.short, definition.name]
    said = [*own, promise.name or definition.name, *its_values, *sales]
    return frozenset().union(*map(forms_of, said))
