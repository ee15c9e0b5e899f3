"""How far chance alone carries a group of n observations from the overall amount.

The limits are those of a lot: as if all observations had been dealt to the
groups blindly. They narrow as a group grows, hence the funnel: Spiegelhalter
(2005), Stat. Med. 24. A group that is a large part of the whole has narrower
ones, since the whole moves with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import ceil, floor, inf, sqrt
from typing import Any, Protocol

import numpy as np
from scipy.special import betaincinv, gammaln, stdtrit

from metrics.kinds import Interval

Numbers = np.ndarray[Any, np.dtype[np.float64]]
WARNING, ALARM = 0.95, 0.998  # the share of groups that chance keeps inside
FAR = 12  # standard deviations, beyond which no count is looked for


class Funnel(Protocol):
    """Limits in the unit of the amount."""

    def limits(self, n: int, inside: float) -> Interval:
        """Between these, chance keeps a group of n with the probability given."""


@dataclass(frozen=True)
class ShareFunnel:
    """Exact limits of a percentage: hypergeometric, so many good in the whole.

    A share lies beyond a limit where chance puts it there, or further, with at
    most (1 - inside) / 2. Between whole counts the limit is drawn through, so
    that its line is no saw.
    """

    whole: int
    good: int

    def limits(self, n: int, inside: float) -> Interval:
        counts, chances = _chances(self.whole, self.good, n)
        tail, up = np.log((1 - inside) / 2), chances[::-1].cumsum()[::-1]
        with np.errstate(divide="ignore"):
            at_most, at_least = np.log(chances.cumsum()), np.log(up)
        low, high = 0.0, 100.0
        if at_most[0] <= tail:
            low = 100 * float(np.interp(tail, at_most, counts)) / n
        if at_least[-1] <= tail:
            high = 100 * float(np.interp(tail, at_least[::-1], counts[::-1])) / n
        return low, high


@lru_cache(maxsize=256)  # both limits of a group ask for them
def _chances(whole: int, good: int, n: int) -> tuple[Numbers, Numbers]:
    """How many good ones a group of n can have, and how likely each is."""
    share = good / whole
    part = (whole - n) / max(1, whole - 1)
    far = FAR * sqrt(n * share * (1 - share) * part) + FAR
    first = max(0, n - (whole - good), floor(n * share - far))
    last = min(n, good, ceil(n * share + far))
    counts = np.arange(first, last + 1, dtype=np.float64)
    logs = _ways(good, counts) + _ways(whole - good, n - counts)
    chances: Numbers = np.exp(logs - _ways(whole, np.array([float(n)])))
    return counts, chances


def _ways(many: int, taken: Numbers) -> Numbers:
    """The log of the ways to take so many of many."""
    ways: Numbers = gammaln(many + 1) - gammaln(taken + 1) - gammaln(many - taken + 1)
    return ways


@dataclass(frozen=True)
class MeanFunnel:
    """Limits of a mean or a net score: Student's t with the pooled deviation.

    `free` is the degrees of freedom of that deviation. The limits never leave
    the range that the amounts have.
    """

    whole: int
    centre: float
    deviation: float
    free: int
    lowest: float = -inf
    highest: float = inf

    def limits(self, n: int, inside: float) -> Interval:
        far = float(stdtrit(self.free, (1 + inside) / 2))
        half = far * self.deviation * sqrt(max(0.0, 1 / n - 1 / self.whole))
        low, high = self.centre - half, self.centre + half
        return max(self.lowest, low), min(self.highest, high)


@dataclass(frozen=True)
class MedianFunnel:
    """Limits of a median: the order statistics of n drawn from the whole.

    The median of n lies at most at the fraction q of the whole with the chance
    of a beta distribution: David and Nagaraja, Order Statistics (2003), 2.1.
    `amounts` are the whole's at equally spaced fractions from 0 to 1.
    """

    whole: int
    amounts: tuple[float, ...]

    def limits(self, n: int, inside: float) -> Interval:
        if n >= self.whole:
            middle = self.at(0.5)
            return middle, middle
        rank = (n * (self.whole - 1) / (self.whole - n) + 1) / 2
        tails = (1 - inside) / 2, (1 + inside) / 2
        low, high = (self.at(float(betaincinv(rank, rank, tail))) for tail in tails)
        return low, high

    def at(self, fraction: float) -> float:
        """The amount that this fraction of the whole lies under."""
        return float(np.interp(fraction, _fractions(self.amounts), self.amounts))

    def fraction(self, amount: float) -> float:
        """The inverse; among equal amounts the fraction nearest to the middle."""
        first = int(np.searchsorted(self.amounts, amount, "left"))
        last = int(np.searchsorted(self.amounts, amount, "right")) - 1
        places = _fractions(self.amounts)
        if first > last:
            return float(np.interp(amount, self.amounts, places))
        return float(np.clip(0.5, places[first], places[last]))


def _fractions(amounts: tuple[float, ...]) -> Numbers:
    return np.linspace(0, 1, len(amounts))
