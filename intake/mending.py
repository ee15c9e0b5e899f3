"""The slow way to read a file with broken rows: whole rows are copied out.

A quotation mark that is never closed swallows the rows after it. So a row that
does not fit the header loses its first line only, and reading goes on with the
next one.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path
from typing import TextIO

from intake.header import Header
from intake.scan import Scan

Judge = Callable[[list[str], list[str]], str | None]
LONGEST = 2_000  # lines in one row
WIDEST = 400_000  # characters in one row
UNCLOSED = (
    "A quotation mark in this row is opened and not closed; "
    "close it, or double it where it is meant."
)
TOO_LONG = "This row is too long to read; shorten its longest cell."
NO_TEXT = "This row has bytes that are no {encoding} text; save the file as UTF-8."


@dataclass(frozen=True)
class Mended:
    """Two files, of whole rows and of broken ones with their reasons."""

    whole: Path
    broken: Path
    rows: int  # in both
    whole_rows: int


@dataclass(frozen=True)
class Row:
    """A row by its number in a spreadsheet; a broken one has a reason."""

    number: int
    cells: tuple[str, ...]
    reason: str | None = None


def mend(path: Path, scan: Scan, header: Header, folder: Path) -> Mended:
    """Copy whole rows, numbered, to one file and the rest to another."""
    whole_path, broken_path = folder / "whole.csv", folder / "broken.csv"
    rows = whole_rows = 0
    with ExitStack() as stack:
        lines = stack.enter_context(_open(path, scan))
        whole = stack.enter_context(whole_path.open("w", encoding="utf-8"))
        broken = stack.enter_context(broken_path.open("w", encoding="utf-8"))
        write_whole = csv.writer(whole, lineterminator="\n").writerow
        write_broken = csv.writer(broken, lineterminator="\n").writerow
        write_whole(["line", *range(len(header.names))])
        write_broken(["line", "reason"])
        for row in rows_of(lines, header, scan.encoding):
            rows += 1
            if row.reason is None:
                whole_rows += 1
                write_whole([row.number, *row.cells])
            else:
                write_broken([row.number, row.reason])
    return Mended(whole_path, broken_path, rows, whole_rows)


def _open(path: Path, scan: Scan) -> TextIO:
    encoding = "utf-8-sig" if scan.encoding == "utf-8" else scan.encoding
    errors = "replace" if scan.encoding == "utf-16" else "surrogateescape"
    return path.open(encoding=encoding, errors=errors, newline="")


def rows_of(lines: Iterator[str], header: Header, encoding: str) -> Iterator[Row]:
    """Every row below the header, without blank ones; the header is row 1."""
    waiting = _Lines(lines)
    reader = csv.reader(waiting, delimiter=header.delimiter, strict=True)
    judge = partial(_misfit, width=len(header.names), encoding=encoding)
    header_seen = False
    for number in count(1):
        cells, reason = _next_row(reader, waiting, judge)
        if cells is None:
            return
        if reason is None and not any(cell.strip() for cell in cells):
            continue
        if header_seen:
            yield Row(number, tuple(cells[: len(header.names)]), reason)
        header_seen = True


class _Lines:
    """Lines for a reader: those of its last row are known, and can be given back."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._back: deque[str] = deque()
        self.taken: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if len(self.taken) == LONGEST:
            raise StopIteration
        line = self._back.popleft() if self._back else next(self._lines)
        self.taken.append(line)
        return line

    def give_back(self) -> None:
        """All but the first one."""
        self._back.extendleft(reversed(self.taken[1:]))


def _next_row(
    reader: Iterator[list[str]], lines: _Lines, judge: Judge
) -> tuple[list[str] | None, str | None]:
    """Cells, None after the last row; and why they are no row, if they are not."""
    lines.taken = []
    try:
        cells = next(reader, None)
        reason = None if cells is None else judge(cells, lines.taken)
    except csv.Error as error:
        cells, reason = [], TOO_LONG if "limit" in str(error) else UNCLOSED
    if reason:
        lines.give_back()
    return cells, reason


def _misfit(
    cells: list[str], taken: list[str], width: int, encoding: str
) -> str | None:
    """Why a row does not fit the header, if it does not."""
    if not all(line.isascii() for line in taken) and not _is_text(cells):
        return NO_TEXT.format(encoding="UTF-8" if encoding == "utf-8" else encoding)
    if sum(map(len, taken)) > WIDEST:
        return TOO_LONG
    if not any(cell.strip() for cell in cells):
        return None
    if len(cells) < width or any(cells[width:]):
        has = "1 cell" if len(cells) == 1 else f"{len(cells)} cells"
        return f"This row has {has} where the header has {width}."
    return None


def _is_text(cells: list[str]) -> bool:
    return not any("\udc80" <= char <= "\udcff" for cell in cells for char in cell)
