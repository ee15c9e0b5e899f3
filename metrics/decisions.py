"""What was decided or changed, when, and which promises it concerns."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime

from metrics.catalog import Definition
from metrics.periods import to_local
from metrics.values import Promise, Values
from metrics.warehouse import Warehouse

SALES = "sales"  # what all measures of sales are called together


@dataclass(frozen=True)
class Decision:
    """Something that was decided, at a moment in UTC.

    `concerns` names a value, a metric or sales; None is everything. One that
    `rebases` changed how things are done: what comes after is judged anew.
    """

    decided_at: datetime
    what: str
    concerns: str | None
    rebases: bool

    def day(self, zone: str) -> date:
        """The day in a zone."""
        return to_local(self.decided_at, zone).date()


def decisions_of(warehouse: Warehouse) -> tuple[Decision, ...]:
    """All that was decided, the oldest first."""
    rows = warehouse.rows(
        """
        select decided_at, what, concerns, coalesce(rebases, false)
        from decisions
        order by decided_at, decision_id
        """
    )
    return tuple(Decision(*row) for row in rows)


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
        if one.concerns is None or one.concerns.strip().casefold() in names:
            said = found.get((one.decided_at, one.what), one)
            rebases = said.rebases or one.rebases
            found[one.decided_at, one.what] = replace(said, rebases=rebases)
    return tuple(found.values())


def _names(promise: Promise, definition: Definition, values: Values) -> frozenset[str]:
    """All that a promise can be called by, in small letters."""
    its_values = [one.name for one in values.values if promise in one.promises]
    sales = [SALES] if promise in values.sales else []
    own = [promise.metric, promise.key, definition.short, definition.name]
    said = [*own, promise.name or definition.name, *its_values, *sales]
    return frozenset(name.casefold() for name in said)
