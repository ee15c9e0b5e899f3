"""Two numbers over the same periods, where one improves and the other pays.

Each is charted as on a card, over 25 periods up to the one shown, and no decision
begins them anew: a change is looked for, whoever decided it. Both have to be signals,
which routine variation alone makes of fewer than 1 period in 1,000 where the two are
independent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from metrics.catalog import (
    COUNTING,
    DEFINITIONS,
    Definition,
    parts_of,
    read_definition,
)
from metrics.changes import Behaviour, Standing, behaviour_of
from metrics.checks.finding import Check, Verdict, cannot
from metrics.kinds import Interval
from metrics.measuring import Count, counts
from metrics.periods import Period, series
from metrics.questions import Question
from metrics.variation import Side
from metrics.versions import version_of
from metrics.warehouse import Warehouse
from words import mark

AFTER = Path(__file__).parent / "after_reply.sql"
GROSS = DEFINITIONS / "alternatives" / "fcr_gross.sql"
NOT_JUDGED = mark(
    "The period is not over, or has too few tickets to be judged. Choose one that is."
)
TOO_FEW = mark(
    "Fewer than {fewest} periods lead up to this one: its usual range is not known yet."
)


@dataclass(frozen=True)
class Course:
    """A number over a series of periods, the one shown last."""

    behaviour: Behaviour
    n: int

    @property
    def amount(self) -> float:
        """The amount of the period shown."""
        return self.behaviour.points[-1].spot.amount or 0.0

    @property
    def usual(self) -> float:
        """The centre that it is judged by."""
        limits = self.behaviour.limits
        return limits.centre if limits else 0.0

    @property
    def limits(self) -> Interval:
        """Where routine variation keeps it."""
        limits = self.behaviour.limits
        return (limits.low, limits.high) if limits else (0.0, 0.0)

    def moved(self, side: Side) -> bool:
        """Whether the period shown is a signal on a side."""
        signal = self.behaviour.signal
        return signal is not None and signal.side == side


@lru_cache
def after_reply() -> Definition:
    """From the first reply to the solve."""
    return read_definition(AFTER)


def gross_of(net: Definition) -> Definition:
    """The same tickets, solved at the first contact whatever happened afterwards."""
    _, query = parts_of(GROSS)
    facts = {name: getattr(net, name) for name in COUNTING}
    return replace(net, query=query, version=version_of(query, facts))


def next_replies(warehouse: Warehouse, first: Question, period: Period) -> Check:
    """Whether first replies came sooner while the time after them grew."""
    asked = replace(first, definition=after_reply(), clock=None)
    replied, solved = (_course(warehouse, one, period) for one in (first, asked))
    why = _why_not(replied, solved)
    if why:
        return cannot("next replies", why, solved.n)
    is_seen = replied.moved("below") and solved.moved("above")
    return Check(
        "next replies",
        Verdict.LOOK if is_seen else Verdict.NOTHING,
        solved.n,
        solved.amount,
        solved.limits,
        usual=solved.usual,
        unit="minutes",
        beside=(replied.amount, replied.usual),
    )


def gross_and_net(warehouse: Warehouse, net: Question, period: Period) -> Check:
    """Whether more tickets look solved at the first contact, while no more are.

    The share of all that looked so and came back has to be a signal too: a net rate
    may rise without being one.
    """
    periods, windows = series(period), [one.window() for one in series(period)]
    asked = replace(net, definition=gross_of(net.definition))
    whole = counts(warehouse, asked, windows)
    solved = counts(warehouse, net, windows)
    back = [_less(one, other) for one, other in zip(whole, solved, strict=True)]
    definition = net.definition
    rough, fine, returned = (
        _judged(definition, periods, found) for found in (whole, solved, back)
    )
    why = _why_not(rough, fine, returned)
    if why:
        return cannot("gross and net", why, rough.n)
    is_seen = rough.moved("above") and returned.moved("above")
    return Check(
        "gross and net",
        Verdict.LOOK if is_seen and not fine.moved("above") else Verdict.NOTHING,
        rough.n,
        rough.amount,
        rough.limits,
        usual=rough.usual,
        beside=(fine.amount, fine.usual),
    )


def _course(warehouse: Warehouse, question: Question, period: Period) -> Course:
    periods = series(period)
    found = counts(warehouse, question, [one.window() for one in periods])
    return _judged(question.definition, periods, found)


def _judged(
    definition: Definition, periods: Sequence[Period], found: Sequence[Count]
) -> Course:
    targets = [None] * len(periods)
    return Course(behaviour_of(definition, periods, found, targets, ()), found[-1].n)


def _less(whole: Count, part: Count) -> Count:
    """The share of what one counts and the other does not; both of the same rows."""
    sums = {name: whole.sums[name] or 0 for name in ("n", "total")}
    return Count(
        whole.kind, sums | {"total": sums["total"] - (part.sums["total"] or 0)}
    )


def _why_not(*courses: Course) -> str:
    standings = {one.behaviour.standing for one in courses}
    if Standing.NOT_JUDGED in standings:
        return NOT_JUDGED
    return TOO_FEW if Standing.TOO_FEW in standings else ""
