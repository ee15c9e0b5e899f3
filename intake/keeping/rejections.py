"""Rows that are not taken: into the store, and into a file beside it."""

from __future__ import annotations

from pathlib import Path

import duckdb

from intake.keeping.doubles import SECOND_READING
from intake.reading.staging import Staged
from intake.tables import TABLES
from intake.telling import in_english, without_parts
from intake.wording import identifier, literal
from metrics.nouns import thing
from words import known, mark, say

ANOTHER = mark(
    "Another row of the same {row} cannot be taken, and so none of its rows is; "
    "correct that one, and load all of them."
)
FORGOTTEN = mark(
    "This customer was forgotten; nothing of them is taken in. To delete the "
    "original too, forget them again."
)
TWICE = mark("{column} {id} stands twice, in rows {rows}; row {kept} was kept.")
OFTEN = mark("{column} {id} stands {times} times, in rows {rows}; row {kept} was kept.")


def reject_problems(cursor: duckdb.DuckDBPyConnection, staged: Staged) -> None:
    """Make `rejections`, with the rows of `staged` that have a problem.

    Its `reason` is to be stored, for people of any language; `told` is English.
    """
    layout = staged.layout
    labels = {name: layout.label(name) for name in (p.cell for p in staged.problems)}
    places = {label: at for at, label in enumerate(staged.labels, start=1)}
    rows = "unnest(staged.lines)" if staged.folded else staged.file_row
    cursor.execute(
        """
        create or replace temp table known_problems as
        select
            unnest($numbers) as number,
            unnest($labels) as label,
            unnest($places) as place,
            unnest($reasons) as reason,
            unnest($told) as told
        """,
        {
            "numbers": list(range(1, len(staged.problems) + 1)),
            "labels": [labels[p.cell] for p in staged.problems],
            "places": [places.get(labels[p.cell], 0) for p in staged.problems],
            "reasons": [p.reason.kept() for p in staged.problems],
            "told": [in_english(p.reason) for p in staged.problems],
        },
    )
    cursor.execute(
        f"""
        create or replace temp table rejections as
        select
            {rows} as file_row,
            known_problems.label as column_name,
            staged.cells[known_problems.place] as cell,
            known_problems.reason,
            known_problems.told,
            staged.cells,
            {_customer(staged)} as customer_id
        from staged
        inner join known_problems on known_problems.number = staged.problem
        """
    )
    if staged.own_lines:
        _give_lines_their_own(cursor, staged)


def _customer(staged: Staged) -> str:
    """SQL of whose row it is, as a key; null where that is not known."""
    known = "customer_id" in staged.columns
    return "staged.customer_id" if known else "null::varchar"


def _give_lines_their_own(cursor: duckdb.DuckDBPyConnection, staged: Staged) -> None:
    """Where a row has several lines, show each with its own cells.

    A line that is right, of a row that is not, is told so.
    """
    another = say(ANOTHER, row=thing(TABLES[staged.layout.form.table].row))
    same = "own.cell is null or own.cell is not distinct from rejections.cell"
    cursor.execute(
        f"""
        create or replace temp table rejections as
        select
            rejections.* replace (
                coalesce(own.cell, rejections.cell) as cell,
                own.cells as cells,
                if({same}, rejections.reason, $reason) as reason,
                if({same}, rejections.told, $told) as told
            )
        from rejections
        inner join (
            select *, cells[list_position($labels, column_name)] as cell
            from ({staged.own_lines})
            inner join (select file_row as line, column_name from rejections)
                using (line)
        ) as own
            on own.line = rejections.file_row
        """,
        {
            "reason": another.kept(),
            "told": in_english(another),
            "labels": list(staged.labels),
        },
    )


def reject_doubles(cursor: duckdb.DuckDBPyConnection, staged: Staged) -> None:
    """Add the rows that `doubled` leaves out."""
    rows = "unnest(staged.lines)" if staged.folded else staged.file_row
    cursor.execute(
        f"""
        insert into rejections
        select
            {rows},
            $label,
            shown(doubled.id),
            if(len(file_rows) = 2, $twice, $often) || to_json({{
                'column': $label,
                'id': shown(doubled.id),
                'times': len(file_rows)::varchar,
                'rows': file_rows::varchar[],
                'kept': kept::varchar
            }})::varchar || '}}',
            $label || ' ' || shown(doubled.id) || ' stands '
            || if(len(file_rows) = 2, 'twice', len(file_rows) || ' times')
            || ', in rows ' || array_to_string(file_rows[:-2], ', ')
            || ' and ' || file_rows[-1] || '; row ' || kept || ' was kept.',
            {SECOND_READING}.cells,
            {_customer(staged)}
        from doubled
        inner join staged on staged.rowid = doubled.place
        inner join {SECOND_READING} using (place)
        """,
        {
            "label": staged.layout.label(staged.key),
            "twice": without_parts(TWICE),
            "often": without_parts(OFTEN),
        },
    )


def reject_forgotten(cursor: duckdb.DuckDBPyConnection, staged: Staged) -> None:
    """Add the rows of customers who are not to be known again, without cells."""
    if "customer_id" not in staged.columns:
        return
    if not cursor.execute("select 1 from forgotten limit 1").fetchall():
        return
    rows = "unnest(staged.lines)" if staged.folded else staged.file_row
    cursor.execute(
        """
        create or replace temp table rows_of_forgotten as
        select rowid as place
        from staged
        semi join forgotten using (customer_id)
        where
            problem is null
            and staged.rowid not in (select place from doubled)
        """
    )
    cursor.execute(
        f"""
        insert into rejections
        select {rows}, $label, '[hidden]', $reason, $told, [], staged.customer_id
        from staged
        inner join rows_of_forgotten on rows_of_forgotten.place = staged.rowid
        """,
        {
            "label": staged.layout.label("customer_id"),
            "reason": known(FORGOTTEN).kept(),
            "told": FORGOTTEN,
        },
    )
    cursor.execute("insert into doubled (place) select place from rows_of_forgotten")


def reject_broken(cursor: duckdb.DuckDBPyConnection, broken: Path) -> None:
    """Add rows that have no cells: too few, too many, or quoted wrongly."""
    cursor.execute(
        """
        insert into rejections
        select line::bigint, null, null, reason, told, [], null
        from read_csv(
            $path, auto_detect = false, header = true, delim = ',',
            quote = '"', escape = '"',
            columns = {'line': 'varchar', 'reason': 'varchar', 'told': 'varchar'}
        )
        """,
        {"path": str(broken)},
    )


def keep_rejections(
    cursor: duckdb.DuckDBPyConnection, staged: Staged, export_id: int
) -> int:
    """Copy `rejections` into the store; how many rows of the file they are."""
    cursor.execute(
        """
        insert into rejects by name
        select
            $export_id as export_id,
            file_row,
            column_name,
            cell,
            reason,
            if(
                len(cells) = 0, '{}',
                to_json(map($labels::varchar[], cells))::varchar
            ) as row_json,
            customer_id
        from rejections
        order by file_row
        """,
        {"export_id": export_id, "labels": list(staged.labels)},
    )
    counted = cursor.execute("select count(*) from rejections").fetchall()
    return int(counted[0][0])


def write_rejections(
    cursor: duckdb.DuckDBPyConnection, staged: Staged, path: Path
) -> None:
    """Write `rejections` as CSV: row, column, value, reason, then the cells.

    A cell that a spreadsheet would run as a formula begins with an apostrophe.
    """
    cells = "".join(
        f", safe_in_a_spreadsheet(cells[{at}]) as {identifier(label)}"
        for at, label in enumerate(staged.labels, start=1)
    )
    cursor.execute(
        f"""
        copy (
            select
                file_row as "row",
                safe_in_a_spreadsheet(column_name) as "column",
                safe_in_a_spreadsheet(cell) as "value",
                safe_in_a_spreadsheet(told) as "reason"
                {cells}
            from rejections
            order by file_row
        ) to {literal(str(path))} (format csv, header)
        """
    )
