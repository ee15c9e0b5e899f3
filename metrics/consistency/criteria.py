"""How often each criterion of our own reviews is fully met, and by how many alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from metrics.consistency.apart import Sums
from metrics.consistency.spreads import Cell, cell_of
from metrics.few import is_of_too_few, unnamed
from metrics.groups import SMALLEST
from metrics.kinds import Share
from metrics.periods import Window
from metrics.questions import Filters
from metrics.warehouse import Warehouse

QUERY = Path(__file__).with_suffix(".sql")


@dataclass(frozen=True)
class Met:
    """How often a criterion got the full mark, in percent with its 95 % interval
    (Wilson), how often the lowest, `unmet`, and how far people lie apart in either."""

    criterion: str
    n: int
    met: float
    low: float
    high: float
    people: Cell
    unmet: float
    people_unmet: Cell


@dataclass(frozen=True)
class Adherence:
    """The criteria with enough marks, the least met first; `few` have too few.

    None of them where the people are too few.
    """

    criteria: tuple[Met, ...]
    few: int = 0
    of_too_few: bool = False


def adherence_of(
    warehouse: Warehouse,
    window: Window,
    through: datetime,
    filters: Filters = (),
    bots: Iterable[str] = (),
) -> Adherence:
    """What the reviews of a window say, criterion by criterion."""
    asked = dict.fromkeys(("team", "channel")) | dict(filters)
    given = {"starts": window.start, "ends": window.end, "through": through, **asked}
    botless = unnamed(bots)
    if is_of_too_few(warehouse, window, filters, botless):
        return Adherence((), of_too_few=True)
    wholes: dict[str, Sums] = {}
    people: dict[str, dict[str, Sums]] = {}
    rows = warehouse.rows(QUERY.read_text(encoding="utf-8"), given)
    for criterion, of_all, agent, n, met, unmet in rows:
        if of_all:
            wholes[criterion] = {"n": n, "met": met, "unmet": unmet}
        elif agent is not None and agent not in botless:
            own = {"n": n, "met": met, "unmet": unmet}
            people.setdefault(criterion, {})[agent] = own
    enough = {name: one for name, one in wholes.items() if one["n"] >= SMALLEST}
    told = [_met(name, one, people.get(name, {})) for name, one in enough.items()]
    told.sort(key=lambda one: (one.met, one.criterion))
    return Adherence(tuple(told), len(wholes) - len(enough))


def _met(criterion: str, whole: Sums, people: Mapping[str, Sums]) -> Met:
    kind, of_all = Share(), _counted(whole, "met")
    amount, interval = kind.amount(of_all), kind.interval(of_all)
    unmet = kind.amount(_counted(whole, "unmet"))
    assert amount is not None and interval is not None  # noqa: S101, PT018
    assert unmet is not None  # noqa: S101
    apart, apart_unmet = (
        cell_of(
            "agent",
            kind,
            _counted(whole, name),
            {agent: _counted(one, name) for agent, one in people.items()},
        )
        for name in ("met", "unmet")
    )
    return Met(criterion, whole["n"], amount, *interval, apart, unmet, apart_unmet)


def _counted(sums: Sums, name: str) -> Sums:
    return {"n": sums["n"], "total": sums[name]}
