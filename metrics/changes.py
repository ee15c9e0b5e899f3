"""Changes against the period before, shown only when they are more than noise."""

from __future__ import annotations

from math import sqrt

from metrics.catalog import Definition
from metrics.kinds import Interval
from metrics.measuring import Reading
from metrics.periods import Period


def change_of(
    definition: Definition,
    now: Reading,
    before: Reading,
    period: Period,
    compared: Period,
) -> float | None:
    """The change, when it is more than noise; else None.

    A total is compared with as much of it as the period before had in as many
    days: a longer month is no growth.
    """
    if min(now.n, before.n) < max(1, definition.min_n):
        return None
    if definition.kind == "total":
        before = _in_days(before, period.days / compared.days)
    if now.amount is None or before.amount is None:
        return None
    if now.noise is None or before.noise is None:
        return None
    real = differs(now.amount, now.noise, before.amount, before.noise)
    return now.amount - before.amount if real else None


def _in_days(total: Reading, factor: float) -> Reading:
    if total.amount is None or total.noise is None:
        return total
    low, high = total.noise
    return Reading(total.n, total.amount * factor, noise=(low * factor, high * factor))


def differs(now: float, noise: Interval, then: float, before: Interval) -> bool:
    """Whether a change is more than noise.

    The interval of the difference from those of the two amounts: Zou and
    Donner (2008), Stat. Med. 27 (MOVER).
    """
    change = now - then
    low = change - sqrt((now - noise[0]) ** 2 + (before[1] - then) ** 2)
    high = change + sqrt((noise[1] - now) ** 2 + (then - before[0]) ** 2)
    return low > 0 or high < 0
