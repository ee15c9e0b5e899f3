"""The slow way to read a file: its rows are copied out, numbered, as plain CSV.

It reads whatever the reader of texts understands; rows that do not fit the
header are put apart with their reasons.
"""

from __future__ import annotations

import csv
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from intake.arriving.progress import Progress
from intake.telling import in_english
from intake.text.splitting import Row
from intake.text.understanding import Understood, fitted, table_rows
from words import Said, say, say_many

TOLD_EVERY = 5_000  # rows
WIDEST = 400_000  # characters in one row


@dataclass(frozen=True)
class Mended:
    """Two files, of whole rows and of broken ones with their reasons: to be stored,
    and in English.

    `misquoted` rows had a quotation mark that was taken for text.
    """

    whole: Path
    broken: Path
    rows: int  # in both
    whole_rows: int
    misquoted: int


def mend(table: Understood, folder: Path, progress: Progress | None = None) -> Mended:
    """Copy whole rows, numbered, to one file and the rest to another."""
    progress = progress or Progress("")
    whole_path, broken_path = folder / "whole.csv", folder / "broken.csv"
    rows = whole_rows = misquoted = 0
    with ExitStack() as stack:
        whole = stack.enter_context(_new(whole_path))
        broken = stack.enter_context(_new(broken_path))
        write_whole = csv.writer(whole, quoting=csv.QUOTE_ALL).writerow
        write_broken = csv.writer(broken, quoting=csv.QUOTE_ALL).writerow
        write_whole(["line", *range(len(table.names))])
        write_broken(["line", "reason", "told"])
        for row in table_rows(table):
            rows += 1
            if not rows % TOLD_EVERY:
                progress.count(rows)
            reason = _misfit(row, table)
            if reason:
                write_broken([row.number, reason.kept(), in_english(reason)])
                continue
            whole_rows += 1
            misquoted += row.mended
            write_whole([row.number, *fitted(row, len(table.names))])
    return Mended(whole_path, broken_path, rows, whole_rows, misquoted)


def _new(path: Path) -> TextIO:
    return path.open("w", encoding="utf-8", newline="")


def _misfit(row: Row, table: Understood) -> Said | None:
    """Why a row does not fit the header, if it does not."""
    if not _is_text(row, table.encoding):
        wanted = "UTF-8" if table.encoding == "utf-8" else table.encoding
        return say(
            "This row has bytes that are no {encoding} text; save the file as UTF-8.",
            encoding=wanted,
        )
    if row.too_long or sum(map(len, row.cells)) > WIDEST:
        return say("This row is too long to read; shorten its longest cell.")
    width = len(table.names)
    if len(row.cells) < width or any(row.cells[width:]):
        return say_many(
            "This row has {n} cell where the header has {width}.",
            "This row has {n} cells where the header has {width}.",
            len(row.cells),
            width=width,
        )
    return None


def _is_text(row: Row, encoding: str) -> bool:
    text = "".join(row.cells)
    if encoding == "utf-8":
        return text.isascii() or not any("\udc80" <= sign <= "\udcff" for sign in text)
    return "\ufffd" not in text
