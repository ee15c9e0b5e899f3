"""Order statistics: which ranks of n amounts hold a percentile in between.

David and Nagaraja, Order Statistics (2003), 7.1.
"""

from __future__ import annotations

from scipy.special import bdtr, bdtrik

TAIL = 0.025


def ranks(n: int, fraction: float) -> tuple[int, int] | None:
    """The ranks, from 1, whose amounts hold a percentile in 95 % of samples.

    `fraction` is 0.5 for the median. None when n is too small for that.
    """
    low, high = lower_rank(n, fraction), lower_rank(n, 1 - fraction)
    return (low, n + 1 - high) if low and high else None


def lower_rank(n: int, fraction: float = 0.5) -> int:
    """The largest rank r with P(B < r) <= 2.5 % for B ~ Binomial(n, fraction).

    0 when there is none, as n is too small.
    """
    if n == 0 or bdtr(0, n, fraction) > TAIL:
        return 0
    rank = int(bdtrik(TAIL, n, fraction)) + 2
    while bdtr(rank - 1, n, fraction) > TAIL:
        rank -= 1
    return rank


def sign_test(under: int, n: int) -> float:
    """The chance that the median lies under a bound that so many of n lie under."""
    return float(bdtr(under - 1 if 2 * under > n else under, n, 0.5))
