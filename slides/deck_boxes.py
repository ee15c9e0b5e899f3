"""Places on a slide, in points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

Thing = TypeVar("Thing")


@dataclass(frozen=True)
class Box:
    """A rectangle."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height

    def inside(self, edge: float) -> Box:
        """The box without its edges."""
        across, down = self.width - 2 * edge, self.height - 2 * edge
        return Box(self.left + edge, self.top + edge, across, down)

    def below(self, taken: float) -> Box:
        """What is left when that much is taken from the top."""
        return replace(self, top=self.top + taken, height=self.height - taken)

    def above(self, taken: float) -> Box:
        """What is left when that much is taken from the bottom."""
        return replace(self, height=self.height - taken)

    def after(self, taken: float) -> Box:
        """What is left when that much is taken from the left."""
        return replace(self, left=self.left + taken, width=self.width - taken)

    def strip(self, height: float) -> Box:
        """That much of its top."""
        return replace(self, height=height)

    def column(self, width: float) -> Box:
        """That much of its left."""
        return replace(self, width=width)

    def grid(self, columns: int, rows: int, gap: float) -> list[Box]:
        """Boxes of one size, row by row."""
        width = (self.width - (columns - 1) * gap) / columns
        height = (self.height - (rows - 1) * gap) / rows
        return [
            Box(
                self.left + column * (width + gap),
                self.top + row * (height + gap),
                width,
                height,
            )
            for row in range(rows)
            for column in range(columns)
        ]


def divided(things: Sequence[Thing], n: int) -> list[tuple[Thing, ...]]:
    """So many parts, as equal as they can be, the larger ones first."""
    least, more = divmod(len(things), n)
    parts, start = [], 0
    for at in range(n):
        end = start + least + (at < more)
        parts.append(tuple(things[start:end]))
        start = end
    return parts
