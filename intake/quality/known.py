"""What a store knows: for each thing that a metric needs, how much and how far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from metrics.warehouse import TABLES, Warehouse

TICKET = ("tickets", "created_at")
SOLVED = ("tickets", "solved_at")
ANSWER = ("surveys", "answered_at")
ORDER = ("orders", "ordered_at")
CALL = ("calls", "started_at")
COUNTS = "set_aside is null"
GOOD_OR_BAD = f"{COUNTS} and is_good is not null"
ALL = "true"
# Each thing: its table, the moment that it is of, and which rows tell it.
FACTS = {
    "tickets": (*TICKET, COUNTS),
    "replied": (
        *TICKET,
        f"{COUNTS} and coalesce(first_reply_minutes, first_reply_working_minutes) "
        "is not null",
    ),
    "replied, calendar": (*TICKET, f"{COUNTS} and first_reply_minutes is not null"),
    "replied, working": (
        *TICKET,
        f"{COUNTS} and coalesce(our_reply_minutes, first_reply_working_minutes) "
        "is not null",
    ),
    "tickets with a customer": (*TICKET, f"{COUNTS} and customer_id is not null"),
    "solved tickets": (*SOLVED, COUNTS),
    "replies": (*SOLVED, f"{COUNTS} and replies is not null"),
    "handled tickets": (*SOLVED, f"{COUNTS} and handle_minutes is not null"),
    "calls": (*CALL, ALL),
    "handled calls": (
        *CALL,
        "answered and coalesce(talk_seconds, hold_seconds, wrap_seconds) is not null",
    ),
    "surveys": (*ANSWER, COUNTS),
    "csat": (*ANSWER, f"{GOOD_OR_BAD} and instrument = 'csat'"),
    "ces": (*ANSWER, f"{GOOD_OR_BAD} and instrument = 'ces'"),
    "nps": (
        *ANSWER,
        f"{COUNTS} and score is not null and instrument = 'nps' and ticket_id is null",
    ),
    "reviews": ("reviews", "reviewed_at", COUNTS),
    "orders": (*ORDER, COUNTS),
    "orders in our currency": (*ORDER, f"{COUNTS} and currency = $currency"),
    "orders with a customer": (*ORDER, f"{COUNTS} and customer_id is not null"),
    "subscriptions": ("subscriptions", "started_at", ALL),
    "cancellations": ("subscriptions", "cancelled_at", ALL),
    "measurements": ("measurements", "measured_at", ALL),
}


@dataclass(frozen=True)
class Fact:
    """Rows that count, and the first and the last moment (UTC) they are of."""

    n: int
    first: datetime
    last: datetime


@dataclass(frozen=True)
class Known:
    """The facts of a store that are there at all, and the systems its rows are of."""

    facts: Mapping[str, Fact]
    sources: frozenset[str]

    def has(self, *facts: str) -> bool:
        """Whether any of these is there."""
        return any(fact in self.facts for fact in facts)

    def span(self, *facts: str) -> tuple[datetime, datetime]:
        """From the first to the last moment of those that are there."""
        found = [self.facts[fact] for fact in facts if fact in self.facts]
        return min(one.first for one in found), max(one.last for one in found)


def known_of(warehouse: Warehouse, currency: str, now: datetime) -> Known:
    """What is known up to a moment (UTC); a time after it is a slip of an export."""
    query = " union all ".join(
        f"select '{fact}', count(*), min({moment}), max({moment}) "
        f"from {table} where {which} and {moment} <= $now"
        for fact, (table, moment, which) in FACTS.items()
    )
    rows = warehouse.rows(query, {"now": now, "currency": currency})
    facts = {fact: Fact(*found) for fact, *found in rows if found[0]}
    return Known(facts, _sources(warehouse))


def _sources(warehouse: Warehouse) -> frozenset[str]:
    query = " union ".join(f"select source from {table}" for table in TABLES)
    return frozenset(source for (source,) in warehouse.rows(query))
