"""People forgotten, and what is older than a company may keep."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from intake.customers import pads, secret_key
from intake.house import House
from intake.keeping.moves import watched
from intake.keeping.receipts import first_of
from intake.phones import telephones
from intake.scratch import data_folder
from intake.tables import TABLES, Table
from intake.taking import READING
from intake.wording import english
from metrics.errors import SelarasError
from metrics.published import words
from metrics.warehouse import Warehouse

GONE = "gone"  # (source, id) of a table's rows that go
ORIGINALS = "exports"  # the folder of the files as they came
DIGITS = 12  # of its hash, before an original's name
# A ticket takes its rating with it.
TICKETS_LAST = sorted(TABLES.values(), key=lambda table: table.name == "tickets")
NOTHING = "nothing that stands"
NOBODY = (
    "Nobody is known by that. Give the e-mail address, the telephone number or the "
    "system's id, such as zendesk:7."
)


class ForgetError(SelarasError):
    """Somebody who cannot be forgotten, and why."""


@dataclass(frozen=True)
class Forgotten:
    """How many rows went from each table, which originals, and what moved."""

    rows: Mapping[str, int]
    originals: tuple[str, ...]
    moved: tuple[str, ...]

    def told(self) -> str:
        """In a sentence or two, and a line for each number."""
        counted = [f"{n:,} {_plural(TABLES[name], n)}" for name, n in self.rows.items()]
        told = [f"Forgotten: {english(counted) or NOTHING}."]
        if self.originals:
            told.append(f"Originals deleted: {english(self.originals)}.")
        return "\n".join((*told, *(f"  {line}" for line in first_of(self.moved))))


def forget(warehouse: Warehouse, who: str, house: House) -> Forgotten:
    """Delete all rows of a customer, and the originals that they were in.

    `who` is an address, a number, a name or a system's id, as exports have it.
    Who is forgotten stays so: later exports' rows of them are rejected. Raises
    ForgetError where nobody is known by that.
    """
    folder = data_folder(warehouse)
    keys = pads(secret_key(warehouse, folder))
    with warehouse.writing() as cursor, telephones(cursor, house.zone):
        cursor.execute(READING)
        _gather_keys(cursor, who, keys)
        people = "customer_id in (select customer_id from forgotten_now)"
        with watched(warehouse, house.published, tuple(TABLES)) as moved:
            rows, exports = {}, set[int]()
            for table in TICKETS_LAST:
                if _has_customers(cursor, table):
                    exports |= _gather(cursor, table, people)
                    rows[table.name] = _delete(cursor, table)
        if not exports:
            raise ForgetError(NOBODY)
        cursor.execute("insert or ignore into forgotten from forgotten_now")
        originals = _delete_originals(cursor, folder, exports)
    return Forgotten(_those(rows), originals, tuple(map(words, moved)))


def forget_older(warehouse: Warehouse, moment: datetime, house: House) -> Forgotten:
    """Delete all rows from before a moment (UTC), and originals that hold any."""
    folder = data_folder(warehouse)
    with warehouse.writing() as cursor:
        with watched(warehouse, house.published, tuple(TABLES)) as moved:
            rows, exports = {}, set[int]()
            for table in TICKETS_LAST:
                before = f"{table.time} < timestamp '{moment:%Y-%m-%d %H:%M:%S}'"
                exports |= _gather(cursor, table, before)
                rows[table.name] = _delete(cursor, table)
        originals = _delete_originals(cursor, folder, exports)
    return Forgotten(_those(rows), originals, tuple(map(words, moved)))


def _gather_keys(
    cursor: duckdb.DuckDBPyConnection, who: str, keys: Mapping[str, bytes]
) -> None:
    """Make `forgotten_now`: all that somebody may be known by in the store."""
    cursor.execute(
        """
        create or replace temp table forgotten_now as
        with systems as (
            select distinct source from tickets
            union
            select distinct source from orders
        ),

        said as (
            select as_email($who) as person
            union
            select as_phone($who)
            union
            select as_anyone($who)
            union
            select as_named($who, source) from systems
        )

        select keyed(person, $inner_pad, $outer_pad) as customer_id
        from said
        where person is not null
        union
        select $who
        where $who like '%:%'
        """,
        {"who": who.strip(), **keys},
    )


def _has_customers(cursor: duckdb.DuckDBPyConnection, table: Table) -> bool:
    names = [name for name, *_ in cursor.execute(f"describe {table.name}").fetchall()]
    return "customer_id" in names


def _gather(cursor: duckdb.DuckDBPyConnection, table: Table, which: str) -> set[int]:
    """Make `gone`: the rows that are so now; the exports that tell of such."""
    cursor.execute(
        f"""
        create or replace temp table {GONE} as
        select source, {table.id} as id, true as stands, export_id
        from {table.name}
        where {which}
        union all
        select source, {table.id}, false, export_id
        from said_{table.name}
        where {which}
        """
    )
    found = cursor.execute(f"select distinct export_id from {GONE}").fetchall()
    return {export_id for (export_id,) in found}


def _delete(cursor: duckdb.DuckDBPyConnection, table: Table) -> int:
    """Delete what `gone` names: whatever was said of a row that stands so, and
    what an export said so of another; how many rows stood."""
    for name, which in (
        (table.name, "gone.stands"),
        (f"said_{table.name}", "(gone.stands or gone.export_id = stored.export_id)"),
    ):
        cursor.execute(
            f"""
            delete from {name} as stored using {GONE} as gone
            where
                stored.source = gone.source
                and stored.{table.id} = gone.id
                and {which}
            """
        )
    if table.name == "tickets":
        _delete_their_ratings(cursor)
    stood = f"select count(*) from {GONE} where stands"
    return int(cursor.execute(stood).fetchall()[0][0])


def _delete_their_ratings(cursor: duckdb.DuckDBPyConnection) -> None:
    """The ratings that ticket exports tell go with their tickets."""
    cursor.execute(
        f"""
        delete from surveys as stored using {GONE} as gone
        where
            stored.source = gone.source
            and stored.survey_id = gone.id
            and stored.dated_by <> 'answer'
            and gone.stands
        """
    )


def _delete_originals(
    cursor: duckdb.DuckDBPyConnection, folder: Path | None, exports: set[int]
) -> tuple[str, ...]:
    """Delete the files that exports came as; the names of those there were."""
    rows = cursor.execute(
        "select left(sha256, $digits), file_name from exports "
        "where list_contains($exports, export_id) order by export_id",
        {"digits": DIGITS, "exports": sorted(exports)},
    ).fetchall()
    if folder is None:
        return ()
    deleted = []
    for start, file_name in rows:
        for path in (folder / ORIGINALS).glob(f"{start}-*"):
            path.unlink()
            deleted.append(file_name)
    return tuple(deleted)


def _those(rows: Mapping[str, int]) -> dict[str, int]:
    return {name: rows[name] for name in TABLES if rows.get(name)}


def _plural(table: Table, count: int) -> str:
    return table.row if count == 1 else f"{table.row}s"
