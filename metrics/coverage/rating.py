"""A promise's measurement, rated on five points, and a value's by its promises."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from metrics.catalog import Definition
from metrics.scorecard import Card, Fared
from metrics.verdicts import Verdict
from words import mark

# Percent of the customers from which a promise sees many, and some; fewer than a
# tenth can all be of one sort, with nine tenths of another.
MANY, SOME = 50.0, 10.0
# Days that the last observation may lie before the end of the period: a weekly
# export is still fresh, a monthly one in part.
FRESH, STALE = 7, 31


class Mark(StrEnum):
    """How a point is met; `rating_words` says it, with a shape."""

    FULL = "full"
    PART = "part"
    NONE = "none"
    UNKNOWN = "unknown"


class Point(StrEnum):
    """What a measurement is rated on."""

    OUTCOME = mark("Outcome")
    COUNTER = mark("Counter-metric")
    ENOUGH = mark("Enough to tell")
    FRESH = mark("Fresh")
    SEEN = mark("Customers seen")


BEST_FIRST = (Mark.FULL, Mark.PART, Mark.NONE, Mark.UNKNOWN)
WORST_FIRST = (Mark.NONE, Mark.PART, Mark.UNKNOWN, Mark.FULL)
# One promise of a value is enough for these; the others hold for each of them.
BY_BEST = (Point.OUTCOME, Point.SEEN)


@dataclass(frozen=True)
class Seen:
    """Customers with an observation of a metric, out of all with a contact, an answer
    or an order in the period.

    `nameless` observations tell no customer. `answered` of `asked` are the tickets
    that a survey was offered for; None where no export tells.
    """

    customers: int
    of: int
    nameless: int
    answered: int | None = None
    asked: int | None = None

    @property
    def share(self) -> float | None:
        """In percent; None where no customer is known at all."""
        return 100 * self.customers / self.of if self.of else None


@dataclass(frozen=True)
class Rated:
    """One promise on the five points.

    `counter` is what pays where the metric is chased alone. `lag` are the days from
    the last observation to the end of the period or of all data; None without one.
    """

    fared: Fared
    counter: Definition
    is_countered: bool
    lag: int | None
    seen: Seen

    def mark(self, point: Point) -> Mark:
        """How it meets a point."""
        match point:
            case Point.OUTCOME:
                return _whole(self.fared.definition.outcome)
            case Point.COUNTER:
                return _whole(self.is_countered)
            case Point.ENOUGH:
                return _enough(self.fared.verdict)
            case Point.FRESH:
                return self._fresh()
            case Point.SEEN:
                return self._seen()

    def _fresh(self) -> Mark:
        if self.lag is None:
            return Mark.NONE
        late = self.lag - self.fared.definition.matures_days
        return _graded(-late, -FRESH, -STALE)

    def _seen(self) -> Mark:
        share, seen = self.seen.share, self.seen
        if share is None or (not seen.customers and seen.nameless):
            return Mark.UNKNOWN
        return _graded(share, MANY, SOME)


@dataclass(frozen=True)
class ValueRated:
    """A value with its promises rated."""

    card: Card
    promises: tuple[Rated, ...]

    @property
    def widest(self) -> Rated | None:
        """The promise that sees the most customers; None where none tells them."""
        known = [one for one in self.promises if one.seen.share is not None]
        told = [one for one in known if one.mark(Point.SEEN) is not Mark.UNKNOWN]
        return max(told, key=lambda one: one.seen.share or 0.0, default=None)

    def mark(self, point: Point) -> Mark:
        """One outcome and one wide view do for a value; every promise has to have a
        counter-metric, enough observations and fresh data."""
        marks = {one.mark(point) for one in self.promises}
        order = BEST_FIRST if point in BY_BEST else WORST_FIRST
        return next((one for one in order if one in marks), Mark.NONE)


@dataclass(frozen=True)
class Customers:
    """Customers of a period: all of them, those heard of in service, and rows of
    contacts and orders that tell none."""

    all: int
    served: int
    nameless: int

    @property
    def silent(self) -> int:
        """Those who bought, and of whom service knows nothing in the period."""
        return self.all - self.served


@dataclass(frozen=True)
class Coverage:
    """All values rated, and the customers that could have been seen."""

    values: tuple[ValueRated, ...]
    customers: Customers

    @property
    def promises(self) -> tuple[Rated, ...]:
        """Every promise of every value."""
        return tuple(one for value in self.values for one in value.promises)

    @property
    def narrow(self) -> tuple[Rated, ...]:
        """The promises that see less than a tenth of the customers."""
        return tuple(o for o in self.promises if o.mark(Point.SEEN) is Mark.NONE)


def _whole(is_met: bool) -> Mark:
    return Mark.FULL if is_met else Mark.NONE


def _graded(amount: float, full: float, part: float) -> Mark:
    if amount >= full:
        return Mark.FULL
    return Mark.PART if amount >= part else Mark.NONE


def _enough(verdict: Verdict) -> Mark:
    """Enough is what tells the target from not: a sure verdict."""
    if verdict in {Verdict.KEPT, Verdict.BROKEN}:
        return Mark.FULL
    return Mark.NONE if verdict in {Verdict.TOO_FEW, Verdict.NO_DATA} else Mark.PART
