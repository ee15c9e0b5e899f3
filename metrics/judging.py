"""How a count is judged: the one way, whoever asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import inf

from metrics.catalog import Definition
from metrics.due import Bounds, bounds_of
from metrics.kinds import chance_within
from metrics.measuring import (
    Count,
    Reading,
    begins_at,
    is_whole,
    with_chances,
    with_spread,
)
from metrics.periods import Period, Window
from metrics.questions import Question
from metrics.retention import Floor, floor_of
from metrics.values import Promise
from metrics.verdicts import KEPT, Chance, Verdict, verdict_of
from metrics.warehouse import Warehouse


@dataclass(frozen=True)
class Case:
    """All that one verdict hangs on.

    `chance` is that of what was promised; None where nobody asked. `is_part` says
    that the history covers a part alone of what a total is of.
    """

    definition: Definition
    count: Count
    bounds: Bounds | None
    chance: Chance | None
    floor: Floor | None
    is_part: bool

    @property
    def verdict(self) -> Verdict:
        """A retention that could only meet its target is not kept by having met it,
        nor is a total judged by a part of it."""
        n, least = self.count.n, self.definition.min_n
        if self.bounds is None or n < max(1, least):
            return verdict_of(n, least, None)
        found = verdict_of(n, least, self.chance)
        met_anyway = found in KEPT and is_met_anyway(self.floor, self.bounds)
        return Verdict.CANT_TELL if met_anyway or self.is_part else found


def cases(
    warehouse: Warehouse,
    question: Question,
    promise: Promise,
    periods: Sequence[Period],
    found: Sequence[Count],
    since: datetime | None,
) -> list[Case]:
    """What is judged of periods that follow one another, `found` being their counts
    and `since` where the history of a total begins; one more query at the most."""
    definition = question.definition
    windows = [one.window() for one in periods]
    bounds = [bounds_of(promise, definition, one) for one in periods]
    chances = _chances(warehouse, question, windows, found, bounds)
    return [
        Case(
            definition,
            count,
            bound,
            chance,
            floor_of(warehouse, question, window, count.sums),
            not is_whole(window, since),
        )
        for window, bound, count, chance in zip(
            windows, bounds, found, chances, strict=True
        )
    ]


def _chances(
    warehouse: Warehouse,
    question: Question,
    windows: Sequence[Window],
    found: Sequence[Count],
    bounds: Sequence[Bounds | None],
) -> list[Chance | None]:
    """Those of windows that have enough, as far as they are not known yet."""
    least = max(1, question.definition.min_n)
    of_windows = _known_chances(warehouse, question)
    known = [of_windows.setdefault(window, {}) for window in windows]
    asked = [
        None if count.n < least or (bound, count.n) in told else asked_of(bound)
        for bound, count, told in zip(bounds, found, known, strict=True)
    ]
    judged = with_chances(warehouse, question, windows, found, asked)
    for told, bound, count, some in zip(known, bounds, judged, asked, strict=True):
        if bound is not None and some is not None:
            told[bound, count.n] = chance_of(count, bound)
    return [
        told.get((bound, count.n))
        for told, bound, count in zip(known, bounds, found, strict=True)
    ]


def _known_chances(
    warehouse: Warehouse, question: Question
) -> dict[Window, dict[tuple[Bounds | None, int], Chance]]:
    """The chances that were found of each window, by what was promised and n."""
    return warehouse.remembered(("chances", question.key), dict)


def reading_of(
    warehouse: Warehouse,
    question: Question,
    window: Window,
    count: Count,
    bounds: Bounds | None = None,
) -> Reading:
    """The amount with its uncertainty, from one more query at the most; the chance
    of what was promised comes with it, for the case that is asked next."""

    known = warehouse.remembered(
        ("readings", question.key), dict[tuple[Window, int], Reading]
    )
    if (window, count.n) not in known:
        spread = with_spread(warehouse, question, window, count, asked_of(bounds) or ())
        if bounds is not None and count.n >= max(1, question.definition.min_n):
            chances = _known_chances(warehouse, question).setdefault(window, {})
            chances[bounds, count.n] = chance_of(spread, bounds)
        known[window, count.n] = spread.reading()
    return known[window, count.n]


def since_of(warehouse: Warehouse, question: Question) -> datetime | None:
    """Where the history of a total begins; for other kinds it is no matter."""
    if question.definition.kind != "total":
        return None
    return begins_at(warehouse, question)


def asked_of(bounds: Bounds | None) -> list[float] | None:
    """The bounds whose chances decide a verdict; None where none is given."""
    if bounds is None:
        return None
    return [one for one in (bounds.low, bounds.high) if one is not None]


def chance_of(count: Count, bounds: Bounds) -> Chance:
    """The chance that the true amount meets what was promised."""
    low = -inf if bounds.low is None else bounds.low
    high = inf if bounds.high is None else bounds.high
    return chance_within(count.kind, count.sums, low, high)


def is_met_anyway(floor: Floor | None, bounds: Bounds | None) -> bool:
    """Whether a retention would meet its target had nobody bought."""
    if floor is None or bounds is None or bounds.low is None:
        return False
    return floor.percent >= bounds.low
