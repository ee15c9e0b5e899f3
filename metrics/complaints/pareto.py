"""Bars from the largest on, with what they come to together, and what has changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from math import sqrt

from scipy.special import ndtr

from metrics.survey_funnel import wilson

SMALLEST = 30  # of which a share is told, and compared with the period before
FEWEST = 5  # expected on either side where two shares are compared
RISK = 0.05  # that chance alone makes any signal at all, however many bars there are
MOST_OF = 80.0  # percent


@dataclass(frozen=True)
class Seen:
    """How many, of how many, in this period and in the one before."""

    name: str
    n: int
    of: int
    n_before: int = 0
    of_before: int = 0


@dataclass(frozen=True)
class Bar:
    """One bar: its share in percent of `of`, with the 95 % interval (Wilson).

    `together` is what this bar and all before it come to, in percent of all bars.
    `before` is its share in the period before, where the change is a signal.
    """

    name: str
    n: int
    of: int
    share: float | None
    low: float | None
    high: float | None
    together: float
    before: float | None

    @property
    def more(self) -> float:
        """How many more the upper end of the interval is."""
        return 0.0 if self.high is None else self.high * self.of / 100 - self.n

    @property
    def less(self) -> float:
        """How many fewer the lower end of the interval is."""
        return 0.0 if self.low is None else self.n - self.low * self.of / 100


@dataclass(frozen=True)
class Pareto:
    """The bars, the largest first; those that fell to nothing are `gone`."""

    bars: tuple[Bar, ...]
    gone: tuple[Bar, ...] = ()

    @property
    def total(self) -> int:
        """What all bars come to."""
        return sum(bar.n for bar in self.bars)

    @property
    def few(self) -> tuple[Bar, ...]:
        """The fewest bars that come to at least 80 %."""
        short = sum(bar.together < MOST_OF for bar in self.bars)
        return self.bars[: short + 1]

    @property
    def signals(self) -> tuple[Bar, ...]:
        """The bars that changed by more than chance."""
        every = (*self.bars, *self.gone)
        return tuple(bar for bar in every if bar.before is not None)


def pareto_of(seen: Iterable[Seen]) -> Pareto:
    """The bars of what was seen; those of nothing in this period are not drawn.

    A change is a signal where two shares of enough observations differ at a risk
    that all comparisons together share (Bonferroni).
    """
    every = sorted(seen, key=lambda one: (-one.n, one.name))
    there = [one for one in every if one.n]
    total = sum(one.n for one in there)
    risk = RISK / max(1, sum(map(_is_comparable, every)))
    sums = accumulate(one.n for one in there)
    return Pareto(
        tuple(
            _bar(one, 100 * reached / total, risk)
            for one, reached in zip(there, sums, strict=True)
        ),
        tuple(_bar(one, 100.0, risk) for one in every if one.n_before and not one.n),
    )


def _bar(one: Seen, together: float, risk: float) -> Bar:
    enough = one.of >= SMALLEST
    low, high = (enough and wilson(one.n, one.of)) or (None, None)
    changed = _is_comparable(one) and chance_of(one) < risk
    return Bar(
        one.name,
        one.n,
        one.of,
        100 * one.n / one.of if enough else None,
        low,
        high,
        together,
        100 * one.n_before / one.of_before if changed else None,
    )


def _is_comparable(one: Seen) -> bool:
    """Whether the normal fits both shares."""
    if min(one.of, one.of_before) < SMALLEST:
        return False
    pooled = (one.n + one.n_before) / (one.of + one.of_before)
    return min(one.of, one.of_before) * min(pooled, 1 - pooled) >= FEWEST


def chance_of(one: Seen) -> float:
    """The chance of two shares this far apart where there is no difference.

    The score test of two shares, with the pooled variance.
    """
    pooled = (one.n + one.n_before) / (one.of + one.of_before)
    spread = sqrt(pooled * (1 - pooled) * (1 / one.of + 1 / one.of_before))
    apart = abs(one.n / one.of - one.n_before / one.of_before)
    return 2 * float(ndtr(-apart / spread)) if spread else 1.0
