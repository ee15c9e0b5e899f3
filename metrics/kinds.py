"""The heart: what each kind of metric asks of DuckDB, and what it concludes.

A kind turns the sums of many observations into an amount, its 95 % interval,
and the chance that the true amount lies at or below a bound. Every sum is a
DuckDB aggregate over a column `amount`; they are asked for in two passes, the
second only for the windows whose uncertainty is shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import inf, isclose, sqrt
from typing import Any, Protocol

import numpy as np
from scipy.special import bdtr, bdtrik, ndtr, stdtr, stdtrit

Sums = Mapping[str, Any]
Interval = tuple[float, float]

Z = 1.959963984540054  # two-sided 95 % of the normal distribution
TAIL = 0.025
RESAMPLES = 1_000
# Above this many observations a resampled mean no longer differs from
# Student's t by anything that is shown.
RESAMPLED_UP_TO = 5_000

# What floating point may add to amounts that are all the same.
ROUNDING = 1e-7
RANGES = {"percent": (0.0, 100.0), "minutes": (0.0, inf)}

COUNTED: dict[str, str] = {"n": "count(amount)", "total": "sum(amount)"}
SQUARED: dict[str, str] = {**COUNTED, "squares": "sum(amount * amount)"}


class Kind(Protocol):
    """The statistical nature of a metric."""

    def sums(self) -> dict[str, str]:
        """First pass: name → aggregate. Always has n."""

    def spread(self, sums: Sums, bounds: Sequence[float]) -> dict[str, str]:
        """Second pass, where the interval needs more than the first."""

    def amount(self, sums: Sums) -> float | None:
        """The number on the card; None without observations."""

    def interval(self, sums: Sums) -> Interval | None:
        """The 95 % interval; None where there is none."""

    def at_most(self, sums: Sums, bound: float) -> float:
        """The chance, 0 to 1, that the true amount is at most the bound."""

    def below(self, sums: Sums, bound: float) -> float:
        """The chance, 0 to 1, that the true amount is less than the bound."""

    def noise(self, sums: Sums) -> Interval | None:
        """How far chance alone moves the amount, to judge a change by."""


class _OnePass:
    """What most kinds share: one pass, and noise that is the interval.

    Where amounts lie close together, at most a bound and less than it are one.
    """

    def spread(self, sums: Sums, bounds: Sequence[float]) -> dict[str, str]:
        return {}

    def interval(self, sums: Sums) -> Interval | None:
        raise NotImplementedError

    def at_most(self, sums: Sums, bound: float) -> float:
        raise NotImplementedError

    def below(self, sums: Sums, bound: float) -> float:
        return self.at_most(sums, bound)

    def noise(self, sums: Sums) -> Interval | None:
        return self.interval(sums)


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
        """The score test, whose inverse the Wilson interval is."""
        p, target = sums["total"] / sums["n"], bound / 100
        variance = target * (1 - target) / sums["n"]
        if variance <= 0:
            return float(p <= target)
        return float(ndtr((target - p) / sqrt(variance)))

    def below(self, sums: Sums, bound: float) -> float:
        if 0 < bound < 100:
            return self.at_most(sums, bound)
        return float(100 * sums["total"] / sums["n"] < bound)


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
        centre, error = self._adjusted(sums)
        return float(ndtr((bound - centre) / error))

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

    Its interval never leaves the range that the amounts have.
    """

    skewed: bool = False
    lowest: float = -inf
    highest: float = inf

    def sums(self) -> dict[str, str]:
        return SQUARED

    def spread(self, sums: Sums, bounds: Sequence[float]) -> dict[str, str]:
        if not self.skewed or not 2 <= sums["n"] <= RESAMPLED_UP_TO:
            return {}
        return {"sample": "list(amount order by amount)"}

    def amount(self, sums: Sums) -> float | None:
        return sums["total"] / sums["n"] if sums["n"] else None

    def interval(self, sums: Sums) -> Interval | None:
        if sums["n"] < 2:
            return None
        if "sample" in sums:
            means = _resampled(tuple(sums["sample"]))
            low, high = np.quantile(means, [TAIL, 1 - TAIL])
            return float(low), float(high)
        mean, error = self._moments(sums)
        half = float(stdtrit(sums["n"] - 1, 1 - TAIL)) * error
        return max(self.lowest, mean - half), min(self.highest, mean + half)

    def at_most(self, sums: Sums, bound: float) -> float:
        return self._chance(sums, bound, on_it=1.0)

    def below(self, sums: Sums, bound: float) -> float:
        return self._chance(sums, bound, on_it=0.0)

    def _chance(self, sums: Sums, bound: float, on_it: float) -> float:
        """On the bound itself, where nothing is spread, `on_it` decides."""
        if sums["n"] < 2:
            return 0.5
        mean, error = self._moments(sums)
        if error <= ROUNDING * abs(mean):
            return on_it if isclose(mean, bound, rel_tol=ROUNDING) else mean < bound
        if "sample" in sums:
            return float(np.mean(_resampled(tuple(sums["sample"])) <= bound))
        return float(stdtr(sums["n"] - 1, (bound - mean) / error))

    @staticmethod
    def _moments(sums: Sums) -> tuple[float, float]:
        n, total = sums["n"], sums["total"]
        mean = total / n
        variance = max(0.0, sums["squares"] - total * mean) / (n - 1)
        return mean, sqrt(variance / n)


@dataclass(frozen=True)
class Median(_OnePass):
    """The median, with an interval of order statistics and the sign test."""

    def sums(self) -> dict[str, str]:
        return {
            "n": "count(amount)",
            "median": "quantile_cont(amount, 0.5)",
            "p90": "quantile_cont(amount, 0.9)",
        }

    def spread(self, sums: Sums, bounds: Sequence[float]) -> dict[str, str]:
        """The order statistics that bound the median, and ranks of bounds."""
        asked = {
            f"at_most_{bound!r}": f"count(*) filter (where amount <= {bound!r})"
            for bound in bounds
        } | {
            f"below_{bound!r}": f"count(*) filter (where amount < {bound!r})"
            for bound in bounds
        }
        rank = lower_rank(sums["n"])
        if rank:
            fractions = [(r - 0.5) / sums["n"] for r in (rank, sums["n"] + 1 - rank)]
            asked["order"] = f"quantile_disc(amount, {fractions!r})"
        return asked

    def amount(self, sums: Sums) -> float | None:
        return sums["median"] if sums["n"] else None

    def interval(self, sums: Sums) -> Interval | None:
        """Order statistics: David and Nagaraja, Order Statistics (2003), 7.1."""
        if "order" not in sums:
            return None
        low, high = sums["order"]
        return low, high

    def at_most(self, sums: Sums, bound: float) -> float:
        return _sign_test(sums[f"at_most_{bound!r}"], sums["n"])

    def below(self, sums: Sums, bound: float) -> float:
        return _sign_test(sums[f"below_{bound!r}"], sums["n"])


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

    def noise(self, sums: Sums) -> Interval | None:
        """A compound Poisson total: its variance is the sum of squares."""
        if not sums["n"]:
            return None
        half = Z * sqrt(sums["squares"])
        return sums["total"] - half, sums["total"] + half


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


def chance_within(kind: Kind, sums: Sums, low: float, high: float) -> float:
    """The chance that the true amount lies between the bounds, 0 to 1."""
    inside = kind.at_most(sums, high) if high < inf else 1.0
    below = kind.below(sums, low) if low > -inf else 0.0
    return max(0.0, inside - below)


def lower_rank(n: int) -> int:
    """The largest rank r with P(B < r) <= 2.5 % for B ~ Binomial(n, 1/2).

    0 when n is too small for a 95 % interval of the median (n < 6).
    """
    if n < 6:
        return 0
    rank = int(bdtrik(TAIL, n, 0.5)) + 2
    while bdtr(rank - 1, n, 0.5) > TAIL:
        rank -= 1
    return rank


def _sign_test(under: int, n: int) -> float:
    """The chance that the median lies under a bound that so many of n lie under."""
    return float(bdtr(under - 1 if 2 * under > n else under, n, 0.5))


@lru_cache(maxsize=64)
def _resampled(sample: tuple[float, ...]) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Means of seeded resamples: Efron (1979), Ann. Stat. 7."""
    amounts = np.asarray(sample, dtype=np.float64)
    draws = np.random.default_rng(20260101).integers(
        0, len(amounts), (RESAMPLES, len(amounts))
    )
    means: np.ndarray[Any, np.dtype[np.float64]] = amounts[draws].mean(axis=1)
    return means
