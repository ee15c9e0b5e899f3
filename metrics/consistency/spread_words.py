"""The matrix of consistency, as one says it."""

from __future__ import annotations

from datetime import date
from math import inf

from metrics.consistency.apart import BEYOND, Level
from metrics.consistency.overview import Overview, Row
from metrics.consistency.spreads import By, Cell, Day
from metrics.few import FEWEST_PEOPLE, few_words
from metrics.groups import SMALLEST
from metrics.nouns import counted, things
from metrics.own_words import spoken
from metrics.wording import (
    NOTHING,
    PERCENT,
    between_words,
    count_words,
    day_words,
    decimal_words,
    difference_words,
)
from words import known, mark, say, say_many

GROUPS = {
    "agent": mark("people"),
    "team": mark("teams"),
    "channel": mark("channels"),
    "weekday": mark("weekdays"),
}
BETWEEN = {
    "agent": mark("Between people"),
    "team": mark("Between teams"),
    "channel": mark("Between channels"),
    "weekday": mark("Between weekdays"),
}
# Told by word and by shape, never by colour alone.
CELLS = {
    Level.MUCH: mark("● much: ±{apart}"),
    Level.SOME: mark("◐ some: ±{apart}"),
    Level.HARDLY: mark("○ hardly: at most ±{apart}"),
    Level.CANT_TELL: mark("? can't tell: at most ±{apart}"),
}
QUESTION = mark(
    "Do customers get the same, whoever answers, by whichever channel, on whichever "
    "day?"
)
HOW = mark(
    "Chance alone sets groups apart; what is left is told. “Much” is where three "
    "quarters or more of the spread between groups are more than chance, “hardly” "
    "where a quarter at most can be, or where it is no matter. ±4 pts says that about "
    "two thirds of the groups lie within 4 points of their middle, once chance is "
    "taken out. Why they differ is not told: other topics, customers or hours move an "
    "amount as well as the work does. Of {n} cells, chance alone puts up to about "
    "{few} at “some” or “much”."
)
LEAST = mark(
    "Groups with fewer than {smallest} observations are left out, and fewer than "
    "{people} people are not compared; nobody is named or ranked."
)


def row_words(row: Row) -> str:
    """Integrity (QA)."""
    short = known(row.definition.short)
    return say("{value} ({metric})", value=spoken(row.value), metric=short)


def cell_words(cell: Cell, unit: str) -> str:
    """A cell of the matrix in a few words."""
    found = cell.apart
    if found.level in BEYOND and found.size is not None and found.size < inf:
        return say(CELLS[found.level], apart=difference_words(found.size, unit))
    if found.level in BEYOND:
        return known(found.level.value)
    if found.level is Level.UNKNOWN:
        return NOTHING
    if found.level is Level.TOO_FEW or found.high in (None, 0, inf):
        return known(found.level.value)
    assert found.high is not None  # noqa: S101
    return say(CELLS[found.level], apart=difference_words(found.high, unit))


def headline_words(found: Overview) -> str:
    """Which value depends most on who answers."""
    if found.of_too_few:
        return few_words()
    row = found.most
    if row is not None:
        return _most_words(row)
    unsure = list(dict.fromkeys(spoken(row.value) for row in found.untold))
    alike = [one for one in _values(found) if one not in unsure]
    parts = (
        say("No value is seen to depend on who answers."),
        say_many(
            "{values} hardly does, as far as can be seen.",
            "{values} hardly do, as far as can be seen.",
            len(alike),
            values=alike,
        )
        if alike
        else "",
        say("For {values} the data can't tell.", values=unsure) if unsure else "",
    )
    return " ".join(part for part in parts if part)


def _values(found: Overview) -> list[str]:
    return list(dict.fromkeys(spoken(row.value) for row in found.compared))


def _most_words(row: Row) -> str:
    cell = row.cell("agent")
    return say(
        "{value} depends most on who answers: between people, {metric} differs by "
        "{apart} once chance is taken out ({people} people, n = {n}).",
        value=spoken(row.value),
        metric=known(row.definition.name),
        apart=_apart_words(cell, row.unit),
        people=cell.groups,
        n=cell.n,
    )


def _apart_words(cell: Cell, unit: str) -> str:
    """±4.1 pts (95 % interval 2.2 pts to 6.9 pts)."""
    found = cell.apart
    if found.size is None or found.low is None or found.size == inf:
        return NOTHING
    size, low = (difference_words(one, unit) for one in (found.size, found.low))
    if found.high is None or found.high == inf:
        return say("±{apart} (95 % interval from {low} on)", apart=size, low=low)
    high = difference_words(found.high, unit)
    return say(
        "±{apart} (95 % interval {low} to {high})", apart=size, low=low, high=high
    )


def detail_words(row: Row, by: By) -> str:
    """All that is known of one cell."""
    cell, found = row.cell(by), row.cell(by).apart
    groups = known(GROUPS[by])
    if found.level is Level.UNKNOWN:
        return say(
            "{metric} is counted from {things} that tell no {groups}.",
            metric=known(row.definition.name),
            things=things(row.definition.observation),
            groups=groups,
        )
    if found.level is Level.TOO_FEW:
        return say(
            "Too few {groups} have {smallest} {things} or more, so there is nothing "
            "to compare.",
            groups=groups,
            smallest=SMALLEST,
            things=things(row.definition.observation),
        )
    parts = {
        "metric": known(row.definition.name),
        "groups": groups,
        "level": known(found.level.value),
        "many": count_words(cell.groups),
        "n": counted(cell.n, row.definition.observation),
    }
    if found.share is None:
        return say(
            "{metric} is the same for all {many} {groups} ({n}); with nothing varying, "
            "it cannot be told whether it would always be.",
            **parts,
        )
    return say(
        "{metric} between {groups}: {level}. They differ by {apart}, and {share} "
        "of their spread is more than chance ({many} {groups}, {n}).",
        **parts,
        apart=_apart_words(cell, row.unit),
        share=say(PERCENT, number=decimal_words(round(100 * found.share.share), "0")),
    )


def how_words(found: Overview) -> str:
    """How to read the matrix, and how much of it may be chance."""
    told = sum(
        cell.apart.share is not None for row in found.compared for cell in row.cells
    )
    few = say(HOW, n=told, few=max(1, round(told * 0.025)))
    return f"{few} {say(LEAST, smallest=SMALLEST, people=FEWEST_PEOPLE)}"


def unlike_words(found: Overview) -> str:
    """Which promises are not in the matrix; empty where all are."""
    failed = [row_words(row) for row in found.rows if row.failed]
    others = [row_words(row) for row in found.rows if not row.cells and not row.failed]
    said = (
        say("Totals and retention are not compared: {promises}.", promises=others)
        if others
        else "",
        say("Not counted, as the query fails on the data: {promises}.", promises=failed)
        if failed
        else "",
    )
    return " ".join(part for part in said if part)


def weekday_words(day: Day) -> str:
    """Monday."""
    return day_words(date(2026, 1, 4 + day.weekday), "EEEE")


def day_range_words(day: Day, unit: str) -> str:
    """The interval of a weekday's estimate."""
    if day.low is None or day.high is None:
        return NOTHING
    return between_words(day.low, day.high, unit)
