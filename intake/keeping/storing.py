"""Staged rows into the shared tables: new ones, and newer ones over older."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import duckdb

from intake.keeping.merging import keep_what_is_missing
from intake.reading.ratings import ANSWERED_AT, DATED_BY
from intake.reading.staging import Staged
from intake.tables import TABLES, Table
from intake.wording import columns, literal
from metrics.warehouse import SETTLE

ABOUT_TICKETS = ("tickets", "surveys", "reviews")
NAMED = """
    and ticket_id in (
        select ticket_id from surveys where dated_by = 'answer'
        union all
        select ticket_id from reviews
    )
"""
NEW, UPDATED, UNCHANGED = "new", "updated", "unchanged"
OF_THE_TICKET = (
    "source", "ticket_id", "customer_id", "agent", "team", "channel", "topic",
    "set_aside",
)  # fmt: skip
RATING = {name: name for name in OF_THE_TICKET} | {
    "survey_id": "ticket_id",
    "answered_at": ANSWERED_AT,
    "dated_by": DATED_BY,
    "score": "rating_score",
    "scale": "rating_scale",
    "is_good": "rating_is_good",
}


@dataclass(frozen=True)
class Fates:
    """What becomes of a file's good rows, and the times (UTC) they span."""

    new: int
    updated: int
    unchanged: int
    first: datetime | None
    last: datetime | None


def decide(
    cursor: duckdb.DuckDBPyConnection, staged: Staged, sha256: str, now: datetime
) -> Fates:
    """Make `fates`: for each good row, by its place in `staged`, its fate.

    Rows of the same bytes are read in another way now: those are never newer.
    `now` is when the export came, in UTC.
    """
    keep_what_is_missing(cursor, staged)
    table = TABLES[staged.layout.form.table]
    newer = _newer() if "updated_at" in staged.columns else ""
    cursor.execute(
        f"""
        create or replace temp table fates as
        select
            staged.rowid as place,
            case
                when stored.row_hash is null then 'new'
                when stored.row_hash = coalesce(kept.row_hash, staged.row_hash)
                    then 'unchanged'
                {newer}
                else 'updated'
            end as fate
        from staged
        left join {table.name} as stored
            on
                stored.source = staged.source
                and stored.{table.id} = staged.{table.id}
        left join kept on kept.place = staged.rowid
        where
            staged.problem is null
            and staged.rowid not in (select place from doubled)
        """,
        {"sha256": sha256, "now": now} if newer else {},
    )
    return _fates(cursor, staged, table)


def _newer() -> str:
    """SQL of a case: what was stored is newer. A time to come tells nothing."""
    return """
        when
            stored.updated_at > staged.updated_at
            and stored.updated_at <= $now
            and stored.export_id not in (
                select export_id from exports where exports.sha256 = $sha256
            )
            then 'unchanged'
    """


def _fates(cursor: duckdb.DuckDBPyConnection, staged: Staged, table: Table) -> Fates:
    counted = cursor.execute(
        f"""
        select fate, sum({staged.lines}), min({table.time}), max({table.time})
        from staged
        inner join fates on fates.place = staged.rowid
        group by fate
        """
    ).fetchall()
    rows = {fate: int(count) for fate, count, _, _ in counted}
    times = [time for _, _, *span in counted for time in span if time is not None]
    return Fates(
        rows.get(NEW, 0),
        rows.get(UPDATED, 0),
        rows.get(UNCHANGED, 0),
        min(times, default=None),
        max(times, default=None),
    )


def store(cursor: duckdb.DuckDBPyConnection, staged: Staged, export_id: int) -> None:
    """Put new and updated rows in place of what was stored under their ids.

    Whose tickets, answers and reviews changed is added to `touched_customers`
    and `touched_tickets`.
    """
    table = TABLES[staged.layout.form.table]
    _gather_changed(cursor, staged)
    _touch_customers(cursor, table.name)
    _touch_tickets(cursor, table.name)
    _remove(cursor, table.name, table.id, table.id, "changed.fate = 'updated'")
    kept = {name: name for name in staged.columns}
    _insert(cursor, table.name, export_id, kept)
    rating = staged.layout.form.rating
    if rating:
        values = RATING | {"instrument": literal(rating.instrument)}
        _remove(cursor, "surveys", "survey_id", "ticket_id", "true")
        offered = "where rating_scale is not null"
        _insert(cursor, "surveys", export_id, values, offered)


def _gather_changed(cursor: duckdb.DuckDBPyConnection, staged: Staged) -> None:
    """Make `changed`: the rows to store, with what they keep."""
    names = [name for name, *_ in cursor.execute("describe kept").fetchall()][1:]
    merged = ", ".join(
        f"if(kept.place is null, staged.{name}, kept.{name}) as {name}"
        for name in names
    )
    cursor.execute(
        f"""
        create or replace temp view changed as
        select
            staged.* replace ({merged}),
            fates.fate,
            {staged.file_row} as file_row
        from staged
        inner join fates on fates.place = staged.rowid
        left join kept on kept.place = staged.rowid
        where fates.fate in ('new', 'updated')
        """
    )


def begin(cursor: duckdb.DuckDBPyConnection) -> None:
    """Make `touched_customers` and `touched_tickets`: nobody's yet."""
    for one in ("customer", "ticket"):
        cursor.execute(
            f"create or replace temp table touched_{one}s ({one}_id varchar)"
        )


def count_once(cursor: duckdb.DuckDBPyConnection) -> None:
    """Several exports may have touched the same customer."""
    for one in ("customer", "ticket"):
        cursor.execute(
            f"create or replace temp table touched_{one}s as "
            f"select distinct {one}_id from touched_{one}s"
        )


def settle(cursor: duckdb.DuckDBPyConnection) -> None:
    """Work out again what rows say of each other, for all that was touched."""
    cursor.execute(SETTLE.read_text(encoding="utf-8"))


def _touch_customers(cursor: duckdb.DuckDBPyConnection, table: str) -> None:
    """Whose tickets were, or now are, in the export."""
    if table == "tickets":
        cursor.execute(
            """
            insert into touched_customers
            select customer_id from changed where customer_id is not null
            union
            select tickets.customer_id
            from tickets
            inner join changed using (source, ticket_id)
            where changed.fate = 'updated' and tickets.customer_id is not null
            """
        )


def _touch_tickets(cursor: duckdb.DuckDBPyConnection, table: str) -> None:
    """Those whose row, answer or review is new, and that an answer or review names."""
    if table not in ABOUT_TICKETS:
        return
    named = NAMED if table == "tickets" else ""
    cursor.execute(
        f"""
        insert into touched_tickets
        select distinct ticket_id from changed where ticket_id is not null {named}
        """
    )


def _remove(
    cursor: duckdb.DuckDBPyConnection, table: str, key: str, ours: str, which: str
) -> None:
    cursor.execute(
        f"""
        delete from {table} using changed
        where
            {table}.source = changed.source
            and {table}.{key} = changed.{ours}
            and {which}
        """
    )


def _insert(
    cursor: duckdb.DuckDBPyConnection,
    table: str,
    export_id: int,
    values: Mapping[str, str],
    which: str = "",
) -> None:
    cursor.execute(
        f"""
        insert into {table} by name
        select
            {columns(values)},
            $export_id as export_id,
            file_row,
            row_hash
        from changed
        {which}
        """,
        {"export_id": export_id},
    )
