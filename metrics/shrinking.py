"""What chance leaves of the differences between groups, by empirical Bayes.

Each group's own amount is drawn towards the overall amount, the more so the
fewer observations it has and the less the groups differ beyond chance. Shares
are beta-binomial, all else is normal: Efron and Morris (1975), J. Am. Stat.
Assoc. 70.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from math import inf, sqrt
from typing import Any

import numpy as np
from scipy.special import betaincinv, betaln, chdtri

from metrics.kinds import TAIL, Interval, Z

Numbers = np.ndarray[Any, np.dtype[np.float64]]
# Consistency is looked for between 0 and 1 in so many steps, and in finer ones near 1,
# where it is when very many were counted.
STEPS = 1_000
NEAR_ONE = 1 - np.geomspace(1 / STEPS, 1e-10, 400)[1:]
# The same for what is summed over all of them, in steps of which each has a width.
BORDERS = np.append(np.arange(199) / 200, 1 - np.geomspace(1 / 200, 1e-10, 100))
MIDDLES, WIDTHS = (BORDERS[1:] + BORDERS[:-1]) / 2, np.diff(BORDERS)


@dataclass(frozen=True)
class Consistency:
    """The share, 0 to 1, of the spread between groups that is more than chance.

    It is the between-group variance over the total variance of the groups'
    amounts at a typical n: the I² of Higgins and Thompson (2002), Stat. Med. 21,
    with the between-group variance after Paule and Mandel (1982), and the 95 %
    interval from the profile of Q: Viechtbauer (2007), Stat. Med. 26.
    """

    share: float
    low: float
    high: float


@dataclass(frozen=True)
class Spread:
    """How far groups lie from their middle: one standard deviation, without chance.

    `size` is what the groups make it, `most` the upper end of its 95 % interval;
    infinite where all of the spread may be more than chance.
    """

    size: float
    most: float


@dataclass(frozen=True)
class Shrunken:
    """The estimates of groups, in their order, and their 95 % intervals."""

    estimates: Numbers
    lows: Numbers
    highs: Numbers


@dataclass(frozen=True)
class Groups:
    """Two groups or more: how many observations, and where their amounts lie.

    `variance` is that of one observation, above zero; `centre` is where all
    are drawn to. Amounts that are `shares` are between 0 and 1.
    """

    sizes: Numbers
    places: Numbers
    centre: float
    variance: float
    shares: bool = False

    @cached_property
    def typical(self) -> float:
        """The n at which chance is weighed against the spread."""
        total = self.sizes.sum()
        return float((total - (self.sizes**2).sum() / total) / (len(self.sizes) - 1))

    def pulls(self, share: Numbers) -> Numbers:
        """How far, 0 to 1, each group is drawn to the centre; a row a share."""
        given = self.typical * (1 - share[:, None])
        drawn: Numbers = given / (self.sizes * share[:, None] + given)
        return drawn

    def weights(self, share: Numbers) -> Numbers:
        """One over the variance of each group's amount; a row a share.

        Of shares, `variance` is within and between groups in one, of all else
        it is within: Kleinman (1973), J. Am. Stat. Assoc. 68.
        """
        given = self.typical * (1 - share[:, None])
        if not self.shares:
            return self.pulls(share) * self.sizes / self.variance
        mixed = given + share[:, None]
        spread = self.sizes * share[:, None] + given
        weighed: Numbers = self.sizes * mixed / spread / self.variance
        return weighed

    def deviation(self, share: float) -> float:
        """The standard deviation between groups that is this consistency."""
        given = self.typical * (1 - share) + (share if self.shares else 0.0)
        return sqrt(self.variance * share / given) if given else inf

    def middles(self, share: Numbers) -> tuple[Numbers, Numbers]:
        """The weighted mean of the groups and its variance; a column a share."""
        weights = self.weights(share)
        total = weights.sum(axis=1)[:, None]
        mean: Numbers = (weights * self.places).sum(axis=1)[:, None] / total
        return mean, 1 / total

    def squares(self, share: Numbers) -> Numbers:
        """Cochran's Q at each share; it falls as the share grows."""
        middle, _ = self.middles(share)
        parts = self.weights(share) * (self.places - middle) ** 2
        summed: Numbers = parts.sum(axis=1)
        return summed


def consistency_of(groups: Groups) -> Consistency:
    """How much of the spread between groups is more than chance."""
    shares = np.concatenate((np.arange(STEPS) / STEPS, NEAR_ONE))
    found, free = groups.squares(shares), len(groups.sizes) - 1

    def where(aim: float) -> float:
        if found[0] <= aim:
            return 0.0
        if found[-1] >= aim:
            return 1.0
        return float(np.interp(-aim, -found, shares))

    low, high = (float(chdtri(free, tail)) for tail in (TAIL, 1 - TAIL))
    return Consistency(where(free), where(low), where(high))


def spread_of(groups: Groups, consistency: Consistency) -> Spread:
    """How far the groups lie apart, in the unit of their amounts."""
    return Spread(
        groups.deviation(consistency.share), groups.deviation(consistency.high)
    )


def shrunken(groups: Groups, consistency: Consistency) -> Shrunken:
    """Each group's amount drawn to the centre, as far as the spread is chance.

    The interval leaves open how much that is. It takes every consistency as
    often as the groups make it likely, with a flat prior on the between-group
    variance, and the first two moments of all: Morris and Tang (2011), Stat.
    Sci. 26; Christiansen and Morris (1997), J. Am. Stat. Assoc. 92. With two
    or three groups that comes near to each group's own interval.
    """
    pull = groups.pulls(np.array([consistency.share]))[0]
    drawn = pull * groups.centre + (1 - pull) * groups.places
    means, variances = _moments(groups)
    bounds = _beta if groups.shares else _normal
    low, high = bounds(means, variances)
    return Shrunken(drawn, np.minimum(low, drawn), np.maximum(high, drawn))


def _moments(groups: Groups) -> tuple[Numbers, Numbers]:
    """Mean and variance of each group's true amount over all consistencies."""
    shares = MIDDLES
    pulls = groups.pulls(shares)
    likely: Callable[[Groups, Numbers], Numbers] = (
        _likely_shares if groups.shares else _likely_means
    )
    logs = likely(groups, shares) - 2 * np.log(1 - shares) + np.log(WIDTHS)
    chances = np.exp(logs - logs.max())
    chances = (chances / chances.sum())[:, None]
    middle, unsure = groups.middles(shares)
    centres = pulls * middle + (1 - pulls) * groups.places
    spread = _within(groups, pulls, centres) + pulls**2 * unsure
    means: Numbers = (chances * centres).sum(axis=0)
    variances: Numbers = (chances * (spread + (centres - means) ** 2)).sum(axis=0)
    return means, variances


def _within(groups: Groups, pulls: Numbers, centres: Numbers) -> Numbers:
    """How uncertain each group's amount is, were the consistency known."""
    if not groups.shares:
        return (1 - pulls) * groups.variance / groups.sizes
    size = groups.sizes / (1 - pulls)
    return centres * (1 - centres) / (size + 1)


def _likely_means(groups: Groups, shares: Numbers) -> Numbers:
    """The log of how likely the amounts are, their middle left open."""
    weights = groups.weights(shares)
    logs: Numbers = np.log(weights).sum(axis=1) - np.log(weights.sum(axis=1))
    return (logs - groups.squares(shares)) / 2


def _likely_shares(groups: Groups, shares: Numbers) -> Numbers:
    """The log of how likely the counts are: beta-binomial."""
    size = (groups.typical * (1 - shares) / shares)[:, None]
    good = groups.places * groups.sizes
    middle, _ = groups.middles(shares)
    first, second = size * middle, size * (1 - middle)
    logs = betaln(first + good, second + groups.sizes - good) - betaln(first, second)
    summed: Numbers = logs.sum(axis=1)
    return summed


def _normal(means: Numbers, variances: Numbers) -> tuple[Numbers, Numbers]:
    half = Z * np.sqrt(variances)
    return means - half, means + half


def _beta(means: Numbers, variances: Numbers) -> tuple[Numbers, Numbers]:
    size = means * (1 - means) / variances - 1
    first, second = size * means, size * (1 - means)
    low, high = (betaincinv(first, second, tail) for tail in (TAIL, 1 - TAIL))
    return low.astype(np.float64), high.astype(np.float64)


def interval_at(shrunk: Shrunken, place: int) -> Interval:
    """The interval of one group."""
    return float(shrunk.lows[place]), float(shrunk.highs[place])
