"""Tickets as Zendesk's account export has them: one file a quarter."""

from pathlib import Path

import duckdb
import numpy as np

from demo.clock import HOUR, local_day, minutes, to_local, working_minutes
from demo.complaints import with_complaints
from demo.contacts import INTERNAL, MERGED, NORMAL, SPAM, TEST
from demo.draws import NONE, Floats, Ints, chance, dice, pick
from demo.outcomes import CHANNELS
from demo.people import AGENT_NAMES, TEAM_OF, TEAMS, identity
from demo.sheets import Column, QuarterlySheets, Words
from demo.story import Story, Stretch
from demo.tickets import Tickets
from demo.words import SPAM_SUBJECTS, SUBJECTS, SUBJECTS_PER_TOPIC, TOPICS

STATUSES = ("New", "Open", "Pending", "Hold", "Solved", "Closed")
RATINGS = ("Not Offered", "Offered", "Good", "Bad")
PRIORITIES = ("Low", "Normal", "High", "Urgent")
TYPES = ("Question", "Incident", "Problem", "Task")
TYPE_WEIGHTS = (0.6, 0.16, 0.1, 0.04, 0.1)
KIND_TAGS = ("spam", "closed_by_merge merged", "internal", "test")
TOPIC_TAGS = tuple(
    topic.lower().replace(" & ", "_").replace(" ", "_") for topic in TOPICS
)
REGULAR_TAGS = tuple(f"{tag} vip" for tag in TOPIC_TAGS)
STAFF_IDS = 99_000_000
HELD = 0.04
REROUTED = 0.08


class Zendesk:
    """The exports being written."""

    def __init__(
        self, story: Story, press: duckdb.DuckDBPyConnection, output: Path
    ) -> None:
        self._seed, self._story = story.seed, story
        self._sheets = QuarterlySheets(press, "zendesk_tickets", output)

    def add(self, stretch: Stretch, tickets: Tickets) -> None:
        """The other tickets of a stretch."""
        tickets = tickets.take(~tickets.business)
        rng = dice(self._seed, "zendesk", stretch.number)
        columns = {
            **_who(tickets),
            **_labels(rng, tickets),
            **_times(tickets),
            **_durations(rng, tickets),
            **_counts(rng, tickets),
        }
        tags = columns["tags"]
        if isinstance(tags, Words):
            columns["tags"] = with_complaints(self._story, stretch, tickets, tags, " ")
        self._sheets.add(columns, local_day(tickets.created))

    def close(self) -> tuple[Path, ...]:
        """Finish; where it was written."""
        return self._sheets.close()


def _who(tickets: Tickets) -> dict[str, Column]:
    inside = (tickets.kind == INTERNAL) | (tickets.kind == TEST)
    agent = tickets.agent
    team = np.where(agent == NONE, NONE, TEAM_OF[agent])
    return {
        "id": tickets.number,
        "requester": np.where(inside, STAFF_IDS, 0) + tickets.customer,
        **identity(tickets.customer, np.where(inside, tickets.customer, NONE)),
        "agent": Words(agent, AGENT_NAMES),
        "team": Words(team, TEAMS),
    }


def _labels(rng: np.random.Generator, tickets: Tickets) -> dict[str, Column]:
    n, spam = len(tickets), tickets.kind == SPAM
    subject = tickets.topic * SUBJECTS_PER_TOPIC
    subject = subject + rng.integers(0, SUBJECTS_PER_TOPIC, n)
    subject[spam] = len(SUBJECTS) + subject[spam] % len(SPAM_SUBJECTS)
    kind = pick(rng, TYPE_WEIGHTS, n)
    return {
        "subject": Words(subject, (*SUBJECTS, *SPAM_SUBJECTS)),
        "tags": _tags(rng, tickets),
        "status": Words(tickets.status, STATUSES),
        "priority": Words(
            np.where(chance(rng, 0.1, n), -1, tickets.priority), PRIORITIES
        ),
        "channel": Words(tickets.channel, CHANNELS),
        "ticket_type": Words(np.where(kind == len(TYPES), -1, kind), TYPES),
        "rating": Words(tickets.rating, RATINGS),
        "topic": Words(np.where(spam, -1, tickets.topic), TOPICS),
    }


def _tags(rng: np.random.Generator, tickets: Tickets) -> Words:
    n, topics = len(tickets), len(TOPICS)
    topic = np.where(chance(rng, 0.06, n), topics + tickets.topic, tickets.topic)
    topic[chance(rng, 0.2, n)] = -1
    special = 2 * topics + tickets.kind - 1
    codes = np.where(tickets.kind == NORMAL, topic, special)
    return Words(codes, (*TOPIC_TAGS, *REGULAR_TAGS, *KIND_TAGS))


def _times(tickets: Tickets) -> dict[str, Column]:
    return {
        "created": to_local(tickets.created),
        "updated": to_local(tickets.updated),
        "assigned": to_local(tickets.assigned),
        "solved": to_local(tickets.solved),
    }


def _durations(rng: np.random.Generator, tickets: Tickets) -> dict[str, Column]:
    created, solved = tickets.created, tickets.solved
    hours = (solved - created + HOUR // 2) // HOUR
    columns: dict[str, Column] = {
        "resolution_hours": np.where(solved == NONE, NONE, hours)
    }
    held = chance(rng, HELD, len(tickets)) * rng.random(len(tickets))
    pending = (1 - held) * rng.beta(1.5, 2.5, len(tickets))
    for clock, elapsed in (("", minutes), ("_working", working_minutes)):
        first, full = elapsed(created, tickets.replied), elapsed(created, solved)
        after = np.where(first == NONE, 0, full - first)
        hold, agent_wait = _part(held, after, full), _part(pending, after, full)
        columns[f"first_reply{clock}"] = first
        columns[f"first_resolution{clock}"] = elapsed(created, tickets.first_solved)
        columns[f"full_resolution{clock}"] = full
        columns[f"agent_wait{clock}"] = agent_wait
        columns[f"hold{clock}"] = hold
        waited = full - agent_wait - hold
        columns[f"requester_wait{clock}"] = np.where(full == NONE, NONE, waited)
    return columns


def _part(share: Floats, after: Ints, full: Ints) -> Ints:
    """A share of the minutes after the first reply; empty until solved."""
    return np.where(full == NONE, NONE, (share * after).astype(np.int64))


def _counts(rng: np.random.Generator, tickets: Tickets) -> dict[str, Column]:
    n = len(tickets)
    moved = chance(rng, REROUTED, n).astype(np.int64)
    groups = np.where(tickets.kind == MERGED, 1, 1 + moved)
    return {
        "group_stations": groups,
        "assignee_stations": groups + chance(rng, REROUTED, n),
        "reopens": tickets.reopens,
        "replies": tickets.replies,
        "handle_seconds": tickets.handle_seconds,
    }
