"""Lines that hold several rows each.

A line has a number in each of many columns, or a list of records in one.
"""

from __future__ import annotations

import duckdb

from intake.customers import hidden_in_name
from intake.forms import Cell
from intake.header import Layout
from intake.reading.cells import text_of
from intake.reading.criteria import of_record
from intake.reading.problems import Refused
from intake.wording import literal
from words import Said, known, say

NUMBER = r"[+-]?[^\d\p{L}]{0,2}\d[\d.,'’ ]*%?"


def spread_columns(layout: Layout) -> tuple[int, ...]:
    """Where the columns are that no cell of the form names; none if none is spread."""
    if not layout.form.spread:
        return ()
    named = {at for positions in layout.found.values() for at in positions}
    names = layout.header.names
    return tuple(at for at, name in enumerate(names) if name and at not in named)


def spread_texts(layout: Layout) -> dict[str, str]:
    """The texts of those columns, by what each is called among the lines read."""
    return {_text(at): f"trimmed(c{at})" for at in spread_columns(layout)}


def _text(at: int) -> str:
    return f"spread_{at}"


def rows_of_columns(layout: Layout, lines: str) -> str:
    """SQL of a row for each column that is filled; one that is empty, if none is."""
    spread = layout.form.spread
    assert spread  # noqa: S101 (asked of such a form alone)
    name, number = text_of(spread.name), text_of(spread.number)
    names = [hidden_in_name(name) for name in layout.header.names]
    pairs = ", ".join(
        f"{{'name': {literal(names[at])}, 'number': {_text(at)}}}"
        for at in spread_columns(layout)
    )
    others = [text_of(cell) for cell in layout.found]
    kept = [text for text in others if text not in (name, number)]
    return (
        f"select {', '.join(kept)}, told.name as {name}, told.number as {number}, "
        "[line] as lines from (select *, unnest(if(len(filled) > 0, filled, "
        "[{'name': null, 'number': null}])) as told from (select *, "
        f"list_filter([{pairs}], lambda one: one.number is not null) as filled "
        f"from {lines})) order by line"
    )


def rows_of_records(layout: Layout, lines: str) -> str:
    """SQL of a row for each record of a list in JSON; an empty one, if none is.

    Cells with a field are the record's, the others are the line's.
    """
    fields = {name: cell.field for name, cell in layout.form.cells.items()}
    picked = [name for name, field in fields.items() if field]
    held = f"{text_of(picked[0])}"
    values = ", ".join(
        f"nullif(trim({_of_record(layout.form.cells[name])}), '') as {text_of(name)}"
        for name in picked
    )
    kept = [text_of(name) for name in layout.found if name not in picked]
    records = f"if(json_valid({held}), json_extract({held}, '$[*]'), [])"
    return (
        f"select {', '.join(kept)}, {values}, [line] as lines from "
        "(select *, unnest(if(len(records) > 0, records, [null])) as record "
        f"from (select *, {records} as records from {lines})) order by line"
    )


def _of_record(cell: Cell) -> str:
    """SQL of the text of a record's field."""
    if cell.criterion:
        return of_record("record", cell)
    return f"json_extract_string(record, {literal(f'$.{cell.field}')})"


def check_columns(
    cursor: duckdb.DuckDBPyConnection, layout: Layout, table: str
) -> None:
    """Refuse a file whose other columns are not numbers; `table` has its lines.

    Raises Refused, naming the first such column.
    """
    spread = spread_columns(layout)
    if not layout.form.spread:
        return
    counted = "".join(
        f", count({_text(at)}), count(*) filter "
        f"(regexp_full_match({_text(at)}, {literal(NUMBER)}))"
        for at in spread
    )
    row = cursor.execute(f"select count(*){counted} from {table}").fetchall()[0][1:]
    for at, filled, numbers in zip(spread, row[::2], row[1::2], strict=True):
        if filled and numbers * 2 < filled:
            raise Refused(_strange(layout, at))
    if not spread:
        raise Refused(say("it has a date and no number; add a column for each metric."))


def _strange(layout: Layout, at: int) -> Said:
    names = [hidden_in_name(name) for name in layout.header.names]
    return say(
        "no source knows this export. Its columns are {columns}. With a column "
        "{dates} it would be a {title}, but {column} holds no numbers.",
        columns=", ".join(names),
        dates=layout.form.fingerprint,
        title=known(layout.form.title),
        column=names[at],
    )
