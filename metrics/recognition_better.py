"""Who did better than chance explains, over all topics and on the hardest ones."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import reduce
from typing import Any

from metrics.catalog import Dimension
from metrics.groups import Comparison, Group, compare, compared
from metrics.kinds import Kind
from metrics.periods import Window
from metrics.questions import Question
from metrics.warehouse import Warehouse

Sums = dict[str, Any]
Cells = Mapping[tuple[str | None, str | None], Sums]  # by agent and topic


@dataclass(frozen=True)
class Side:
    """A promise by its key, its metric's name and unit, which way is better, and what
    it counts."""

    key: str
    name: str
    unit: str
    up: bool
    noun: str = "observation"

    def beyond(self, amount: float, than: float) -> bool:
        """Whether an amount lies on the better side of another."""
        return amount > than if self.up else amount < than


@dataclass(frozen=True)
class Better:
    """A person's estimate without luck, and its 95 % interval, beside all others.

    On the hardest topics where any are named; `overall` is of the same topics.
    """

    side: Side
    n: int
    estimate: float
    low: float
    high: float
    overall: float
    topics: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        """What a thank-you for it is kept under."""
        return f"{'hard' if self.topics else 'better'}:{self.side.key}"


@dataclass(frozen=True)
class Sides:
    """One metric by agent and by topic, and by agent on some topics alone."""

    agents: Comparison
    topics: Comparison | None = None
    on: Callable[[Collection[str]], Comparison] | None = None


def better_on(
    side: Side, found: Comparison, topics: tuple[str, ...] = ()
) -> Iterator[tuple[str, Better]]:
    """Whose whole interval lies on the better side of the overall amount.

    Only where agents differ for certain: then the chance that anybody at all is
    praised among equals is that of one test, 2.5 %, however many they are.
    """
    overall = found.amount
    if overall is None or found.consistency is None or found.consistency.low <= 0:
        return
    for group in found.groups:
        bounds = _bounds(group)
        if bounds and all(side.beyond(one, overall) for one in bounds):
            told = (group.n, group.estimate, *bounds, overall, topics)
            yield group.name, Better(side, *told)


def hard_on(side: Side, sides: Sides) -> Iterator[tuple[str, Better]]:
    """The same on the topics that are hardest for all: those that are surely worse
    than the whole."""
    if sides.topics is None or sides.on is None:
        return
    other_way = replace(side, up=not side.up)
    hardest = tuple(name for name, _ in better_on(other_way, sides.topics))
    if hardest:
        yield from better_on(side, sides.on(hardest), hardest)


def _bounds(group: Group) -> tuple[float, float] | None:
    if group.low is None or group.high is None:
        return None
    return group.low, group.high


def sides_of(warehouse: Warehouse, question: Question, window: Window) -> Sides:
    """One metric in a window by its agents and its topics.

    Medians of parts cannot be added up: of them there are agents alone.
    """
    kind = question.definition.statistics()
    if question.definition.kind == "median":
        return Sides(compare(warehouse, question, window, "agent"))
    cells = _cells(warehouse, question, window, kind)
    agents = _by("agent", kind, cells)
    if "topic" not in question.definition.dimensions:
        return Sides(agents)

    def on(topics: Collection[str]) -> Comparison:
        some = {key: sums for key, sums in cells.items() if key[1] in topics}
        return _by("agent", kind, some)

    return Sides(agents, _by("topic", kind, cells), on)


def _by(dimension: Dimension, kind: Kind, cells: Cells) -> Comparison:
    place = ("agent", "topic").index(dimension)
    parts: dict[str | None, Sums] = {}
    for key, sums in cells.items():
        there = parts.get(key[place])
        parts[key[place]] = _added(there, sums) if there else sums
    nothing: Sums = dict.fromkeys(kind.sums(), 0)
    whole = reduce(_added, parts.values(), nothing)
    return compared(dimension, kind, whole, parts)


def _added(one: Sums, other: Sums) -> Sums:
    return {name: (one[name] or 0) + (other[name] or 0) for name in one}


def _cells(
    warehouse: Warehouse, question: Question, window: Window, kind: Kind
) -> dict[tuple[str | None, str | None], Sums]:
    """The sums of each agent on each topic."""
    asked = kind.sums()
    aggregates = ", ".join(f'{sql} as "{name}"' for name, sql in asked.items())
    has_topic = "topic" in question.definition.dimensions
    query = f"""
        with observations as ({question.observations})
        select agent, {"topic" if has_topic else "null"} as topic, {aggregates}
        from observations
        where left_out is null and counted_at >= $start and counted_at < $end
        group by all
    """
    borders = {"start": window.start, "end": window.end}
    rows = warehouse.rows(query, question.parameters | borders)
    return {(row[0], row[1]): dict(zip(asked, row[2:], strict=True)) for row in rows}
