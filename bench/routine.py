"""How often routine variation alone is called a signal, and a real shift is.

    python -m bench.routine

Each series is drawn anew: 25 periods, the last one judged. Amounts are normal
means of 300 observations or of 30, shares are of 40 to 120 answers, 85 % good.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from metrics.variation import Spot, variation

TIMES, LENGTH, SPREAD = 10_000, 25, 5.0
MANY, FEW = 300, 30
# How many sigmas, and in how many of the last periods.
SHIFTS = ((0.0, 0), (3.0, 1), (1.5, 4), (1.0, 8), (2.0, 8))
SIZES = ("the same", "varying", "fewer at last", "more at last")


def sizes(random: np.random.Generator, how: str) -> np.ndarray:
    """How many observations each period has."""
    if how == "varying":
        return random.integers(FEW, MANY + 1, LENGTH)
    before, last = {"fewer at last": (MANY, FEW), "more at last": (FEW, MANY)}.get(
        how, (MANY, MANY)
    )
    return np.append(np.full(LENGTH - 1, before), last)


def amounts(
    random: np.random.Generator, how: str, shift: float = 0, lasting: int = 0
) -> list[Spot]:
    """A series of means that chance alone moves, its last ones shifted."""
    n = sizes(random, how)
    sigmas = SPREAD * np.sqrt(MANY / n)
    drawn = random.normal(50, sigmas)
    drawn[LENGTH - lasting :] += shift * sigmas[LENGTH - lasting :]
    return [Spot(int(m), float(a)) for m, a in zip(n, drawn, strict=True)]


def shares(random: np.random.Generator) -> list[Spot]:
    """A series of shares that never changes."""
    n = random.integers(40, 120, LENGTH)
    good = random.binomial(n, 0.85)
    return [Spot(int(m), 100 * g / m) for m, g in zip(n, good, strict=True)]


def told(what: str, kind: str, draw: Callable[[], list[Spot]]) -> None:
    """Print the part of series whose last period is a signal."""
    found = sum(bool(variation(draw(), kind)[-1].signals) for _ in range(TIMES))
    print(f"{what}: {found / TIMES:.1%}")


def main() -> None:
    """Every kind of series, one after another."""
    random = np.random.default_rng(1)
    for shift, lasting in SHIFTS:
        what = f"{shift:g} sigmas in the last {lasting}" if lasting else "routine"
        told(
            f"amounts, {what}",
            "mean",
            lambda s=shift, k=lasting: amounts(random, SIZES[0], s, k),
        )
    for how in SIZES[1:]:
        for kind in ("mean", "total"):
            told(
                f"amounts of n {how}, routine, charted as a {kind}",
                kind,
                lambda of=how: amounts(random, of),
            )
    told("shares, routine", "share", lambda: shares(random))


if __name__ == "__main__":
    main()
