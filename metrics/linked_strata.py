"""Two groups of customers compared within strata of customers alike beforehand.

Exact stratification, not a regression: each stratum compares like with like, no
shape is assumed, and a customer without a counterpart is counted, not guessed.
Strata are weighted as by Mantel and Haenszel, n₁n₀/N, so that the two amounts that
are shown, their difference and their ratio all belong together.

Difference of shares: variance of Sato (1989), Biometrics 45, 1323. It holds in few
large strata and in many small ones; that of Greenland and Robins (1985), Biometrics
41, 55, is for large ones alone and too small where a stratum has one bad service.
Ratio of shares: Greenland and Robins (1985). Odds ratio: Robins, Breslow and
Greenland (1986), Biometrics 42, 311. Difference of means: fixed effects of strata by
least squares, with one variance within groups. A few customers after bad service may
by chance hold none of the rare large orders, and their own variance is then far too
small.
E-value: VanderWeele and Ding (2017), Ann. Intern. Med. 167, 268; of means by the
approximation there, RR = exp(0.91 d).
Every customer is in it once, so nothing clusters.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp, log, sqrt

from metrics.kinds import Interval, Z

# Four outcomes are looked at together. So many standard errors from none, one of
# them is seen: by chance alone, any of the four is in 5 cases of 100 (Bonferroni).
SEEN_Z = 2.497705474412373
# A difference so many standard errors from none is seen in four of five cases.
POWER_Z = SEEN_Z + 0.8416212335729143
# Fewer customers than this, of both kinds and of either, show nothing.
SMALLEST, OF_EITHER = 50, 20
STANDARDIZED = 0.91


@dataclass(frozen=True)
class Sums:
    """Some customers: how many, and the sum of their amounts and of the squares.

    Where an amount is whether something happened, total and squares are one.
    """

    n: int = 0
    total: float = 0.0
    squares: float = 0.0

    @property
    def mean(self) -> float:
        """Of at least one customer."""
        return self.total / self.n

    @property
    def spread(self) -> float:
        """The sum of squared distances from the mean."""
        return max(0.0, self.squares - self.total**2 / self.n) if self.n else 0.0


@dataclass(frozen=True)
class Stratum:
    """Customers alike before their service, which was good or bad."""

    good: Sums
    bad: Sums

    @property
    def n(self) -> int:
        """Of both."""
        return self.good.n + self.bad.n

    @property
    def weight(self) -> float:
        """Mantel and Haenszel's; 0 without a counterpart."""
        return self.good.n * self.bad.n / self.n


@dataclass(frozen=True)
class Ratio:
    """A ratio, good over bad, with its 95 % interval; 1 is no association."""

    amount: float
    low: float
    high: float


@dataclass(frozen=True)
class Compared:
    """What followed good service, against bad, among matched customers.

    `good` and `bad` are amounts weighted alike, `difference` is the one less the
    other with its standard error.
    `risk` is the ratio that the E-values hang on; None where there is none.
    `odds` is None of means, and where nobody or everybody did it.
    """

    n_good: int
    n_bad: int
    unmatched: int
    good: float
    bad: float
    error: float
    risk: Ratio | None = None
    odds: Ratio | None = None

    @property
    def n(self) -> int:
        """How many customers were matched."""
        return self.n_good + self.n_bad

    @property
    def difference(self) -> float:
        """Good less bad."""
        return self.good - self.bad

    @property
    def interval(self) -> Interval:
        """The 95 % interval of the difference."""
        return self.difference - Z * self.error, self.difference + Z * self.error

    @property
    def smallest(self) -> float:
        """The difference that would have been seen in four of five cases."""
        return POWER_Z * self.error

    @property
    def is_seen(self) -> bool:
        """Whether the association can be told from none, of four looked at."""
        return abs(self.difference) > SEEN_Z * self.error

    @property
    def is_doubtful(self) -> bool:
        """Whether it could be told from none only if nothing else was looked at."""
        return not self.is_seen and abs(self.difference) > Z * self.error

    @property
    def e_value(self) -> float | None:
        """How strong an unseen cause must be to explain the estimate away."""
        return e_value(self.risk.amount) if self.risk else None

    @property
    def e_limit(self) -> float | None:
        """The same of the end of the interval that is nearer to none."""
        if self.risk is None:
            return None
        if self.risk.low <= 1 <= self.risk.high:
            return 1.0
        return e_value(self.risk.low if self.risk.low > 1 else self.risk.high)


@dataclass(frozen=True)
class TooFew:
    """Not enough matched customers to compare."""

    n_good: int
    n_bad: int
    unmatched: int


def e_value(ratio: float) -> float:
    """RR + √(RR(RR − 1)), of a ratio at or above 1; below, of its inverse."""
    more = ratio if ratio >= 1 else 1 / ratio
    return more + sqrt(more * (more - 1))


def shares(strata: Iterable[Stratum]) -> Compared | TooFew:
    """Compare shares, in percent; `total` is of how many it is true."""
    matched, few = _matched(strata)
    if _is_few(few):
        return few
    weight = sum(one.weight for one in matched)
    good, bad = _weighted(matched)
    error = _sato(matched, good - bad) / weight
    if error == 0:
        return few
    return _compared(few, good, bad, error, 100, _risk(matched), _odds(matched))


def means(strata: Iterable[Stratum]) -> Compared | TooFew:
    """Compare means of amounts, in the amounts' own unit."""
    matched, few = _matched(strata)
    if _is_few(few):
        return few
    good, bad = _weighted(matched)
    spread = _standard_deviation(matched)
    if spread == 0:
        return few
    error = spread / sqrt(sum(one.weight for one in matched))
    ends = (good - bad + sign * Z * error for sign in (0, -1, 1))
    risk = Ratio(*(exp(STANDARDIZED * end / spread) for end in ends))
    return _compared(few, good, bad, error, 1, risk, None)


def _compared(
    few: TooFew,
    good: float,
    bad: float,
    error: float,
    scale: float,
    risk: Ratio | None,
    odds: Ratio | None,
) -> Compared:
    sizes = few.n_good, few.n_bad, few.unmatched
    return Compared(*sizes, scale * good, scale * bad, scale * error, risk, odds)


def _matched(strata: Iterable[Stratum]) -> tuple[list[Stratum], TooFew]:
    every = list(strata)
    matched = [one for one in every if one.good.n and one.bad.n]
    good, bad = (sum(side) for side in _sizes(matched))
    return matched, TooFew(good, bad, sum(one.n for one in every) - good - bad)


def _sizes(strata: Sequence[Stratum]) -> tuple[list[int], list[int]]:
    return [one.good.n for one in strata], [one.bad.n for one in strata]


def _is_few(few: TooFew) -> bool:
    either = min(few.n_good, few.n_bad)
    return either < OF_EITHER or few.n_good + few.n_bad < SMALLEST


def _weighted(strata: Sequence[Stratum]) -> tuple[float, float]:
    weight = sum(one.weight for one in strata)
    good = sum(one.weight * one.good.mean for one in strata) / weight
    bad = sum(one.weight * one.bad.mean for one in strata) / weight
    return good, bad


def _sato(strata: Sequence[Stratum], difference: float) -> float:
    """The standard error of the difference of shares, times the sum of weights."""
    total = 0.0
    for one in strata:
        a, n1, c, n0 = one.good.total, one.good.n, one.bad.total, one.bad.n
        p = (n1 * n1 * c - n0 * n0 * a + n1 * n0 * (n0 - n1) / 2) / one.n**2
        q = (a * (n0 - c) + c * (n1 - a)) / (2 * one.n)
        total += difference * p + q
    return sqrt(max(0.0, total))


def _risk(strata: Sequence[Stratum]) -> Ratio | None:
    good = sum(one.good.total * one.bad.n / one.n for one in strata)
    bad = sum(one.bad.total * one.good.n / one.n for one in strata)
    if not good or not bad:
        return None
    variance = sum(
        (
            (one.good.total + one.bad.total) * one.good.n * one.bad.n
            - one.good.total * one.bad.total * one.n
        )
        / one.n**2
        for one in strata
    ) / (good * bad)
    return _ratio(good / bad, sqrt(max(0.0, variance)))


def _odds(strata: Sequence[Stratum]) -> Ratio | None:
    with_it = against = pr = ps_qr = qs = 0.0
    for one in strata:
        a, b = one.good.total, one.good.n - one.good.total
        c, d = one.bad.total, one.bad.n - one.bad.total
        r, s, p, q = a * d / one.n, b * c / one.n, (a + d) / one.n, (b + c) / one.n
        with_it, against = with_it + r, against + s
        pr, ps_qr, qs = pr + p * r, ps_qr + p * s + q * r, qs + q * s
    if not with_it or not against:
        return None
    variance = pr / (2 * with_it**2) + qs / (2 * against**2)
    variance += ps_qr / (2 * with_it * against)
    return _ratio(with_it / against, sqrt(variance))


def _ratio(amount: float, error: float) -> Ratio:
    middle = log(amount)
    return Ratio(amount, exp(middle - Z * error), exp(middle + Z * error))


def _standard_deviation(strata: Sequence[Stratum]) -> float:
    """Of the amounts within the groups of the strata; 0 where each has one alone."""
    groups = [side for one in strata for side in (one.good, one.bad)]
    freedom = sum(one.n - 1 for one in groups)
    return sqrt(sum(one.spread for one in groups) / freedom) if freedom else 0.0
