"""What moved a number: its change, split exactly into the mix of groups and what
happened within them.

A median has no exact split: the groups' own medians stand in for it. A retention
belongs to customers, who are in no one group.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from metrics.catalog import Definition, Dimension
from metrics.groups import SMALLEST
from metrics.kitagawa import Effect, Group, Pair, Split, Sums, told_of
from metrics.medians import Middle, middles
from metrics.periods import Period, Window
from metrics.questions import Question
from metrics.warehouse import Warehouse

# Agents are not in it: nobody is told to have moved the company's number.
SPLIT_BY: tuple[Dimension, ...] = ("channel", "team", "topic")
SPLIT = frozenset({"share", "mean", "net score", "total"})
SUMS = {"n": "count(amount)", "total": "sum(amount)", "squares": "sum(amount * amount)"}
NOTHING: Sums = {"n": 0, "total": 0.0, "squares": 0.0}


@dataclass(frozen=True)
class Moved:
    """The change of a number from one period to another, by the groups of a
    dimension.

    No groups where either period has too few to be told. A total's first period is
    counted as of as many days as its last one has; `per_days` says how many, None
    where nothing was scaled. `middles` stand in for the groups of a median.
    """

    dimension: Dimension
    kind: str
    n_before: int
    n_after: int
    before: float | None
    after: float | None
    change: Effect | None = None
    mix: Effect | None = None
    rates: Effect | None = None
    groups: tuple[Group, ...] = ()
    middles: tuple[Middle, ...] = ()
    per_days: float | None = None


def split_by(definition: Definition) -> tuple[Dimension, ...]:
    """What the change of a metric can be told by; nothing of a retention."""
    if definition.kind == "retention":
        return ()
    return tuple(one for one in SPLIT_BY if one in definition.dimensions)


def moved(
    warehouse: Warehouse,
    question: Question,
    before: Period,
    after: Period,
    dimension: Dimension,
) -> Moved:
    """What moved a metric from a period to another; ValueError for a dimension that
    it does not know."""
    if dimension not in split_by(question.definition):
        raise ValueError(dimension)
    windows = before.window(), after.window()
    if question.definition.kind == "median":
        return _of_median(warehouse, question, windows, dimension)
    pairs = _counted(warehouse, question, windows, dimension)
    scale = after.days / before.days if question.definition.kind == "total" else 1.0
    return split(dimension, question.definition.kind, pairs, scale, after.days)


def split(
    dimension: Dimension,
    kind: str,
    pairs: Mapping[str | None, Pair],
    scale: float = 1.0,
    days: float | None = None,
) -> Moved:
    """The same from the sums of each group, before and after.

    `scale` is what makes a total of the first period one of `days` days.
    """
    n_before, n_after = (
        int(sum(one[at]["n"] for one in pairs.values())) for at in (0, 1)
    )
    found = Split(kind, told_of(pairs), scale)
    amounts = found.overall(0, n_before), found.overall(1, n_after)
    per_days = days if scale != 1 else None
    head = (dimension, kind, n_before, n_after, *amounts)
    if min(n_before, n_after) < SMALLEST:
        return Moved(*head, per_days=per_days)
    change, mix, rates = found.wholes()
    return Moved(*head, change, mix, rates, found.groups(), per_days=per_days)


def _of_median(
    warehouse: Warehouse,
    question: Question,
    windows: tuple[Window, Window],
    dimension: Dimension,
) -> Moved:
    found = middles(warehouse, question, windows, dimension)
    before, after = found.before, found.after
    head = (before.n, after.n, before.amount, after.amount)
    return Moved(dimension, "median", *head, middles=found.groups)


def _counted(
    warehouse: Warehouse,
    question: Question,
    windows: tuple[Window, Window],
    dimension: Dimension,
) -> dict[str | None, Pair]:
    """The sums of each group in both windows, by its name."""
    aggregates = ", ".join(
        f"coalesce({sql}, 0) as {name}" for name, sql in SUMS.items()
    )
    query = f"""
        with observations as ({question.observations})
        select {dimension}, counted_at >= $start as is_after, {aggregates}
        from observations
        where left_out is null and amount is not null
            and (
                counted_at >= $start and counted_at < $end
                or counted_at >= $start_before and counted_at < $end_before
            ){question.condition}
        group by all
    """
    first, last = windows
    borders = {"start_before": first.start, "end_before": first.end}
    borders |= {"start": last.start, "end": last.end}
    found: dict[str | None, list[Sums]] = {}
    for name, is_after, *sums in warehouse.rows(query, question.parameters | borders):
        pair = found.setdefault(name, [NOTHING, NOTHING])
        pair[is_after] = dict(zip(SUMS, map(float, sums), strict=True))
    return {name: (one, other) for name, (one, other) in found.items()}
