"""The business desk's tickets as Freshdesk exports them."""

from pathlib import Path

import duckdb
import numpy as np

from demo.clock import DAY, HOUR, to_local
from demo.complaints import with_complaints
from demo.course import CLOSED, CLOSED_AFTER
from demo.draws import NONE, Ints, chance, dice, pick, scramble
from demo.people import AGENT_NAMES, TEAMS, identity
from demo.people import BUSINESS as BUSINESS_DESK
from demo.sheets import Column, Sheet, Words
from demo.story import Story, Stretch
from demo.tickets import BAD, GOOD, Tickets
from demo.words import COMPANIES, SUBJECTS, SUBJECTS_PER_TOPIC, TITLES, TOPICS

STATUSES = (
    "Open",
    "Waiting on Customer",
    "Pending",
    "Waiting on Third Party",
    "Resolved",
    "Closed",
)
STATUS_OF = np.array((0, 0, 2, 3, 4, 5))
WAITING_ON_CUSTOMER, OF_PENDING = 1, 0.4
PRIORITIES = ("Low", "Medium", "High", "Urgent")
SOURCES = ("Email", "Portal", "Chat", "Feedback Widget", "Phone")
SURVEY = (
    "Extremely Happy",
    "Happy",
    "Neutral",
    "Unhappy",
    "Extremely Unhappy",
)
HAPPY, UNHAPPY = (0.62, 0.38), (0, 0, 0.4, 0.35, 0.25)
TAGS = ("wholesale", "wholesale,vip", "machine lease", "horeca,new")
REPLY_WITHIN = np.array((24, 8, 4, 1)) * HOUR
SOLVE_WITHIN = np.array((5, 3, 2, 1)) * DAY
SLA = ("Within SLA", "SLA Violated")
DURATION_LEFT_OUT = 0.12


class Freshdesk:
    """The export being written."""

    def __init__(
        self, story: Story, press: duckdb.DuckDBPyConnection, output: Path
    ) -> None:
        name = f"freshdesk_tickets_{story.start}_{story.until}.csv"
        self._seed, self._story = story.seed, story
        self._sheet = Sheet(press, "freshdesk_tickets", output / name)

    def add(self, stretch: Stretch, tickets: Tickets) -> None:
        """The business customers' tickets of a stretch."""
        tickets = tickets.take(tickets.business)
        rng = dice(self._seed, "freshdesk", stretch.number)
        columns = {
            **_who(tickets),
            **_labels(rng, tickets),
            **_times(rng, tickets),
            **_promises(tickets),
        }
        tags = columns["tags"]
        if isinstance(tags, Words):
            columns["tags"] = with_complaints(self._story, stretch, tickets, tags, ",")
        self._sheet.add(columns)

    def close(self) -> tuple[Path, ...]:
        """Finish; where it was written."""
        return (self._sheet.close(),)


def _who(tickets: Tickets) -> dict[str, Column]:
    customer = tickets.customer
    company = scramble(customer, 41, len(COMPANIES))
    title = scramble(customer, 43, 2 * len(TITLES))
    return {
        "id": tickets.number,
        **identity(customer),
        "company": Words(company, COMPANIES),
        "title": Words(np.where(title < len(TITLES), title, -1), TITLES),
        "agent": Words(tickets.agent, AGENT_NAMES),
        "team": Words(np.full(len(tickets), BUSINESS_DESK), TEAMS),
    }


def _labels(rng: np.random.Generator, tickets: Tickets) -> dict[str, Column]:
    n = len(tickets)
    variant = rng.integers(0, SUBJECTS_PER_TOPIC, n)
    status = STATUS_OF[tickets.status]
    waiting = (tickets.status == 2) & chance(rng, OF_PENDING, n)
    tag = rng.integers(0, 2 * len(TAGS), n)
    return {
        "subject": Words(tickets.topic * SUBJECTS_PER_TOPIC + variant, SUBJECTS),
        "status": Words(np.where(waiting, WAITING_ON_CUSTOMER, status), STATUSES),
        "priority": Words(tickets.priority, PRIORITIES),
        "channel": Words(tickets.channel, SOURCES),
        "topic": Words(tickets.topic, TOPICS),
        "tags": Words(np.where(tag < len(TAGS), tag, -1), TAGS),
        "survey": Words(_survey(rng, tickets), SURVEY),
        "replies": tickets.replies,
        "customer_replies": tickets.replies + rng.integers(0, 3, n),
    }


def _survey(rng: np.random.Generator, tickets: Tickets) -> Ints:
    n = len(tickets)
    happy, unhappy = pick(rng, HAPPY, n), pick(rng, UNHAPPY, n)
    answer = np.where(tickets.rating == BAD, unhappy, NONE)
    return np.where(tickets.rating == GOOD, happy, answer)


def _times(rng: np.random.Generator, tickets: Tickets) -> dict[str, Column]:
    closed = np.where(tickets.status == CLOSED, tickets.solved + CLOSED_AFTER, NONE)
    reply, solve = tickets.replied, tickets.solved
    left_out = chance(rng, DURATION_LEFT_OUT, len(tickets))
    return {
        "created": to_local(tickets.created),
        "solved": to_local(solve),
        "closed": to_local(closed),
        "updated": to_local(tickets.updated),
        "replied": to_local(reply),
        "handle_seconds": tickets.handle_seconds,
        "reply_seconds": _seconds(tickets.created, np.where(left_out, NONE, reply)),
        "solve_seconds": _seconds(tickets.created, np.where(left_out, NONE, solve)),
    }


def _seconds(created: Ints, then: Ints) -> Ints:
    return np.where(then == NONE, NONE, then - created)


def _promises(tickets: Tickets) -> dict[str, Column]:
    """What the service agreement held, and whether it was kept."""
    due = tickets.created + SOLVE_WITHIN[tickets.priority]
    reply_due = tickets.created + REPLY_WITHIN[tickets.priority]
    return {
        "due": to_local(due),
        "reply_kept": Words(_kept(tickets.replied, reply_due), SLA),
        "solve_kept": Words(_kept(tickets.solved, due), SLA),
    }


def _kept(then: Ints, due: Ints) -> Ints:
    return np.where(then == NONE, NONE, (then > due).astype(np.int64))
