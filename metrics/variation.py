"""Process-behaviour charts: what in a series is more than routine variation.

Shewhart, Economic Control of Quality of Manufactured Product (1931); Wheeler,
Understanding Variation (2nd ed. 2000). Totals are charted as individuals with a
moving range (XmR), shares by Laney's p′, and other amounts as XmR of how far they
are from the centre times the square root of their n.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count, pairwise
from math import inf, sqrt
from statistics import fmean
from typing import Literal

from scipy.special import bdtr

Side = Literal["above", "below"]
Rule = Literal["outside", "run", "two of three"]

# Limits come from the first points of a stretch, so that what follows cannot
# hide in them. With twenty, routine variation alone gives 3 false signals in
# 100 periods that come after them, 2 of a share (bench/routine.py), and about 1
# among the twenty themselves. Fewer than eight tell no spread.
BASELINE, FEWEST = 20, 8
# Western Electric, Statistical Quality Control Handbook (1956), pages 25 to 28.
RUN, FAR = 8, 2.0
SIGMAS = 3.0
# The mean moving range of two normal observations, in their sigmas.
D2 = 1.128
# Below five hits expected, a share is too skewed for the normal; its upper tail
# beyond three sigmas is this.
COMMON, SELDOM = 5, 0.00135
SHARES, TOTALS = ("share", "retention"), ("total",)
# What floating point may add to amounts that are all the same.
ROUNDING = 1e-9


@dataclass(frozen=True)
class Spot:
    """One period of a series.

    `n` observations make the `amount`, a share in percent. One that is not
    `judged`, as it is unfinished or has too few, sets no limit and is no signal.
    `restarts` where a declared decision begins a new stretch.
    """

    n: int
    amount: float | None
    judged: bool = True
    restarts: bool = False

    @property
    def counts(self) -> bool:
        """Whether it sets limits, and can be a signal."""
        return self.judged and self.amount is not None and self.n > 0


@dataclass(frozen=True)
class Limits:
    """Where routine variation keeps one period, in the unit of its amount."""

    centre: float
    low: float
    high: float
    sigma: float


@dataclass(frozen=True)
class Signal:
    """A rule that a period meets, and on which side of the centre.

    `periods` is how many in a row lie there, this one included.
    """

    rule: Rule
    side: Side
    periods: int


@dataclass(frozen=True)
class Judged:
    """A period of a series under its limits; None in a stretch too short.

    `stretch` is how many periods that count its stretch has had, with it.
    """

    spot: Spot
    limits: Limits | None
    signals: tuple[Signal, ...]
    stretch: int

    @property
    def counts(self) -> bool:
        """Whether it sets limits, and can be a signal."""
        return self.spot.counts


def variation(
    spots: Sequence[Spot], kind: str, low: float = -inf, high: float = inf
) -> tuple[Judged, ...]:
    """Judge each period of a series, oldest first.

    `low` and `high` are what the amount can be at all: limits are drawn no wider.
    """
    return tuple(
        one for part in _stretches(spots) for one in _judged(part, kind, low, high)
    )


def _stretches(spots: Sequence[Spot]) -> Iterator[list[Spot]]:
    part: list[Spot] = []
    for spot in spots:
        if spot.restarts and part:
            yield part
            part = []
        part.append(spot)
    if part:
        yield part


def _judged(part: list[Spot], kind: str, low: float, high: float) -> Iterator[Judged]:
    found = _limits(part, kind)
    places = [
        _place(spot, limits) if limits and spot.counts else None
        for spot, limits in zip(part, found, strict=True)
    ]
    seen = 0
    for at, (spot, limits) in enumerate(zip(part, found, strict=True), start=1):
        seen += spot.counts
        drawn = _within(limits, low, high) if limits else None
        yield Judged(spot, drawn, tuple(_signals(places[:at])), seen)


def _limits(part: list[Spot], kind: str) -> list[Limits | None]:
    """Those of each period of a stretch, from its first judged ones.

    What lies outside the limits that it helped to set is no part of the usual:
    they are set once more without it, where enough remain.
    """
    baseline = [spot for spot in part if spot.counts][:BASELINE]
    if len(baseline) < FEWEST:
        return [None] * len(part)
    first = _drawn(baseline, baseline, kind)
    inside = [
        spot
        for spot, limits in zip(baseline, first, strict=True)
        if limits and abs(_place(spot, limits)) <= SIGMAS * (1 + ROUNDING)
    ]
    usual = inside if len(inside) >= FEWEST else baseline
    return list(_drawn(part, usual, kind))


def _drawn(
    part: list[Spot], baseline: list[Spot], kind: str
) -> Sequence[Limits | None]:
    if kind in SHARES:
        return _laney(part, baseline)
    if kind in TOTALS:
        return [_xmr([spot.amount or 0.0 for spot in baseline])] * len(part)
    return _weighted(part, baseline)


def _xmr(amounts: Sequence[float]) -> Limits:
    """The mean, and three sigmas told by the mean moving range (2.66 of it)."""
    return _around(fmean(amounts), _moving_range(amounts) / D2)


def _weighted(part: list[Spot], baseline: list[Spot]) -> list[Limits | None]:
    """XmR of z = (amount - centre) √n, whose sigma is that of one observation.

    Of n observations the sigma is as much less as √n, so that a month of few is
    given more room than one of many. It is no less than at the largest n that set
    it: how amounts of more observations move has not been seen.
    """
    n = sum(spot.n for spot in baseline)
    centre = sum(spot.n * (spot.amount or 0.0) for spot in baseline) / n
    scores = [((spot.amount or 0.0) - centre) * sqrt(spot.n) for spot in baseline]
    sigma, most = _moving_range(scores) / D2, max(spot.n for spot in baseline)
    return [
        _around(centre, sigma / sqrt(min(spot.n, most))) if spot.n else None
        for spot in part
    ]


def _laney(part: list[Spot], baseline: list[Spot]) -> list[Limits | None]:
    """p′: Laney (2002), Improved Control Charts for Attributes, Qual. Eng. 14(4).

    The binomial sigma of each n, times how far the shares really move in such
    sigmas. That factor is never less than 1: independent answers vary by the
    binomial at least.
    """
    n = sum(spot.n for spot in baseline)
    hits = sum(spot.n * (spot.amount or 0.0) / 100 for spot in baseline)
    centre, chance = hits / n, _chance(hits, n)
    sigmas = [_binomial(chance, spot.n) for spot in baseline]
    scores = [
        ((spot.amount or 0.0) / 100 - centre) / sigma
        for spot, sigma in zip(baseline, sigmas, strict=True)
    ]
    wider = max(1.0, _moving_range(scores) / D2)
    return [
        _around(100 * centre, 100 * _sigma(chance, centre, spot.n, wider))
        if spot.n
        else None
        for spot in part
    ]


def _chance(hits: float, n: int) -> float:
    """The share that the sigma is of; where none missed or all did, it isn't sure.

    Agresti and Coull (1998), Am. Stat. 52: two more of each.
    """
    return hits / n if ROUNDING < hits / n < 1 - ROUNDING else (hits + 2) / (n + 4)


def _binomial(chance: float, n: int) -> float:
    return sqrt(chance * (1 - chance) / n)


def _sigma(chance: float, centre: float, n: int, wider: float) -> float:
    """One sigma of a share; of a rare one, a third of the way to the number of hits
    that chance alone exceeds as seldom as three sigmas of the normal."""
    sigma, rarer = wider * _binomial(chance, n), min(chance, 1 - chance)
    if n * rarer >= COMMON:
        return sigma
    hits = next(many for many in count() if bdtr(many, n, rarer) >= 1 - SELDOM)
    return max(sigma, (hits / n - min(centre, 1 - centre)) / SIGMAS)


def _moving_range(amounts: Sequence[float]) -> float:
    return fmean(abs(after - before) for before, after in pairwise(amounts))


def _around(centre: float, sigma: float) -> Limits:
    half = SIGMAS * sigma
    return Limits(centre, centre - half, centre + half, sigma)


def _within(limits: Limits, low: float, high: float) -> Limits:
    bottom, top = max(low, limits.low), min(high, limits.high)
    return Limits(limits.centre, bottom, top, limits.sigma)


def _place(spot: Spot, limits: Limits) -> float:
    """How many sigmas it lies from the centre; 0 where it is on it."""
    amount = spot.amount or 0.0
    off = amount - limits.centre
    if abs(off) <= ROUNDING * max(abs(amount), abs(limits.centre)):
        return 0.0
    return off / limits.sigma if limits.sigma else off * inf


def _signals(places: Sequence[float | None]) -> Iterator[Signal]:
    """The rules that the last of these periods meets, the plainest first."""
    last = places[-1]
    if not last:
        return
    sign = 1 if last > 0 else -1
    side: Side = "above" if last > 0 else "below"
    run = _run(places, sign)
    for rule in _rules([sign * (one or 0.0) for one in places[-3:]], run):
        yield Signal(rule, side, run)


def _rules(recent: Sequence[float], run: int) -> Iterator[Rule]:
    if recent[-1] > SIGMAS * (1 + ROUNDING):
        yield "outside"
    if run >= RUN:
        yield "run"
    far = [one > FAR * (1 + ROUNDING) for one in recent]
    if far[-1] and sum(far) >= 2:
        yield "two of three"


def _run(places: Sequence[float | None], sign: int) -> int:
    """How many up to the last lie on its side; a gap ends the row."""
    for many, place in enumerate(reversed(places)):
        if place is None or place * sign <= 0:
            return many
    return len(places)
