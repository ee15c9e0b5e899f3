"""What shrinking prevents, and what it keeps: groups made up by chance.

python -m bench.luck [RUNS [SEED]]
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from metrics.funnels import ALARM, WARNING
from metrics.groups import FRACTIONS, Comparison, Place, compared
from metrics.kinds import KINDS

# How many observations each group has: twelve agents alike, twelve unlike, teams.
ALIKE = (25,) * 12
UNLIKE = (12, 15, 20, 25, 30, 40, 50, 60, 80, 120, 200, 400)
TEAMS = (30, 60, 200)
GOOD = 0.9  # every agent's true share, where all are the same
INSIDE = 15.0  # the spread of one observation where amounts are not shares
ALARMED = (Place.FAR_LOWER, Place.FAR_HIGHER)
Draw = Callable[[np.random.Generator, float, int], np.ndarray]


@dataclass(frozen=True)
class Scene:
    """A kind of metric: how a group of a true amount answers, in its unit."""

    kind: str
    centre: float
    spread: float
    draw: Draw
    factor: float = 1.0


def shares(chance: np.random.Generator, true: float, n: int) -> np.ndarray:
    return (chance.random(n) < true / 100).astype(float)


def scores(chance: np.random.Generator, true: float, n: int) -> np.ndarray:
    """Each answer is the sum of two tosses, so that the score is `true`."""
    tosses = chance.random((2, n)) < (100 + true) / 200
    return 100.0 * tosses.sum(axis=0) - 100.0


def reviews(chance: np.random.Generator, true: float, n: int) -> np.ndarray:
    return chance.normal(true, INSIDE, n)


def waits(chance: np.random.Generator, true: float, n: int) -> np.ndarray:
    """Skewed, as waits are: their median is `true`."""
    return true * np.exp(chance.normal(0, 1, n))


SCENES = (
    Scene("share", 100 * GOOD, 4.0, shares),
    Scene("net score", 30.0, 15.0, scores),
    Scene("mean", 75.0, 5.0, reviews),
    Scene("median", 60.0, 12.0, waits),
)


@dataclass
class Told:
    """What a thousand comparisons came to."""

    raw_gaps: list[float] = field(default_factory=list)
    gaps: list[float] = field(default_factory=list)
    raw_errors: list[float] = field(default_factory=list)
    errors: list[float] = field(default_factory=list)
    held: list[bool] = field(default_factory=list)
    warned: list[bool] = field(default_factory=list)
    alarmed: list[bool] = field(default_factory=list)
    shares: list[float] = field(default_factory=list)

    def hear(self, found: Comparison, truths: np.ndarray) -> None:
        own = np.array([group.amount for group in found.groups])
        ours = np.array([group.estimate for group in found.groups])
        self.raw_gaps.append(float(np.ptp(own)))
        self.gaps.append(float(np.ptp(ours)))
        self.raw_errors.extend((own - truths) ** 2)
        self.errors.extend((ours - truths) ** 2)
        for group, true in zip(found.groups, truths, strict=True):
            if group.low is not None and group.high is not None:
                self.held.append(group.low <= true <= group.high)
            self.warned.append(group.place is not Place.INSIDE)
            self.alarmed.append(group.place in ALARMED)
        if found.consistency:
            self.shares.append(found.consistency.share)


def summed(kind: str, amounts: np.ndarray) -> dict[str, float]:
    """The sums that the store would hand over."""
    sums = {
        "n": len(amounts),
        "total": float(amounts.sum()),
        "squares": float((amounts**2).sum()),
    }
    if kind == "median":
        sums |= {"median": float(np.median(amounts)), "p90": 0.0}
    return sums


def comparison(kind: str, parts: list[np.ndarray]) -> Comparison:
    whole = np.concatenate(parts)
    steps = np.linspace(0, 1, FRACTIONS + 1)
    amounts = tuple(np.quantile(whole, steps)) if kind == "median" else ()
    named = {f"{place:02}": summed(kind, part) for place, part in enumerate(parts)}
    return compared("agent", KINDS[kind], summed(kind, whole), named, amounts)


def told(
    scene: Scene,
    sizes: tuple[int, ...],
    spread: float,
    runs: int,
    chance: np.random.Generator,
) -> Told:
    """So many companies, whose groups truly differ by `spread`."""
    heard = Told()
    for _ in range(runs):
        truths = true_amounts(scene, spread, len(sizes), chance)
        pairs = zip(truths, sizes, strict=True)
        parts = [scene.draw(chance, true, n) for true, n in pairs]
        heard.hear(comparison(scene.kind, parts), truths)
    return heard


def true_amounts(
    scene: Scene, spread: float, many: int, chance: np.random.Generator
) -> np.ndarray:
    if scene.kind == "share" and spread:
        share = scene.centre / 100
        size = share * (1 - share) / (spread / 100) ** 2 - 1
        return 100 * chance.beta(share * size, (1 - share) * size, many)
    return chance.normal(scene.centre, spread, many)


def line(name: str, heard: Told) -> str:
    def mean(numbers: list[float]) -> float:
        return float(np.mean(numbers))

    ratio = (mean(heard.errors) / mean(heard.raw_errors)) ** 0.5
    return (
        f"{name:<24}{mean(heard.raw_gaps):>8.1f}{mean(heard.gaps):>8.1f}"
        f"{np.median(heard.gaps):>8.1f}{ratio:>8.2f}{np.mean(heard.held):>9.1%}"
        f"{np.mean(heard.warned):>9.2%}{np.mean(heard.alarmed):>9.2%}"
        f"{mean(heard.shares):>8.0%}"
    )


def main(runs: int = 1_000, seed: int = 2026) -> None:
    chance = np.random.default_rng(seed)
    heads = ("raw gap", "ours", "median", "error", "held", "out 95", "out 99.8", "I²")
    print(f"{runs:,} companies a line, seed {seed}; gaps in points, or in minutes")
    print(f"chance keeps {WARNING:.1%} of groups inside 95, {ALARM:.1%} inside 99.8")
    widths = (8, 8, 8, 8, 9, 9, 9, 8)
    named = zip(heads, widths, strict=True)
    print(" " * 24 + "".join(f"{head:>{width}}" for head, width in named))
    for scene in SCENES:
        lines = (
            ("12 same, n 25", ALIKE, 0.0),
            ("12 same, n 12-400", UNLIKE, 0.0),
            ("12 differ", UNLIKE, scene.spread),
            ("3 differ", TEAMS, scene.spread),
        )
        for name, sizes, spread in lines:
            heard = told(scene, sizes, spread, runs, chance)
            print(line(f"{scene.kind[:6]} {name}", heard), flush=True)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
