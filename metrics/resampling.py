"""The bootstrap-t: how far the mean of skewed amounts may be off, resampled."""

from __future__ import annotations

from functools import cache, lru_cache
from math import exp, factorial
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
ROUNDING = 1e-5
# Samples of another size take other columns of what was drawn: luck is not shared.
APART = 97


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
    n, middle = len(amounts), np.median(amounts)
    off = amounts - middle  # from the median, so that little is lost to rounding
    first = n * APART % (MOST - n + 1)
    powers = np.column_stack([np.ones(n), off, off * off]).astype(np.float32)
    found = (_times()[:, first : first + n] @ powers).astype(np.float64)
    held, sums, squares = np.maximum(found[:, 0], 1.0), found[:, 1], found[:, 2]
    spread = squares - sums * sums / held
    spread[spread <= ROUNDING * squares] = 0.0
    errors = np.sqrt(spread / np.maximum(held - 1, 1.0) / held)
    return sums / held - off.mean(), errors


@cache
def _times() -> np.ndarray[Any, np.dtype[np.float32]]:
    """How often each resample holds each amount, 40 MB: Poisson of mean 1, to within
    1 in 65,536.

    So a resample is a product of matrices; its size varies, which as good as nothing
    hangs on: Hanley & MacGibbon (2006), Comput. Methods Programs Biomed. 83.
    """
    up_to = np.round(2**16 * np.cumsum([exp(-1) / factorial(k) for k in range(9)]))
    shares = np.diff(up_to, prepend=0.0).astype(np.int64)
    times = np.repeat(np.arange(9, dtype=np.float32), shares)
    drawn = np.random.default_rng(SEED).integers(
        len(times), size=(RESAMPLES, MOST), dtype=np.uint16
    )
    return times[drawn]
