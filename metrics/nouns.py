"""What is counted, one and many of it: ticket, tickets, 14 tickets."""

from __future__ import annotations

from words import Said, known, mark, say_many

# What a filter picks, one and many.
DIMENSIONS = {
    "agent": (mark("agent"), mark("agents")),
    "team": (mark("team"), mark("teams")),
    "channel": (mark("channel"), mark("channels")),
    "topic": (mark("topic"), mark("topics")),
}


def thing(noun: str) -> Said:
    """One of it: ticket."""
    return known(noun)


def things(noun: str) -> Said:
    """Many of it: tickets."""
    return known(f"{noun}s")


def counted(n: int, noun: str) -> Said:
    """So many of it: 1 ticket, 1,449 tickets."""
    return say_many(
        "{n} {thing}", "{n} {things}", n, thing=thing(noun), things=things(noun)
    )
