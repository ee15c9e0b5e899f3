"""Parity: why a helpdesk shows another figure than we do, choice by choice.

Ours is counted again under each choice that helpdesks make differently, one at a
time, and under the likeliest pairs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import isclose

from metrics.alternatives import Alternative
from metrics.choices import TERMS, Asked, Choice, choices_of
from metrics.figures import Figure
from metrics.measuring import counts
from metrics.own_words import spoken
from metrics.periods import Period
from metrics.questions import Question
from metrics.warehouse import Warehouse
from words import say

# So many pairs are counted: those whose two differences add up nearest to the gap.
PAIRS = 8
ROUNDING = 1e-9


@dataclass(frozen=True)
class Shown:
    """What the helpdesk shows: a figure, and how many it says it counted."""

    figure: Figure
    n: int | None = None

    def is_met_by(self, n: int, amount: float | None) -> bool:
        """Whether that is what it shows, as exactly as it shows it."""
        if amount is None or not self.figure.is_met_by(amount):
            return False
        return self.n is None or self.n == n


def lowered(words: str) -> str:
    """A choice inside a sentence."""
    return words[0].lower() + words[1:]


@dataclass(frozen=True)
class Tried:
    """Ours under one choice, or two: n, the amount, and what that does to the gap.

    `difference` is from ours. `closes` is the part of the gap that is gone, 1.0
    all of it, below 0 where the gap is wider; None where there was none.
    """

    choices: tuple[str, ...]
    n: int
    amount: float | None
    difference: float | None
    closes: float | None
    fits: bool

    @property
    def words(self) -> str:
        """The choices in one phrase: Counting by UTC days."""
        first, *more = map(spoken, self.choices)
        for one in more:
            first = say("{choice} and {another}", choice=first, another=lowered(one))
        return first


@dataclass(frozen=True)
class Parity:
    """The helpdesk's figure beside ours, and all that was tried, the nearest first.

    `pair` is the best two choices together; None where one alone is as good.
    """

    shown: Shown
    n: int
    amount: float | None
    fits: bool
    tried: tuple[Tried, ...]
    pair: Tried | None

    @property
    def moving(self) -> tuple[Tried, ...]:
        """The choices that make a difference."""
        return tuple(one for one in self.tried if self._moves(one))

    @property
    def still(self) -> tuple[Tried, ...]:
        """The choices that make none."""
        return tuple(one for one in self.tried if not self._moves(one))

    @property
    def single(self) -> Tried | None:
        """The one choice that comes nearest; None where none comes nearer."""
        nearer = (one for one in self.moving if one.fits or (one.closes or 0) > 0)
        return next(nearer, None)

    def _moves(self, one: Tried) -> bool:
        if one.amount is None or self.amount is None:
            return one.amount is not self.amount
        same = isclose(one.amount, self.amount, rel_tol=ROUNDING, abs_tol=ROUNDING)
        return one.n != self.n or not same


def parity_of(
    warehouse: Warehouse,
    question: Question,
    period: Period,
    alternatives: Sequence[Alternative],
    shown: Shown,
    zones: Sequence[str] = (),
) -> Parity:
    """Try every choice for a metric in a period against what a helpdesk shows."""
    asked = Asked(question, period.window())
    trial = _Trial(warehouse, asked, shown, *_count(warehouse, asked))
    found = choices_of(warehouse, asked, period, alternatives, zones)
    tried = [(choice, trial.under(choice)) for choice in found]
    tried.sort(key=lambda pair: trial.rank(pair[1]))
    fits = shown.is_met_by(trial.n, trial.amount)
    told = tuple(one for _, one in tried)
    parity = Parity(shown, trial.n, trial.amount, fits, told, None)
    if fits or (parity.single and parity.single.fits):
        return parity
    pair = trial.best_pair(tried)
    better = pair and trial.rank(pair) < trial.rank(parity.single or trial.ours())
    return Parity(shown, trial.n, trial.amount, fits, told, pair if better else None)


@dataclass(frozen=True)
class _Trial:
    """Ours and theirs, to try choices on."""

    warehouse: Warehouse
    asked: Asked
    shown: Shown
    n: int
    amount: float | None

    def ours(self) -> Tried:
        return self._told((), self.n, self.amount)

    def under(self, *chosen: Choice) -> Tried:
        asked = self.asked
        for choice in sorted(chosen, key=lambda one: TERMS.index(one.term)):
            asked = choice.apply(asked)
        words = tuple(choice.words for choice in chosen)
        return self._told(words, *_count(self.warehouse, asked))

    def rank(self, one: Tried) -> tuple[bool, float, int]:
        """What fits comes first, then what is nearest, in the amount and in n."""
        n_off = 0 if self.shown.n is None else abs(one.n - self.shown.n)
        return not one.fits, self._off(one.amount), n_off

    def best_pair(self, tried: Sequence[tuple[Choice, Tried]]) -> Tried | None:
        """The best of the pairs that promise to close the gap."""
        moving = [
            (choice, one.difference)
            for choice, one in tried
            if one.difference is not None and abs(one.difference) > ROUNDING
        ]
        pairs = [
            (abs(self._gap() - first[1] - second[1]), first[0], second[0])
            for first, second in combinations(moving, 2)
            if first[0].term != second[0].term
        ]
        pairs.sort(key=lambda pair: pair[0])
        found = [self.under(first, second) for _, first, second in pairs[:PAIRS]]
        return min(found, key=self.rank, default=None)

    def _gap(self) -> float:
        return self.shown.figure.amount - (self.amount or 0.0)

    def _off(self, amount: float | None) -> float:
        if amount is None:
            return float("inf")
        off = abs(amount - self.shown.figure.amount)
        return 0.0 if self.shown.figure.is_met_by(amount) else off

    def _told(self, words: tuple[str, ...], n: int, amount: float | None) -> Tried:
        difference = closes = None
        if amount is not None and self.amount is not None:
            difference, gap = amount - self.amount, abs(self._gap())
            left = abs(amount - self.shown.figure.amount)
            if gap > self.shown.figure.slack:
                closes = 1.0 if self._off(amount) == 0 else 1 - left / gap
        fits = self.shown.is_met_by(n, amount)
        return Tried(words, n, amount, difference, closes, fits)


def _count(warehouse: Warehouse, asked: Asked) -> tuple[int, float | None]:
    found = counts(warehouse, asked.question, [asked.window])[0]
    return found.n, found.amount()
