"""Who writes to the helpdesk, when, and about what."""

from dataclasses import dataclass

import numpy as np

from demo.customers import Customers, is_business
from demo.draws import Flags, Ints, chance, pick
from demo.people import AGENTS
from demo.planted import INCIDENT_EXTRA_CONTACTS, INCIDENT_TOPIC
from demo.rhythm import TICKETS, moments_in
from demo.rows import Rows
from demo.story import Story, Stretch
from demo.words import TOPIC_WEIGHTS, TOPICS

NORMAL, SPAM, MERGED, INTERNAL, TEST = range(5)
KIND_WEIGHTS = (0.945, 0.022, 0.018, 0.012, 0.003)

RECENT_BUYER, ANY_CUSTOMER, NEWCOMER = range(3)
ORIGIN_WEIGHTS = (0.88, 0.03, 0.09)
BUSINESS_OF_RECENT = 0.22

STRANGERS = 9_000_000
"""Numbers from here on are senders of spam, not customers."""


@dataclass(frozen=True, eq=False)
class Contacts(Rows):
    """One row a contact; of internal and test ones the customer is an agent."""

    created: Ints
    customer: Ints
    topic: Ints
    kind: Ints
    again: Flags


def first_contacts(
    rng: np.random.Generator,
    story: Story,
    stretch: Stretch,
    customers: Customers,
    n: int,
) -> Contacts:
    """New matters in a stretch: contacts that follow from no earlier ticket."""
    created = moments_in(rng, story, TICKETS, stretch, n)
    customer = _customers(rng, customers, n)
    kind = np.where(is_business(customer), NORMAL, pick(rng, KIND_WEIGHTS, n))
    return Contacts(
        created=created,
        customer=_senders(rng, customer, kind),
        topic=_topics(rng, story, created),
        kind=kind,
        again=np.zeros(n, dtype=np.bool_),
    )


def _customers(rng: np.random.Generator, customers: Customers, n: int) -> Ints:
    origin = pick(rng, ORIGIN_WEIGHTS, n)
    chosen = customers.recent(rng, n, BUSINESS_OF_RECENT)
    known = rng.integers(0, customers.count, n)
    chosen = np.where(origin == ANY_CUSTOMER, known, chosen)
    newcomers = origin == NEWCOMER
    chosen[newcomers] = customers.join(int(newcomers.sum()))
    return chosen


def _senders(rng: np.random.Generator, customer: Ints, kind: Ints) -> Ints:
    stranger = STRANGERS + rng.integers(0, 1_000_000, len(kind))
    colleague = rng.integers(0, len(AGENTS), len(kind))
    inside = (kind == INTERNAL) | (kind == TEST)
    return np.where(kind == SPAM, stranger, np.where(inside, colleague, customer))


def _topics(rng: np.random.Generator, story: Story, created: Ints) -> Ints:
    """The incident adds its contacts to what is written anyway."""
    extra = INCIDENT_EXTRA_CONTACTS / (1 + INCIDENT_EXTRA_CONTACTS)
    recall = story.in_incident(created) & chance(rng, extra, len(created))
    usual = pick(rng, TOPIC_WEIGHTS, len(created))
    return np.where(recall, TOPICS.index(INCIDENT_TOPIC), usual)
