"""Which dialect a text is written in, told by how well each one fits.

Every likely delimiter, quotation mark and escape is tried. The best leaves rows
of one width and cells that look like something: after van den Burg, Nazábal and
Sutton (2019), Data Min. Knowl. Discov. 33, with a width that most rows share
in place of all patterns, so that titles and footers weigh little.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from intake.text.sorts import certainty
from intake.text.splitting import Dialect, Row, split_rows

# The usual ones first: they win a draw.
DELIMITERS = (
    ",", ";", "\t", "|", ", ", "; ", "||", "::", " | ", "~", "^", "\x1f", "\x01",
    "§", "#", "*", "&", "!", "_", "@", "=", "/", "-", ":", " ",
)  # fmt: skip
RARE = frozenset("#*&!_@=/-: ")
QUOTES = ('"', "'")
SAMPLED = 600  # rows
JUDGED = 150  # rows whose cells are looked at
ALONE = 0.05  # the fit of one column only


@dataclass(frozen=True)
class Fit:
    """A dialect with how well it fits, and the width most rows have."""

    dialect: Dialect
    score: float
    width: int


def dialect_of(sample: list[str]) -> Fit:
    """The dialect of a sample of lines."""
    best = Fit(Dialect(""), ALONE, 1)
    for dialect in _candidates("".join(sample)):
        if _most(dialect) > best.score:
            best = max(best, _fit(sample, dialect), key=lambda fit: fit.score)
    return best


def _candidates(text: str) -> Iterator[Dialect]:
    quotes = [quote for quote in QUOTES if quote in text] or ['"']
    for quote in quotes:
        escapes = ["", "\\"] if "\\" + quote in text else [""]
        for delimiter in DELIMITERS:
            if delimiter in text:
                for escape in escapes:
                    yield Dialect(delimiter, quote, escape)


def _fit(sample: list[str], dialect: Dialect) -> Fit:
    rows = _filled(split_rows(iter(sample), dialect))
    if not rows:
        return Fit(dialect, 0.0, 1)
    width, share = usual_width(rows)
    if width < 2:
        return Fit(dialect, 0.0, width)
    cells = [cell for row in rows if len(row.cells) == width for cell in row.cells][
        : JUDGED * width
    ]
    quotes = dialect.quote if dialect.quote == '"' else "'\""
    sure = sum(certainty(cell, quotes) for cell in cells) / len(cells)
    odd = sum(row.mended for row in rows) / len(rows)
    score = share * (width - 1) / width * sure * sure * (1 - odd / 2)
    return Fit(dialect, score * _most(dialect), width)


def _most(dialect: Dialect) -> float:
    """The best a dialect may fit: half for a rare one, and a little more for what
    is usual, to settle draws."""
    order = DELIMITERS.index(dialect.delimiter) / 1000
    quote = 0.002 if dialect.quote != '"' else 0.0
    usual = 1 - order - quote - (0.001 if dialect.escape else 0.0)
    return usual * 0.5 if dialect.delimiter in RARE else usual


def _filled(rows: Iterator[Row]) -> list[Row]:
    return list(islice((row for row in rows if not row.blank), SAMPLED))


def usual_width(rows: list[Row]) -> tuple[int, float]:
    """The width that most rows have, wide ones before narrow, and their share."""
    widths = Counter(len(row.cells) for row in rows)
    width = max(widths, key=lambda one: (widths[one] * (one - 1) / one, one))
    return width, widths[width] / len(rows)
