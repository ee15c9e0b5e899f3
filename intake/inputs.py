"""Where rows come from: SQL that reads a file as text, and only as text."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from intake.cells import text_of
from intake.header import Layout
from intake.wording import columns, identifier, literal, literals

LINES = "lines_read"
Values = dict[str, str]


@dataclass(frozen=True)
class Input:
    """An export as it is, or a copy of its whole rows with their numbers."""

    path: Path
    layout: Layout
    numbered: bool = False

    def relation(self) -> str:
        """SQL of the file's rows; $path is its path."""
        form, header = self.layout.form, self.layout.header
        names = [f"c{position}" for position in range(len(header.names))]
        names = ["line", *names] if self.numbered else names
        declared = ", ".join(f"{literal(name)}: 'varchar'" for name in names)
        delimiter = "," if self.numbered else header.delimiter
        return (
            "read_csv($path, auto_detect = false, header = true, strict_mode = true, "
            f"delim = {literal(delimiter)}, quote = '\"', escape = '\"', "
            f"nullstr = [{literals(('', *form.nothing))}], compression = 'none', "
            f"columns = {{{declared}}})"
        )

    def pattern(self) -> str:
        """The path as $path: DuckDB takes [, * and ? for patterns."""
        path = str(self.path.absolute())
        return "".join(f"[{sign}]" if sign in "[*?" else sign for sign in path)

    def texts(self) -> str:
        """SQL of a row's texts, with its number where the file has it."""
        number = ", line::bigint as line" if self.numbered else ""
        return f"select {columns(texts(self.layout))}{number} from {self.relation()}"


def texts(layout: Layout) -> Values:
    """The text of every cell the form knows, trimmed, null where empty."""
    return {text_of(name): _text(at) for name, at in layout.found.items()}


def _text(positions: tuple[int, ...]) -> str:
    cells = [f"trimmed(c{position})" for position in positions]
    if not cells:
        return "null::varchar"
    return cells[0] if len(cells) == 1 else f"coalesce({', '.join(cells)})"


def folded(layout: Layout, numbered: bool) -> str:
    """SQL that makes one row of the lines that share an id, read into LINES.

    A cell that stands on the first line only holds for the lines below it.
    Lines that disagree make rows of their own.
    """
    form = layout.form
    key = text_of(str(form.lines_of))
    summed = [text_of(name) for name in form.add_up]
    names = [name for name in texts(layout) if name not in (key, *summed)]
    first = f"(select min(rowid) from {LINES})"
    line = "" if numbered else f", rowid - {first} + 2 as line"
    filled = columns({name: _from_above(name, key) for name in names})
    kept = ", ".join(identifier(name) for name in (key, *names))
    return (
        f"select {kept}, {columns({name: _sum(name) for name in summed})}, "
        "list(line order by line) as lines "
        f"from (select {filled}, {', '.join((key, *summed))}, line "
        f"from (select *{line} from {LINES})) "
        f"group by {kept} order by min(line)"
    )


def _from_above(name: str, key: str) -> str:
    return f"last_value({name} ignore nulls) over (partition by {key} order by line)"


def _sum(text: str) -> str:
    """The sum as text; a cell that is no number stays, to be found below."""
    odd = f"min({text}) filter ({text} is not null and as_whole({text}) is null)"
    return f"coalesce({odd}, sum(as_whole({text}))::varchar)"
