"""How wide and high text will be, so that nothing runs over on a slide."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import fontpkg_source_sans_3
from PIL import ImageFont

FILE = fontpkg_source_sans_3.ROOT / "files" / "SourceSans3[wght].ttf"
WEIGHTS = {False: 400, True: 700}
EM = 100  # points that letters are measured at
LEADING, TIGHT = 1.2, 1.1  # from line to line, in sizes
# How wide a font's letters are, where our own are 1; Calibri's are never wider.
WIDTHS = {
    "": 1.03,
    "aptos": 1.1,
    "arial": 1.13,
    "arial narrow": 0.95,
    "calibri": 1.03,
    "calibri light": 1.03,
    "cambria": 1.08,
    "garamond": 1.0,
    "helvetica": 1.13,
    "liberation sans": 1.13,
    "open sans": 1.17,
    "segoe ui": 1.13,
    "source sans 3": 1.02,
    "source sans pro": 1.02,
    "tahoma": 1.12,
    "times new roman": 1.02,
    "verdana": 1.32,
}
UNKNOWN = 1.2  # of a font that is none of these


@dataclass(frozen=True)
class Line:
    """A paragraph of one kind.

    `before` is the room above it in points, `leading` from line to line in sizes.
    """

    words: str
    size: float
    ink: str = "text"
    bold: bool = False
    italic: bool = False
    before: float = 0.0
    leading: float = LEADING

    @property
    def pitch(self) -> float:
        """From one line of it to the next, in points."""
        return self.size * self.leading


@dataclass(frozen=True)
class Face:
    """A font family by how much wider than ours it is."""

    factor: float = WIDTHS["calibri"]

    @classmethod
    def named(cls, name: str) -> Face:
        """The face of a font; of an unknown one, a wide one."""
        return cls(WIDTHS.get(name.strip().lower(), UNKNOWN))

    def width(self, words: str, size: float, *, bold: bool = False) -> float:
        """In points, on one line."""
        return _width(words, bold) * size / EM * self.factor

    def wide(self, line: Line) -> float:
        """How wide a paragraph is on one line, in points."""
        return self.width(line.words, line.size, bold=line.bold)

    def rows(self, line: Line, width: float) -> int:
        """How many lines a paragraph takes; a word that is too wide is broken."""
        rows, used = 1, 0.0
        space = self.width(" ", line.size, bold=line.bold)
        for word in line.words.split():
            wide = self.width(word, line.size, bold=line.bold)
            if used and used + space + wide > width:
                rows, used = rows + 1, 0.0
            more = int(wide // width)
            rows, used = rows + more, used + (space if used else 0) + wide
            used -= more * width
        return rows

    def high(self, lines: Iterable[Line], width: float) -> float:
        """How high paragraphs are one below the other, in points."""
        return sum(one.before + self.rows(one, width) * one.pitch for one in lines)

    def longest_word(self, words: str, size: float, *, bold: bool = False) -> float:
        """In points."""
        return max(
            (self.width(one, size, bold=bold) for one in words.split()), default=0
        )

    def packed(self, facts: Sequence[str], size: float, width: float) -> list[str]:
        """Facts in lines of that width, as few as hold them in their order."""
        lines: list[str] = []
        for fact in facts:
            longer = f"{lines[-1]} · {fact}" if lines else fact
            if lines and self.width(longer, size) <= width:
                lines[-1] = longer
            else:
                lines.append(fact)
        return lines


@lru_cache(20_000)
def _width(words: str, bold: bool) -> float:
    return _font(bold).getlength(words)


@cache
def _font(bold: bool) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(str(FILE), EM)
    font.set_variation_by_axes([WEIGHTS[bold]])
    return font
