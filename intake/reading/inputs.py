"""Where rows come from: SQL that reads a file as text, and only as text."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from intake.header import Layout
from intake.reading.cells import text_of
from intake.reading.criteria import criteria_texts
from intake.reading.spreading import spread_texts
from intake.wording import columns, literal, literals

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
        read = columns(texts(self.layout) | spread_texts(self.layout))
        return f"select {read}{number} from {self.relation()}"


def texts(layout: Layout) -> Values:
    """The text of every cell the form knows, trimmed, null where empty."""
    plain = {text_of(name): _text(at) for name, at in layout.found.items()}
    return plain | criteria_texts(layout)


def _text(positions: tuple[int, ...]) -> str:
    cells = [f"trimmed(c{position})" for position in positions]
    if not cells:
        return "null::varchar"
    return cells[0] if len(cells) == 1 else f"coalesce({', '.join(cells)})"
