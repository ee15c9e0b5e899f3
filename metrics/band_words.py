"""A band of definitions, as a manager reads it."""

from __future__ import annotations

from metrics.bands import Band, Counted
from metrics.wording import amount_words, count_words, measured
from words import known, say


def band_words(band: Band, unit: str) -> str:
    """How far apart the definitions lie, and where ours is."""
    if band.ours.amount is None:
        return say("Nothing was counted in this period.")
    ours = amount_words(band.ours.amount, unit)
    if len(band.counted) == 1:
        return say(
            "{ours}. There is no other definition of it that can be counted here.",
            ours=ours,
        )
    spread = range_words(band.low, band.high, unit)
    if spread == ours:
        return say("{ours} by every definition that can be counted here.", ours=ours)
    return say(
        "{range} depending on the definition; ours is {ours}.", range=spread, ours=ours
    )


def range_words(low: float | None, high: float | None, unit: str) -> str:
    """Two amounts with the unit once, where it is one: 59.6–93.5 %."""
    if low is None or high is None:
        return say(
            "{first} to {last}",
            first=amount_words(low, unit),
            last=amount_words(high, unit),
        )
    first, last = measured(low, unit), measured(high, unit)
    if first == last:
        return last.words()
    if first.unit and first.unit == last.unit:
        return f"{first.number}–{last.words()}"
    return say("{first} to {last}", first=first.words(), last=last.words())


def way_words(way: Counted, unit: str) -> str:
    """One definition's amount: 70.7 % of 1,291, or why there is none."""
    if way.lacks:
        return say("cannot be counted. {why}", why=known(way.lacks))
    if way.amount is None:
        return say("no data.")
    amount = amount_words(way.amount, unit)
    return say("{amount}, n = {n}.", amount=amount, n=count_words(way.n))
