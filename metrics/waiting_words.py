"""Those who still wait, as a manager reads of them."""

from __future__ import annotations

from metrics.catalog import Clock, Definition
from metrics.periods import Period
from metrics.waiting import Backlog, Ticket, Waiting, knows_waiting
from metrics.wording import amount_words, count_words, moment_words, period_words

MINUTES = "minutes"
JUDGED_BY = "The verdict is by those whose wait is over."


def unwaited_words(definition: Definition, clock: Clock | None) -> str:
    """Why there is nothing to say of those who wait; empty where there is."""
    if not knows_waiting(definition):
        return f"{definition.name} times no wait that could still go on."
    if clock == "working":
        return (
            "This promise runs in working hours. How many of those the open tickets "
            "have waited is not in the exports, so only the backlog can be told."
        )
    return ""


def waiting_words(waiting: Waiting, noun: str) -> str:
    """The two medians, and why they differ; `noun` is ticket."""
    if waiting.plain is None:
        return f"No {noun} of this period has had its wait end yet."
    over = f"{count_words(waiting.over)} {noun}s"
    plain = amount_words(waiting.plain, MINUTES)
    ended = f"Of the {over} whose wait is over, half waited at most {plain}."
    if not waiting.going_on:
        return f"{ended} Nobody waits any more, so there is nothing to add."
    still = _still(waiting.going_on, noun)
    if waiting.median is None:
        return (
            f"{ended} But {still}: so many that nobody can say yet how long half wait."
        )
    median = amount_words(waiting.median, MINUTES)
    told = (
        f"Counting also the {_going_on(waiting.going_on)}, half wait at most {median}"
    )
    if median == plain:
        return f"{ended} {told}: too few to make a difference."
    return f"{ended} {told}: leaving them out makes the wait look shorter than it is."


def still_words(waiting: Waiting | None) -> str:
    """The median that counts those who still wait, beside the one that is judged."""
    if waiting is None:
        return ""
    filed = " filed under the day their wait began," * waiting.is_filed_otherwise
    half = (
        "nobody can say yet how long half wait"
        if waiting.median is None
        else f"half wait at most {amount_words(waiting.median, MINUTES)}"
    )
    counting = f"Counting also the {_going_on(waiting.going_on)},{filed}"
    return f"{counting} {half} (Kaplan–Meier). {JUDGED_BY}"


def _going_on(n: int) -> str:
    return "one that still waits" if n == 1 else f"{count_words(n)} that still wait"


def _still(n: int, noun: str) -> str:
    return f"1 {noun} still waits" if n == 1 else f"{count_words(n)} {noun}s still wait"


def filed_words(waiting: Waiting) -> str:
    """Which tickets these are, and how long those that wait have waited."""
    filed = (
        "Tickets are filed here under the day their wait began, on the card under "
        "the day it ended. "
        if waiting.is_filed_otherwise
        else ""
    )
    return (
        f"{filed}Who still waits counts as waiting at least until the end of its own "
        "source's data (Kaplan–Meier); tickets left out for another reason are in "
        f"neither median. {JUDGED_BY}"
    )


def oldest_words(oldest: Ticket | None, zone: str) -> str:
    """Which ticket has waited longest, and since when."""
    if oldest is None:
        return "none"
    return f"{oldest.ticket_id} ({oldest.source}), since {_since(oldest, zone)}"


def _since(oldest: Ticket, zone: str) -> str:
    return moment_words(oldest.since, zone)


def backlog_words(backlog: Backlog, period: Period, noun: str) -> str:
    """How many were open when the period ended."""
    if not backlog.n:
        return f"No {noun} was open at the end of {period_words(period)}."
    were = (
        f"1 {noun} was" if backlog.n == 1 else f"{count_words(backlog.n)} {noun}s were"
    )
    return (
        f"{were} open at the end of {period_words(period)}, the oldest "
        f"{oldest_words(backlog.oldest, period.zone)}."
    )


def curve_words(waiting: Waiting, name: str) -> str:
    """What the curve shows, for who can't see it."""
    median = amount_words(waiting.median, MINUTES)
    return f"{name}: the share still waiting falls to half at {median}"
