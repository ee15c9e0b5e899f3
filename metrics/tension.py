"""Promises that moved together: one at another's cost, or neither.

Each definition names its counter-metric, the one that pays where it is chased
alone. What is told of a pair needs a signal of both charts; that they moved at the
same time is all that is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import accumulate, combinations

from metrics.changes import RANGES, Standing
from metrics.decisions import Decision
from metrics.due import Bounds
from metrics.periods import Period, earlier
from metrics.scorecard import Card, Fared, Scorecard
from metrics.variation import Judged, variation


class Way(StrEnum):
    """Where a signal lies, as the promise means it; of a band, how near to it."""

    BETTER = "better"
    WORSE = "worse"


class Kind(StrEnum):
    """What two promises that moved are to each other."""

    TENSION = "tension"  # one better, the other worse
    FREE_LUNCH = "free lunch"  # both better
    DECLINE = "decline"  # both worse


@dataclass(frozen=True)
class Move:
    """A promise whose period is a signal, and since when it most likely has shifted.

    `point` is judged by the limits that held before a decision that judges anew,
    as long as what came after is too short for limits of its own.
    """

    card: Card
    fared: Fared
    way: Way
    since: Period
    point: Judged


@dataclass(frozen=True)
class Pair:
    """Two promises that both moved; of a tension, the one that got better first.

    `since` is when the later of the two began. `decision` was made in that period
    or in the one before it. Where the names of their cards would not tell them
    apart, they go `by_promise`.
    """

    moves: tuple[Move, Move]
    since: Period
    decision: Decision | None
    by_promise: bool = False

    @property
    def kind(self) -> Kind:
        """What the two are to each other."""
        return kind_of(*(one.way for one in self.moves))

    @property
    def cards(self) -> tuple[Card, ...]:
        """The two cards, one where both promises are of one value."""
        first, second = (one.card for one in self.moves)
        return (first,) if first == second else (first, second)


@dataclass(frozen=True)
class Matrix:
    """Every promise once, in declared order, and which way each moved."""

    promises: tuple[Fared, ...]
    ways: tuple[Way | None, ...]

    def kind(self, row: int, column: int) -> Kind | None:
        """What two promises are to each other; None without two signals."""
        one, other = self.ways[row], self.ways[column]
        return kind_of(one, other) if one and other else None

    def many(self, kind: Kind) -> int:
        """How many pairs are of a kind."""
        pairs = combinations(range(len(self.promises)), 2)
        return sum(self.kind(*pair) is kind for pair in pairs)

    @property
    def pairs(self) -> int:
        """How many pairs there are."""
        many = len(self.promises)
        return many * (many - 1) // 2


def kind_of(one: Way, other: Way) -> Kind:
    """What two ways are to each other."""
    if one is not other:
        return Kind.TENSION
    return Kind.FREE_LUNCH if one is Way.BETTER else Kind.DECLINE


def pairs_of(scorecard: Scorecard) -> tuple[Pair, ...]:
    """The tensions and free lunches between promises and their counter-metrics.

    Two cards have one of each kind at the most, of the promises declared first.
    """
    found: dict[tuple[Kind, str, str], Pair] = {}
    for pair in map(_pair, _declared(tuple(_moves(scorecard)))):
        if pair.kind is not Kind.DECLINE:
            first, second = (one.card.name for one in pair.moves)
            found.setdefault((pair.kind, first, second), pair)
    pairs = tuple(found.values())
    return tuple(replace(one, by_promise=_is_unclear(one, pairs)) for one in pairs)


def pairs_on(card: Card, pairs: Sequence[Pair]) -> tuple[Pair, ...]:
    """Those that a card tells of."""
    return tuple(one for one in pairs if card in one.cards)


def matrix_of(scorecard: Scorecard) -> Matrix:
    """All promises against all, those of sales too; a promise made twice is one."""
    every: dict[str, tuple[Card, Fared]] = {}
    for card in (*scorecard.values, *scorecard.sales):
        for fared in card.promises:
            every.setdefault(fared.key, (card, fared))
    moves = [move_of(*one) for one in every.values()]
    return Matrix(
        tuple(fared for _, fared in every.values()),
        tuple(move.way if move else None for move in moves),
    )


def move_of(card: Card, fared: Fared) -> Move | None:
    """Which way a promise moved; None in routine variation, and where a band is as
    near as it was."""
    points = _points(fared)
    way = _way(fared, points[-1])
    if way is None:
        return None
    since = earlier(fared.period, _lasting(points) - 1)
    return Move(card, fared, way, since, points[-1])


def _points(fared: Fared) -> tuple[Judged, ...]:
    """The series, under the limits that hold for its last period."""
    behaviour, definition = fared.behaviour, fared.definition
    last = behaviour.stretches[-1].start
    if behaviour.standing is not Standing.TOO_FEW or not last:
        return behaviour.points
    spots = [one.spot for one in behaviour.points]
    spots[last] = replace(spots[last], restarts=False)
    return variation(spots, definition.kind, *RANGES.get(definition.unit, ()))


def _lasting(points: Sequence[Judged]) -> int:
    """For how many periods the shift behind a signal has lasted, the last included.

    Where the likelihood of a step is greatest, in the row on that side: Samuel,
    Pignatiello and Calvin (1998), Qual. Eng. 10(3).
    """
    row = points[-points[-1].signals[0].periods :]
    sums = [*accumulate(map(_sigmas, reversed(row)))]
    return max(range(1, len(row) + 1), key=lambda many: sums[many - 1] ** 2 / many)


def _sigmas(point: Judged) -> float:
    """How far from the centre, in sigmas; in its own unit where nothing varied."""
    limits, amount = point.limits, point.spot.amount
    if limits is None or amount is None:
        return 0.0
    return (amount - limits.centre) / (limits.sigma or 1.0)


def _way(fared: Fared, point: Judged) -> Way | None:
    amount, limits = point.spot.amount, point.limits
    if not point.signals or limits is None or amount is None:
        return None
    if fared.definition.better == "band":
        target = fared.behaviour.targets[-1]
        return _nearer(limits.centre, target, amount) if target else None
    rises = point.signals[0].side == "above"
    return Way.BETTER if rises is (fared.definition.better == "up") else Way.WORSE


def _nearer(usual: float, band: Bounds, amount: float) -> Way | None:
    before, now = _outside(usual, band), _outside(amount, band)
    if now == before:
        return None
    return Way.BETTER if now < before else Way.WORSE


def _outside(amount: float, band: Bounds) -> float:
    """How far from a band; 0 inside."""
    below = 0.0 if band.low is None else band.low - amount
    above = 0.0 if band.high is None else amount - band.high
    return max(0.0, below, above)


def _moves(scorecard: Scorecard) -> Iterator[Move]:
    for card in (*scorecard.values, *scorecard.sales):
        for fared in card.promises:
            move = move_of(card, fared)
            if move:
                yield move


def _declared(moves: Sequence[Move]) -> Iterator[tuple[Move, Move]]:
    """Those of which one is the other's counter-metric."""
    for one, other in combinations(moves, 2):
        first, second = one.fared.definition, other.fared.definition
        named = first.counter == second.metric or second.counter == first.metric
        if named and first.metric != second.metric:
            yield one, other


def _pair(moves: tuple[Move, Move]) -> Pair:
    first, second = sorted(moves, key=lambda one: one.way is Way.WORSE)
    since = max((one.since for one in moves), key=lambda one: one.first)
    return Pair((first, second), since, _between(moves, since))


def _between(moves: tuple[Move, Move], since: Period) -> Decision | None:
    """What was decided as the two moved: on where one gives way, or on one of the two,
    before what concerns everything; the latest."""
    start = earlier(since, 1).first
    found = [
        decision
        for move in moves
        for decision in move.fared.behaviour.decisions
        if start <= decision.day(since.zone) <= since.last
    ]
    return max(found, key=_weight, default=None)


def _weight(decision: Decision) -> tuple[object, ...]:
    names, gives_way = decision.concerns is not None, decision.gives_way is not None
    return gives_way, decision.rebases or names, decision.decided_at


def _is_unclear(pair: Pair, pairs: Sequence[Pair]) -> bool:
    """Whether the names of the two cards say nothing, or two things."""
    if len(pair.cards) == 1:
        return True
    names = {card.name for card in pair.cards}
    same = [one for one in pairs if {card.name for card in one.cards} == names]
    return len(same) > 1
