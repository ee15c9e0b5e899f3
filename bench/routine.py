"""How often routine variation alone is called a signal, and a real shift is.

    python -m bench.routine

Each series is drawn anew: 25 periods, the last one judged. Amounts are normal,
shares are of 40 to 120 answers, 85 % good.
"""

from __future__ import annotations

import numpy as np

from metrics.variation import Spot, variation

TIMES, LENGTH, SPREAD = 10_000, 25, 5.0
# How many sigmas, and in how many of the last periods.
SHIFTS = ((0.0, 0), (3.0, 1), (1.5, 4), (1.0, 8), (2.0, 8))


def amounts(random: np.random.Generator, shift: float, lasting: int) -> list[Spot]:
    """A series of normal amounts, its last ones shifted."""
    drawn = random.normal(50, SPREAD, LENGTH)
    drawn[LENGTH - lasting :] += shift * SPREAD
    return [Spot(100, float(amount)) for amount in drawn]


def shares(random: np.random.Generator) -> list[Spot]:
    """A series of shares that never changes."""
    n = random.integers(40, 120, LENGTH)
    good = random.binomial(n, 0.85)
    return [Spot(int(m), 100 * g / m) for m, g in zip(n, good, strict=True)]


def main() -> None:
    """Print the part of series whose last period is a signal."""
    random = np.random.default_rng(1)
    for shift, lasting in SHIFTS:
        found = [
            variation(amounts(random, shift, lasting), "mean")[-1].signals
            for _ in range(TIMES)
        ]
        told = f"{shift:g} sigmas in the last {lasting}" if lasting else "routine"
        print(f"amounts, {told}: {sum(map(bool, found)) / TIMES:.1%}")
    found = [variation(shares(random), "share")[-1].signals for _ in range(TIMES)]
    print(f"shares, routine: {sum(map(bool, found)) / TIMES:.1%}")


if __name__ == "__main__":
    main()
