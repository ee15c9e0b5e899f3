"""Rows that are not taken: into the store, and into a file beside it."""

from __future__ import annotations

from pathlib import Path

import duckdb

from intake.doubles import SECOND_READING
from intake.staging import Staged
from intake.wording import identifier, literal


def reject_problems(cursor: duckdb.DuckDBPyConnection, staged: Staged) -> None:
    """Make `rejections`, with the rows of `staged` that have a problem."""
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
            unnest($reasons) as reason
        """,
        {
            "numbers": list(range(1, len(staged.problems) + 1)),
            "labels": [labels[p.cell] for p in staged.problems],
            "places": [places.get(labels[p.cell], 0) for p in staged.problems],
            "reasons": [p.reason for p in staged.problems],
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
            staged.cells
        from staged
        inner join known_problems on known_problems.number = staged.problem
        """
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
            $label || ' ' || shown(doubled.id) || ' stands '
            || if(len(file_rows) = 2, 'twice', len(file_rows) || ' times')
            || ', in rows ' || array_to_string(file_rows[:-2], ', ')
            || ' and ' || file_rows[-1] || '; row ' || kept || ' was kept.',
            {SECOND_READING}.cells
        from doubled
        inner join staged on staged.rowid = doubled.place
        inner join {SECOND_READING} using (place)
        """,
        {"label": staged.layout.label(staged.key)},
    )


def reject_broken(cursor: duckdb.DuckDBPyConnection, broken: Path) -> None:
    """Add rows that have no cells: too few, too many, or quoted wrongly."""
    cursor.execute(
        """
        insert into rejections
        select line::bigint, null, null, reason, []
        from read_csv(
            $path, auto_detect = false, header = true, delim = ',',
            quote = '"', escape = '"',
            columns = {'line': 'varchar', 'reason': 'varchar'}
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
            ) as row_json
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
                safe_in_a_spreadsheet(reason) as "reason"
                {cells}
            from rejections
            order by file_row
        ) to {literal(str(path))} (format csv, header)
        """
    )
