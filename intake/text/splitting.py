"""Lines of text taken apart into rows of cells, however they were quoted.

Every reading of a row is tolerant: a quotation mark inside a cell is text
unless it ends the cell, and one that is never closed is text as well.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST = 2_000  # lines in one row
ODDEST = 3  # lines in one with a stray mark, when its first line may be whole
WIDEST = 2_000_000  # characters in one row


@dataclass(frozen=True)
class Dialect:
    """What parts cells and wraps them; an empty escape means doubled quotes."""

    delimiter: str
    quote: str = '"'
    escape: str = ""

    @property
    def plain(self) -> bool:
        """Whether it is written as RFC 4180 has it, but for the delimiter."""
        return self.quote == '"' and not self.escape and len(self.delimiter) == 1


@dataclass(frozen=True)
class Row:
    """A row by its place in the file, the first is 1; `mended` was misquoted."""

    number: int
    cells: tuple[str, ...]
    mended: bool = False
    too_long: bool = False

    @property
    def blank(self) -> bool:
        """Whether no cell holds anything."""
        return not any(cell.strip() for cell in self.cells)


class _Lines:
    """Lines, of which the last ones taken can be given back."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._back: deque[str] = deque()

    def take(self) -> str | None:
        return self._back.popleft() if self._back else next(self._lines, None)

    def give_back(self, lines: list[str]) -> None:
        self._back.extendleft(reversed(lines))


def split_rows(
    lines: Iterator[str], dialect: Dialect, width: int | None = None
) -> Iterator[Row]:
    """Every row of the lines, blank ones too.

    `width` is how many cells a row ought to have, where that is known: then of
    the readings of a misquoted row the one that fits is taken.
    """
    waiting = _Lines(lines)
    number = 0
    while (line := waiting.take()) is not None:
        number += 1
        if not dialect.quote or dialect.quote not in line:
            yield Row(number, _parted(bare(line), dialect), too_long=_is_long(line))
        else:
            yield _quoted_row(number, line, waiting, dialect, width)


def bare(line: str) -> str:
    """A line without its end."""
    return line.rstrip("\r\n") if line.endswith(("\n", "\r")) else line


def _is_long(text: str) -> bool:
    return len(text) >= WIDEST


def _parted(text: str, dialect: Dialect) -> tuple[str, ...]:
    if not dialect.delimiter:
        return (text,)
    cells = text.split(dialect.delimiter)
    if dialect.escape and dialect.escape in text:
        return split_text(text, Dialect(dialect.delimiter, "", dialect.escape))[0]
    return tuple(cells)


def _quoted_row(
    number: int, line: str, waiting: _Lines, dialect: Dialect, width: int | None
) -> Row:
    """A row that may go on over several lines."""
    taken, text, size = [line], bare(line), len(line)
    cells, is_open, odd = split_text(text, dialect)
    if not is_open and not odd:
        return Row(number, cells, too_long=size >= WIDEST)
    one = _one_line(text, dialect, width)
    most = ODDEST if width in {None, len(one)} else LONGEST
    while is_open and len(taken) < (most if odd else LONGEST) and size <= WIDEST:
        more = waiting.take()
        if more is None:
            break
        taken.append(more)
        size += len(more)
        if dialect.quote not in more:
            continue
        cells, is_open, odd = split_text(bare("".join(taken)), dialect)
    enough = width is None or len(cells) >= width
    if not is_open and not odd and enough:
        return Row(number, cells, too_long=size >= WIDEST)
    if not is_open and (len(one) != width or (len(taken) == 1 and len(cells) == width)):
        return Row(number, cells, mended=odd, too_long=size >= WIDEST)
    waiting.give_back(taken[1:])
    return Row(number, one, mended=True, too_long=_is_long(line))


def _one_line(text: str, dialect: Dialect, width: int | None) -> tuple[str, ...]:
    """The first line alone: the reading that fits, else with quotes as text."""
    readings = (
        _greedily(text, dialect),
        tuple(text.split(dialect.delimiter)) if dialect.delimiter else (text,),
    )
    return next((one for one in readings if len(one) == width), readings[-1])


def _greedily(text: str, dialect: Dialect) -> tuple[str, ...]:
    """Cells whose quotation ends at the first mark before a delimiter; where
    there is none, the mark that opens it is text."""
    return split_text(text, dialect, greedy=True)[0]


def split_text(
    text: str, dialect: Dialect, *, greedy: bool = False
) -> tuple[tuple[str, ...], bool, bool]:
    """The cells of a text, whether its last quotation is open, and whether any
    quotation mark stood where it should not."""
    cells: list[str] = []
    at, odd, length = 0, False, len(text)
    delimiter, quote = dialect.delimiter, dialect.quote
    while True:
        if quote and text.startswith(quote, at):
            cell, end, closed, strange = _quoted(text, at, dialect, greedy)
            odd |= strange
            if not closed and not greedy:
                return (*cells, cell), True, odd
            if not closed:
                cell, end = _bare_cell(text, at, dialect)
            cells.append(cell)
            at = end
        else:
            cell, at = _bare_cell(text, at, dialect)
            odd |= bool(quote) and quote in cell
            cells.append(cell)
        if at >= length or not delimiter:
            return tuple(cells), False, odd
        at += len(delimiter)


def _bare_cell(text: str, at: int, dialect: Dialect) -> tuple[str, int]:
    if not dialect.delimiter:
        return text[at:], len(text)
    end = text.find(dialect.delimiter, at)
    while end > 0 and dialect.escape and text[end - 1] == dialect.escape:
        text = text[: end - 1] + text[end:]
        end = text.find(dialect.delimiter, end)
    end = len(text) if end < 0 else end
    return text[at:end], end


def _quoted(
    text: str, start: int, dialect: Dialect, greedy: bool
) -> tuple[str, int, bool, bool]:
    """A quoted cell from its mark on: cell, end, whether closed, whether odd."""
    quote, escape = dialect.quote, dialect.escape
    parts: list[str] = []
    at, odd = start + 1, False
    while True:
        end = text.find(quote, at)
        if end < 0:
            parts.append(text[at:])
            return "".join(parts), len(text), False, odd
        if escape and _is_escaped(text, end, at, escape):
            parts.append(text[at : end - 1] + quote)
            at = end + 1
            continue
        after = end + 1
        if greedy and _ends_cell(text, after, dialect):
            parts.append(text[at:end])
            return "".join(parts), after, True, odd
        if text.startswith(quote, after) and not greedy:
            parts.append(text[at:end] + quote)
            at = after + 1
            continue
        closed = _ends_cell(text, after, dialect) or _ends_cell_after_space(
            text, after, dialect
        )
        if closed:
            parts.append(text[at:end])
            while after < len(text) and not _ends_cell(text, after, dialect):
                after += 1
            return "".join(parts), after, True, odd
        parts.append(text[at:end] + quote)
        at, odd = after, True


def _is_escaped(text: str, end: int, start: int, escape: str) -> bool:
    """Whether an odd number of escapes stands before the mark."""
    at = end
    while at > start and text[at - 1] == escape:
        at -= 1
    return (end - at) % 2 == 1


def _ends_cell(text: str, at: int, dialect: Dialect) -> bool:
    if at >= len(text):
        return True
    return bool(dialect.delimiter) and text.startswith(dialect.delimiter, at)


def _ends_cell_after_space(text: str, at: int, dialect: Dialect) -> bool:
    """Whether only blanks stand between a closing mark and the delimiter."""
    if dialect.delimiter.startswith(" "):
        return False
    while at < len(text) and text[at] == " ":
        at += 1
    return _ends_cell(text, at, dialect)
