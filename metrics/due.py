"""What a promise asks for in one period."""

from __future__ import annotations

from dataclasses import dataclass

from metrics.catalog import Definition
from metrics.periods import Period
from metrics.values import Promise


@dataclass(frozen=True)
class Bounds:
    """What was promised for one window: low, high, or both for a band."""

    low: float | None
    high: float | None


def bounds_of(
    promise: Promise, definition: Definition, period: Period
) -> Bounds | None:
    """The target in force on the period's last day, as a total's due share."""
    last = period.end.date() if period.until else period.last
    target = promise.target_on(last)
    if target is None:
        return None
    if definition.kind != "total":
        return Bounds(target.low, target.high)
    due = period.share_of(promise.per)
    return Bounds(_times(target.low, due), _times(target.high, due))


def _times(bound: float | None, factor: float) -> float | None:
    return None if bound is None else bound * factor
