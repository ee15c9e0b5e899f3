"""How a ticket goes, from the first reply to the last solve."""

from dataclasses import dataclass

import numpy as np

from demo import outcomes, planted
from demo.clock import DAY, HOUR, MINUTE, staffed
from demo.contacts import MERGED, SPAM, Contacts
from demo.draws import NONE, Flags, Ints, chance, long_tailed, pick
from demo.rows import Rows

NEW, OPEN, PENDING, HOLD, SOLVED, CLOSED = range(6)
SOLVED_UNANSWERED = 0.035
REOPENED_TWICE = 0.1
NEVER_SOLVED = 0.012
CLOSED_AFTER = 4 * DAY
FAR = 2**61
"""A time that never comes."""


@dataclass(frozen=True, eq=False)
class Course(Rows):
    """How a ticket goes in the end, whether or not that is still to come."""

    replied: Ints
    replies: Ints
    first_solved: Ints
    solved: Ints
    reopens: Ints


def course_of(
    rng: np.random.Generator, contacts: Contacts, replied: Ints, at_once: Flags
) -> Course:
    """From the first reply to the last solve, if anybody ever replies."""
    return _unanswered(rng, contacts, _answered(rng, replied, at_once))


def _answered(rng: np.random.Generator, replied: Ints, at_once: Flags) -> Course:
    n = len(replied)
    replies = outcomes.replies_needed(rng, at_once)
    solved = outcomes.solve(rng, replied, replies, at_once)
    reopened = ~at_once & chance(rng, planted.REOPENED_OF_SEVERAL, n)
    halfway = replied + (solved - replied) // 2
    stuck = chance(rng, NEVER_SOLVED, n)
    return Course(
        replied=replied,
        replies=replies,
        first_solved=np.where(reopened, halfway, np.where(stuck, FAR, solved)),
        solved=np.where(stuck, FAR, solved),
        reopens=np.where(reopened, 1 + chance(rng, REOPENED_TWICE, n), 0),
    )


def _unanswered(rng: np.random.Generator, contacts: Contacts, course: Course) -> Course:
    """Spam, merged duplicates and some others are closed without a reply."""
    n = len(course)
    thrown = (contacts.kind == SPAM) | (contacts.kind == MERGED)
    silent = thrown | chance(rng, SOLVED_UNANSWERED, n)
    wait = long_tailed(rng, np.where(thrown, 20.0, 300.0) * MINUTE, 0.8, n)
    seconds = np.minimum(wait, 3 * DAY).astype(np.int64)
    closed = staffed(contacts.created + seconds, rng.integers(0, HOUR, n))
    return Course(
        replied=np.where(silent, FAR, course.replied),
        replies=np.where(silent, 0, course.replies),
        first_solved=np.where(silent, closed, course.first_solved),
        solved=np.where(silent, closed, course.solved),
        reopens=np.where(silent, 0, course.reopens),
    )


def seen_until(course: Course, cut: int) -> Course:
    """What of it had happened by the day of the exports."""
    replied = course.replied < cut
    open_still = course.solved >= cut
    so_far = np.where(open_still, np.maximum(course.replies - 1, 1), course.replies)
    reopened = course.first_solved < cut
    return Course(
        replied=np.where(replied, course.replied, NONE),
        replies=np.where(replied, so_far, 0),
        first_solved=np.where(reopened, course.first_solved, NONE),
        solved=np.where(open_still, NONE, course.solved),
        reopens=np.where(reopened, course.reopens, 0),
    )


def status_of(rng: np.random.Generator, course: Course, cut: int) -> Ints:
    """The status it has at this UTC second."""
    n = len(course)
    waiting = np.where(chance(rng, 0.55, n), NEW, OPEN)
    under_way = np.array((PENDING, OPEN, HOLD))[pick(rng, (0.5, 0.35, 0.15), n)]
    reopened = course.first_solved < cut
    unsolved = np.where(course.replied < cut, under_way, waiting)
    unsolved = np.where(reopened, OPEN, unsolved)
    done = np.where(course.solved + CLOSED_AFTER < cut, CLOSED, SOLVED)
    return np.where(course.solved < cut, done, unsolved)
