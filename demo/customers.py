"""Everyone who ever bought or wrote, by number, and whether they come back."""

from collections import deque

import numpy as np

from demo import planted
from demo.clock import DAY, local_day
from demo.draws import Flags, Floats, Ints, chance, logistic, pick
from demo.rhythm import ORDERS, YEAR_DAYS, moments

NEVER = 2**62
BUSINESS_ONE_IN = 7
"""Every seventh customer is a café, an office or another shop."""
RECENT_STRETCHES = 8
EARLIER_ORDERS_AT_MOST = 4
LAPSED_RETURN = 0.04
LAPSED_MEAN_DAYS = 120.0


def is_business(numbers: Ints) -> Flags:
    """Whether the business desk looks after them."""
    business: Flags = numbers % BUSINESS_ONE_IN == 0
    return business


class Customers:
    """What the company knows of each; a customer's number is the row."""

    def __init__(self) -> None:
        self.count = 0
        self.next_order = np.full(1024, NEVER, dtype=np.int64)
        self.first_order = np.zeros(1024, dtype=np.int64)
        self.orders = np.zeros(1024, dtype=np.int32)
        self.mood = np.zeros(1024, dtype=np.int8)
        self._recent: deque[Ints] = deque(maxlen=RECENT_STRETCHES)
        self._pools: tuple[Ints, Ints] = (self.join(0), self.join(0))

    def join(self, n: int) -> Ints:
        """The numbers of `n` new customers."""
        numbers = np.arange(self.count, self.count + n)
        self.count += n
        while self.count > len(self.next_order):
            self._grow()
        return numbers

    def _grow(self) -> None:
        size = len(self.next_order)
        self.next_order = np.append(self.next_order, np.full(size, NEVER))
        self.first_order = np.append(self.first_order, np.zeros(size, np.int64))
        self.orders = np.append(self.orders, np.zeros(size, np.int32))
        self.mood = np.append(self.mood, np.zeros(size, np.int8))

    def remember(self, bought: Ints) -> None:
        """Those who bought in a stretch: they write, call and are surveyed next."""
        self._recent.append(bought)
        recent = np.concatenate(list(self._recent))
        business = is_business(recent)
        self._pools = recent[~business], recent[business]

    def recent(self, rng: np.random.Generator, n: int, business: float) -> Ints:
        """Recent buyers, this share of them from the business desk's customers."""
        home, desk = self._pools
        if not len(home) or not len(desk):
            return self.join(n)
        return np.where(
            rng.random(n) < business,
            desk[rng.integers(0, len(desk), n)],
            home[rng.integers(0, len(home), n)],
        )

    def due(self, until: int) -> Ints:
        """Who orders before this UTC second."""
        return np.flatnonzero(self.next_order[: self.count] < until)

    def bought(self, who: Ints, at: Ints) -> None:
        """Note an order of each; nobody is in `who` twice."""
        first = self.orders[who] == 0
        self.first_order[who[first]] = at[first]
        self.orders[who] += 1


def come_back(
    rng: np.random.Generator, customers: Customers, who: Ints, at: Ints, effect: Floats
) -> None:
    """Decide anew whether and when each orders next; `effect` is in log-odds.

    Who had an order in mind for the window and still wants it keeps its day.
    """
    orders = customers.orders[who]
    years = (at - customers.first_order[who]) / (YEAR_DAYS * DAY)
    logit = (
        planted.RETURN_BASE_LOGIT
        + planted.RETURN_PER_EARLIER_ORDER * np.minimum(orders, EARLIER_ORDERS_AT_MOST)
        + planted.RETURN_PER_YEAR * np.where(orders > 0, years, 0.0)
        + effect
    )
    returns = chance(rng, logistic(logit), len(who))
    planned = customers.next_order[who]
    in_mind = (planned > at) & (planned < at + (planted.RETURN_WINDOW_DAYS - 1) * DAY)
    within = np.where(in_mind, planned, _within_window(rng, at))
    customers.next_order[who] = np.where(returns, within, _after_window(rng, at))


def _within_window(rng: np.random.Generator, at: Ints) -> Ints:
    """Mostly when the bag is empty, in the third month."""
    span = planted.RETURN_WINDOW_DAYS - 2
    days = 1 + (span * rng.beta(9.0, 1.1, len(at))).astype(np.int64)
    return moments(rng, ORDERS, local_day(at) + days)


def _after_window(rng: np.random.Generator, at: Ints) -> Ints:
    """A few lapsed customers return later, most never."""
    days = rng.exponential(LAPSED_MEAN_DAYS, len(at)).astype(np.int64)
    days += planted.RETURN_WINDOW_DAYS + 1
    later = moments(rng, ORDERS, local_day(at) + days)
    return np.where(
        pick(rng, (1 - LAPSED_RETURN, LAPSED_RETURN), len(at)), later, NEVER
    )
