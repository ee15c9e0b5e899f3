"""What nobody measures: parts of service that no row tells, and unpromised metrics."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from metrics.catalog import Catalog
from metrics.coverage.building import promised
from metrics.coverage.counted import is_counted
from metrics.scorecard import unclocked
from metrics.values import Values
from metrics.warehouse import Warehouse
from words import mark

ASIDE = "set_aside is null"
# Each part of service: the rows that would tell it, and what is blind without them.
PARTS = {
    "tickets": (
        f"tickets where {ASIDE}",
        mark("No tickets: nothing is known of waiting, solving or coming back."),
    ),
    "customers": (
        "tickets where customer_id is not null",
        mark("No ticket tells its customer: who comes back is not seen."),
    ),
    "replies": (
        "tickets where replies is not null",
        mark("No ticket tells its replies: solved at the first contact is not seen."),
    ),
    "reopens": (
        "tickets where reopens is not null",
        mark("No ticket tells whether it was reopened."),
    ),
    "csat": (
        f"surveys where {ASIDE} and instrument = 'csat' and is_good is not null",
        mark("No CSAT answers: whether customers were satisfied is not asked."),
    ),
    "ces": (
        f"surveys where {ASIDE} and instrument = 'ces' and is_good is not null",
        mark("No CES answers: whether it was easy for customers is not asked."),
    ),
    "nps": (
        f"surveys where {ASIDE} and instrument = 'nps' and score is not null",
        mark("No NPS answers: whether customers recommend us is not asked."),
    ),
    "reviews": (
        f"reviews where {ASIDE}",
        mark("No reviews: nobody reads the answers we gave."),
    ),
    "calls": (
        "calls",
        mark("No calls: what is said by telephone, and who hung up, is not seen."),
    ),
    "handling": (
        "(select handle_minutes from tickets union all select talk_seconds from calls) "
        "as handled where handle_minutes is not null",
        mark("No handle times: how long the work takes is not seen."),
    ),
    "orders": (
        f"orders where {ASIDE}",
        mark("No orders: what customers do after good or bad service is not seen."),
    ),
    "subscriptions": (
        "subscriptions",
        mark("No subscriptions: who stays is told by orders alone."),
    ),
    "measurements": (
        "measurements",
        mark(
            "No numbers counted elsewhere: visits to help pages, those who gave up "
            "looking, people who left the company."
        ),
    ),
}


@dataclass(frozen=True)
class Unmeasured:
    """Parts of service without a row, by their sentences; metrics that could be
    counted and that nothing promises, by name."""

    parts: tuple[str, ...]
    unpromised: tuple[str, ...]


def unmeasured_of(
    warehouse: Warehouse, values: Values, catalog: Catalog, through: datetime
) -> Unmeasured:
    """What the whole store, whose data reach `through` (UTC), tells nothing of, and
    what no value or sale uses."""
    found = ", ".join(
        f"exists (select 1 from {rows}) as {part}" for part, (rows, _) in PARTS.items()
    )
    there = dict(zip(PARTS, warehouse.rows(f"select {found}")[0], strict=True))
    said = tuple(sentence for part, (_, sentence) in PARTS.items() if not there[part])
    return Unmeasured(said, tuple(_unpromised(warehouse, values, catalog, through)))


def _unpromised(
    warehouse: Warehouse, values: Values, catalog: Catalog, through: datetime
) -> Iterator[str]:
    for metric in sorted(set(catalog) - promised(values)):
        question = unclocked(values, catalog[metric], (), through)
        if is_counted(warehouse, question):
            yield question.definition.name
