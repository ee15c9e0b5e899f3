"""Definitions as a band: one metric in one window, counted in every published way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from metrics.alternatives import Alternative
from metrics.measuring import counts
from metrics.periods import Window
from metrics.questions import Question
from metrics.warehouse import Warehouse
from words import mark

OURS = mark("Ours")


@dataclass(frozen=True)
class Counted:
    """A metric counted in one way: its words, its source, n and the amount.

    `lacks` is what the exports would have to tell; empty where it was counted.
    """

    name: str
    counts: str
    source: str
    lacks: str
    n: int
    amount: float | None

    @property
    def is_ours(self) -> bool:
        """Whether it is the number on the card."""
        return self.name == OURS


@dataclass(frozen=True)
class Band:
    """All ways, ours first, and how far apart their amounts lie."""

    ways: tuple[Counted, ...]

    @property
    def ours(self) -> Counted:
        """The number on the card."""
        return self.ways[0]

    @property
    def counted(self) -> tuple[Counted, ...]:
        """Those with an amount, the lowest first."""
        known = [(one.amount, one) for one in self.ways if one.amount is not None]
        return tuple(one for _, one in sorted(known, key=lambda pair: pair[0]))

    @property
    def low(self) -> float | None:
        """The lowest amount."""
        return self.counted[0].amount if self.counted else None

    @property
    def high(self) -> float | None:
        """The highest amount."""
        return self.counted[-1].amount if self.counted else None


def band_of(
    warehouse: Warehouse,
    question: Question,
    window: Window,
    alternatives: Sequence[Alternative],
) -> Band:
    """The question in its own way, and in every other one there is.

    The alternative that is ours already, such as the clock of the card, is not
    told twice.
    """
    definition = question.definition
    ours = _count(warehouse, question, window)
    first = Counted(OURS, definition.counts, definition.source, "", *ours)
    others = [
        _counted(warehouse, question, window, one)
        for one in alternatives
        if one.lacks or one.asked(question) != question
    ]
    return Band((first, *others))


def _counted(
    warehouse: Warehouse, question: Question, window: Window, one: Alternative
) -> Counted:
    told = one.name, one.counts, one.source, one.lacks
    if one.lacks:
        return Counted(*told, 0, None)
    return Counted(*told, *_count(warehouse, one.asked(question), window))


def _count(
    warehouse: Warehouse, question: Question, window: Window
) -> tuple[int, float | None]:
    found = counts(warehouse, question, [window])[0]
    return found.n, found.amount()
