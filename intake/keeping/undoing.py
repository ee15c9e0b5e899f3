"""Exports taken back: the store as if they had never come, or not come yet."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from intake.forms import Form
from intake.keeping.history import AFFECTED, keep_standing, said_by, say_again
from intake.keeping.moves import keep_moves, watched
from intake.keeping.receipts import first_of
from intake.keeping.storing import ABOUT_TICKETS, begin, count_once, settle
from intake.tables import TABLES, tables_of
from metrics.daily import spoil_all
from metrics.errors import SelarasError
from metrics.published import Published, words
from metrics.warehouse import Warehouse
from words import Said, say


class UndoError(SelarasError):
    """An export that cannot be undone, and why."""


@dataclass(frozen=True)
class Undone:
    """An export that was taken back, and the published numbers that moved."""

    file_name: str
    moved: tuple[str, ...]

    def told(self) -> str:
        """In a sentence, and a line for each number."""
        lines = (f"  {line}" for line in first_of(self.moved))
        undone = say("{file}: undone.", file=self.file_name)
        return "\n".join((undone, *lines))


def undo(
    warehouse: Warehouse, export_id: int, by: str, published: Published | None = None
) -> Undone:
    """Take an export back, in one transaction.

    What it alone said is gone; where others spoke of the same rows, the rows are
    as those said. Raises UndoError where there is no such export.
    """
    form = _form_of(warehouse, export_id)
    with (
        watched(warehouse, published, tables_of(form)) as moved,
        warehouse.writing() as cursor,
    ):
        known = dict(_standing(cursor))
        restate(cursor, known.keys() - {export_id})
        cursor.execute(
            "update exports set undone_at = $now, undone_by = $by "
            "where export_id = $export_id",
            {"now": _now(), "by": by, "export_id": export_id},
        )
    keep_moves(warehouse, export_id, moved, by_undoing=True)
    return Undone(known[export_id], tuple(map(words, moved)))


def _form_of(warehouse: Warehouse, export_id: int) -> Form:
    cursor = warehouse.cursor()
    if export_id not in dict(_standing(cursor)):
        raise UndoError(_unknown(cursor, export_id))
    return said_by(cursor, export_id).layout.form


@contextmanager
def as_of(warehouse: Warehouse, moment: datetime) -> Iterator[Warehouse]:
    """A copy of the store as it was at a moment (UTC), gone afterwards."""
    with TemporaryDirectory() as folder:
        past = warehouse.copy(Path(folder))
        try:
            with past.writing() as cursor:
                restate(cursor, _stood(cursor, moment))
                cursor.execute(
                    "delete from exports where loaded_at > $moment",
                    {"moment": moment},
                )
                cursor.execute(
                    "update exports set undone_at = null, undone_by = null "
                    "where undone_at > $moment",
                    {"moment": moment},
                )
            yield past
        finally:
            past.close()


def restate(cursor: duckdb.DuckDBPyConnection, wanted: Collection[int]) -> None:
    """Make the shared tables what they are when only these exports have come.

    Those rows are made anew that an export speaks of which comes or goes; each
    export says again what it said of them, in the order in which they came.
    """
    standing = {one for one, _ in _standing(cursor)}
    if standing == set(wanted):
        return
    _gather_affected(cursor, standing ^ set(wanted))
    begin(cursor)
    _touch(cursor)
    for table in TABLES.values():
        keep_standing(cursor, table)
    for table in TABLES.values():
        cursor.execute(
            f"""
            delete from {table.name} as stored using {AFFECTED}
            where
                stored.source = {AFFECTED}.source
                and stored.{table.id} = {AFFECTED}.id
            """
        )
    for export_id in sorted(_who_say(cursor) & set(wanted)):
        say_again(cursor, said_by(cursor, export_id))
    count_once(cursor)
    settle(cursor)
    spoil_all(cursor)


def _standing(cursor: duckdb.DuckDBPyConnection) -> list[tuple[int, str]]:
    return cursor.execute(
        "select export_id, file_name from exports where undone_at is null"
    ).fetchall()


def _stood(cursor: duckdb.DuckDBPyConnection, moment: datetime) -> set[int]:
    """The exports that had come by then and had not been undone yet."""
    rows = cursor.execute(
        """
        select export_id
        from exports
        where
            loaded_at <= $moment
            and (undone_at is null or undone_at > $moment)
        """,
        {"moment": moment},
    ).fetchall()
    return {export_id for (export_id,) in rows}


def _gather_affected(
    cursor: duckdb.DuckDBPyConnection, exports: Collection[int]
) -> None:
    """Make `affected`: the rows that any of the exports speaks of."""
    spoken = " union ".join(
        f"select source, {table.id} as id from {name} "
        "where list_contains($exports, export_id)"
        for table in TABLES.values()
        for name in (table.name, f"said_{table.name}")
    )
    cursor.execute(
        f"create or replace temp table {AFFECTED} as {spoken}",
        {"exports": sorted(exports)},
    )


def _touch(cursor: duckdb.DuckDBPyConnection) -> None:
    """Whose tickets, and which, are about to be made anew."""
    for touched, told_by in (("customers", "tickets"), ("buyers", "orders")):
        cursor.execute(
            f"""
            insert into touched_{touched}
            select customer_id
            from {told_by} as stored
            inner join {AFFECTED}
                on
                    stored.source = {AFFECTED}.source
                    and stored.{TABLES[told_by].id} = {AFFECTED}.id
            where customer_id is not null
            """
        )
    for name in ABOUT_TICKETS:
        table = TABLES[name]
        cursor.execute(
            f"""
            insert into touched_tickets
            select ticket_id
            from {name}
            inner join {AFFECTED}
                on
                    {name}.source = {AFFECTED}.source
                    and {name}.{table.id} = {AFFECTED}.id
            where ticket_id is not null
            """
        )


def _who_say(cursor: duckdb.DuckDBPyConnection) -> set[int]:
    """The exports that speak of an affected row."""
    speak = " union ".join(
        f"select export_id from said_{name} as said semi join {AFFECTED} "
        f"on said.source = {AFFECTED}.source and said.{table.id} = {AFFECTED}.id"
        for name, table in TABLES.items()
    )
    return {export_id for (export_id,) in cursor.execute(speak).fetchall()}


def _unknown(cursor: duckdb.DuckDBPyConnection, export_id: int) -> Said:
    names = cursor.execute(
        "select file_name from exports where export_id = $export_id",
        {"export_id": export_id},
    ).fetchall()
    if names:
        return say(
            "Export {export}, {file}, has been undone before.",
            export=str(export_id),
            file=names[0][0],
        )
    there = ", ".join(f"{one} ({name})" for one, name in _standing(cursor)[-10:])
    if not there:
        return say(
            "There is no export {export} to undo, nor any other.", export=str(export_id)
        )
    return say(
        "There is no export {export} to undo. Those that stand: {exports}.",
        export=str(export_id),
        exports=there,
    )


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
