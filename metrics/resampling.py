"""The bootstrap-t: how far the mean of skewed amounts may be off, resampled."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

import numpy as np

Numbers = np.ndarray[Any, np.dtype[np.float64]]

RESAMPLES = 1_999
SEED = 20260101
# The resamples that 2.5 % of all lie at or beyond, from either end.
FIRST, LAST = 49, 1_949
# Below this many a resample too often holds one amount alone.
FEWEST = 10
# Above this many, Student's t differs by little that is shown.
MOST = 5_000
# What floating point may leave of a resample without spread.
ROUNDING = 1e-12
# Samples of another size begin elsewhere in what was drawn: luck is not shared.
APART = 97
AT_ONCE = 50_000  # amounts drawn at a time, so that they stay in the cache


@lru_cache(maxsize=64)
def studentized(sample: tuple[float, ...]) -> Numbers | None:
    """How many standard errors each resample's mean is off, ascending.

    The standard error is the resample's own: Efron (1981), Can. J. Stat. 9;
    Hall (1988), Ann. Stat. 16. None where it can't be told, as too many
    resamples hold one amount alone.
    """
    amounts = np.asarray(sample, dtype=np.float64)
    off, errors = _resampled(amounts)
    with np.errstate(divide="ignore"):
        scaled = np.divide(off, errors, out=np.zeros_like(off), where=off != 0)
    ordered: Numbers = np.sort(scaled)
    return ordered if np.isfinite(ordered[[FIRST, LAST]]).all() else None


def share_from(ordered: Numbers, bound: float) -> float:
    """The share of resamples at the bound or beyond, 0 to 1."""
    beyond = len(ordered) - int(np.searchsorted(ordered, bound, side="left"))
    return beyond / (len(ordered) + 1)


def _resampled(amounts: Numbers) -> tuple[Numbers, Numbers]:
    """How far the mean is off in each seeded resample, and its standard error."""
    n, off = len(amounts), amounts - amounts.mean()
    sums, squares = np.empty(RESAMPLES), np.empty(RESAMPLES)
    first, step = n * APART % (MOST - n + 1), max(1, AT_ONCE // n)
    for start in range(0, RESAMPLES, step):
        end = min(start + step, RESAMPLES)
        chance = _chance()[start:end, first : first + n]
        places = (chance * np.float32(n)).astype(np.intp)
        drawn = off.take(places, mode="clip")
        drawn.sum(axis=1, out=sums[start:end])
        np.einsum("ij,ij->i", drawn, drawn, out=squares[start:end])
    spread = squares - sums * sums / n
    spread[spread <= ROUNDING * squares] = 0.0
    return sums / n, np.sqrt(spread / (n - 1) / n)


@cache
def _chance() -> np.ndarray[Any, np.dtype[np.float32]]:
    """Numbers from 0 up to 1 for as many draws as the largest sample needs, 40 MB: to
    draw them anew for each takes longer than all the rest."""
    return np.random.default_rng(SEED).random((RESAMPLES, MOST), dtype=np.float32)
