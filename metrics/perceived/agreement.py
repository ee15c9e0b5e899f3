"""How far two judges of the same tickets agree: our review, and the customer.

Chance alone makes two judges agree, the more so the more often both say good. What
they reach of all that chance leaves open is Cohen's kappa (1960), Educ. Psychol.
Meas. 20, 37; its standard error is that of Fleiss, Cohen and Everitt (1969),
Psychol. Bull. 72, 323.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

from scipy.special import stdtrit

from metrics.kinds import TAIL, Interval, Share, Z


@dataclass(frozen=True)
class Part:
    """So many of some tickets, as a percentage with its 95 % interval (Wilson)."""

    n: int
    of: int

    @property
    def share(self) -> float:
        """In percent, of at least one ticket."""
        return 100 * self.n / self.of

    @property
    def interval(self) -> Interval:
        """In percent."""
        return Share().interval({"n": self.of, "total": self.n}) or (0.0, 100.0)


@dataclass(frozen=True)
class Kappa:
    """Of the agreement that chance leaves open, the share that is reached.

    0 is what chance makes, 1 is always, below 0 is less than chance.
    """

    amount: float
    low: float
    high: float

    @property
    def is_more(self) -> bool:
        """Whether the two agree more than chance makes them, at 95 %."""
        return self.low > 0

    @property
    def is_less(self) -> bool:
        """Whether they agree less than chance makes them, at 95 %."""
        return self.high < 0


@dataclass(frozen=True)
class Fourfold:
    """Tickets by what our review says of them and what the customer says."""

    both: int
    only_we: int
    only_they: int
    neither: int

    @property
    def n(self) -> int:
        """All of them."""
        return self.both + self.only_we + self.only_they + self.neither

    @property
    def parted(self) -> int:
        """Those on which one says good and the other does not."""
        return self.only_we + self.only_they

    @property
    def agreed(self) -> Part:
        """Those on which both say the same."""
        return Part(self.n - self.parted, self.n)

    @property
    def we(self) -> float:
        """How often our review says good, from 0 to 1."""
        return (self.both + self.only_we) / self.n

    @property
    def they(self) -> float:
        """How often the customer says good, from 0 to 1."""
        return (self.both + self.only_they) / self.n

    @property
    def by_chance(self) -> float:
        """The agreement, 0 to 1, of two who say good as often and know nothing."""
        return self.we * self.they + (1 - self.we) * (1 - self.they)

    @property
    def is_one_sided(self) -> bool:
        """Whether one of the two always says the same: then nothing can be told."""
        return not (0 < self.we < 1 and 0 < self.they < 1)

    @property
    def kappa(self) -> Kappa | None:
        """Agreement beyond chance; None where one of the two is one-sided."""
        if not self.n or self.is_one_sided:
            return None
        chance = self.by_chance
        amount = ((self.n - self.parted) / self.n - chance) / (1 - chance)
        half = Z * self._error(amount, chance)
        return Kappa(amount, max(-1.0, amount - half), min(1.0, amount + half))

    def _error(self, kappa: float, chance: float) -> float:
        """The standard error of kappa, away from zero."""
        both, only_we, only_they, neither = (
            part / self.n
            for part in (self.both, self.only_we, self.only_they, self.neither)
        )
        we, they, rest = self.we, self.they, 1 - kappa
        same = both * (1 - (we + they) * rest) ** 2
        same += neither * (1 - (2 - we - they) * rest) ** 2
        unlike = only_we * (they + 1 - we) ** 2 + only_they * (we + 1 - they) ** 2
        variance = same + rest**2 * unlike - (kappa - chance * rest) ** 2
        return sqrt(max(0.0, variance) / self.n) / (1 - chance)


@dataclass(frozen=True)
class Scores:
    """Some review scores: how many, their sum and that of their squares."""

    n: int = 0
    total: float = 0.0
    squares: float = 0.0

    def __add__(self, other: Scores) -> Scores:
        return Scores(
            self.n + other.n, self.total + other.total, self.squares + other.squares
        )

    @property
    def mean(self) -> float:
        """Of at least one."""
        return self.total / self.n

    @property
    def variance(self) -> float:
        """Of their mean; of at least two."""
        spread = max(0.0, self.squares - self.total**2 / self.n)
        return spread / (self.n - 1) / self.n


@dataclass(frozen=True)
class Apart:
    """Mean review scores under good and under bad answers, and how far apart."""

    good: float
    bad: float
    low: float
    high: float

    @property
    def difference(self) -> float:
        """Good less bad."""
        return self.good - self.bad


def apart(good: Scores, bad: Scores, fewest: int) -> Apart | None:
    """Welch's interval (1947), Biometrika 34, 28; None with fewer than `fewest` (2
    at least) of either, or where no score varies."""
    if min(good.n, bad.n) < fewest:
        return None
    one, other = good.variance, bad.variance
    if one + other == 0:
        return None
    free = (one + other) ** 2 / (one**2 / (good.n - 1) + other**2 / (bad.n - 1))
    half = float(stdtrit(free, 1 - TAIL)) * sqrt(one + other)
    difference = good.mean - bad.mean
    return Apart(good.mean, bad.mean, difference - half, difference + half)
