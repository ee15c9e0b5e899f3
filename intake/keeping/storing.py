"""Staged rows into the shared tables: new ones, and newer ones over older."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

import duckdb

from intake.comments import CELL, TOLD
from intake.keeping.merging import keep_what_is_missing
from intake.reading.ratings import ANSWERED_AT, DATED_BY
from intake.reading.staging import Staged
from intake.tables import TABLES, Table
from intake.wording import columns, literal
from metrics.daily import spoil
from metrics.warehouse import ABOUT_TICKETS as ABOUT_TICKETS
from metrics.warehouse import NEXT_CONTACTS, SETTLE, TOUCHED
from metrics.working import settle_hours

NAMED = """
    and ticket_id in (
        select ticket_id from surveys where dated_by = 'answer'
        union all
        select ticket_id from reviews
        union all
        select ticket_id from calls
    )
"""
TO_CONTACTS = "source, ticket_id, created_at, solved_at, customer_id, topic, set_aside"
WITH_NEXT_CONTACTS = "changed left join next_contacts using (source, ticket_id)"
NEW, UPDATED, UNCHANGED = "new", "updated", "unchanged"
OF_THE_TICKET = (
    "source", "ticket_id", "customer_id", "agent", "team", "channel", "topic",
    "set_aside",
)  # fmt: skip
RATING = {name: name for name in OF_THE_TICKET} | {
    "survey_id": "ticket_id",
    "ticket_source": "source",
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
    told = f"sum({staged.lines}), min({table.time}), max({table.time})"
    if _all_are_new(cursor):
        query = (
            f"select '{NEW}', {told} from staged "
            "where problem is null having count(*) > 0"
        )
    else:
        query = (
            f"select fate, {told} from staged "
            "inner join fates on fates.place = staged.rowid group by fate"
        )
    counted = cursor.execute(query).fetchall()
    rows = {fate: int(count) for fate, count, _, _ in counted}
    times = [time for _, _, *span in counted for time in span if time is not None]
    return Fates(
        rows.get(NEW, 0),
        rows.get(UPDATED, 0),
        rows.get(UNCHANGED, 0),
        min(times, default=None),
        max(times, default=None),
    )


def store(
    cursor: duckdb.DuckDBPyConnection,
    staged: Staged,
    export_id: int,
    *,
    alone: bool = False,
) -> None:
    """Put new and updated rows in place of what was stored under their ids.

    Whose tickets, answers and reviews changed is added to `touched_customers`
    and `touched_tickets`. Tickets of an export that comes `alone` are stored with
    their next contacts: DuckDB writes all of a row again that changes before it is
    committed.
    """
    table = TABLES[staged.layout.form.table]
    _gather_changed(cursor, staged)
    _spoil(cursor, staged, table)
    _touch_customers(cursor, table.name, "customer_id" in staged.columns)
    _touch_tickets(cursor, table.name)
    _remove(cursor, table.name, table.id, table.id, "changed.fate = 'updated'")
    kept, rows = {name: name for name in staged.columns}, "changed"
    if alone and table.name == "tickets":
        find_next_contacts(cursor, arriving=True)
        rows = WITH_NEXT_CONTACTS
        kept["next_contact_at"] = "next_contact_at"
    _insert(cursor, table.name, export_id, kept, rows)
    rating = staged.layout.form.rating
    if rating:
        values = RATING | {"instrument": literal(rating.instrument)}
        if CELL in staged.layout.form.cells:
            values |= {CELL: TOLD[1]}
        _remove(cursor, "surveys", "survey_id", "ticket_id", "true")
        # In order, or DuckDB puts what the filter leaves together in one thread.
        offered = "changed where rating_scale is not null order by answered_at"
        _insert(cursor, "surveys", export_id, values, offered)


def _spoil(cursor: duckdb.DuckDBPyConnection, staged: Staged, table: Table) -> None:
    """Note from when on what was summed up of a table will not hold any longer."""
    is_rated = bool(staged.layout.form.rating)
    told = {
        "moment": table.time,
        "rated_at": ANSWERED_AT if is_rated else "null::timestamp",
    }
    since = [
        "select min(least(moment, rated_at)) as since from moved",
        f"select min(stored.{table.time}) from {table.name} as stored inner join moved "
        f"using (source, {table.id}) where moved.fate = 'updated'",
    ]
    now = {}
    if table.name == "tickets":  # from here on, earlier tickets may have matured
        since.append(
            "select max(created_at) from tickets where created_at <= $now "
            "and source in (select source from moved) group by source"
        )
        now = {"now": datetime.now(UTC).replace(tzinfo=None)}
    if is_rated:  # dated by itself, perhaps before its ticket
        since.append(
            "select min(answers.answered_at) from surveys as answers inner join moved "
            "on answers.source = moved.source and answers.survey_id = moved.ticket_id"
        )
    cursor.execute(
        f"""
        insert into spoilt
        with moved as materialized (
            select source, {table.id}, fate, {columns(told)} from changed
        )
        select unnest($spoils), min(since) from ({" union all ".join(since)})
        """,
        {"spoils": [table.name, "surveys"] if is_rated else [table.name], **now},
    )


def _gather_changed(cursor: duckdb.DuckDBPyConnection, staged: Staged) -> None:
    """Make `changed`: the rows to store, with what they keep."""
    if _all_are_new(cursor):
        query = (
            f"select staged.*, '{NEW}' as fate, {staged.file_row} as file_row "
            "from staged where problem is null"
        )
    else:
        query = _with_what_they_keep(cursor, staged)
    cursor.execute(f"create or replace temp view changed as {query}")


def _all_are_new(cursor: duckdb.DuckDBPyConnection) -> bool:
    """Whether each good row is to be stored just as it is."""
    query = (
        "select (select count(*) from staged where problem is null) = count(*) "
        f"and count(*) filter (fate <> '{NEW}') = 0 from fates"
    )
    return bool(cursor.execute(query).fetchall()[0][0])


def _with_what_they_keep(cursor: duckdb.DuckDBPyConnection, staged: Staged) -> str:
    """SQL of the rows to store, where some are stored already or left out."""
    names = [name for name, *_ in cursor.execute("describe kept").fetchall()][1:]
    merged = ", ".join(
        f"if(kept.place is null, staged.{name}, kept.{name}) as {name}"
        for name in names
    )
    return f"""
        select
            staged.* replace ({merged}),
            fates.fate,
            {staged.file_row} as file_row
        from staged
        inner join fates on fates.place = staged.rowid
        left join kept on kept.place = staged.rowid
        where fates.fate in ('new', 'updated')
    """


def begin(cursor: duckdb.DuckDBPyConnection) -> None:
    """Make `spoilt` and what was touched, of customers, tickets and buyers: none."""
    cursor.execute(
        "create or replace temp table spoilt (name varchar, since timestamp)"
    )
    for name, (one, _) in TOUCHED.items():
        cursor.execute(f"create or replace temp table {name} ({one} varchar)")


def count_once(cursor: duckdb.DuckDBPyConnection) -> None:
    """Several exports may have touched the same customer."""
    for name in TOUCHED:
        cursor.execute(
            f"create or replace temp table {name} as select distinct * from {name}"
        )


def settle(cursor: duckdb.DuckDBPyConnection, *, alone: bool = False) -> None:
    """Work out again what rows say of each other, for all that was touched.

    `alone` as in `store`.
    """
    touched = [name for name in TOUCHED if _has_rows(cursor, name)]
    if "touched_customers" in touched and not alone:
        find_next_contacts(cursor)
    for step in (path.read_text(encoding="utf-8") for path in SETTLE):
        if any(name in step for name in touched):
            cursor.execute(step)
    for name in ABOUT_TICKETS if "touched_tickets" in touched else ():
        cursor.execute(
            f"insert into spoilt select '{name}', min({TABLES[name].time}) "
            f"from {name} semi join touched_tickets using (ticket_id)"
        )
    oldest = "select name, min(since) as since from spoilt group by name"
    spoilt = cursor.execute(f"from ({oldest}) where since is not null").fetchall()
    for name, since in spoilt:
        spoil(cursor, name, since)
    settle_hours(cursor)


def find_next_contacts(
    cursor: duckdb.DuckDBPyConnection, *, arriving: bool = False
) -> None:
    """Make `next_contacts`, of stored tickets, and of `changed` where they arrive."""
    stored = f"select {TO_CONTACTS}, true as is_stored from tickets"
    new = "union all by name select *, false as is_stored from changed"
    cursor.execute(
        f"create or replace temp view all_tickets as {stored} {new if arriving else ''}"
    )
    cursor.execute(NEXT_CONTACTS.read_text(encoding="utf-8"))


def _has_rows(cursor: duckdb.DuckDBPyConnection, table: str) -> bool:
    return bool(cursor.execute(f"select 1 from {table} limit 1").fetchall())


def _touch_customers(
    cursor: duckdb.DuckDBPyConnection, table: str, are_told: bool
) -> None:
    """Whose tickets or orders were, or, where they are told, now are in the export."""
    touched = [
        f"select stored.customer_id from {table} as stored "
        f"inner join changed using (source, {TABLES[table].id}) "
        "where changed.fate = 'updated' and stored.customer_id is not null"
    ]
    if are_told:
        touched.append("select customer_id from changed where customer_id is not null")
    for name, (_, told_by) in TOUCHED.items():
        if table == told_by and name != "touched_tickets":
            cursor.execute(f"insert into {name} {' union '.join(touched)}")


def _touch_tickets(cursor: duckdb.DuckDBPyConnection, table: str) -> None:
    """Those whose row is new where others name it, and those that a row names, or
    named before."""
    if table not in ABOUT_TICKETS:
        return
    named = NAMED if table == "tickets" else ""
    cursor.execute(
        f"""
        insert into touched_tickets
        select distinct ticket_id from changed where ticket_id is not null {named}
        """
    )
    if table != "tickets":
        key = TABLES[table].id
        cursor.execute(
            f"""
            insert into touched_tickets
            select distinct {table}.ticket_id
            from {table}
            inner join changed using (source, {key})
            where changed.fate = 'updated' and {table}.ticket_id is not null
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
    rows: str,
) -> None:
    cursor.execute(
        f"""
        insert into {table} by name
        select
            {columns(values)},
            $export_id as export_id,
            file_row,
            row_hash
        from {rows}
        """,
        {"export_id": export_id},
    )
