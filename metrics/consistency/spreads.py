"""Every promise between people, teams, channels and weekdays, in one query each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

import sqlglot

from metrics.consistency.apart import Apart, Level, Sums, apart
from metrics.dealing import dealt
from metrics.few import FEWEST_PEOPLE, PERSON, unnamed
from metrics.groups import SMALLEST, amounts_at, dimensions_of
from metrics.kinds import Kind
from metrics.measuring import counts
from metrics.periods import Window
from metrics.questions import Question
from metrics.warehouse import Warehouse

By = Literal["agent", "team", "channel", "weekday"]
BYS: tuple[By, ...] = ("agent", "team", "channel", "weekday")
WHOLE = ""
Parts = dict[str, Sums]


@dataclass(frozen=True)
class Day:
    """A weekday, 1 for Monday, with its own amount and one without chance."""

    weekday: int
    n: int
    amount: float
    estimate: float
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Cell:
    """A promise between the groups of one kind that have enough observations.

    `groups` of them hold `n` observations; `days` only where weekdays are compared.
    """

    by: By
    groups: int
    n: int
    apart: Apart
    days: tuple[Day, ...] = ()


def cells_of(
    warehouse: Warehouse,
    question: Question,
    window: Window,
    zone: str,
    bots: Iterable[str] = (),
) -> tuple[Cell, ...]:
    """The promise by each of BYS; `bots` are no people.

    A weekday is that of the day, in the zone, that an observation is filed under.
    """
    kind = question.definition.statistics()
    found = sums_of(warehouse, question, window, zone)
    whole = found[WHOLE].get(WHOLE, {"n": 0})
    amounts = _amounts(warehouse, question, window, whole)
    against = dict.fromkeys(BYS, (whole, amounts))
    told = (*dimensions_of(question.definition), "weekday")
    botless = unnamed(bots) if "agent" in told else []
    if botless:
        people = _without(question, botless)
        whole = counts(warehouse, people, [window])[0].sums
        amounts = _amounts(warehouse, people, window, whole)
        against["agent"] = (whole, amounts)
        for name in botless:
            found["agent"].pop(name, None)
    return tuple(
        cell_of(by, kind, against[by][0], found[by], against[by][1])
        if by in told
        else Cell(by, 0, 0, Apart(Level.UNKNOWN))
        for by in BYS
    )


def _without(question: Question, bots: list[str]) -> Question:
    """The question of what is not those bots', under a definition of no version."""
    names = ", ".join(sqlglot.exp.Literal.string(one).sql("duckdb") for one in bots)
    query = f"""
        select * from ({question.definition.query})
        where agent is null or {PERSON} not in ({names})
    """
    definition = replace(question.definition, query=query, version="")
    return replace(question, definition=definition)


def _amounts(
    warehouse: Warehouse, question: Question, window: Window, whole: Sums
) -> tuple[float, ...]:
    """What a median is placed between; nothing for what is none."""
    if question.definition.kind != "median" or not whole["n"]:
        return ()
    return amounts_at(warehouse, question, window)


def cell_of(
    by: By,
    kind: Kind,
    whole: Sums,
    parts: Mapping[str, Sums],
    amounts: tuple[float, ...] = (),
) -> Cell:
    """The groups of one kind, by name, against the whole that they are parts of."""
    enough = {name: one for name, one in parts.items() if one["n"] >= SMALLEST}
    names = sorted(enough)
    shown = [enough[name] for name in names]
    n = sum(one["n"] for one in shown)
    if len(shown) < (FEWEST_PEOPLE if by == "agent" else 2):
        return Cell(by, len(shown), n, Apart(Level.TOO_FEW))
    found = apart(kind, whole, shown, amounts)
    days = _days(kind, whole, enough, amounts) if by == "weekday" else ()
    return Cell(by, len(shown), n, found, days)


def _days(
    kind: Kind, whole: Sums, parts: Mapping[str, Sums], amounts: tuple[float, ...]
) -> tuple[Day, ...]:
    names = sorted(parts)
    found = dealt(kind, whole, [parts[name] for name in names], amounts)
    made = []
    for name, estimate in zip(names, found.estimates, strict=True):
        amount = kind.amount(parts[name])
        assert amount is not None  # noqa: S101 - a day that is shown has some
        ends = estimate.interval or (None, None)
        made.append(Day(int(name), parts[name]["n"], amount, estimate.amount, *ends))
    return tuple(made)


def sums_of(
    warehouse: Warehouse, question: Question, window: Window, zone: str
) -> dict[str, Parts]:
    """The sums of the groups of each kind, by name; of all under WHOLE, twice.

    People's names are as PERSON spells them.
    """
    kind = question.definition.statistics()
    known = dimensions_of(question.definition)
    columns = ", ".join(
        f"{_spelled(name)} as {name}" if name in known else f"null::varchar as {name}"
        for name in BYS
        if name != "weekday"
    )
    asked = kind.sums()
    aggregates = ", ".join(f'{sql} as "{name}"' for name, sql in asked.items())
    query = f"""
        with observations as ({question.observations}),
        placed as (
            select
                amount, {columns},
                isodow(timezone($zone, timezone('UTC', counted_at)))::varchar
                    as weekday
            from observations
            where left_out is null
                and counted_at >= $start and counted_at < $end{question.condition}
        )
        select
            case
                when grouping(agent) = 0 then 'agent'
                when grouping(team) = 0 then 'team'
                when grouping(channel) = 0 then 'channel'
                when grouping(weekday) = 0 then 'weekday'
                else ''
            end as grouped_by,
            coalesce(agent, team, channel, weekday) as name,
            {aggregates}
        from placed
        group by grouping sets ((), (agent), (team), (channel), (weekday))
    """
    found: dict[str, Parts] = {name: {} for name in (WHOLE, *BYS)}
    for by, name, *sums in warehouse.rows(query, _given(question, window, zone=zone)):
        if name is not None or by == WHOLE:
            found[by][name or WHOLE] = dict(zip(asked, sums, strict=True))
    return found


def _spelled(by: By) -> str:
    return PERSON if by == "agent" else by


def _given(question: Question, window: Window, **more: str) -> dict[str, Any]:
    borders = {"start": window.start, "end": window.end}
    return question.parameters | borders | more
