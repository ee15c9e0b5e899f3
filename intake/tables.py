"""What intake knows of each shared table."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from intake.forms import Form
from words import mark

# Many of what a row is, for the catalog; metrics.nouns says them.
MANY = (
    mark("tickets"),
    mark("answers"),
    mark("reviews"),
    mark("calls"),
    mark("orders"),
    mark("subscriptions"),
    mark("measurements"),
    mark("decisions"),
)


@dataclass(frozen=True)
class Table:
    """A shared table: its id, the time a row is of, and what one row is."""

    name: str
    id: str
    time: str
    row: str


TABLES = {
    table.name: table
    for table in (
        Table("tickets", "ticket_id", "created_at", mark("ticket")),
        Table("surveys", "survey_id", "answered_at", mark("answer")),
        Table("reviews", "review_id", "reviewed_at", mark("review")),
        Table("calls", "call_id", "started_at", mark("call")),
        Table("orders", "order_id", "ordered_at", mark("order")),
        Table("subscriptions", "subscription_id", "started_at", mark("subscription")),
        Table("measurements", "measurement_id", "measured_at", mark("measurement")),
        Table("decisions", "decision_id", "decided_at", mark("decision")),
    )
}


def tables_of(form: Form) -> tuple[str, ...]:
    """The shared tables that rows of a kind of export go into."""
    return (form.table, "surveys") if form.rating else (form.table,)


def has_customers(cursor: duckdb.DuckDBPyConnection, table: Table) -> bool:
    """Whether its rows are somebody's."""
    names = [name for name, *_ in cursor.execute(f"describe {table.name}").fetchall()]
    return "customer_id" in names
