"""The heart: what each kind of metric asks of DuckDB, and what it concludes.

A kind turns the sums of many observations into an amount, its 95 % interval,
and the chance that the true amount lies at or below a bound. Every sum is a
DuckDB aggregate over a column `amount`; they are asked for in two passes, the
second only for the windows whose uncertainty is shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf, isclose, sqrt
from typing import Any, Protocol

from scipy.special import bdtrc, ndtr, stdtr, stdtrit

from metrics.ranks import TAIL as TAIL
from metrics.ranks import ranks, sign_test
from metrics.resampling import (
    FEWEST,
    FIRST,
    LAST,
    MOST,
    RESAMPLES,
    Numbers,
    share_from,
    studentized,
)
from metrics.verdicts import Chance
from words import mark, say

Sums = Mapping[str, Any]
Interval = tuple[float, float]

Z = 1.959963984540054  # two-sided 95 % of the normal distribution
# What floating point may add to amounts that are all the same.
ROUNDING = 1e-7
# Where all amounts are the same, the chance that their own side of a bound holds
# the true one: likely, and never sure.
SAME_SIDE = 0.95
# What an interval is called by those who know statistics.
SAME = mark("none: all amounts are the same, so their spread is not known")
COUNTED_WHOLE = mark("none, as everything is counted")
WILSON, WALD, T = mark("Wilson"), mark("adjusted Wald"), mark("Student's t")
CUT_T = mark("Student's t, cut off where the amounts must end")
BOOTSTRAP = mark("bootstrap-t of {n} seeded resamples")
ORDER = mark("order statistics")
# Below this variance of a count the normal does not fit it (Wilson's test too).
NORMAL_FROM = 5
RANGES = {"percent": (0.0, 100.0), "minutes": (0.0, inf)}

SAMPLE = "sample"  # all amounts, to be resampled
# Said as one, it is worked out once.
BOTH = "quantile_cont(amount, [0.5, 0.9])"
COUNTED: dict[str, str] = {"n": "count(amount)", "total": "sum(amount)"}
SQUARED: dict[str, str] = {**COUNTED, "squares": "sum(amount * amount)"}


class Kind(Protocol):
    """The statistical nature of a metric."""

    def sums(self) -> dict[str, str]:
        """First pass: name → aggregate. Always has n."""

    def spread(self, sums: Sums, bounds: Sequence[float]) -> dict[str, str]:
        """Second pass, where the interval needs more than the first."""

    def judging(self, sums: Sums, bounds: Sequence[float]) -> dict[str, str]:
        """As much of the second pass as a verdict needs."""

    def amount(self, sums: Sums) -> float | None:
        """The number on the card; None without observations."""

    def interval(self, sums: Sums) -> Interval | None:
        """The 95 % interval; None where there is none."""

    def at_most(self, sums: Sums, bound: float) -> float:
        """The chance, 0 to 1, that the true amount is at most the bound."""

    def below(self, sums: Sums, bound: float) -> float:
        """The chance, 0 to 1, that the true amount is less than the bound."""

    def method(self, sums: Sums) -> str:
        """What the interval is called by those who know statistics: see `spoken`."""


class _OnePass:
    """What most kinds share: one pass.

    Where amounts lie close together, at most a bound and less than it are one.
    """

    def spread(self, sums: Sums, bounds: Sequence[float]) -> dict[str, str]:
        return {}

    def judging(self, sums: Sums, bounds: Sequence[float]) -> dict[str, str]:
        return self.spread(sums, bounds)

    def interval(self, sums: Sums) -> Interval | None:
        raise NotImplementedError

    def at_most(self, sums: Sums, bound: float) -> float:
        raise NotImplementedError

    def below(self, sums: Sums, bound: float) -> float:
        return self.at_most(sums, bound)

    def method(self, sums: Sums) -> str:
        raise NotImplementedError


@dataclass(frozen=True)
class Share(_OnePass):
    """Observations of 0 and 1, as a percentage with the Wilson interval."""

    def sums(self) -> dict[str, str]:
        return COUNTED

    def amount(self, sums: Sums) -> float | None:
        return 100 * sums["total"] / sums["n"] if sums["n"] else None

    def interval(self, sums: Sums) -> Interval | None:
        """Wilson (1927), J. Am. Stat. Assoc. 22."""
        n = sums["n"]
        if not n:
            return None
        p, z2 = sums["total"] / n, Z * Z / n
        centre = (p + z2 / 2) / (1 + z2)
        half = Z * sqrt(p * (1 - p) / n + z2 / (4 * n)) / (1 + z2)
        return 100 * max(0.0, centre - half), 100 * min(1.0, centre + half)

    def at_most(self, sums: Sums, bound: float) -> float:
        """The score test, whose inverse the Wilson interval is.

        Near 0 and 100 %, where the normal is too sure, the binomial itself.
        """
        p, target = sums["total"] / sums["n"], bound / 100
        variance = target * (1 - target) / sums["n"]
        if variance <= 0:
            return float(p <= target)
        chance = float(ndtr((target - p) / sqrt(variance)))
        return _exact(sums, target, chance) if is_exact(sums, bound) else chance

    def below(self, sums: Sums, bound: float) -> float:
        if 0 < bound < 100:
            return self.at_most(sums, bound)
        return float(100 * sums["total"] / sums["n"] < bound)

    def method(self, sums: Sums) -> str:
        return WILSON


def is_exact(sums: Sums, bound: float) -> bool:
    """Whether a share is judged by the binomial itself, as its bound is near an end."""
    target = bound / 100
    return 0 < float(sums["n"]) * target * (1 - target) < NORMAL_FROM


def _exact(sums: Sums, target: float, chance: float) -> float:
    """No surer than the one-sided binomial test, on either side."""
    n, good = sums["n"], round(sums["total"])
    if chance > 0.5:
        return max(0.5, min(chance, float(bdtrc(good, n, target))))
    return min(0.5, max(chance, float(bdtrc(good - 1, n, target))))


@dataclass(frozen=True)
class NetScore(_OnePass):
    """Observations of +100, 0 and -100: promoters less detractors."""

    def sums(self) -> dict[str, str]:
        return SQUARED

    def amount(self, sums: Sums) -> float | None:
        return sums["total"] / sums["n"] if sums["n"] else None

    def interval(self, sums: Sums) -> Interval | None:
        """Adjusted Wald: Bonett and Price (2012), J. Educ. Behav. Stat. 37."""
        if not sums["n"]:
            return None
        centre, error = self._adjusted(sums)
        return max(-100.0, centre - Z * error), min(100.0, centre + Z * error)

    def at_most(self, sums: Sums, bound: float) -> float:
        if not -100 < bound < 100:
            return float(sums["total"] <= bound * sums["n"])
        centre, error = self._adjusted(sums)
        return float(ndtr((bound - centre) / error))

    def below(self, sums: Sums, bound: float) -> float:
        if -100 < bound < 100:
            return self.at_most(sums, bound)
        return float(sums["total"] < bound * sums["n"])

    def method(self, sums: Sums) -> str:
        return WALD

    @staticmethod
    def _adjusted(sums: Sums) -> tuple[float, float]:
        """One more promoter and one more detractor steady the estimate."""
        n = sums["n"] + 2
        net = sums["total"] / 100 / n
        variance = (sums["squares"] / 10_000 + 2) / n - net * net
        return 100 * net, 100 * sqrt(variance / n)


@dataclass(frozen=True)
class Mean(_OnePass):
    """The mean, with Student's t; skewed amounts are resampled instead.

    Its interval is cut off at the ends of the range that the amounts have:
    there, it is narrower than the method alone says. Amounts that are all the
    same have none: how far others may lie is not known.
    """

    skewed: bool = False
    lowest: float = -inf
    highest: float = inf

    def sums(self) -> dict[str, str]:
        return SQUARED

    def spread(self, sums: Sums, bounds: Sequence[float]) -> dict[str, str]:
        if not self.skewed or not FEWEST <= sums["n"] <= MOST:
            return {}
        return {SAMPLE: "list(amount order by amount)"}

    def amount(self, sums: Sums) -> float | None:
        return sums["total"] / sums["n"] if sums["n"] else None

    def interval(self, sums: Sums) -> Interval | None:
        if sums["n"] < 2 or self._is_same(sums):
            return None
        low, high = self._uncut(sums)
        return max(self.lowest, low), min(self.highest, high)

    def at_most(self, sums: Sums, bound: float) -> float:
        if bound >= self.highest:
            return 1.0
        return self._chance(sums, bound, on_it=True)

    def below(self, sums: Sums, bound: float) -> float:
        if bound <= self.lowest:
            return 0.0
        return self._chance(sums, bound, on_it=False)

    def method(self, sums: Sums) -> str:
        if sums["n"] < 2:
            return T
        if self._is_same(sums):
            return SAME
        if _draws(sums) is not None:
            return say(BOOTSTRAP, n=RESAMPLES)
        low, high = self._uncut(sums)
        return CUT_T if low < self.lowest or high > self.highest else T

    def _uncut(self, sums: Sums) -> Interval:
        """Mean less so many standard errors, to mean plus so many."""
        mean, error = self._moments(sums)
        draws = _draws(sums)
        if draws is not None:
            return mean - float(draws[LAST]) * error, mean - float(draws[FIRST]) * error
        half = float(stdtrit(sums["n"] - 1, 1 - TAIL)) * error
        return mean - half, mean + half

    def _chance(self, sums: Sums, bound: float, on_it: bool) -> float:
        """On the bound itself, where nothing is spread, `on_it` decides."""
        if sums["n"] < 2:
            return 0.5
        mean, error = self._moments(sums)
        is_met = on_it if isclose(mean, bound, rel_tol=ROUNDING) else mean < bound
        if self._is_same(sums):
            return SAME_SIDE if is_met else 1 - SAME_SIDE
        if not self.lowest < bound < self.highest:
            return float(is_met)
        draws = _draws(sums)
        if draws is not None:
            return share_from(draws, (mean - bound) / error)
        return float(stdtr(sums["n"] - 1, (bound - mean) / error))

    def _is_same(self, sums: Sums) -> bool:
        """Whether all amounts are one and the same, but for floating point."""
        mean, error = self._moments(sums)
        return error <= ROUNDING * abs(mean)

    @staticmethod
    def _moments(sums: Sums) -> tuple[float, float]:
        n, total = sums["n"], sums["total"]
        mean = total / n
        variance = max(0.0, sums["squares"] - total * mean) / (n - 1)
        return mean, sqrt(variance / n)


def _draws(sums: Sums) -> Numbers | None:
    """The resamples, where the second pass brought the amounts."""
    return studentized(tuple(sums[SAMPLE])) if SAMPLE in sums else None


@dataclass(frozen=True)
class Median(_OnePass):
    """The median, with an interval of order statistics and the sign test.

    Beside it stands the 90th percentile, with order statistics of its own.
    """

    def sums(self) -> dict[str, str]:
        return {
            "n": "count(amount)",
            "median": f"({BOTH})[1]",
            "p90": f"({BOTH})[2]",
        }

    def spread(self, sums: Sums, bounds: Sequence[float]) -> dict[str, str]:
        """The order statistics that bound both, and ranks of bounds."""
        asked = self.judging(sums, bounds)
        for name, fraction in (("order", 0.5), ("p90_order", 0.9)):
            found = ranks(sums["n"], fraction)
            if found:
                fractions = [(rank - 0.5) / sums["n"] for rank in found]
                asked[name] = f"quantile_disc(amount, {fractions!r})"
        return asked

    def judging(self, sums: Sums, bounds: Sequence[float]) -> dict[str, str]:
        return {
            f"at_most_{bound!r}": f"count(*) filter (where amount <= {bound!r})"
            for bound in bounds
        } | {
            f"below_{bound!r}": f"count(*) filter (where amount < {bound!r})"
            for bound in bounds
        }

    def amount(self, sums: Sums) -> float | None:
        return sums["median"] if sums["n"] else None

    def interval(self, sums: Sums) -> Interval | None:
        return _between(sums, "order")

    def p90_interval(self, sums: Sums) -> Interval | None:
        """The 95 % interval of the 90th percentile; None below 36 amounts."""
        return _between(sums, "p90_order")

    def at_most(self, sums: Sums, bound: float) -> float:
        return sign_test(sums[f"at_most_{bound!r}"], sums["n"])

    def below(self, sums: Sums, bound: float) -> float:
        return sign_test(sums[f"below_{bound!r}"], sums["n"])

    def method(self, sums: Sums) -> str:
        return ORDER


def _between(sums: Sums, name: str) -> Interval | None:
    if name not in sums:
        return None
    low, high = sums[name]
    return low, high


@dataclass(frozen=True)
class Total(_OnePass):
    """A sum: nothing was sampled, so it has no interval."""

    def sums(self) -> dict[str, str]:
        return SQUARED

    def amount(self, sums: Sums) -> float | None:
        return sums["total"] if sums["n"] else None

    def interval(self, sums: Sums) -> Interval | None:
        return None

    def at_most(self, sums: Sums, bound: float) -> float:
        return 1.0 if sums["total"] <= bound else 0.0

    def below(self, sums: Sums, bound: float) -> float:
        return 1.0 if sums["total"] < bound else 0.0

    def method(self, sums: Sums) -> str:
        return COUNTED_WHOLE


@dataclass(frozen=True)
class Retention(Share):
    """The share of the customers at a start who are still there at an end."""


KINDS: dict[str, Kind] = {
    "share": Share(),
    "net score": NetScore(),
    "mean": Mean(),
    "median": Median(),
    "total": Total(),
    "retention": Retention(),
}


def kind_named(name: str, unit: str = "", *, skewed: bool = False) -> Kind:
    """The kind of that name; a mean stays where percentages and minutes can be."""
    if name != "mean":
        return KINDS[name]
    return Mean(skewed, *RANGES.get(unit, (-inf, inf)))


def chance_within(kind: Kind, sums: Sums, low: float, high: float) -> Chance:
    """The chance that the true amount lies between the bounds, and on their side."""
    inside = kind.at_most(sums, high) if high < inf else 1.0
    below = kind.below(sums, low) if low > -inf else 0.0
    return Chance(max(0.0, inside - below), min(inside, 1 - below))
