"""An export as a temporary table of typed rows, made in one reading.

`staged` has the columns of the shared table that the export fills, row_hash,
`problem` (the number of the first one, from 1; null in a good row), `cells`
(the texts of a bad row; of any where ids are made), and a rating where a ticket
export has one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import duckdb

from intake.comments import for_company, hashed
from intake.customers import Pads
from intake.forms import Form
from intake.header import Layout
from intake.house import House
from intake.reading.cells import Evidence, Reading
from intake.reading.evidence import evidence, in_doubt, money_in_doubt
from intake.reading.folding import is_folded, lines_shown, rows_of_lines
from intake.reading.inputs import LINES, Input
from intake.reading.layers import final, layers, problems, shown
from intake.reading.problems import Problem
from intake.reading.questions import with_question
from intake.reading.spreading import check_columns
from intake.reading.zones import zones_of
from intake.tables import TABLES
from intake.wording import columns, layered


@dataclass(frozen=True)
class Staged:
    """The staged table: its columns, and SQL of where its rows stand.

    Rows keep the file's order. `columns` are those of the shared table, `labels`
    the file's names of `cells`; `numbered` rows came from a copy that has their
    numbers. `texts` is SQL that reads the file at `path` again, `texts_shown` its
    list of cells; `evidence` is how its dates and numbers were understood,
    `own_lines` SQL of the cells of each line, where a row has
    several.
    """

    layout: Layout
    columns: tuple[str, ...]
    labels: tuple[str, ...]
    problems: tuple[Problem, ...]
    numbered: bool
    texts: str
    texts_shown: str
    path: str
    first_rowid: int
    own_lines: str = ""
    evidence: Evidence | None = None

    @property
    def key(self) -> str:
        """The column of the id."""
        return TABLES[self.layout.form.table].id

    @property
    def has_plain_ids(self) -> bool:
        """Whether a row's id is what its cell says, and not made of others."""
        return has_plain_ids(self.layout.form)

    @property
    def folded(self) -> bool:
        """Whether a row is of several lines of the file, or a line makes several."""
        return is_folded(self.layout.form)

    @property
    def file_row(self) -> str:
        """SQL: the row of the file, the first one of several; 1 is the header."""
        if self.folded:
            return "staged.lines[1]"
        if self.numbered:
            return "staged.line"
        return f"staged.rowid - {self.first_rowid} + 2"

    @property
    def lines(self) -> str:
        """SQL: how many rows of the file it has."""
        return "len(staged.lines)" if self.folded else "1"


def has_plain_ids(form: Form) -> bool:
    """Whether the id of a row is the text of one cell."""
    cell = form.cells[TABLES[form.table].id]
    return cell.type == "id" and not cell.hashed


def stage(
    cursor: duckdb.DuckDBPyConnection, source: Input, house: House, pads: Pads
) -> Staged:
    """Read the file into `staged`; a duckdb.Error where its rows are broken.

    It is read again where the first reading leaves dates or numbers that some
    people write so. Raises Refused where they can be read in two ways.
    """
    layout = for_company(with_question(source.layout), house)
    source = replace(source, layout=layout)
    reading = Reading(source.layout.form, house, zones_of(source.layout))
    staged = _read(cursor, source, reading, pads)
    rows = source.texts(), {"path": source.pattern()}, source.layout, reading
    doubt = in_doubt(_blamed(cursor, staged), reading)
    if not doubt and not money_in_doubt(cursor, *rows):
        return staged
    found = evidence(cursor, *rows, numbered=source.numbered)
    if not found:
        return staged
    return _read(cursor, source, replace(reading, evidence=found), pads)


def _blamed(cursor: duckdb.DuckDBPyConnection, staged: Staged) -> set[str]:
    """The cells that keep rows of `staged` from being taken."""
    query = "select distinct problem from staged where problem is not null"
    numbers = cursor.execute(query).fetchall()
    return {staged.problems[number - 1].cell for (number,) in numbers}


def _read(
    cursor: duckdb.DuckDBPyConnection, source: Input, reading: Reading, pads: Pads
) -> Staged:
    layout = source.layout
    known = problems(layout, reading)
    values = final(layout, _columns_of(cursor, layout.form.table), reading)
    to_show = shown(layout)
    said = [*layers(layout, reading), {"problem": _first_of(known)}]
    texts, cells = _texts(cursor, source, reading), f"[{', '.join(to_show.values())}]"
    shown_where = "problem is null" if has_plain_ids(layout.form) else "false"
    query = (
        f"create or replace temp table staged as select {columns(values)}, "
        f"{hashed(values)} as row_hash, problem, "
        f"if({shown_where}, null, {cells}) as cells"
        f"{_place(source)} from ({layered(texts, said)})"
    )
    execute(cursor, query, {**pads, "path": source.pattern()})
    return Staged(
        layout,
        tuple(name for name in values if not name.startswith("rating_")),
        tuple(to_show),
        known,
        source.numbered,
        texts,
        cells,
        source.pattern(),
        _first_rowid(cursor),
        lines_shown(cells, source.numbered) if layout.form.lines_of else "",
        reading.evidence,
    )


def _columns_of(cursor: duckdb.DuckDBPyConnection, table: str) -> tuple[str, ...]:
    described = cursor.execute(f"from {table} limit 0").description
    return tuple(name for name, *_ in described)


def _texts(cursor: duckdb.DuckDBPyConnection, source: Input, reading: Reading) -> str:
    """SQL of the rows' texts; lines that make one row are put together."""
    if not is_folded(source.layout.form):
        return source.texts()
    query = f"create or replace temp table {LINES} as {source.texts()}"
    cursor.execute(query, {"path": source.pattern()})
    check_columns(cursor, source.layout, LINES)
    return rows_of_lines(source.layout, source.numbered, reading)


def _first_of(known: Sequence[Problem]) -> str:
    """SQL of the number of the first problem a row has."""
    whens = " ".join(
        f"when {problem.when} then {number}"
        for number, problem in enumerate(known, start=1)
    )
    return f"case {whens} end::usmallint"


def _first_rowid(cursor: duckdb.DuckDBPyConnection) -> int:
    """In a transaction, a table's first row is not its row 0."""
    first = cursor.execute("select coalesce(min(rowid), 0) from staged").fetchall()
    return int(first[0][0])


def _place(source: Input) -> str:
    if is_folded(source.layout.form):
        return ", lines"
    return ", line" if source.numbered else ""


def execute(
    cursor: duckdb.DuckDBPyConnection, query: str, parameters: Mapping[str, object]
) -> None:
    """Run a query with those of the parameters that it names."""
    named = {name: parameters[name] for name in parameters if f"${name}" in query}
    cursor.execute(query, named)
