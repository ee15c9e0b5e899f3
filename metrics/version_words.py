"""A definition that became another one, as a manager reads it."""

from __future__ import annotations

from datetime import date, datetime

from metrics.periods import Period, to_local
from metrics.versions import Breaks
from metrics.wording import moment_words
from words import mark, say

BROKEN = mark("definition changed")


def breaks_within(breaks: Breaks, first: date, period: Period) -> Breaks:
    """The changes from a day on, up to the end of a period."""
    return tuple(
        one
        for one in breaks
        if first <= to_local(one[0], period.zone).date() < period.after
    )


def break_words(one: tuple[datetime, str], zone: str) -> str:
    """When the definition changed; numbers published before were counted otherwise."""
    since, version = one
    return say(
        "Definition changed {moment} (version {version}). All points are counted by "
        "it; numbers published before were counted otherwise.",
        moment=moment_words(since, zone),
        version=version,
    )
