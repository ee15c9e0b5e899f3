"""How far groups lie apart once chance is taken out.

How sure that is hangs on how many were counted, as everywhere: it is told by the
share of the spread between groups that is more than chance, which is much from
75 % on: Higgins et al. (2003), BMJ 327. Groups that lie closer together than chance
puts them leave as much of it open as ones that chance alone puts far apart. Which of
two metrics hangs more on the groups does not: it is told by the share of all
differences between single observations that lies between groups.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from math import inf
from typing import Any

import numpy as np
from scipy.special import chdtrc, chdtri

from metrics.dealing import Scale, scale_of
from metrics.funnels import MedianFunnel
from metrics.kinds import ROUNDING, TAIL, Kind
from metrics.shrinking import Consistency, consistency_of
from words import mark

Sums = Mapping[str, Any]
MUCH = 0.75
NARROW = 0.25  # an interval up to here leaves little that may differ
# So little of all differences is no matter, however sure: ±1 point of a share.
SLIGHT = 0.001
# Where no difference is seen, twice that; ±2 points of a share of 50 %.
ALIKE = 0.002
# Were all groups one, so often any of those compared would seem beyond chance.
UNSURE = 0.05
# The variance of the place, 0 to 1, of one observation among all.
OF_PLACES = 1 / 12
SURE = Consistency(1.0, 1.0, 1.0)


class Level(Enum):
    """How much more than chance it is that groups differ."""

    MUCH = mark("much more than chance")
    SOME = mark("some more than chance")
    HARDLY = mark("hardly more than chance")
    CANT_TELL = mark("can't tell")
    TOO_FEW = mark("too few to compare")
    UNKNOWN = mark("not told by the data")


BEYOND = (Level.MUCH, Level.SOME)


@dataclass(frozen=True)
class Apart:
    """Two groups or more: one standard deviation between them, without chance.

    `size` with its 95 % interval is in the unit of the metric, `high` infinite
    where nothing bounds it. `share` is how much of the spread between groups is more
    than chance, `part` how much of all differences between single observations lies
    between groups, 0 to 1. `chance` is how often groups that are one lie as far
    apart (Cochran's Q). None of them where all amounts are one.
    """

    level: Level
    size: float | None = None
    low: float | None = None
    high: float | None = None
    share: Consistency | None = None
    part: float = 0.0
    chance: float = 1.0


def apart(
    kind: Kind, whole: Sums, parts: Sequence[Sums], amounts: tuple[float, ...] = ()
) -> Apart:
    """How far the groups lie apart; `amounts` as of metrics.groups.compared."""
    scale = scale_of(kind, whole, parts, amounts)
    if scale.groups.variance <= (ROUNDING * scale.groups.centre) ** 2:
        return _unvaried(scale)
    share = _left_open(consistency_of(scale.groups), len(parts) - 1)
    part, most = _part(scale, share.share), _part(scale, share.high)
    return Apart(
        _level(share, most),
        _size(scale, share.share),
        _size(scale, share.low),
        _size(scale, share.high),
        share,
        part,
        _chance(scale),
    )


def _left_open(found: Consistency, free: int) -> Consistency:
    """Its upper end no lower than the share of groups at the edge of chance.

    There Cochran's Q is at its 97.5 % point, of which all beyond the degrees of
    freedom may be more than chance.
    """
    edge = 1 - free / float(chdtri(free, TAIL))
    return replace(found, high=max(found.high, edge))


def _chance(scale: Scale) -> float:
    """How often chance alone makes the groups lie as far apart."""
    found = scale.groups.squares(np.zeros(1))[0]
    return float(chdtrc(len(scale.groups.sizes) - 1, found))


def _level(share: Consistency, most: float) -> Level:
    """`most` is the part at the upper end of the interval."""
    slight = SLIGHT if share.share else ALIKE
    if most < slight or share.high < NARROW:
        return Level.HARDLY
    if share.low <= 0:
        return Level.CANT_TELL
    return Level.MUCH if share.share >= MUCH else Level.SOME


def _unvaried(scale: Scale) -> Apart:
    """Amounts are one within each group: then the groups are one, or just differ."""
    places = scale.groups.places
    if np.ptp(places) <= ROUNDING * np.abs(places).max():
        return Apart(Level.CANT_TELL)
    size = (scale.times or 1.0) * float(places.std(ddof=1))
    return Apart(Level.MUCH, size, size, size, SURE, 1.0, 0.0)


def _part(scale: Scale, share: float) -> float:
    """The variance between groups over that of single observations."""
    groups = scale.groups
    between = groups.deviation(share) ** 2
    if between == inf:
        return 1.0
    if scale.times is None:
        return min(1.0, between / OF_PLACES)
    whole = groups.variance if groups.shares else groups.variance + between
    return min(1.0, between / whole)


def _size(scale: Scale, share: float) -> float:
    """One standard deviation between groups, in the unit of the metric."""
    deviation = scale.groups.deviation(share)
    if scale.times is not None:
        return scale.times * deviation
    assert isinstance(scale.funnel, MedianFunnel)  # noqa: S101 - of medians
    return _between(scale.funnel.at, deviation) if deviation < 0.5 else inf


def _between(at: Callable[[float], float], far: float) -> float:
    """Half the way between two fractions as far below and above the middle."""
    return (at(0.5 + far) - at(0.5 - far)) / 2
