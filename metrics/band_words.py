"""A band of definitions, as a manager reads it."""

from __future__ import annotations

from metrics.bands import Band, Counted
from metrics.wording import amount_words, count_words

SUFFIXES = (" %", " min", " days")


def band_words(band: Band, unit: str) -> str:
    """How far apart the definitions lie, and where ours is."""
    if band.ours.amount is None:
        return "Nothing was counted in this period."
    ours = amount_words(band.ours.amount, unit)
    if len(band.counted) == 1:
        return f"{ours}. There is no other definition of it that can be counted here."
    spread = range_words(band.low, band.high, unit)
    if spread == ours:
        return f"{ours} by every definition that can be counted here."
    return f"{spread} depending on the definition; ours is {ours}."


def range_words(low: float | None, high: float | None, unit: str) -> str:
    """Two amounts with the unit once, where it is one: 59.6–93.5 %."""
    first, last = amount_words(low, unit), amount_words(high, unit)
    if first == last:
        return last
    for suffix in SUFFIXES:
        bare = [one.removesuffix(suffix) for one in (first, last)]
        if bare != [first, last] and not any(" " in one for one in bare):
            return f"{bare[0]}–{last}"
    return f"{first} to {last}"


def way_words(way: Counted, unit: str) -> str:
    """One definition's amount: 70.7 % of 1,291, or why there is none."""
    if way.lacks:
        return f"cannot be counted. {way.lacks}"
    if way.amount is None:
        return "no data."
    return f"{amount_words(way.amount, unit)}, n = {count_words(way.n)}."
