"""What a file says, and how that is known: the whole of reading any file."""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TextIO

from intake.text.dialect import SAMPLED, dialect_of, usual_width
from intake.text.framing import MOST_TITLES, Frame, frame_of, is_footer
from intake.text.splitting import WIDEST, Dialect, Row, split_rows
from metrics.errors import ExportError
from words import known, mark, say, say_many

HEAD = 1 << 18  # characters that tell the dialect
LAST = 12  # rows that may be footers
TAIL = 1 << 14  # bytes that hold the last row
ENCODING = mark("encoding: {encoding}")
DAMAGED = mark("encoding: {encoding}, with damaged letters")
ESCAPED = mark("quotation mark: {sign}, a backslash before it inside a cell")
DOUBLED = mark("quotation mark: {sign}, doubled inside a cell")
QUOTED = re.compile(r'"[^"]*"')
SIGNS = {
    "\t": mark("tab"),
    " ": mark("space"),
    "": mark("none, one column"),
    ",": mark("comma"),
}


@dataclass(frozen=True)
class Understood:
    """A table of text in a file: how to read it, and what its columns are called.

    `evidence` tells a person what was seen, a sentence each.
    """

    path: Path
    encoding: str
    damaged: bool
    dialect: Dialect
    width: int
    frame: Frame
    has_footer: bool
    evidence: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The columns' names."""
        return self.frame.names

    @property
    def plain(self) -> bool:
        """Whether DuckDB reads it as it is: one header row, then rows only."""
        frame = self.frame
        framed = (frame.titles, frame.header_rows) == (0, 1)
        whole = self.encoding == "utf-8" and not self.damaged
        return framed and whole and self.dialect.plain and not self.has_footer

    def remarks(self) -> Iterator[str]:
        """What was passed over, a sentence each."""
        frame = self.frame
        if frame.titles:
            yield say_many(
                "{n} row above the header passed over.",
                "{n} rows above the header passed over.",
                frame.titles,
            )
        if frame.header_rows > 1:
            yield say("The header has {n} rows.", n=frame.header_rows)
        many = len(footers(self)) if self.has_footer else 0
        if many:
            yield say_many(
                "{n} row below the table passed over.",
                "{n} rows below the table passed over.",
                many,
            )

    def with_header(self, names: tuple[str, ...], delimiter: str) -> Understood:
        """The same text, read with a first row that is known to be its header."""
        return replace(
            self,
            dialect=Dialect(delimiter),
            width=len(names),
            frame=Frame(0, 1, names, ()),
        )


def understand(
    path: Path,
    encoding: str,
    *,
    damaged: bool = False,
    is_csv: bool = False,
    framed: bool = False,
    said: tuple[str, ...] = (),
) -> Understood:
    """Look at the beginning of a text, and its end; `is_csv` where its dialect
    is known."""
    with lines_of(path, encoding) as lines:
        sample = _sample(lines)
    dialect, width = _dialect(sample, is_csv)
    rows = list(islice(split_rows(iter(sample), dialect, width), SAMPLED))
    width -= _ends_with_delimiter(rows, width)
    if framed and rows:
        frame = Frame(0, 1, rows[0].cells, ())
        width = len(rows[0].cells)
    else:
        frame = frame_of(rows, width)
    ends = _last_row(path, encoding, dialect, width)
    has_footer = ends is not None and is_footer(ends, width)
    evidence = (*said, *_evidence(encoding, damaged, dialect, width, frame))
    return Understood(
        path, encoding, damaged, dialect, width, frame, has_footer, evidence
    )


def _last_row(path: Path, encoding: str, dialect: Dialect, width: int) -> Row | None:
    """The last line that is not blank, as a row; None where none can be cut out."""
    if encoding != "utf-8":
        return None
    with path.open("rb") as file:
        file.seek(max(0, file.seek(0, 2) - TAIL))
        lines = file.read().decode("utf-8", "replace").splitlines()
    rows = split_rows(iter(lines[-1:]), dialect, width)
    return next((row for row in rows if not row.blank), None)


def _dialect(sample: list[str], is_csv: bool) -> tuple[Dialect, int]:
    if not is_csv:
        fit = dialect_of(sample)
        return fit.dialect, fit.width
    dialect = Dialect(",")
    rows = [row for row in split_rows(iter(sample), dialect) if not row.blank]
    return dialect, usual_width(rows)[0] if rows else 1


def _ends_with_delimiter(rows: list[Row], width: int) -> bool:
    """Whether all rows have an empty cell more than the header above them."""
    filled = [row.cells for row in rows if not row.blank]
    below = [cells for cells in filled[1:] if len(cells) == width]
    if width < 3 or not below or any(cells[-1].strip() for cells in below):
        return False
    first = next(cells for cells in filled if len(cells) >= width - 1)
    return len(first) == width - 1 and all(cell.strip() for cell in first)


def _sample(lines: Iterator[str]) -> list[str]:
    sample, size = [], 0
    for line in lines:
        sample.append(line)
        size += len(line)
        if size > HEAD or len(sample) >= MOST_TITLES + SAMPLED:
            break
    return sample


def _evidence(
    encoding: str, damaged: bool, dialect: Dialect, width: int, frame: Frame
) -> Iterator[str]:
    yield say(DAMAGED if damaged else ENCODING, encoding=encoding)
    sign = dialect.delimiter
    yield say(
        "delimiter: {sign}; most rows have {n} cells with it",
        sign=known(SIGNS[sign]) if sign in SIGNS else repr(sign),
        n=width,
    )
    quote = dialect.quote or say("none")
    yield say(ESCAPED if dialect.escape else DOUBLED, sign=quote)
    yield _header_evidence(frame)
    yield from frame.evidence


def _header_evidence(frame: Frame) -> str:
    first, last = frame.titles + 1, frame.titles + frame.header_rows
    if not frame.header_rows:
        return say("header: none")
    if first == last:
        return say("header: row {row}", row=first)
    return say("header: row {first} to {last}", first=first, last=last)


@contextmanager
def lines_of(path: Path, encoding: str) -> Iterator[Iterator[str]]:
    """The lines of a text with their ends, without zero bytes.

    Of a line longer than any row may be only the beginning comes.
    """
    errors = "surrogateescape" if encoding.startswith("utf-8") else "replace"
    name = "utf-8-sig" if encoding == "utf-8" else encoding
    with path.open(encoding=name, errors=errors, newline="") as file:
        start = file.read(HEAD)
    newline = "\n" if "\n" in QUOTED.sub("", start) else "\r"
    with path.open(encoding=name, errors=errors, newline=newline) as file:
        yield _lines(file, newline)


def _lines(file: TextIO, newline: str) -> Iterator[str]:
    while line := file.readline(WIDEST):
        more = line
        while len(more) == WIDEST and not more.endswith(newline):
            more = file.readline(WIDEST)
        yield line.replace("\0", "") if "\0" in line else line


def table_rows(table: Understood) -> Iterator[Row]:
    """The rows below the header, without blank ones and footers.

    A short row is filled up; a long one whose surplus is empty is cut to size.
    """
    above = table.frame.titles + table.frame.header_rows
    held: deque[Row] = deque()
    with lines_of(table.path, table.encoding) as lines:
        rows = split_rows(lines, table.dialect, table.width)
        for row in islice(rows, above, None):
            if row.blank:
                continue
            held.append(row)
            if len(held) > LAST:
                yield held.popleft()
    while held and is_footer(held[-1], table.width):
        held.pop()
    yield from held


def footers(table: Understood) -> tuple[str, ...]:
    """The lines below the table that are no rows of it."""
    last: deque[Row] = deque(maxlen=LAST)
    with lines_of(table.path, table.encoding) as lines:
        last.extend(
            row
            for row in split_rows(lines, table.dialect, table.width)
            if not row.blank
        )
    found: deque[str] = deque()
    while last and is_footer(last[-1], table.width):
        found.appendleft(" ".join(filter(None, last.pop().cells)))
    return tuple(found)


def fitted(row: Row, width: int) -> tuple[str, ...]:
    """A row's cells: filled up to a width, empty ones beyond it left out."""
    cells = row.cells
    if len(cells) < width:
        return (*cells, *[""] * (width - len(cells)))
    return cells if any(cells[width:]) else cells[:width]


def write_clean(table: Understood, target: Path) -> int:
    """The table as plain UTF-8 CSV; how many rows it has below its header."""
    rows = 0
    with target.open("w", encoding="utf-8", errors="replace", newline="") as file:
        write = csv.writer(file, lineterminator="\n").writerow
        write(table.names)
        for row in table_rows(table):
            rows += 1
            if row.too_long:
                raise ExportError(
                    say(
                        "{file}: row {row} is longer than {n} characters; shorten its "
                        "longest cell.",
                        file=table.path.name,
                        row=str(row.number),
                        n=WIDEST,
                    )
                )
            write(fitted(row, table.width))
    return rows
