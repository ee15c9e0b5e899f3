"""The slow way to read a file with broken rows: whole rows are copied out.

A quotation mark that is never closed swallows the rows after it. So a row that
does not fit the header loses its first line only, and reading goes on with the
next one.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from intake.header import Header
from intake.scan import Scan

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
    number = 0
    header_seen = False
    while (row := _next_row(waiting, header, encoding)) is not None:
        number += 1
        if row.reason is None and not any(cell.strip() for cell in row.cells):
            continue
        if header_seen:
            yield Row(number, row.cells, row.reason)
        header_seen = True


class _Lines:
    """Lines that can be given back."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._back: deque[str] = deque()

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        return self._back.popleft() if self._back else next(self._lines)

    def give_back(self, lines: list[str]) -> None:
        self._back.extendleft(reversed(lines))


def _next_row(lines: _Lines, header: Header, encoding: str) -> Row | None:
    taken: list[str] = []

    def feed() -> Iterator[str]:
        while len(taken) < LONGEST and (line := next(lines, None)) is not None:
            taken.append(line)
            yield line

    try:
        cells = next(csv.reader(feed(), delimiter=header.delimiter, strict=True), None)
        reason = None if cells is None else _misfit(cells, taken, header, encoding)
    except csv.Error as error:
        cells, reason = [], TOO_LONG if "limit" in str(error) else UNCLOSED
    if cells is None:
        return None
    if reason:
        lines.give_back(taken[1:])
        return Row(0, (), reason)
    return Row(0, tuple(cells[: len(header.names)]))


def _misfit(
    cells: list[str], taken: list[str], header: Header, encoding: str
) -> str | None:
    """Why a row does not fit the header, if it does not."""
    width = len(header.names)
    if not "".join(cells).isascii() and not _is_text(cells):
        return NO_TEXT.format(encoding="UTF-8" if encoding == "utf-8" else encoding)
    if sum(map(len, taken)) > WIDEST:
        return TOO_LONG
    if not any(cell.strip() for cell in cells):
        return None
    if len(cells) < width or any(cells[width:]):
        return f"This row has {count(len(cells))} where the header has {width}."
    return None


def count(cells: int) -> str:
    """1 cell, 2 cells."""
    return f"{cells} cell" if cells == 1 else f"{cells} cells"


def _is_text(cells: list[str]) -> bool:
    return not any("\udc80" <= char <= "\udcff" for cell in cells for char in cell)
