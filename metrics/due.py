"""What a promise asks for in one period, and how far its amount is whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from metrics.catalog import Definition
from metrics.periods import Period
from metrics.reach import Reach
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


def reached(reach: Reach, definition: Definition) -> datetime | None:
    """How far the tables reach that a metric reads."""
    read = (reach[name] for name in definition.tables if name in reach)
    return max(read, default=None)


def known_until(reach: Reach, definition: Definition, through: datetime) -> datetime:
    """How far an amount is whole: a total only as far as its own tables."""
    if definition.kind != "total":
        return through
    return reached(reach, definition) or through


def _times(bound: float | None, factor: float) -> float | None:
    return None if bound is None else bound * factor
