"""Files of text that meet by a column of each, as one file of text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from intake.forms import Part
from intake.header import plain
from intake.wording import literal
from words import say, say_many

ROOM = Path(__file__).parent
MACROS = (ROOM / "reading" / "written.sql").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Added:
    """A part of an export: what it is called, its columns, and its numbered rows."""

    part: Part
    name: str
    names: tuple[str, ...]
    path: Path

    def place(self, column: str) -> str:
        """SQL of a column's text."""
        return f"c{[plain(name) for name in self.names].index(plain(column))}"


@dataclass(frozen=True)
class Joined:
    """The file of all rows, the columns that were added, and what to tell."""

    path: Path
    columns: tuple[str, ...]
    said: tuple[str, ...]


def join(
    first: Path, names: Sequence[str], parts: Sequence[Added], target: Path
) -> Joined:
    """Add the columns of the parts to numbered rows, in their order.

    Memory is bounded: what does not fit into it goes to the target's folder.
    """
    known, said = list(names), []
    with duckdb.connect() as connection:
        connection.execute(f"set temp_directory = {literal(str(target.parent))}")
        connection.execute(MACROS)
        _read(connection, "whole", first, len(names))
        for part in parts:
            _read(connection, "part", part.path, len(part.names))
            said += _add(connection, part, known)
            known += part.part.columns
        connection.execute(
            "copy (select * from whole order by line::bigint) to $target "
            "(header true, delimiter ',', quote '\"', escape '\"', force_quote *)",
            {"target": str(target)},
        )
    return Joined(target, tuple(known[len(names) :]), tuple(said))


def _read(
    connection: duckdb.DuckDBPyConnection, table: str, path: Path, width: int
) -> None:
    declared = ", ".join(
        f"{literal(name)}: 'varchar'"
        for name in ("line", *(f"c{at}" for at in range(width)))
    )
    connection.execute(
        f"create or replace table {table} as select * from read_csv($path, "
        "auto_detect = false, header = true, delim = ',', quote = '\"', "
        f"escape = '\"', nullstr = '', columns = {{{declared}}})",
        {"path": str(path.absolute())},
    )


def _add(
    connection: duckdb.DuckDBPyConnection, added: Added, known: Sequence[str]
) -> list[str]:
    """Put a part's columns into `whole`; what did not meet, in words."""
    part, width = added.part, len(known)
    ours = [plain(name) for name in known].index(plain(part.meets or part.by))
    summed = {plain(column) for column in part.add_up}
    values = ", ".join(
        f"{_of_several(added.place(column), plain(column) in summed, connection)} "
        f"as c{width + number}"
        for number, column in enumerate(part.columns)
    )
    connection.execute(
        f"""
        create or replace table one_each as
        select {_key(added.place(part.by))} as id, count(*) as many, {values}
        from part
        where id is not null
        group by id
        """
    )
    unmet = _count(
        connection,
        "select coalesce(sum(many), 0) from one_each where id not in ("
        f"select {_key(f'c{ours}')} from whole where c{ours} is not null)",
    )
    repeated = _count(connection, "select count(*) from one_each where many > 1")
    connection.execute(
        f"""
        create or replace table whole as
        select whole.*, one_each.* exclude (id, many)
        from whole
        left join one_each on one_each.id = {_key(f"whole.c{ours}")}
        """
    )
    return _told(added, unmet, repeated if len(part.add_up) < len(part.columns) else 0)


def _key(cell: str) -> str:
    """SQL of an id's text; some tools write a number as 17.0."""
    return f"nullif(regexp_replace(trim({cell}), '^(\\d+)\\.0$', '\\1'), '')"


def _of_several(
    cell: str, is_summed: bool, connection: duckdb.DuckDBPyConnection
) -> str:
    """SQL of what the rows of one id say together, as text.

    A cell that is no number stays, to be found as such.
    """
    if not is_summed:
        return f"arg_min({cell}, line::bigint) filter ({cell} is not null)"
    way = "with_comma_decimal" if _has_comma(connection, cell) else "with_dot_decimal"
    number = f"try_cast({way}(figures({cell})) as decimal(18, 4))"
    odd = f"min({cell}) filter ({cell} is not null and {number} is null)"
    return f"coalesce({odd}, sum({number})::varchar)"


def _has_comma(connection: duckdb.DuckDBPyConnection, cell: str) -> bool:
    """Whether the numbers of a column have a decimal comma."""
    found = connection.execute(
        f"select coalesce(bool_or(is_comma_decimal(figures({cell}))), false) "
        f"and not coalesce(bool_or(is_dot_decimal(figures({cell}))), false) from part"
    ).fetchall()
    return bool(found[0][0])


def _count(connection: duckdb.DuckDBPyConnection, query: str) -> int:
    return int(connection.execute(query).fetchall()[0][0])


def _told(added: Added, unmet: int, repeated: int) -> list[str]:
    said: list[str] = []
    if unmet:
        said.append(
            say_many(
                "{file}: {n} row belongs to none of the first file's and adds nothing.",
                "{file}: {n} rows belong to none of the first file's and add nothing.",
                unmet,
                file=added.name,
            )
        )
    if repeated:
        said.append(
            say(
                "{file}: {n} values of {column} stand more than once; the first row "
                "of each was taken.",
                file=added.name,
                n=repeated,
                column=added.part.by,
            )
        )
    return said
