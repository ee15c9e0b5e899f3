"""People forgotten, and what is older than a company may keep."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from intake.arriving.refused import DISMISSED, REFUSED
from intake.customers import pads, secret_key
from intake.house import House
from intake.keeping.moves import watched
from intake.keeping.receipts import first_of
from intake.keeping.rejections import FORGOTTEN
from intake.keeping.storing import ABOUT_TICKETS, begin, count_once, settle
from intake.phones import telephones
from intake.reading.macros import make_macros
from intake.scratch import data_folder
from intake.tables import TABLES, Table, has_customers
from metrics.daily import spoil_all
from metrics.errors import SelarasError
from metrics.nouns import counted
from metrics.published import words
from metrics.warehouse import TOUCHED, Warehouse
from words import known, mark, say

GONE = "gone"  # (source, id, exports) of a table's rows that go
# Where files lie as they came.
ORIGINALS = ("exports", REFUSED, f"{REFUSED}/{DISMISSED}")
KEYS = "select customer_id from forgotten_now"
DIGITS = 12  # of its hash, before an original's name
# A ticket takes its rating with it.
TICKETS_LAST = sorted(TABLES.values(), key=lambda table: table.name == "tickets")
NOBODY = mark(
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
        gone = tuple(counted(n, TABLES[name].row) for name, n in self.rows.items())
        told = [say("Forgotten: nothing that stands.")]
        if gone:
            told = [say("Forgotten: {rows}.", rows=gone)]
        if self.originals:
            told.append(say("Originals deleted: {files}.", files=self.originals))
        return "\n".join((*told, *(f"  {line}" for line in first_of(self.moved))))


def forget(warehouse: Warehouse, who: str, house: House) -> Forgotten:
    """Delete all rows that were ever a customer's, and the originals they were in.

    `who` is an address, a number, a name or a system's id, as exports have it.
    What they were known by is not taken in again: such rows of later exports are
    rejected. Raises ForgetError where nobody is known by that.
    """
    folder = data_folder(warehouse)
    keys = pads(secret_key(warehouse, folder))
    with (
        watched(warehouse, house.published, tuple(TABLES)) as moved,
        warehouse.writing() as cursor,
        telephones(cursor, house.zone),
    ):
        make_macros(cursor)
        _gather_keys(cursor, who, keys)
        tables = [one for one in TICKETS_LAST if has_customers(cursor, one)]
        rows, exports = _forgotten(cursor, tables, f"customer_id in ({KEYS})")
        exports |= _of_rejects(cursor)
        if not exports:
            raise ForgetError(known(NOBODY))
        originals = _delete_originals(cursor, folder, exports)
    return Forgotten(_those(rows), originals, tuple(map(words, moved)))


def forget_older(warehouse: Warehouse, moment: datetime, house: House) -> Forgotten:
    """Delete all rows from before a moment (UTC), and originals that hold any."""
    folder = data_folder(warehouse)
    before = f"{{time}} < timestamp '{moment:%Y-%m-%d %H:%M:%S}'"
    with (
        watched(warehouse, house.published, tuple(TABLES)) as moved,
        warehouse.writing() as cursor,
    ):
        rows, exports = _forgotten(cursor, TICKETS_LAST, before)
        originals = _delete_originals(cursor, folder, exports)
    return Forgotten(_those(rows), originals, tuple(map(words, moved)))


def _forgotten(
    cursor: duckdb.DuckDBPyConnection, tables: Sequence[Table], which: str
) -> tuple[dict[str, int], set[int]]:
    """Delete the rows that are so; how many stood, and the exports that told them."""
    begin(cursor)
    rows, exports = {}, set[int]()
    for table in tables:
        exports |= _gather(cursor, table, which.format(time=table.time))
        if KEYS in which:
            _know_no_more(cursor, table.name, f"said_{table.name}")
        rows[table.name] = _delete(cursor, table)
    count_once(cursor)
    settle(cursor)
    spoil_all(cursor)
    return rows, exports


def _gather_keys(
    cursor: duckdb.DuckDBPyConnection, who: str, keys: Mapping[str, bytes]
) -> None:
    """Make `forgotten_now`: all that somebody may be known by in the store."""
    systems = " union ".join(
        f"select source from {kept}"
        for name in TABLES
        for kept in (name, f"said_{name}")
    )
    cursor.execute(
        f"""
        create or replace temp table forgotten_now as
        with systems as ({systems}),

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


def _of_rejects(cursor: duckdb.DuckDBPyConnection) -> set[int]:
    """Empty rejected rows of theirs; the exports that they are in."""
    _know_no_more(cursor, "rejects")
    found = cursor.execute(
        f"""
        update rejects
        set column_name = null, cell = null, row_json = '{{}}', customer_id = null,
            reason = $reason
        where customer_id in ({KEYS})
        returning export_id
        """,
        {"reason": known(FORGOTTEN).kept()},
    ).fetchall()
    return {export_id for (export_id,) in found}


def _gather(cursor: duckdb.DuckDBPyConnection, table: Table, which: str) -> set[int]:
    """Make `gone`: the rows that are so, or that any export said to be so; the
    exports that speak of them."""
    every = f"""
        select source, {table.id} as id, export_id, {which} as is_so from {table.name}
        union all
        select source, {table.id}, export_id, {which} from said_{table.name}
    """
    cursor.execute(
        f"""
        create or replace temp table {GONE} as
        select source, id, list(distinct export_id) as exports
        from ({every})
        group by source, id
        having bool_or(is_so)
        """
    )
    found = cursor.execute(f"select distinct unnest(exports) from {GONE}").fetchall()
    return {export_id for (export_id,) in found}


def _know_no_more(cursor: duckdb.DuckDBPyConnection, *names: str) -> None:
    """Keep by what they were known, so that no later export brings them back."""
    for name in names:
        cursor.execute(
            f"""
            insert or ignore into forgotten
            select distinct customer_id from {name} where customer_id in ({KEYS})
            """
        )


def _delete(cursor: duckdb.DuckDBPyConnection, table: Table) -> int:
    """Delete what `gone` names, whatever was said of it; how many rows stood."""
    _touch(cursor, table)
    if table.name == "tickets":
        _delete_their_ratings(cursor)
    deleted = 0
    for name in (f"said_{table.name}", table.name):
        counted = cursor.execute(
            f"""
            delete from {name} as stored using {GONE} as gone
            where
                stored.source = gone.source
                and stored.{table.id} = gone.id
            """
        ).fetchall()
        deleted = int(counted[0][0])
    return deleted


def _touch(cursor: duckdb.DuckDBPyConnection, table: Table) -> None:
    """Whose tickets go, and which: what other rows say of them is worked out again."""
    for name, (one, told_by) in TOUCHED.items():
        about = one == "ticket_id" and table.name in ABOUT_TICKETS
        if table.name == told_by or about:
            cursor.execute(
                f"""
                insert into {name}
                select stored.{one}
                from {table.name} as stored
                semi join {GONE} as gone
                    on stored.source = gone.source and stored.{table.id} = gone.id
                where stored.{one} is not null
                """
            )


def _delete_their_ratings(cursor: duckdb.DuckDBPyConnection) -> None:
    """The ratings that ticket exports tell go with their tickets."""
    cursor.execute(
        f"""
        delete from surveys as stored using {GONE} as gone
        where
            stored.source = gone.source
            and stored.survey_id = gone.id
            and stored.dated_by <> 'answer'
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
        for kept in ORIGINALS:
            for path in (folder / kept).glob(f"{start}-*"):
                _unlink(path)
                deleted.append(file_name)
    return tuple(dict.fromkeys(deleted))


def _unlink(path: Path) -> None:
    try:
        path.unlink()
    except OSError as error:
        raise ForgetError(
            say(
                "{path}: cannot be deleted ({error}); nothing was forgotten. Allow it, "
                "and forget them again.",
                path=str(path),
                error=str(error.strerror),
            )
        ) from error


def _those(rows: Mapping[str, int]) -> dict[str, int]:
    return {name: rows[name] for name in TABLES if rows.get(name)}
