"""95 % intervals by other roads than the production code takes."""

from __future__ import annotations

from math import sqrt

import numpy as np
from scipy import stats

Interval = tuple[float, float]


def wilson(hits: np.ndarray) -> Interval | None:
    """Of a share, in percent."""
    if not len(hits):
        return None
    tested = stats.binomtest(int(hits.sum()), len(hits))
    found = tested.proportion_ci(0.95, method="wilson")
    return 100 * found.low, 100 * found.high


def adjusted_wald(scores: np.ndarray) -> Interval | None:
    """Of a net score: one promoter and one detractor more."""
    if not len(scores):
        return None
    n = len(scores) + 2
    up, down = ((scores > 0).sum() + 1) / n, ((scores < 0).sum() + 1) / n
    half = stats.norm.ppf(0.975) * sqrt((up + down - (up - down) ** 2) / n)
    low, high = 100 * (up - down - half), 100 * (up - down + half)
    return max(low, -100.0), min(high, 100.0)


def student(amounts: np.ndarray) -> Interval | None:
    """Of a mean."""
    n = len(amounts)
    if n < 2 or np.ptp(amounts) == 0:
        return None
    half = stats.t.ppf(0.975, n - 1) * amounts.std(ddof=1) / sqrt(n)
    return amounts.mean() - half, amounts.mean() + half


def student_of_percentages(amounts: np.ndarray) -> Interval | None:
    """Of a mean that cannot lie below 0 or above 100."""
    found = student(amounts)
    return (max(found[0], 0.0), min(found[1], 100.0)) if found else None


def student_of_minutes(amounts: np.ndarray) -> Interval | None:
    """Of a mean that cannot lie below 0."""
    found = student(amounts)
    return (max(found[0], 0.0), found[1]) if found else None


def order_statistics(amounts: np.ndarray) -> Interval | None:
    """Of a median: the innermost pair of ranks that is wide enough."""
    n, ordered = len(amounts), np.sort(amounts)
    ranks = [r for r in range(1, n // 2 + 1) if stats.binom.cdf(r - 1, n, 0.5) <= 0.025]
    return (ordered[ranks[-1] - 1], ordered[n - ranks[-1]]) if ranks else None


def resampled(amounts: np.ndarray) -> Interval | None:
    """Of a skewed mean, by a bootstrap-t of our own."""
    drawn = np.random.default_rng(1).choice(amounts, (20_000, len(amounts)))
    off = (drawn.mean(axis=1) - amounts.mean()) / stats.sem(drawn, axis=1)
    low, high = np.quantile(off, [0.025, 0.975]) * stats.sem(amounts)
    return amounts.mean() - high, amounts.mean() - low


def no_interval(amounts: np.ndarray) -> Interval | None:
    """Of a total: nothing was sampled."""
    return None
