"""Where a table begins and ends in a text: titles, header rows, footers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from intake.text.sorts import is_typed, is_year, typed_columns
from intake.text.splitting import Row
from words import say, say_many

MOST_TITLES = 60
MOST_HEADER_ROWS = 3
BODY = 60  # rows that tell what a column holds
TOTAL = re.compile(
    r"(grand |sub)?-?(totals?|summe|gesamt|jumlah|somme|suma)\b.{0,30}", re.IGNORECASE
)
NOTE = re.compile(
    r"copyright|\(c\)|©|confidential|all rights reserved|sources?\s?:|generated"
    r"|exported|notes?\s?:|\*",
    re.IGNORECASE,
)
LONG_NOTE = 40
IMPORT_ID = '{"importid"'


@dataclass(frozen=True)
class Frame:
    """A table's place: rows above its header, header rows, and its names."""

    titles: int
    header_rows: int
    names: tuple[str, ...]
    evidence: tuple[str, ...]


def frame_of(rows: Sequence[Row], width: int) -> Frame:
    """Find the header among the first rows of a file, blank ones included."""
    start = _first_whole(rows, width)
    table = [row for row in rows[start:] if not row.blank]
    if not table:
        return Frame(start, 0, (), (say("no row has the table's width"),))
    many = _header_rows(table, width)
    header = table[:many]
    # Blank rows between header rows are part of it.
    last = rows.index(header[-1]) if header else start - 1
    said = _titles(start) if start else []
    if not header:
        names = tuple(f"column{at}" for at in range(1, width + 1))
        said.append(say("no header: the first row holds values like all others"))
        return Frame(start, 0, names, tuple(said))
    if many > 1:
        said.append(say("{n} header rows", n=many))
    names = _names(header, width)
    return Frame(start, last - start + 1, names, tuple(said))


def _titles(many: int) -> list[str]:
    return [say_many("{n} line above the header", "{n} lines above the header", many)]


def _first_whole(rows: Sequence[Row], width: int) -> int:
    """The first row that is as wide as the table, and not mostly empty."""
    candidates = list(enumerate(rows[:MOST_TITLES]))
    for at, row in candidates:
        filled = sum(bool(cell.strip()) for cell in row.cells)
        if len(row.cells) == width and filled >= max(1, 0.6 * width):
            return _with_spanning(rows, at, width)
    for at, row in candidates:
        if len(row.cells) == width and not row.blank:
            return at
    return next((at for at, row in candidates if not row.blank), 0)


def _with_spanning(rows: Sequence[Row], at: int, width: int) -> int:
    """A row above that spans columns belongs to the header."""
    if not at or is_body_like(rows[at], rows[at + 1 :], width):
        return at
    above = rows[at - 1]
    filled = sum(bool(cell.strip()) for cell in above.cells)
    spans = len(above.cells) == width and filled >= 2
    return at - 1 if spans else at


def is_body_like(row: Row, below: Sequence[Row], width: int) -> bool:
    """Whether a row holds numbers and times where the rows below do."""
    body = [one.cells for one in below[:BODY] if len(one.cells) == width]
    typed = typed_columns(body, width)
    return bool(typed) and any(
        is_typed(row.cells[at]) for at in typed if at < len(row.cells)
    )


def _header_rows(table: Sequence[Row], width: int) -> int:
    """How many rows name columns: 0 where the first holds values already."""
    body = [row.cells for row in table[1:BODY] if len(row.cells) == width]
    typed = typed_columns(body[MOST_HEADER_ROWS - 1 :] or body, width)
    first = table[0].cells
    if not body:
        return 1
    if typed and _holds_values(first, typed):
        return 0
    many = 1
    while many < min(MOST_HEADER_ROWS, len(table) - 1):
        if not _names_more(table[many].cells, typed, first):
            break
        many += 1
    return many


def _holds_values(first: Sequence[str], typed: dict[int, float]) -> bool:
    """Whether the first row is typed where the body is; years may be names."""
    cells = [first[at] for at in typed if at < len(first) and first[at].strip()]
    if not cells or (all(map(is_year, cells)) and len(set(cells)) == len(cells) > 1):
        return False
    return sum(map(is_typed, cells)) >= max(1, 0.5 * len(cells))


def _names_more(
    row: Sequence[str], typed: dict[int, float], first: Sequence[str]
) -> bool:
    """Whether a row below the first one still names columns."""
    filled = [cell for cell in row if cell.strip()]
    if any(cell.replace(" ", "").lower().startswith(IMPORT_ID) for cell in filled):
        return True
    words = [row[at] for at in typed if at < len(row) and row[at].strip()]
    if any(map(is_typed, filled)):
        return False
    if not any(cell.strip() for cell in first) or not filled:
        return False
    blanks_above = [at for at, cell in enumerate(first) if not cell.strip()]
    fills_blanks = any(at < len(row) and row[at].strip() for at in blanks_above)
    under_names = len(words) >= max(2, 0.6 * len(typed)) and len(filled) > 0.6 * len(
        row
    )
    spanned = fills_blanks and (not typed or bool(words) or _few(filled))
    return under_names or spanned or (_few(filled) and len(filled) < len(row) / 2)


def _few(filled: Sequence[str]) -> bool:
    """Whether the words are those a survey tool writes below its questions."""
    usual = {"response", "open-ended response", "other (please specify)"}
    return bool(filled) and {cell.strip().lower() for cell in filled} <= usual


def _names(header: Sequence[Row], width: int) -> tuple[str, ...]:
    first = _padded(header[0].cells, width)
    if len(header) == 1 or all(cell.strip() for cell in first):
        return first
    parts = [_spread(_padded(row.cells, width)) for row in header[:-1]]
    parts.append(list(_padded(header[-1].cells, width)))
    joined: list[str] = []
    for names in zip_longest(*parts, fillvalue=""):  # a row may be too long
        said = dict.fromkeys(name.strip() for name in names if name.strip())
        joined.append(" ".join(said))
    return tuple(joined)


def _padded(cells: Sequence[str], width: int) -> tuple[str, ...]:
    return (*cells, *[""] * (width - len(cells)))


def _spread(cells: Sequence[str]) -> list[str]:
    """A name that spans columns stands over each of them."""
    spread: list[str] = []
    for cell in cells:
        spread.append(cell if cell.strip() or not spread else spread[-1])
    return spread


def is_footer(row: Row, width: int) -> bool:
    """Whether a row at the end is a total, a note or a copyright line."""
    filled = [cell.strip() for cell in row.cells if cell.strip()]
    if not filled or TOTAL.fullmatch(filled[0]):
        return True
    if width < 3 or len(filled) > 1 or is_typed(filled[0]):
        return False
    if len(row.cells) == 1:
        return True
    return len(filled[0]) > LONG_NOTE or bool(NOTE.match(filled[0]))
