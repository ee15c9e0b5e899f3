"""What each kind of metric brings to a comparison of groups.

Shares are compared as fractions, means and net scores as they are. Medians are
compared by the fraction of all observations that lies under them: there the
variance of a median is known whatever the amounts look like.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

import numpy as np

from metrics.funnels import Funnel, MeanFunnel, MedianFunnel, ShareFunnel
from metrics.kinds import ROUNDING, Interval, Kind, Mean, NetScore, Share
from metrics.shrinking import (
    Consistency,
    Groups,
    Numbers,
    Spread,
    consistency_of,
    interval_at,
    shrunken,
    spread_of,
)

Sums = Mapping[str, Any]


@dataclass(frozen=True)
class Estimate:
    """A group's amount without what is chance, and its 95 % interval."""

    amount: float
    interval: Interval | None


@dataclass(frozen=True)
class Dealt:
    """The limits for any n, and the estimates in the order of the groups.

    `spread` is in the unit of the metric; None of medians.
    """

    funnel: Funnel
    estimates: tuple[Estimate, ...]
    consistency: Consistency | None
    spread: Spread | None = None


@dataclass(frozen=True)
class Scale:
    """Groups where they can be shrunk, and the way back to the unit.

    `times` is what differences take there; None where they are not in proportion.
    """

    funnel: Funnel
    groups: Groups
    back: Callable[[float], float]
    times: float | None


def dealt(
    kind: Kind, whole: Sums, parts: Sequence[Sums], amounts: tuple[float, ...] = ()
) -> Dealt:
    """Two groups or more against the whole that they are parts of."""
    scale = scale_of(kind, whole, parts, amounts)
    if scale.groups.variance <= (ROUNDING * scale.groups.centre) ** 2:
        return _unvaried(kind, whole, parts, scale)
    consistency = consistency_of(scale.groups)
    shrunk = shrunken(scale.groups, consistency)
    estimates = tuple(
        Estimate(
            scale.back(float(estimate)), _both(scale.back, interval_at(shrunk, at))
        )
        for at, estimate in enumerate(shrunk.estimates)
    )
    return Dealt(scale.funnel, estimates, consistency, _spread(scale, consistency))


def _spread(scale: Scale, consistency: Consistency) -> Spread | None:
    """How far the groups lie apart, in the unit of the metric."""
    if scale.times is None:
        return None
    found = spread_of(scale.groups, consistency)
    return Spread(scale.times * found.size, scale.times * found.most)


def _both(back: Callable[[float], float], interval: Interval) -> Interval:
    return back(interval[0]), back(interval[1])


def _unvaried(kind: Kind, whole: Sums, parts: Sequence[Sums], scale: Scale) -> Dealt:
    """Amounts are one within each group: then the groups are one, or just differ."""
    places = scale.groups.places
    if np.ptp(places) <= ROUNDING * np.abs(places).max():
        one = Estimate(float(kind.amount(whole) or 0.0), kind.interval(whole))
        return Dealt(scale.funnel, (one,) * len(parts), None)
    own = tuple(Estimate(scale.back(float(place)), None) for place in places)
    return Dealt(scale.funnel, own, Consistency(1.0, 1.0, 1.0))


def scale_of(
    kind: Kind, whole: Sums, parts: Sequence[Sums], amounts: tuple[float, ...] = ()
) -> Scale:
    """The groups on the scale where a kind compares them."""
    if isinstance(kind, Share):
        return _of_shares(whole, parts)
    if isinstance(kind, NetScore):
        return _of_means(whole, parts, (-100.0, 100.0))
    if isinstance(kind, Mean):
        return _of_means(whole, parts, (kind.lowest, kind.highest))
    return _of_medians(whole, parts, amounts)


def _of_shares(whole: Sums, parts: Sequence[Sums]) -> Scale:
    sizes, totals = _column(parts, "n"), _column(parts, "total")
    share = float(totals.sum() / sizes.sum())
    centre = whole["total"] / whole["n"]
    groups = Groups(sizes, totals / sizes, centre, share * (1 - share), shares=True)
    funnel = ShareFunnel(whole["n"], round(whole["total"]))
    return Scale(funnel, groups, lambda place: 100 * place, 100.0)


def _of_means(whole: Sums, parts: Sequence[Sums], bounds: Interval) -> Scale:
    sizes, totals = _column(parts, "n"), _column(parts, "total")
    free = int(sizes.sum()) - len(parts)
    within = (_column(parts, "squares") - totals**2 / sizes).sum() / free
    variance, centre = max(0.0, float(within)), whole["total"] / whole["n"]
    low, high = bounds
    funnel = MeanFunnel(whole["n"], centre, sqrt(variance), free, low, high)
    groups = Groups(sizes, totals / sizes, centre, variance)
    return Scale(funnel, groups, lambda place: min(high, max(low, place)), 1.0)


def _of_medians(
    whole: Sums, parts: Sequence[Sums], amounts: tuple[float, ...]
) -> Scale:
    """A fraction of n + 2 observations: the variance of a uniform sample's median."""
    funnel = MedianFunnel(whole["n"], amounts)
    places = np.array([funnel.fraction(one["median"]) for one in parts])
    groups = Groups(_column(parts, "n") + 2, places, 0.5, 0.25)
    return Scale(
        funnel, groups, lambda place: funnel.at(min(1.0, max(0.0, place))), None
    )


def _column(parts: Sequence[Sums], name: str) -> Numbers:
    return np.array([float(one[name]) for one in parts])
