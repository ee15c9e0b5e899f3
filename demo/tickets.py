"""The helpdesk's tickets, as they stand on the day of the exports."""

from dataclasses import dataclass

import numpy as np

from demo import outcomes, planted
from demo.clock import HOUR
from demo.contacts import NORMAL, Contacts
from demo.course import (
    CLOSED,
    CLOSED_AFTER,
    NEW,
    Course,
    course_of,
    seen_until,
    status_of,
)
from demo.draws import NONE, Flags, Ints, chance, long_tailed, pick
from demo.outcomes import CHANNEL_WEIGHTS
from demo.rows import Rows
from demo.setting import Setting

NOT_OFFERED, OFFERED, GOOD, BAD = range(4)

HANDLE_MEDIAN_SECONDS = 480.0
HANDLE_SIGMA = 0.65
HANDLE_PER_REPLY = 0.45
PRIORITY_WEIGHTS = (0.12, 0.68, 0.15, 0.05)
RATED_AFTER_HOURS = 9.0
ASSIGNED_WITHIN = 0.6


@dataclass(frozen=True, eq=False)
class Tickets(Rows):
    """Times in UTC seconds, −1 where something has not happened."""

    number: Ints
    created: Ints
    customer: Ints
    business: Flags
    topic: Ints
    kind: Ints
    channel: Ints
    priority: Ints
    agent: Ints
    status: Ints
    assigned: Ints
    replied: Ints
    replies: Ints
    reopens: Ints
    first_solved: Ints
    solved: Ints
    updated: Ints
    handle_seconds: Ints
    at_once: Flags
    repeats: Flags
    good: Flags
    rating: Ints
    rated: Ints


def serve(
    rng: np.random.Generator, here: Setting, contacts: Contacts, orders: Ints
) -> Tickets:
    """`orders`: how many each customer has placed before."""
    n = len(contacts)
    business = outcomes.business_contacts(contacts)
    agent = outcomes.assign(rng, contacts, business)
    channel = pick(rng, CHANNEL_WEIGHTS, n)
    at_once = outcomes.settled_at_once(rng, here, contacts, agent)
    again = outcomes.repeats(rng, here, contacts, at_once)
    good = outcomes.satisfied(rng, here, contacts, agent, at_once, again, orders)
    replied = outcomes.first_reply(rng, here, contacts, agent, channel)
    course = course_of(rng, contacts, replied, at_once)
    cut = here.story.cut
    status = status_of(rng, course, cut)
    seen = seen_until(course, cut)
    answered = (seen.solved != NONE) & (seen.replies > 0) & (contacts.kind == NORMAL)
    rating, rated = _rate(rng, seen.solved, answered, good, cut)
    wait = np.minimum(course.replied - contacts.created, cut - 1 - contacts.created)
    assigned = _assigned(rng, contacts.created, wait, status)
    return Tickets(
        number=np.full(n, NONE),
        created=contacts.created,
        customer=contacts.customer,
        business=business,
        topic=contacts.topic,
        kind=contacts.kind,
        channel=channel,
        priority=pick(rng, PRIORITY_WEIGHTS, n),
        agent=np.where(status == NEW, NONE, agent),
        status=status,
        assigned=assigned,
        replied=seen.replied,
        replies=seen.replies,
        reopens=seen.reopens,
        first_solved=seen.first_solved,
        solved=seen.solved,
        updated=_updated(assigned, contacts.created, seen, status, rated),
        handle_seconds=_handled(rng, seen.replies),
        at_once=at_once,
        repeats=again & answered,
        good=good,
        rating=rating,
        rated=rated,
    )


def _rate(
    rng: np.random.Generator, solved: Ints, surveyed: Flags, good: Flags, cut: int
) -> tuple[Ints, Ints]:
    """The rating as it stands, and when it was given."""
    n = len(solved)
    offered = surveyed & chance(rng, planted.CSAT_OFFERED, n)
    wait = rng.exponential(RATED_AFTER_HOURS * HOUR, n).astype(np.int64)
    given = offered & chance(rng, planted.CSAT_ANSWERED, n) & (solved + wait < cut)
    answer = np.where(good, GOOD, BAD)
    rating = np.where(given, answer, np.where(offered, OFFERED, NOT_OFFERED))
    return rating, np.where(given, solved + wait, NONE)


def _assigned(
    rng: np.random.Generator, created: Ints, wait: Ints, status: Ints
) -> Ints:
    """Somewhere in the first hour of the wait; a new ticket is nobody's yet."""
    share = rng.random(len(created)) * ASSIGNED_WITHIN
    after = (np.minimum(wait, HOUR) * share).astype(np.int64)
    return np.where(status == NEW, NONE, created + after)


def _updated(
    assigned: Ints, created: Ints, seen: Course, status: Ints, rated: Ints
) -> Ints:
    touched = np.maximum.reduce(
        [created, assigned, seen.replied, seen.first_solved, seen.solved, rated]
    )
    return np.where(status == CLOSED, seen.solved + CLOSED_AFTER, touched)


def _handled(rng: np.random.Generator, replies: Ints) -> Ints:
    """Seconds worked, as the helpdesk's timer has them; empty without a reply."""
    more = np.maximum(replies - 1, 0).astype(np.float64)
    median = HANDLE_MEDIAN_SECONDS * (1 + HANDLE_PER_REPLY * more)
    worked = long_tailed(rng, median, HANDLE_SIGMA, len(replies))
    return np.where(replies > 0, worked.astype(np.int64), NONE)
