"""Those who still wait, as a manager reads of them."""

from __future__ import annotations

from metrics.catalog import Clock, Definition
from metrics.nouns import thing, things
from metrics.periods import Period
from metrics.waiting import Backlog, Ticket, Waiting, knows_waiting
from metrics.wording import amount_words, moment_words, period_words
from words import known, mark, say, say_many

MINUTES = "minutes"
JUDGED_BY = mark("The verdict is by those whose wait is over.")


def unwaited_words(definition: Definition, clock: Clock | None) -> str:
    """Why there is nothing to say of those who wait; empty where there is."""
    if not knows_waiting(definition):
        return say(
            "{metric} times no wait that could still go on.",
            metric=known(definition.name),
        )
    if clock == "working":
        return say(
            "This promise runs in working hours. How many of those the open tickets "
            "have waited is not in the exports, so only the backlog can be told."
        )
    return ""


def waiting_words(waiting: Waiting, noun: str) -> str:
    """The two medians, and why they differ; `noun` is ticket."""
    if waiting.plain is None:
        return say(
            "No {thing} of this period has had its wait end yet.", thing=thing(noun)
        )
    ended = say_many(
        "Of the {n} {thing} whose wait is over, half waited at most {amount}.",
        "Of the {n} {things} whose wait is over, half waited at most {amount}.",
        waiting.over,
        thing=thing(noun),
        things=things(noun),
        amount=amount_words(waiting.plain, MINUTES),
    )
    return f"{ended} {_those_waiting(waiting, noun)}"


def _those_waiting(waiting: Waiting, noun: str) -> str:
    """What those who still wait change in the median."""
    if not waiting.going_on:
        return say("Nobody waits any more, so there is nothing to add.")
    if waiting.median is None:
        return say_many(
            "But {n} {thing} still waits: so many that nobody can say yet how long "
            "half wait.",
            "But {n} {things} still wait: so many that nobody can say yet how long "
            "half wait.",
            waiting.going_on,
            thing=thing(noun),
            things=things(noun),
        )
    median = amount_words(waiting.median, MINUTES)
    is_same = median == amount_words(waiting.plain, MINUTES)
    one, many = TOO_FEW if is_same else LONGER
    return say_many(one, many, waiting.going_on, median=median)


TOO_FEW = (
    mark(
        "Counting also the one that still waits, half wait at most {median}: too few "
        "to make a difference."
    ),
    mark(
        "Counting also the {n} that still wait, half wait at most {median}: too few "
        "to make a difference."
    ),
)
LONGER = (
    mark(
        "Counting also the one that still waits, half wait at most {median}: leaving "
        "them out makes the wait look shorter than it is."
    ),
    mark(
        "Counting also the {n} that still wait, half wait at most {median}: leaving "
        "them out makes the wait look shorter than it is."
    ),
)
UNKNOWN = (
    mark(
        "Counting also the one that still waits, nobody can say yet how long half "
        "wait (Kaplan–Meier)."
    ),
    mark(
        "Counting also the {n} that still wait, nobody can say yet how long half wait "
        "(Kaplan–Meier)."
    ),
)
UNKNOWN_BEGUN = (
    mark(
        "Counting also the one that still waits, filed under the day their wait "
        "began, nobody can say yet how long half wait (Kaplan–Meier)."
    ),
    mark(
        "Counting also the {n} that still wait, filed under the day their wait began, "
        "nobody can say yet how long half wait (Kaplan–Meier)."
    ),
)
HALF = (
    mark(
        "Counting also the one that still waits, half wait at most {median} "
        "(Kaplan–Meier)."
    ),
    mark(
        "Counting also the {n} that still wait, half wait at most {median} "
        "(Kaplan–Meier)."
    ),
)
HALF_BEGUN = (
    mark(
        "Counting also the one that still waits, filed under the day their wait "
        "began, half wait at most {median} (Kaplan–Meier)."
    ),
    mark(
        "Counting also the {n} that still wait, filed under the day their wait began, "
        "half wait at most {median} (Kaplan–Meier)."
    ),
)


def still_words(waiting: Waiting | None) -> str:
    """The median that counts those who still wait, beside the one that is judged."""
    if waiting is None:
        return ""
    is_begun = waiting.is_filed_otherwise
    if waiting.median is None:
        one, many = UNKNOWN_BEGUN if is_begun else UNKNOWN
        told = say_many(one, many, waiting.going_on)
    else:
        one, many = HALF_BEGUN if is_begun else HALF
        median = amount_words(waiting.median, MINUTES)
        told = say_many(one, many, waiting.going_on, median=median)
    return f"{told} {known(JUDGED_BY)}"


def filed_words(waiting: Waiting) -> str:
    """Which tickets these are, and how long those that wait have waited."""
    filed = (
        say(
            "Tickets are filed here under the day their wait began, on the card under "
            "the day it ended."
        )
        if waiting.is_filed_otherwise
        else ""
    )
    counts = say(
        "Who still waits counts as waiting at least until the end of its own source's "
        "data (Kaplan–Meier); tickets left out for another reason are in neither "
        "median."
    )
    return " ".join(filter(None, (filed, counts, known(JUDGED_BY))))


def oldest_words(oldest: Ticket | None, zone: str) -> str:
    """Which ticket has waited longest, and since when."""
    if oldest is None:
        return say("none")
    return say(
        "{ticket} ({source}), since {moment}",
        ticket=oldest.ticket_id,
        source=oldest.source,
        moment=moment_words(oldest.since, zone),
    )


def backlog_words(backlog: Backlog, period: Period, noun: str) -> str:
    """How many were open when the period ended."""
    when = period_words(period)
    if not backlog.n:
        return say(
            "No {thing} was open at the end of {period}.",
            thing=thing(noun),
            period=when,
        )
    return say_many(
        "{n} {thing} was open at the end of {period}, the oldest {oldest}.",
        "{n} {things} were open at the end of {period}, the oldest {oldest}.",
        backlog.n,
        thing=thing(noun),
        things=things(noun),
        period=when,
        oldest=oldest_words(backlog.oldest, period.zone),
    )


def curve_words(waiting: Waiting, name: str) -> str:
    """What the curve shows, for who can't see it."""
    median = amount_words(waiting.median, MINUTES)
    return say(
        "{metric}: the share still waiting falls to half at {median}",
        metric=name,
        median=median,
    )
