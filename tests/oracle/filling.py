"""Random rows into the store, and the step that follows each export."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import duckdb
import pyarrow as pa

from intake.keeping.storing import WITH_NEXT_CONTACTS, find_next_contacts
from metrics.warehouse import SETTLE, TABLES, Warehouse
from tests.oracle.tables import Row, Rows

ABOUT_TICKETS = ("tickets", "surveys", "reviews", "calls")
# A bench puts broken ones in their place.
STEPS = {step.stem: step.read_text(encoding="utf-8") for step in SETTLE}
# And without such rows, there is nothing to work out.
DERIVED = {
    "0_whose_tickets": ("surveys", "reviews", "calls"),
    "3_next_answers": ("surveys",),
    "4_first_calls": ("calls",),
    "5_previous_orders": ("orders",),
}
REQUIRED = {"surveys": {"dated_by": "answer", "scale": "0-10"}}


def fill(warehouse: Warehouse, rows: Rows) -> None:
    """Make these rows all that the store holds."""
    with warehouse.writing() as cursor:
        for table in TABLES:
            cursor.execute(f"delete from {table}")
            _insert(cursor, table, rows.get(table, []))
        settle_tickets(cursor)


def settle_tickets(cursor: duckdb.DuckDBPyConnection) -> None:
    """What answers and calls say of tickets; whose next contact is as it was given."""
    needed = [
        step
        for step, tables in DERIVED.items()
        if any(
            cursor.execute(f"select 1 from {table} limit 1").fetchall()
            for table in tables
        )
    ]
    if not needed:
        return
    every = " union ".join(f"select ticket_id from {name}" for name in ABOUT_TICKETS)
    cursor.execute(f"create or replace temp table touched_tickets as {every}")
    cursor.execute(
        "create or replace temp table touched_buyers as "
        "select distinct customer_id from orders where customer_id is not null"
    )
    for name in needed:
        cursor.execute(STEPS[name])


def export_tickets(
    warehouse: Warehouse, tickets: Sequence[Row], *, alone: bool
) -> None:
    """Put new and newer tickets into the store and settle, as intake does: with
    their next contacts where they come alone, else finding those afterwards."""
    with warehouse.writing() as cursor:
        touched = {ticket["customer_id"] for ticket in tickets}
        for ticket in tickets:
            gone = cursor.execute(
                "delete from tickets where source = ? and ticket_id = ? "
                "returning customer_id",
                [ticket["source"], ticket["ticket_id"]],
            )
            touched |= {customer for (customer,) in gone.fetchall()}
        _touch(cursor, touched - {None})
        if alone:
            _arrive(cursor, tickets)
        else:
            _insert(cursor, "tickets", tickets)
            find_next_contacts(cursor)
        for step in STEPS.values():
            cursor.execute(step)


def _arrive(cursor: duckdb.DuckDBPyConnection, tickets: Sequence[Row]) -> None:
    cursor.execute("create or replace temp table changed as from tickets limit 0")
    _insert(cursor, "changed", tickets)
    cursor.execute("alter table changed drop next_contact_at")
    find_next_contacts(cursor, arriving=True)
    rows = f"select * exclude (is_stored) from {WITH_NEXT_CONTACTS}"
    cursor.execute(f"insert into tickets by name {rows}")


def _touch(cursor: duckdb.DuckDBPyConnection, touched: Iterable[str]) -> None:
    batch = pa.table({"customer_id": pa.array(touched, pa.string())})
    cursor.register("batch", batch)
    cursor.execute(
        "create or replace temp table touched_customers as select * from batch"
    )
    cursor.unregister("batch")
    cursor.execute("create or replace temp table touched_tickets (ticket_id varchar)")
    cursor.execute("create or replace temp table touched_buyers (customer_id varchar)")


def _insert(cursor: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Row]) -> None:
    if rows:
        cursor.register("batch", pa.Table.from_pylist(_complete(table, rows)))
        cursor.execute(f"insert into {table} by name select * from batch")
        cursor.unregister("batch")


def _complete(table: str, rows: Sequence[Row]) -> list[dict[str, Any]]:
    known = {"export_id": 1, **REQUIRED.get(table, {})}
    return [
        {**known, "file_row": at, "row_hash": at, **row}
        for at, row in enumerate(rows, start=2)
    ]
