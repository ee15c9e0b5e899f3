"""The helpdesk at work: a stretch of days after the other, nothing forgotten."""

from dataclasses import dataclass

import numpy as np

from demo.clock import local_day
from demo.contacts import NORMAL, Contacts, first_contacts
from demo.customers import Customers
from demo.draws import NONE, Flags, Ints, dice
from demo.rhythm import TICKETS, moments, quotas
from demo.rows import Rows
from demo.setting import setting
from demo.story import Story, Stretch
from demo.tickets import Tickets, serve

REPEAT_WITHIN_DAYS = 6
FIRST_ZENDESK_ID = 100_001
FIRST_FRESHDESK_ID = 20_001


@dataclass(frozen=True, eq=False)
class Served(Rows):
    """A customer whose ticket was solved (UTC second), and how it was found."""

    customer: Ints
    at: Ints
    good: Flags


class Desk:
    """Keeps what runs past a stretch: contacts to come, solves to come, ids."""

    def __init__(self, story: Story, customers: Customers) -> None:
        self._story = story
        self._customers = customers
        self._here = setting(story)
        self._quota = quotas(dice(story.seed, "tickets"), story, TICKETS, story.tickets)
        nobody = first_contacts(
            dice(story.seed), story, story.stretches[0], customers, 0
        )
        self._to_come = nobody
        self._served = Served(nobody.customer, nobody.created, nobody.again)
        self._made = 0
        self._next_zendesk, self._next_freshdesk = FIRST_ZENDESK_ID, FIRST_FRESHDESK_ID

    def work(self, stretch: Stretch) -> Tickets:
        """All tickets of a stretch, in order of creation, numbered."""
        rng = dice(self._story.seed, "desk", stretch.number)
        contacts = self._opening(rng, stretch)
        parts = [self._serve(rng, contacts)]
        last = stretch.last_day == self._story.stretches[-1].last_day
        while not last and len(contacts := self._first(self._due(stretch))):
            parts.append(self._serve(rng, contacts))
        return self._numbered(Tickets.stack(parts))

    def _first(self, contacts: Contacts) -> Contacts:
        """No more than the tickets that are still to be made."""
        return contacts.take(
            np.arange(len(contacts)) < self._story.tickets - self._made
        )

    def served_until(self, end: int) -> Served:
        """Solves before this UTC second that the shop has not heard of."""
        ripe = self._served.at < end
        ready = self._served.take(ripe)
        self._served = self._served.take(~ripe)
        return ready.take(np.argsort(ready.at, kind="stable"))

    def _opening(self, rng: np.random.Generator, stretch: Stretch) -> Contacts:
        """Those who write again, and as many new ones as the quota still holds."""
        planned = int(self._quota[: stretch.number + 1].sum()) - self._made
        again = self._due(stretch)
        again = again.take(np.arange(min(len(again), max(planned, 0))))
        new = first_contacts(
            rng, self._story, stretch, self._customers, max(planned - len(again), 0)
        )
        return Contacts.stack([again, new])

    def _due(self, stretch: Stretch) -> Contacts:
        """Take the contacts of this stretch out of those to come."""
        due = local_day(self._to_come.created) <= stretch.last_day
        ready = self._to_come.take(due)
        self._to_come = self._to_come.take(~due)
        return ready

    def _serve(self, rng: np.random.Generator, contacts: Contacts) -> Tickets:
        known = np.where(contacts.kind == NORMAL, contacts.customer, 0)
        tickets = serve(
            rng, self._here, contacts, self._customers.orders[known].astype(np.int64)
        )
        self._to_come = Contacts.stack([self._to_come, _again(rng, tickets)])
        self._served = Served.stack([self._served, _served(tickets)])
        self._made += len(tickets)
        return tickets

    def _numbered(self, tickets: Tickets) -> Tickets:
        tickets = tickets.take(np.argsort(tickets.created, kind="stable"))
        business = np.cumsum(tickets.business)
        other = np.cumsum(~tickets.business)
        tickets.number[:] = np.where(
            tickets.business,
            self._next_freshdesk - 1 + business,
            self._next_zendesk - 1 + other,
        )
        self._next_freshdesk += int(tickets.business.sum())
        self._next_zendesk += int((~tickets.business).sum())
        return tickets


def _again(rng: np.random.Generator, tickets: Tickets) -> Contacts:
    """The same customers on the same topic, within 7 days of the solve."""
    back = tickets.take(tickets.repeats)
    days = 1 + rng.integers(0, REPEAT_WITHIN_DAYS, len(back))
    return Contacts(
        created=moments(rng, TICKETS, local_day(back.solved) + days),
        customer=back.customer,
        topic=back.topic,
        kind=back.kind,
        again=np.ones(len(back), dtype=np.bool_),
    )


def _served(tickets: Tickets) -> Served:
    known = (tickets.kind == NORMAL) & (tickets.solved != NONE) & (tickets.replies > 0)
    served = tickets.take(known)
    return Served(served.customer, served.solved, served.good)
