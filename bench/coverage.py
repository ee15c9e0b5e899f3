"""How often the 95 % interval of each kind holds the truth, and a verdict is wrong.

    python -m bench.coverage

Each line simulates thousands of periods whose truth is known, and asks the kinds
for intervals and chances as a scorecard does. `below` and `above` say on which
side of the truth the interval lay where it missed. `kept` and `broken` are wrong
verdicts at their worst: a target a hair beyond the truth that was called kept,
and one on the truth that was called broken (2.5 % each by design). Where there is
no interval, none can miss. Seeded: the figures come out the same each time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import exp, inf, log
from typing import Any

import numpy as np
from scipy import stats

from metrics.kinds import KINDS, Kind, Mean, Median, kind_named
from metrics.verdicts import SURE, SURELY_NOT

SEED, PERIODS = 4, 4_000
SIZES = (30, 100, 1_000)
ALLOWED = (93.0, 97.0)
Draw = Callable[[np.random.Generator, int], Any]
SCORES = (100.0, 0.0, -100.0)


@dataclass(frozen=True)
class World:
    """A kind of number, with where its observations come from and its truth."""

    kind: Kind
    words: str
    truth: float
    draw: Draw
    fraction: float = 0.5


@dataclass(frozen=True)
class Held:
    """Of all periods, in percent: the interval held the truth, or lay on a side.

    A promise of exactly the truth, or better, is met: `broken` says how often it
    was called broken. One of a hair more is not: `kept` says how often it was
    called kept.
    """

    held: float
    too_low: float
    too_high: float
    kept: float
    broken: float


def shares() -> Iterator[World]:
    for percent in (5, 10, 20, 35, 50, 65, 80, 90, 95, 98, 99):
        draw = _drawn(lambda rng, n, p=percent / 100: 1.0 * (rng.random(n) < p))
        yield World(KINDS["share"], f"share of {percent} %", percent, draw)


def net_scores() -> Iterator[World]:
    for mix in ((50, 30, 20), (70, 20, 10), (85, 12, 3), (30, 40, 30), (20, 20, 60)):
        odds = np.array(mix) / 100
        draw = _drawn(lambda rng, n, p=odds: rng.choice(SCORES, n, p=p))
        words = "/".join(map(str, mix))
        yield World(KINDS["net score"], f"net score of {words}", mix[0] - mix[2], draw)


def means() -> Iterator[World]:
    minutes, percent = kind_named("mean", "minutes"), kind_named("mean", "percent")
    yield World(minutes, "mean, normal", 9, _drawn(lambda r, n: r.normal(9, 2, n)))
    yield World(minutes, "mean, gamma of 2", 8, _drawn(lambda r, n: r.gamma(2, 4, n)))
    yield World(
        minutes,
        "mean, lognormal of 0.6",
        8 * exp(0.18),
        _drawn(lambda r, n: r.lognormal(log(8), 0.6, n)),
    )
    yield World(
        percent,
        "mean of scores, many 100",
        _mean_of_scores(),
        _drawn(lambda r, n: np.minimum(100, r.normal(90, 12, n)).clip(0)),
    )


def skewed_means() -> Iterator[World]:
    kind = Mean(skewed=True)
    for sigma in (0.5, 0.8, 1.0):
        truth = 50 * exp(sigma**2 / 2)
        draw = _drawn(lambda r, n, s=sigma: r.lognormal(log(50), s, n))
        yield World(kind, f"money, lognormal of {sigma}", truth, draw)
    for shape in (1, 2):
        draw = _drawn(lambda r, n, k=shape: r.gamma(k, 50 / k, n))
        yield World(kind, f"money, gamma of {shape}", 50, draw)


def medians() -> Iterator[World]:
    for sigma in (0.5, 1.5):
        draw = _drawn(lambda r, n, s=sigma: r.lognormal(log(40), s, n))
        yield World(KINDS["median"], f"median, lognormal of {sigma}", 40, draw)
        truth = 40 * exp(sigma * float(stats.norm.ppf(0.9)))
        yield World(KINDS["median"], f"90 %, lognormal of {sigma}", truth, draw, 0.9)
    draw = _drawn(lambda r, n: np.ceil(r.lognormal(log(40.5), 1, n) / 15) * 15)
    yield World(KINDS["median"], "median of quarters of an hour", 45, draw)


def _drawn(draw: Any) -> Draw:
    """A draw, typed."""
    return lambda rng, n: draw(rng, n)


def _mean_of_scores() -> float:
    """The mean of a normal of 90 and 12, cut off at 100 (what is below 0 is nil)."""
    z = (100 - 90) / 12
    below = stats.norm.cdf(z)
    return float(90 * below - 12 * stats.norm.pdf(z) + 100 * (1 - below))


def tried(world: World, n: int, rng: np.random.Generator) -> Held:
    """Simulate the periods of one world."""
    counted = np.zeros(5)
    for _ in range(PERIODS):
        sums = summed(world, np.sort(world.draw(rng, n)))
        low, high = interval_of(world, sums)
        counted += (
            low - 1e-9 <= world.truth <= high + 1e-9,
            high + 1e-9 < world.truth,
            low - 1e-9 > world.truth,
            *verdicts(world, sums),
        )
    return Held(*(100 * counted / PERIODS))


def interval_of(world: World, sums: dict[str, Any]) -> tuple[float, float]:
    if world.fraction == 0.5 or not isinstance(world.kind, Median):
        return world.kind.interval(sums) or (-inf, inf)
    return world.kind.p90_interval(sums) or (-inf, inf)


def verdicts(world: World, sums: dict[str, Any]) -> tuple[bool, bool]:
    """Whether more than the truth is called kept, or at least it broken."""
    if world.fraction != 0.5:
        return False, False
    more = 1 - world.kind.at_most(sums, world.truth)
    at_least = 1 - world.kind.below(sums, world.truth)
    return more >= SURE, at_least <= SURELY_NOT


def summed(world: World, amounts: Any) -> dict[str, Any]:
    """Both passes over sorted amounts, as DuckDB answers them."""
    n = len(amounts)
    asked: dict[str, Any] = {
        "n": n,
        "total": float(amounts.sum()),
        "squares": float((amounts * amounts).sum()),
    }
    if isinstance(world.kind, Median):
        truth = world.truth
        asked |= {
            f"at_most_{truth!r}": int(np.searchsorted(amounts, truth, side="right")),
            f"below_{truth!r}": int(np.searchsorted(amounts, truth, side="left")),
        }
    for name, sql in world.kind.spread(asked, [world.truth]).items():
        if name == "sample":
            asked[name] = amounts.tolist()
        if sql.startswith("quantile_disc"):
            fractions = map(float, sql.split("[")[1].split("]")[0].split(","))
            asked[name] = [float(amounts[int(one * n)]) for one in fractions]
    return asked


def main() -> None:
    print(HEAD)
    outside = 0
    for worlds in (shares, net_scores, means, skewed_means, medians):
        for world in worlds():
            rng = np.random.default_rng([SEED, *world.words.encode()])
            for n in SIZES:
                found = tried(world, n, rng)
                outside += not ALLOWED[0] <= found.held <= ALLOWED[1]
                print(line(world, n, found), flush=True)
    print(f"{outside} outside {ALLOWED[0]:.0f}–{ALLOWED[1]:.0f} %")


HEAD = (
    f"{'of':32}{'n':>6}{'held':>8}{'below':>8}{'above':>8}{'kept':>8}{'broken':>8}   %"
)


def line(world: World, n: int, found: Held) -> str:
    """One line of the table."""
    told = (found.held, found.too_low, found.too_high, found.kept, found.broken)
    cells = "".join(f"{one:8.1f}" for one in told)
    is_outside = not ALLOWED[0] <= found.held <= ALLOWED[1]
    return f"{world.words:32}{n:>6}{cells}{'   <-- outside' if is_outside else ''}"


if __name__ == "__main__":
    main()
