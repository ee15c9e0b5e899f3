"""The split of a change into the mix of groups and what happened within them.

Of shares, means and net scores, that of Kitagawa (1955), J. Am. Stat. Assoc. 50: a
group's weight changed, at the mean of its two amounts, and its amount changed, at the
mean of its two weights. Of totals it is how many things each group had, and how much
each of them was worth.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from metrics.groups import SMALLEST
from metrics.kinds import Z

Numbers = np.ndarray[Any, np.dtype[np.float64]]
SCALES = {"share": 100.0}
# What steadies the spread of a few amounts: one more of each end, as in Agresti and
# Caffo (2000), Am. Stat. 54, and Bonett and Price (2012).
ENDS = {"share": (0.0, 1.0), "net score": (-100.0, 100.0)}
Sums = Mapping[str, float]
Pair = tuple[Sums, Sums]
Told = tuple[str | None, int, Pair]  # a group's name, how many it is made of, its sums
Slopes = tuple[Numbers, Numbers]  # by the weights, and by the amounts
SUMMED = ("n", "total", "squares")


@dataclass(frozen=True)
class Effect:
    """A part of the change, with its 95 % interval; None of what is counted whole."""

    amount: float
    low: float | None = None
    high: float | None = None

    @property
    def reach(self) -> float:
        """How far its interval goes to either side; 0 of what is counted whole."""
        return 0.0 if self.high is None else self.high - self.amount

    @property
    def is_sure(self) -> bool:
        """Whether chance alone does not explain it, as its interval excludes none."""
        return self.low is None or self.high is None or not self.low <= 0 <= self.high


@dataclass(frozen=True)
class Group:
    """What one group did to the change.

    `name` is None of the things that name no group; `few` is how many small groups
    are in it together, none of which is told. `before` and `after` are its own
    amounts; None where nothing of it was counted. Of a total, `mix` is how many
    things there were, and `rates` how much one was worth.
    """

    name: str | None
    few: int
    n_before: int
    n_after: int
    before: float | None
    after: float | None
    mix: Effect
    rates: Effect
    both: Effect


class Split:
    """The weights and amounts of groups in two periods, as arrays in their order.

    Of a total the weight of a group is how many things it has.
    """

    def __init__(self, kind: str, told: Sequence[Told], scale: float) -> None:
        self.told, self.is_total = told, kind == "total"
        self.unit, self.ends = SCALES.get(kind, 1.0), ENDS.get(kind)
        n = self._sums("n")
        self.n, totals = n, self.unit * self._sums("total")
        with np.errstate(divide="ignore", invalid="ignore"):
            own = totals / n
        self.amounts = np.where(n > 0, own, own[::-1])
        wholes = (
            np.array([[scale], [1.0]])
            if self.is_total
            else 1 / np.maximum(n.sum(1), 1)[:, None]
        )
        self.weights = n * wholes
        self.changed = self.weights[1] - self.weights[0]
        self.went = self.amounts[1] - self.amounts[0]
        self.weight, self.amount = self.weights.mean(0), self.amounts.mean(0)

    def _sums(self, name: str) -> Numbers:
        return np.array([[pair[at][name] for *_, pair in self.told] for at in (0, 1)])

    def overall(self, at: int, n: int) -> float | None:
        """The number of one period; None without observations."""
        return float(self.weights[at] @ self.amounts[at]) if n else None

    @property
    def centre(self) -> Numbers:
        """What a group's amount is compared with when its weight changes.

        A larger share of a group above the average raises a number. Of a total, any
        more of a group does.
        """
        if self.is_total:
            return np.zeros(1)
        return np.array([(self.weights * self.amounts).sum() / 2])

    def wholes(self) -> tuple[Effect, Effect, Effect]:
        """The change, and its two parts."""
        mix, rates = self._mix(), self._rates()
        slopes = self._mix_slopes(), self._rates_slopes()
        both = [_added(*pair) for pair in zip(*slopes, strict=True)]
        return (
            self._effect(float((mix + rates).sum()), [_all(one) for one in both]),
            self._effect(float(mix.sum()), [_all(one) for one in slopes[0]]),
            self._effect(float(rates.sum()), [_all(one) for one in slopes[1]]),
        )

    def groups(self) -> tuple[Group, ...]:
        """What each group did; of small ones together no amount of their own."""
        mix, rates = self._mix(), self._rates()
        mixed, rated = self._mix_slopes(), self._rates_slopes()
        made = []
        for at, (name, few, _) in enumerate(self.told):
            slopes = [[_row(one, at) for one in part] for part in (mixed, rated)]
            both = [_added(*pair) for pair in zip(*slopes, strict=True)]
            made.append(
                Group(
                    name,
                    few,
                    int(self.n[0, at]),
                    int(self.n[1, at]),
                    self._own(0, at, few),
                    self._own(1, at, few),
                    self._effect(float(mix[at]), slopes[0]),
                    self._effect(float(rates[at]), slopes[1]),
                    self._effect(float(mix[at] + rates[at]), both),
                )
            )
        return tuple(made)

    def _own(self, period: int, at: int, few: int) -> float | None:
        if few or not self.n[period, at]:
            return None
        return float(self.amounts[period, at])

    def _mix(self) -> Numbers:
        found: Numbers = self.changed * (self.amount - self.centre)
        return found

    def _rates(self) -> Numbers:
        found: Numbers = self.weight * self.went
        return found

    # How each group's part (a row) moves with each group's weight, and with its
    # amount (a column), of the period before and the one after.

    def _mix_slopes(self) -> list[Slopes]:
        own = np.diag(self.amount - self.centre)
        shift = np.diag(self.changed) / 2
        found = []
        for at, sign in ((0, -1.0), (1, 1.0)):
            through = np.outer(self.changed, self.amounts[at]) / 2
            moving = np.outer(self.changed, self.weights[at]) / 2
            found.append((sign * own - through, shift - moving))
        return found

    def _rates_slopes(self) -> list[Slopes]:
        half, weight = np.diag(self.went) / 2, np.diag(self.weight)
        return [(half, -weight), (half, weight)]

    def _effect(self, amount: float, slopes: Sequence[Slopes]) -> Effect:
        """With its interval by the delta method; a total is counted whole.

        Both periods are samples of their own, in which the groups are drawn too.
        """
        if self.is_total:
            return Effect(amount)
        variance = sum(self._variance(at, *pair) for at, pair in enumerate(slopes))
        far = Z * float(np.sqrt(max(0.0, variance)))
        return Effect(amount, amount - far, amount + far)

    def _variance(self, at: int, by_weight: Numbers, by_amount: Numbers) -> float:
        weights, n = self.weights[at], self.n[at]
        mean = float(weights @ by_weight)
        drawn = float(weights @ (by_weight - mean) ** 2) / float(n.sum())
        there = n > 0
        spread = self._spread(at)[there] / n[there]
        return drawn + float(by_amount[there] ** 2 @ spread)

    def _spread(self, at: int) -> Numbers:
        """The variance of one amount in each group."""
        n, total, squares = (
            self.n[at],
            self._sums("total")[at],
            self._sums("squares")[at],
        )
        if self.ends:
            n = n + len(self.ends)
            total = total + sum(self.ends)
            squares = squares + sum(end * end for end in self.ends)
            free = n
        else:
            free = np.maximum(n - 1, 1)
        around = squares - total**2 / np.maximum(n, 1)
        found: Numbers = np.maximum(0.0, around) / free * self.unit**2
        return found


def _added(one: Slopes, other: Slopes) -> Slopes:
    return one[0] + other[0], one[1] + other[1]


def _all(slopes: tuple[Numbers, ...]) -> Slopes:
    return slopes[0].sum(0), slopes[1].sum(0)


def _row(slopes: Slopes, at: int) -> Slopes:
    return slopes[0][at], slopes[1][at]


def istold_of(n_before: float, n_after: float) -> bool:
    """Whether a group is large enough to be told of, in either period."""
    sizes = {n for n in (n_before, n_after) if n}
    return bool(sizes) and min(sizes) >= SMALLEST


def told_of(pairs: Mapping[str | None, Pair]) -> list[Told]:
    """Groups in the order of the alphabet with what names none at the end, and the
    small ones together."""
    large = {
        name: pair
        for name, pair in pairs.items()
        if istold_of(pair[0]["n"], pair[1]["n"])
    }
    small = [pair for name, pair in pairs.items() if name not in large]
    named = sorted((one for one in large if one is not None), key=_alphabet)
    told: list[Told] = [(name, 0, large[name]) for name in named]
    if None in large:
        told.append((None, 0, large[None]))
    if small:
        told.append((None, len(small), (_sum(small, 0), _sum(small, 1))))
    return told


def _alphabet(name: str) -> tuple[str, str]:
    return name.casefold(), name


def _sum(pairs: Sequence[Pair], at: int) -> Sums:
    return {name: sum(pair[at][name] for pair in pairs) for name in SUMMED}
