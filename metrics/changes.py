"""A promise's process-behaviour chart: whether its period is more than routine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from math import inf

from metrics.catalog import Definition
from metrics.decisions import Decision
from metrics.due import Bounds
from metrics.measuring import Count
from metrics.periods import Period
from metrics.variation import Judged, Limits, Signal, Spot, variation
from words import mark

# What an amount can be at all, by its unit.
RANGES = {"percent": (0.0, 100.0), "points": (-100.0, 100.0), "minutes": (0.0, inf)}


class Standing(StrEnum):
    """What a chart says of the period shown."""

    SIGNAL = mark("signal")
    ROUTINE = mark("routine variation")
    TOO_FEW = mark("too few periods to tell")
    NOT_JUDGED = mark("not judged")


@dataclass(frozen=True)
class Behaviour:
    """A series with its limits and its signals, the period shown last.

    Amounts and targets of a total are those of as many days as that period has;
    `per_days` says how many, None where nothing was scaled. `decisions` are those
    that concern the promise and lie in the series.
    """

    points: tuple[Judged, ...]
    targets: tuple[Bounds | None, ...]
    decisions: tuple[Decision, ...]
    per_days: float | None

    @property
    def standing(self) -> Standing:
        """Whether the period shown is a signal; not judged while it is running, or
        has too few observations."""
        last = self.points[-1]
        if not last.counts:
            return Standing.NOT_JUDGED
        if last.limits is None:
            return Standing.TOO_FEW
        return Standing.SIGNAL if last.signals else Standing.ROUTINE

    @property
    def signal(self) -> Signal | None:
        """The plainest signal of the period shown; None in routine variation."""
        return next(iter(self.points[-1].signals), None)

    @property
    def stretches(self) -> tuple[slice, ...]:
        """Where each stretch stands in `points`, a declared decision between two."""
        starts = [at for at, one in enumerate(self.points) if at and one.spot.restarts]
        return tuple(slice(*ends) for ends in pairwise([0, *starts, len(self.points)]))

    @property
    def limits(self) -> Limits | None:
        """Where routine variation keeps the period shown."""
        return self.points[-1].limits

    @property
    def is_nearing(self) -> bool:
        """Whether a row on one side of the centre is nearest to it now."""
        signal = self.signal
        if signal is None or signal.rule != "run":
            return False
        *before, last = (_off(one) for one in self.points[-signal.periods :])
        return last < min(before)

    @property
    def change(self) -> float | None:
        """How far a signal lies from the centre; None in routine variation."""
        last = self.points[-1]
        if not last.signals or last.limits is None or last.spot.amount is None:
            return None
        return last.spot.amount - last.limits.centre


def _off(one: Judged) -> float:
    """How far a period that counts lies from its centre."""
    if one.limits is None or one.spot.amount is None:
        return inf
    return abs(one.spot.amount - one.limits.centre)


def behaviour_of(
    definition: Definition,
    periods: Sequence[Period],
    found: Sequence[Count],
    targets: Sequence[Bounds | None],
    decisions: Sequence[Decision],
) -> Behaviour:
    """Judge the periods of a series, oldest first, by how they vary themselves.

    A running period, and one of fewer observations than a verdict needs, is never
    a signal. A stretch begins with the first period after a decision that
    re-bases; one made on a first day begins with that.
    """
    scales = list(_scales(definition, periods))
    spots = [
        Spot(
            count.n,
            _times(count.amount(), scale),
            period.until is None and count.n >= definition.min_n,
            _restarts(period, before, decisions),
        )
        for period, before, count, scale in zip(
            periods, (None, *periods), found, scales, strict=False
        )
    ]
    start, end = periods[0].window().start, periods[-1].window().end
    low, high = RANGES.get(definition.unit, (-inf, inf))
    return Behaviour(
        variation(spots, definition.kind, low, high),
        tuple(
            one and Bounds(_times(one.low, scale), _times(one.high, scale))
            for one, scale in zip(targets, scales, strict=True)
        ),
        tuple(one for one in decisions if start <= one.decided_at < end),
        None if set(scales) <= {1.0} else periods[-1].days,
    )


def _scales(definition: Definition, periods: Sequence[Period]) -> Iterator[float]:
    """What makes a total one of as many days as the last period has."""
    for period in periods:
        is_total = definition.kind == "total"
        yield periods[-1].days / period.days if is_total else 1.0


def _times(amount: float | None, scale: float) -> float | None:
    return None if amount is None else amount * scale


def _restarts(
    period: Period, before: Period | None, decisions: Sequence[Decision]
) -> bool:
    """Whether a decision since the start of the period before begins a stretch."""
    return before is not None and any(
        before.first < one.day(period.zone) <= period.first
        for one in decisions
        if one.rebases
    )
