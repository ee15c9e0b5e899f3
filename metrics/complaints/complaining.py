"""What people complain about in a period: topics, complaints, and failed criteria."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from metrics.catalog import Catalog
from metrics.complaints import failing, placing
from metrics.complaints.pareto import Pareto, Seen, pareto_of
from metrics.complaints.taxonomy import Taxonomy
from metrics.periods import Period, previous
from metrics.questions import Filters
from metrics.values import Values
from metrics.warehouse import Warehouse

Rows = Sequence[tuple[str, str | None, bool, int, int]]


@dataclass(frozen=True)
class Complaining:
    """A period's bad answers, by topic and by complaint.

    `answers` counts every answer that counts, `bad` those that are not good;
    `placed` are of some complaint, `by_tags` of those by the tags of their tickets.
    `silent` have neither a tag nor a comment, `others` no tag or word of ours. An
    answer may be of several complaints, so `complaints` may come to more than
    `placed`. Those `without_topic` are no bar of `topics`.
    """

    answers: int
    bad: int
    bad_before: int
    placed: int
    by_tags: int
    silent: int
    others: int
    without_topic: int
    topics: Pareto
    complaints: Pareto


@dataclass(frozen=True)
class Failing:
    """A period's reviews that count, those with criteria, and what failed in them."""

    reviews: int
    with_criteria: int
    criteria: Pareto
    judged: int


def complaining_of(
    warehouse: Warehouse,
    values: Values,
    catalog: Catalog,
    taxonomy: Taxonomy,
    period: Period,
    through: datetime,
    filters: Filters = (),
) -> Complaining:
    """Count a period's bad answers by what they are about."""
    asked = _asked(values, catalog, placing.INSTRUMENTS, period, through, filters)
    rows = placing.counted(warehouse, asked, taxonomy)
    now, before = _sums(rows, is_now=True), _sums(rows, is_now=False)
    bad, bad_then = _total(now, "topic"), _total(before, "topic")
    unplaced, unplaced_then = _total(now, "unplaced"), _total(before, "unplaced")
    placed, placed_then = bad - unplaced, bad_then - unplaced_then
    bare, bare_then = now.get(("topic", None), 0), before.get(("topic", None), 0)
    return Complaining(
        _total(now, "answers"),
        bad,
        bad_then,
        placed,
        now.get(("by tags", None), 0),
        now.get(("unplaced", placing.NOTHING_TO_GO_BY), 0),
        now.get(("unplaced", placing.NOTHING_OF_OURS), 0),
        bare,
        _pareto("topic", now, before, bad - bare, bad_then - bare_then),
        _pareto("complaint", now, before, placed, placed_then),
    )


def failing_of(
    warehouse: Warehouse,
    values: Values,
    catalog: Catalog,
    period: Period,
    through: datetime,
    filters: Filters = (),
) -> Failing:
    """Count the criteria that failed in a period's reviews."""
    asked = _asked(values, catalog, failing.METRICS, period, through, filters)
    rows = failing.failed(warehouse, asked)
    now, before = _pairs(rows, is_now=True), _pairs(rows, is_now=False)
    named = _names("criterion", now, before)
    criteria = {name: now.get(("criterion", name), (0, 0)) for name in named}
    reviews, with_criteria = now.get(("reviews", None), (0, 0))
    return Failing(
        reviews,
        with_criteria,
        pareto_of(
            Seen(name, *pair, *before.get(("criterion", name), (0, 0)))
            for name, pair in criteria.items()
        ),
        sum(judged for _, judged in criteria.values()),
    )


def answers_behind(
    warehouse: Warehouse,
    values: Values,
    catalog: Catalog,
    taxonomy: Taxonomy,
    period: Period,
    through: datetime,
    filters: Filters,
    bar: tuple[str, str | None],
) -> pd.DataFrame:
    """The rows behind a bar: its kind (topic, complaint, unplaced, criterion) and
    its name."""
    kind, name = bar
    if kind == "criterion":
        asked = _asked(values, catalog, failing.METRICS, period, through, filters)
        return failing.reviews(warehouse, asked, name or "")
    asked = _asked(values, catalog, placing.INSTRUMENTS, period, through, filters)
    return placing.answers(warehouse, asked, taxonomy, kind, name)


def _asked(
    values: Values,
    catalog: Catalog,
    metrics: Sequence[str],
    period: Period,
    through: datetime,
    filters: Filters,
) -> placing.Asked:
    about = period.window(), previous(period).window()
    return placing.asked_of(values, catalog, metrics, about, through, filters)


def _sums(rows: Rows, *, is_now: bool) -> Mapping[tuple[str, str | None], int]:
    return {(kind, name): n for kind, name, now, n, _ in rows if now is is_now}


def _pairs(
    rows: Rows, *, is_now: bool
) -> Mapping[tuple[str, str | None], tuple[int, int]]:
    return {(kind, name): (n, of) for kind, name, now, n, of in rows if now is is_now}


def _total(sums: Mapping[tuple[str, str | None], int], kind: str) -> int:
    return sum(n for (one, _), n in sums.items() if one == kind)


def _pareto(
    kind: str,
    now: Mapping[tuple[str, str | None], int],
    before: Mapping[tuple[str, str | None], int],
    of: int,
    of_before: int,
) -> Pareto:
    return pareto_of(
        Seen(name, now.get((kind, name), 0), of, before.get((kind, name), 0), of_before)
        for name in _names(kind, now, before)
    )


def _names(kind: str, *periods: Iterable[tuple[str, str | None]]) -> set[str]:
    """What rows of a kind are called, in any of the periods."""
    every = (row for rows in periods for row in rows)
    return {name for one, name in every if one == kind and name is not None}
