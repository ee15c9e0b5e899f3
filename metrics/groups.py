"""Groups without false ranks: agents, teams, channels or topics side by side.

Nobody is ranked. Groups stand in the order of the alphabet, each with how far
chance alone would carry it from the overall amount, and with an estimate from
which chance has been taken.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

import numpy as np

from metrics.catalog import Definition, Dimension
from metrics.dealing import Dealt, dealt
from metrics.funnels import ALARM, WARNING, Funnel
from metrics.kinds import Kind
from metrics.measuring import Count, counts
from metrics.periods import Window
from metrics.questions import Question
from metrics.shrinking import Consistency, Spread
from metrics.warehouse import Warehouse
from words import mark

# Fewer observations than this say nothing of a group, and single people show.
SMALLEST = 10
LINES = 60  # how many points the limits are drawn through
COMPARED = frozenset({"share", "net score", "mean", "median"})
FRACTIONS = 1_000  # of the whole, that a median is placed between
Sums = Mapping[str, Any]


class Place(Enum):
    """Where a group's own amount lies, against the limits for its n."""

    INSIDE = mark("inside")
    HIGHER = mark("beyond 95 %, higher")
    LOWER = mark("beyond 95 %, lower")
    FAR_HIGHER = mark("beyond 99.8 %, higher")
    FAR_LOWER = mark("beyond 99.8 %, lower")


@dataclass(frozen=True)
class Group:
    """One group: its own amount, the estimate, and the 95 % interval of that.

    No interval where amounts within the groups do not vary.
    """

    name: str
    n: int
    amount: float
    place: Place
    estimate: float
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Limits:
    """Between what chance keeps a group of n: 95 %, and 99.8 % of groups."""

    n: int
    warning: tuple[float, float]
    alarm: tuple[float, float]


@dataclass(frozen=True)
class Comparison:
    """The groups of one dimension with at least SMALLEST observations.

    `n` and `amount` are the overall ones, as on the card. `few` groups with
    `few_n` observations have too few to be shown; `nameless` observations
    belong to no group. No groups where fewer than two can be shown, and no
    consistency where all their amounts are one. `spread` is how far they lie
    apart; None of medians. `lines` are the limits, by n.
    """

    dimension: Dimension
    n: int
    amount: float | None
    groups: tuple[Group, ...] = ()
    enough: int = 0
    few: int = 0
    few_n: int = 0
    nameless: int = 0
    consistency: Consistency | None = None
    spread: Spread | None = None
    lines: tuple[Limits, ...] = ()


def dimensions_of(definition: Definition) -> tuple[Dimension, ...]:
    """What a metric can be compared by; nothing where it is a total or retention."""
    return definition.dimensions if definition.kind in COMPARED else ()


def compare(
    warehouse: Warehouse, question: Question, window: Window, dimension: Dimension
) -> Comparison:
    """The groups of a dimension in one window; raises ValueError for another."""
    if dimension not in dimensions_of(question.definition):
        raise ValueError(dimension)
    whole = counts(warehouse, question, [window])[0]
    parts = _sums(warehouse, question, window, whole.kind.sums(), dimension)
    amounts: tuple[float, ...] = ()
    if question.definition.kind == "median" and whole.n:
        amounts = amounts_at(warehouse, question, window)
    return compared(dimension, whole.kind, whole.sums, parts, amounts)


def compared(
    dimension: Dimension,
    kind: Kind,
    whole: Sums,
    parts: Mapping[str | None, Sums],
    amounts: tuple[float, ...] = (),
) -> Comparison:
    """The same from sums: of the whole, and of each group by its name.

    `amounts` are those of the whole at FRACTIONS equal steps, for medians.
    """
    named = {name: one for name, one in parts.items() if name is not None}
    shown = {name: named[name] for name in sorted(named, key=_alphabet)}
    shown = {name: one for name, one in shown.items() if one["n"] >= SMALLEST}
    few = [one["n"] for one in named.values() if 0 < one["n"] < SMALLEST]
    nameless = parts[None]["n"] if None in parts else 0
    count = Count(kind, whole)
    head = (dimension, count.n, count.amount())
    tail = (len(shown), len(few), sum(few), nameless)
    if len(shown) < 2:
        return Comparison(*head, (), *tail)
    found = dealt(kind, whole, tuple(shown.values()), amounts)
    groups = _groups(kind, shown, found)
    lines = _lines(found.funnel, [group.n for group in groups], count.n)
    return Comparison(*head, groups, *tail, found.consistency, found.spread, lines)


def _alphabet(name: str) -> tuple[str, str]:
    return name.casefold(), name


def _groups(kind: Kind, shown: Mapping[str, Sums], found: Dealt) -> tuple[Group, ...]:
    made = []
    for (name, sums), estimate in zip(shown.items(), found.estimates, strict=True):
        amount = kind.amount(sums)
        assert amount is not None  # noqa: S101 - a group that is shown has some
        place = _place(found.funnel, sums["n"], amount)
        low, high = estimate.interval or (None, None)
        made.append(Group(name, sums["n"], amount, place, estimate.amount, low, high))
    return tuple(made)


def _place(funnel: Funnel, n: int, amount: float) -> Place:
    """The furthest limit that the amount lies beyond."""
    levels = (
        (ALARM, Place.FAR_LOWER, Place.FAR_HIGHER),
        (WARNING, Place.LOWER, Place.HIGHER),
    )
    for inside, below, above in levels:
        low, high = funnel.limits(n, inside)
        if amount < low:
            return below
        if amount > high:
            return above
    return Place.INSIDE


def _lines(funnel: Funnel, sizes: list[int], whole: int) -> tuple[Limits, ...]:
    """The limits from the smallest to the largest group, evenly in ratio."""
    first, last = int(0.8 * min(sizes)), min(whole, int(1.1 * max(sizes)) + 1)
    steps = {
        round(first * (last / first) ** (step / (LINES - 1))) for step in range(LINES)
    }
    return tuple(
        Limits(n, funnel.limits(n, WARNING), funnel.limits(n, ALARM))
        for n in sorted(steps | set(sizes if len(sizes) < LINES else ()))
    )


def amounts_at(
    warehouse: Warehouse, question: Question, window: Window
) -> tuple[float, ...]:
    """Those of the whole at FRACTIONS equal steps; numpy finds them the quickest."""
    query = f"""
        with observations as ({question.observations})
        select amount
        from observations
        where left_out is null and amount is not null
            and counted_at >= $start and counted_at < $end{question.condition}
    """
    borders = {"start": window.start, "end": window.end}
    cursor = warehouse.cursor().execute(query, question.parameters | borders)
    steps = np.linspace(0, 1, FRACTIONS + 1)
    return tuple(np.quantile(cursor.fetchnumpy()["amount"], steps).tolist())


def _sums(
    warehouse: Warehouse,
    question: Question,
    window: Window,
    asked: Mapping[str, str],
    dimension: Dimension,
) -> dict[str | None, dict[str, Any]]:
    """Aggregates of each group, by its name."""
    aggregates = ", ".join(f'{sql} as "{name}"' for name, sql in asked.items())
    query = f"""
        with observations as ({question.observations})
        select {dimension} as name, {aggregates}
        from observations
        where left_out is null
            and counted_at >= $start and counted_at < $end{question.condition}
        group by all
    """
    borders = {"start": window.start, "end": window.end}
    rows = warehouse.rows(query, question.parameters | borders)
    return {row[0]: dict(zip(asked, row[1:], strict=True)) for row in rows}
