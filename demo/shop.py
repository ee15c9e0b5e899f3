"""The web shop: newcomers, and customers who come back, more after good service."""

from dataclasses import dataclass

import numpy as np

from demo import planted
from demo.clock import day_number
from demo.customers import Customers, come_back
from demo.desk import Served
from demo.draws import Floats, Ints, dice
from demo.rhythm import ORDERS, moments, moments_in, quotas
from demo.rows import Rows
from demo.story import Story, Stretch

NEWCOMERS_PER_TICKET = 0.285
OLD_CUSTOMERS_PER_DAILY_TICKET = 64
FEWEST_OLD_CUSTOMERS = 40
FIRST_ORDERS_SPREAD_DAYS = 80


@dataclass(frozen=True, eq=False)
class Orders(Rows):
    """Who ordered, and when (UTC seconds), in order."""

    at: Ints
    customer: Ints


class Shop:
    """Rings up orders, week by week."""

    def __init__(self, story: Story, customers: Customers) -> None:
        self._story = story
        self._customers = customers
        newcomers = round(story.tickets * NEWCOMERS_PER_TICKET)
        self._quota = quotas(dice(story.seed, "shop"), story, ORDERS, newcomers)
        self._welcome_back(dice(story.seed, "old customers"))

    def _welcome_back(self, rng: np.random.Generator) -> None:
        """Customers from before the first day, whose orders nobody exported."""
        a_day = self._story.tickets / self._story.days
        n = max(int(a_day * OLD_CUSTOMERS_PER_DAILY_TICKET), FEWEST_OLD_CUSTOMERS)
        who = self._customers.join(n)
        days = rng.integers(0, FIRST_ORDERS_SPREAD_DAYS, n)
        first = day_number(self._story.start)
        self._customers.next_order[who] = moments(rng, ORDERS, first + days)
        self._customers.remember(who)

    def open(self, stretch: Stretch, served: Served) -> Orders:
        """The orders of a stretch; whoever was served in it decides anew."""
        rng = dice(self._story.seed, "shop", stretch.number)
        self._newcomers(rng, stretch)
        served = _last_of_each(served)
        before = self._ring_up(rng, stretch.end, served)
        self._hear(rng, served)
        after = self._ring_up(rng, stretch.end, served.take(np.arange(0)))
        orders = Orders.stack([before, after])
        orders = orders.take(np.argsort(orders.at, kind="stable"))
        self._customers.remember(orders.customer)
        return orders

    def _newcomers(self, rng: np.random.Generator, stretch: Stretch) -> None:
        n = int(self._quota[stretch.number])
        who = self._customers.join(n)
        at = moments_in(rng, self._story, ORDERS, stretch, n)
        self._customers.next_order[who] = at

    def _hear(self, rng: np.random.Generator, served: Served) -> None:
        effect: Floats = np.where(
            served.good,
            planted.RETURN_AFTER_GOOD_LOGIT,
            planted.RETURN_AFTER_BAD_LOGIT,
        )
        self._customers.mood[served.customer] = np.where(served.good, 1, -1)
        come_back(rng, self._customers, served.customer, served.at, effect)

    def _ring_up(self, rng: np.random.Generator, end: int, served: Served) -> Orders:
        """Orders due before `end`, and before the customer's solve if there is one."""
        parts = [Orders(served.at[:0], served.customer[:0])]
        while len(who := self._ready(end, served)):
            at = self._customers.next_order[who]
            parts.append(Orders(at, who))
            self._customers.bought(who, at)
            come_back(rng, self._customers, who, at, np.zeros(len(who)))
        return Orders.stack(parts)

    def _ready(self, end: int, served: Served) -> Ints:
        who = self._customers.due(end)
        if not len(served):
            return who
        place = np.minimum(np.searchsorted(served.customer, who), len(served) - 1)
        heard_first = served.at[place] <= self._customers.next_order[who]
        waits = heard_first & (served.customer[place] == who)
        ready: Ints = who[~waits]
        return ready


def _last_of_each(served: Served) -> Served:
    """Each customer's latest solve, by customer."""
    latest = np.lexsort((served.at, served.customer))
    served = served.take(latest)
    last = np.diff(served.customer, append=-1) != 0
    return served.take(last)
