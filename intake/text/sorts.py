"""What sort of thing a cell holds: enough to tell a header from its rows."""

from __future__ import annotations

import re
from collections.abc import Sequence

NUMBER = re.compile(
    r"[-+(]?\s?[$€£¥₹]?\s?(\d{1,3}([,. '\u00a0\u202f]\d{3})+|\d+)?([.,]\d+)?"
    r"([eE][-+]?\d+)?\s?[%€$£)]?"
)
TIME = re.compile(
    r"(\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|\d{1,2}[-/. ]\w{3,9}\.?[-/. ,]+\d{2,4}"
    r"|\w{3,9}\.? \d{1,2},? \d{4})"
    r"([T ,]+\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?\s?([aApP]\.?[mM]\.?)?)?"
    r"\s?(Z|UTC|GMT|[A-Z]{2,4}|[-+]\d{2}:?\d{2})?|-?\d+:\d{2}(:\d{2}([.,]\d+)?)?"
)
WEB = re.compile(r"(https?://|www\.)\S+|[^@\s,;|]+@[^@\s,;|]+\.\w{2,}|\d+(\.\d+){3}")
PARTING = re.compile(r"[,;\t|]")
YEAR = re.compile(r"(19|20)\d{2}")


def is_typed(cell: str) -> bool:
    """Whether a cell is a number, a time, or an address of some kind."""
    text = cell.strip()
    return bool(text) and (is_number(text) or bool(TIME.fullmatch(text)))


def is_number(text: str) -> bool:
    """Whether a text is a number as people and systems write them."""
    return any(sign.isdigit() for sign in text) and bool(NUMBER.fullmatch(text))


def certainty(cell: str, quotes: str) -> float:
    """How sure a cell was cut out rightly, 0 to 1."""
    text = cell.strip()
    if text != cell and text:
        return 0.6 * certainty(text, quotes)
    if not text or is_typed(text) or WEB.fullmatch(text):
        return 1.0
    if text[0] in quotes or text[-1] in quotes:
        return 0.1
    return 0.3 if PARTING.search(text) else 0.85


def typed_columns(rows: Sequence[Sequence[str]], width: int) -> dict[int, float]:
    """Columns most of whose filled cells are typed, and their share."""
    found = {}
    for at in range(width):
        cells = [row[at] for row in rows if at < len(row) and row[at].strip()]
        typed = sum(map(is_typed, cells))
        if cells and typed >= 0.8 * len(cells):
            found[at] = typed / len(cells)
    return found


def is_year(cell: str) -> bool:
    """A year may well be the name of a column."""
    return bool(YEAR.fullmatch(cell.strip()))
