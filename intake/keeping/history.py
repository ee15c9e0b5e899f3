"""What each export said, kept beside what stands, so that any can be undone.

A row that one export speaks of stands in the shared table as that one said it.
Where several do, what each of them said is in `said_<table>`, whatever stands.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import duckdb

from intake.forms import Form
from intake.header import Header, Layout
from intake.keeping.merging import RATING, REMARK
from intake.keeping.storing import decide, store
from intake.reading.staging import Staged
from intake.tables import TABLES, Table
from intake.wording import identifier, literal
from metrics.errors import StoreError
from words import mark, say

AFFECTED = "affected"  # (source, id): rows to be made anew
RATINGS = ("score", "scale", "is_good")
# A survey that its ticket's export tells is the ticket's.
OWN = {"surveys": "stored.dated_by = 'answer'"}
READ_BEFORE = mark(
    "{name} was taken in by an earlier version, which did not keep what is needed; "
    "start a new data folder and load the exports again."
)
NAMELESS = Header((), "")  # a header may hold somebody's address
FROM_TICKET = ("agent", "team", "channel", "topic")


@dataclass(frozen=True)
class Said:
    """An export that rows are kept of: when it came, and how it was laid out.

    `columns` are those that it filled, with their types.
    """

    export_id: int
    sha256: str
    loaded_at: datetime
    layout: Layout
    columns: Mapping[str, str]


def described(cursor: duckdb.DuckDBPyConnection, staged: Staged) -> str:
    """The layout of what is staged, as JSON; `said_by` reads it again."""
    rows = cursor.execute("describe staged").fetchall()
    columns = {name: kind for name, kind, *_ in rows}
    filled = list(columns)[: list(columns).index("row_hash")]
    layout = staged.layout
    return json.dumps(
        {
            "form": layout.form.model_dump(mode="json"),
            "found": layout.found,
            "columns": {name: columns[name] for name in filled},
        }
    )


def said_by(cursor: duckdb.DuckDBPyConnection, export_id: int) -> Said:
    """An export of the store, as it was when it came.

    Raises StoreError where an earlier version took it in and did not keep that.
    """
    name, sha256, loaded_at, text = cursor.execute(
        "select file_name, sha256, loaded_at, layout from exports "
        "where export_id = $export_id",
        {"export_id": export_id},
    ).fetchall()[0]
    if text is None:
        raise StoreError(say(READ_BEFORE, name=name))
    told = json.loads(text)
    form = Form.model_validate(told["form"])
    found = {name: tuple(places) for name, places in told["found"].items()}
    layout = Layout(form, NAMELESS, found)
    return Said(export_id, sha256, loaded_at, layout, told["columns"])


def remember(cursor: duckdb.DuckDBPyConnection, staged: Staged, export_id: int) -> None:
    """Before `store`: keep what was and what is now said of rows stored before."""
    table = TABLES[staged.layout.form.table]
    cursor.execute(
        f"""
        create or replace temp table {AFFECTED} as
        select staged.source, staged.{table.id} as id, staged.rowid as place
        from staged
        inner join fates on fates.place = staged.rowid
        where fates.fate <> 'new'
        """
    )
    keep_standing(cursor, table)
    names = ", ".join(f"staged.{identifier(name)}" for name in _filled(cursor))
    cursor.execute(
        f"""
        insert into said_{table.name} by name
        select
            {names},
            $export_id as export_id,
            {staged.file_row} as file_row,
            staged.row_hash
        from staged
        inner join {AFFECTED} on {AFFECTED}.place = staged.rowid
        """,
        {"export_id": export_id},
    )


def _filled(cursor: duckdb.DuckDBPyConnection) -> list[str]:
    names = [name for name, *_ in cursor.execute("describe staged").fetchall()]
    return names[: names.index("row_hash")]


def keep_standing(cursor: duckdb.DuckDBPyConnection, table: Table) -> None:
    """Put the affected rows that stand into `said`, those that are not in it yet."""
    name = table.name
    kept = [one for one, *_ in cursor.execute(f"describe said_{name}").fetchall()]
    values = {one: _as_said(one, name) for one in kept}
    columns = ", ".join(f"{sql} as {one}" for one, sql in values.items())
    cursor.execute(
        f"""
        insert into said_{name} by name
        select {columns}
        from {name} as stored
        semi join {AFFECTED}
            on
                stored.source = {AFFECTED}.source
                and stored.{table.id} = {AFFECTED}.id
        {_answers(name)}
        where
            {OWN.get(name, "true")}
            and not exists (
                select 1
                from said_{name} as said
                where
                    said.source = stored.source
                    and said.{table.id} = stored.{table.id}
                    and said.export_id = stored.export_id
            )
        """
    )


def _as_said(column: str, table: str) -> str:
    """SQL of a column as its export told it, not as other rows did since."""
    if table == "tickets" and column.startswith("rating_"):
        return (RATING | REMARK)[column]
    if table in ("surveys", "reviews") and column in FROM_TICKET:
        told = f"contains(coalesce(stored.from_ticket, ''), {literal(column)})"
        return f"if({told}, null, stored.{column})"
    return f"stored.{column}"


def _answers(table: str) -> str:
    if table != "tickets":
        return ""
    return (
        "left join surveys as answers on answers.source = stored.source "
        "and answers.survey_id = stored.ticket_id "
        "and answers.dated_by <> 'answer'"
    )


def say_again(cursor: duckdb.DuckDBPyConnection, said: Said) -> None:
    """Store the affected rows of an export once more, as when it came."""
    table = TABLES[said.layout.form.table]
    names = ", ".join(
        f"said.{identifier(name)}::{kind} as {identifier(name)}"
        for name, kind in said.columns.items()
    )
    cursor.execute(
        f"""
        create or replace temp table staged as
        select
            {names},
            said.row_hash,
            null::usmallint as problem,
            null::varchar[] as cells,
            said.file_row as line,
            [said.file_row] as lines
        from said_{table.name} as said
        semi join {AFFECTED}
            on said.source = {AFFECTED}.source and said.{table.id} = {AFFECTED}.id
        where said.export_id = $export_id
        order by said.file_row
        """,
        {"export_id": said.export_id},
    )
    if not cursor.execute("select 1 from staged limit 1").fetchall():
        return
    columns = tuple(one for one in said.columns if not one.startswith("rating_"))
    staged = Staged(said.layout, columns, (), (), True, "", "", "", 0)
    cursor.execute("create or replace temp table doubled (place bigint)")
    decide(cursor, staged, said.sha256, said.loaded_at)
    store(cursor, staged, said.export_id)
