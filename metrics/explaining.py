"""One number, taken apart: what fed it, what counted, and why its verdict."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from rapidfuzz.process import extractOne

from metrics.catalog import Catalog, Definition
from metrics.due import Bounds
from metrics.errors import SelarasError
from metrics.judging import chance_of
from metrics.kinds import Interval, Median, Share, is_exact
from metrics.measuring import EVER, Count, counts, with_spread
from metrics.periods import Period, Window
from metrics.questions import Filters, Question
from metrics.reach import MOMENTS
from metrics.scorecard import Fared, Scorecard, build_scorecard, question_of
from metrics.values import Promise, Value, Values
from metrics.verdicts import JUDGED, Chance
from metrics.waiting import Waiting, knows_waiting, waiting_of
from metrics.warehouse import Warehouse
from words import say


@dataclass(frozen=True)
class Fed:
    """An export, and how many rows dated in the period stand from it."""

    file_name: str
    title: str
    rows: int


@dataclass(frozen=True)
class Explained:
    """A promise as on its card, with what a card has no room for.

    `chance` is that of the true amount meeting the target; None where there is no
    verdict. `is_exact` says that the verdict is by an exact test, as the target is
    near an end of what a share can be. `waiting` counts those who still wait too;
    None where nobody does. `fed_by` has the most rows first.
    """

    scorecard: Scorecard
    value: str  # "" where nothing is promised, or it is a measure of sales
    fared: Fared
    method: str
    p90_interval: Interval | None
    chance: Chance | None
    fed_by: tuple[Fed, ...]
    is_exact: bool = False
    waiting: Waiting | None = None


def promises_named(
    values: Values, catalog: Catalog, name: str
) -> tuple[tuple[str, Promise], ...]:
    """The promises of a metric, or of a key such as frt-working, each with its value.

    A metric that nobody promised is asked for without a target. Raises
    SelarasError where there is no such metric.
    """
    promised = [
        (one.name, promise) for one in values.values for promise in one.promises
    ]
    promised += [("", promise) for promise in values.sales]
    found = [one for one in promised if name in {one[1].metric, one[1].key}]
    if not found:
        check_named(name, {**catalog, **{one.key: one for _, one in promised}})
        found = [("", Promise(name, ()))]
    return tuple(found)


def check_named(name: str, known: Mapping[str, object]) -> None:
    """Raise SelarasError, with what was meant, unless there is such a metric."""
    if name in known:
        return
    near = extractOne(name, list(known), score_cutoff=60)
    hint = (
        say('Did you mean "{word}"?', word=near[0])
        if near
        else say("There are {choices}.", choices=", ".join(known))
    )
    unknown = say('"{word}" is no metric.', word=name)
    raise SelarasError(f"{unknown} {hint}")


def explain(
    warehouse: Warehouse,
    values: Values,
    catalog: Catalog,
    named: tuple[str, Promise],
    period: Period,
    through: datetime,
    filters: Filters = (),
) -> Explained:
    """A promise in a period, counted as its card counts it."""
    value, promise = named
    alone = replace(values, values=(Value(value, "", (promise,)),), sales=())
    card = build_scorecard(warehouse, alone, catalog, period, through, filters)
    fared = card.values[0].promises[0]
    if fared.problem:
        raise SelarasError(fared.problem)
    question = question_of(
        warehouse,
        values,
        fared.definition,
        promise.clock,
        filters,
        through,
        card.period.window(),
    )
    count = _counted(warehouse, question, fared)
    is_judged = fared.bounds is not None and fared.verdict in JUDGED
    return Explained(
        card,
        value,
        fared,
        count.kind.method(count.sums) if fared.reading.n else "",
        _p90_interval(count),
        chance_of(count, fared.bounds) if is_judged and fared.bounds else None,
        _fed_by(warehouse, question, fared.period.window()),
        is_judged and _is_exact(count, fared.bounds),
        _waiting(warehouse, question, fared),
    )


def _counted(warehouse: Warehouse, question: Question, fared: Fared) -> Count:
    """The sums behind a card's amount and verdict."""
    window, bounds = fared.period.window(), fared.bounds
    asked = (bounds.low, bounds.high) if bounds else ()
    count = counts(warehouse, question, [window])[0]
    known = [bound for bound in asked if bound is not None]
    return with_spread(warehouse, question, window, count, known)


def _p90_interval(count: Count) -> Interval | None:
    kind = count.kind
    return kind.p90_interval(count.sums) if isinstance(kind, Median) else None


def _is_exact(count: Count, bounds: Bounds | None) -> bool:
    if bounds is None or not isinstance(count.kind, Share):
        return False
    asked = (bounds.low, bounds.high)
    return any(one is not None and is_exact(count.sums, one) for one in asked)


def _waiting(warehouse: Warehouse, question: Question, fared: Fared) -> Waiting | None:
    """Those who still wait; how much of working hours they have is not known."""
    if fared.clock == "working" or not knows_waiting(fared.definition):
        return None
    found = waiting_of(warehouse, question, fared.period.window())
    return found if found.going_on else None


def _fed_by(
    warehouse: Warehouse, question: Question, window: Window
) -> tuple[Fed, ...]:
    """The exports that the rows of a number stand from, those left out included.

    Of a metric that follows customers, all that its tables hold up to then.
    """
    if question.definition.kind == "retention":
        return _standing(warehouse, question, Window(EVER.start, window.end), "")
    counted = f"""
        with counted as (
            select subject_id::varchar as id from ({question.observations})
            where counted_at >= $start and counted_at < $end{question.condition}
        )
    """
    return _standing(warehouse, question, window, counted)


def _standing(
    warehouse: Warehouse, question: Question, window: Window, counted: str
) -> tuple[Fed, ...]:
    """The exports of rows dated in a window; of counted ones alone, where given."""
    stand = " union all ".join(
        f"""
        select export_id, count(*) as n from {table}
        where ({dated}) {f"and {table[:-1]}_id in (from counted)" if counted else ""}
        group by export_id
        """
        for table, dated in _dated(question.definition)
    )
    query = f"""
        {counted}
        select exports.file_name, exports.title, sum(stand.n)::bigint as rows
        from ({stand}) as stand
        inner join exports using (export_id)
        group by exports.export_id, exports.file_name, exports.title
        order by rows desc, exports.export_id
    """
    needed = question.parameters if counted else {}
    borders = {"start": window.start, "end": window.end}
    return tuple(Fed(*row) for row in warehouse.rows(query, needed | borders))


def _dated(definition: Definition) -> Iterator[tuple[str, str]]:
    """Each table that a metric reads, and when its rows are dated, as SQL."""
    for table in definition.tables:
        if table in MOMENTS:
            yield (
                table,
                " or ".join(
                    f"({column} >= $start and {column} < $end)"
                    for column in MOMENTS[table]
                ),
            )
