"""The medians of groups in two windows of time, each with its own interval."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from metrics.catalog import Dimension
from metrics.groups import SMALLEST
from metrics.periods import Window
from metrics.questions import Question
from metrics.ranks import ranks
from metrics.warehouse import Warehouse

Windows = tuple[Window, Window]


@dataclass(frozen=True)
class Half:
    """A median in one window with its 95 % interval (order statistics)."""

    n: int
    amount: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Middle:
    """One group's median in the first window and in the last."""

    name: str
    before: Half
    after: Half


@dataclass(frozen=True)
class Middles:
    """The medians of all, and of each group that has enough in both windows, in the
    order of the alphabet."""

    before: Half
    after: Half
    groups: tuple[Middle, ...]


def middles(
    warehouse: Warehouse, question: Question, windows: Windows, dimension: Dimension
) -> Middles:
    """The medians of the groups of a dimension, beside those of all."""
    found = _medians(warehouse, question, windows, dimension)
    named = {name for name, _ in found if name is not None}
    told = [
        name
        for name in sorted(named, key=lambda one: (one.casefold(), one))
        if min(_n(found, name, at) for at in (False, True)) >= SMALLEST
    ]
    places = [(name, at) for name in (None, *told) for at in (False, True)]
    ranges = _ranges(warehouse, question, windows, dimension, places, found)
    halves = {
        place: Half(*found.get(place, (0, None)), *ranges.get(place, (None, None)))
        for place in places
    }
    return Middles(
        halves[None, False],
        halves[None, True],
        tuple(Middle(one, halves[one, False], halves[one, True]) for one in told),
    )


# Of each group by its name, None being all, and whether it is the last window.
Place = tuple[str | None, bool]
Found = Mapping[Place, tuple[int, float | None]]


def _n(found: Found, name: str | None, is_after: bool) -> int:
    return found.get((name, is_after), (0, None))[0]


def _medians(
    warehouse: Warehouse, question: Question, windows: Windows, dimension: Dimension
) -> dict[Place, tuple[int, float | None]]:
    query = f"""
        {_within(question, dimension)}
        select name, is_after, grouping(name), count(*), quantile_cont(amount, 0.5)
        from amounts
        group by grouping sets ((name, is_after), (is_after))
    """
    rows = warehouse.rows(query, question.parameters | _borders(windows))
    return {
        (name, is_after): (n, median)
        for name, is_after, is_all, n, median in rows
        if is_all or name is not None
    }


def _ranges(
    warehouse: Warehouse,
    question: Question,
    windows: Windows,
    dimension: Dimension,
    places: Sequence[Place],
    found: Found,
) -> dict[Place, tuple[float, float]]:
    """The order statistics that hold each median in 95 % of samples."""
    asked: dict[Place, str] = {}
    names: dict[str, Any] = {}
    for name, is_after in places:
        n = _n(found, name, is_after)
        between = ranks(n, 0.5)
        if between:
            key = f"name_{len(names)}"
            same = "true" if name is None else f"name = ${key}"
            names |= {} if name is None else {key: name}
            fractions = [(rank - 0.5) / n for rank in between]
            asked[name, is_after] = (
                f"quantile_disc(amount, {fractions!r}) "
                f"filter (where {same} and is_after = {is_after})"
            )
    if not asked:
        return {}
    query = f"""
        {_within(question, dimension)}
        select {", ".join(asked.values())} from amounts
    """
    given = question.parameters | _borders(windows) | names
    row = warehouse.rows(query, given)[0]
    return {place: (low, high) for place, (low, high) in zip(asked, row, strict=True)}


def _within(question: Question, dimension: Dimension) -> str:
    """SQL of the amounts of both windows, with their group."""
    return f"""
        with observations as ({question.observations}),
        amounts as (
            select {dimension} as name, counted_at >= $start as is_after, amount
            from observations
            where left_out is null and amount is not null
                and (
                    counted_at >= $start and counted_at < $end
                    or counted_at >= $start_before and counted_at < $end_before
                ){question.condition}
        )
    """


def _borders(windows: Windows) -> dict[str, Any]:
    first, last = windows
    return {
        "start_before": first.start,
        "end_before": first.end,
        "start": last.start,
        "end": last.end,
    }
