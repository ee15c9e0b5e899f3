"""The warehouse and the oracle asked the same, and where they disagree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import isclose
from typing import Any

from metrics.catalog import Definition
from metrics.measuring import Count, counts, with_spread
from metrics.periods import Window
from metrics.questions import Question
from metrics.warehouse import Warehouse
from tests.oracle.metrics import Answer, ask
from tests.oracle.tables import Settings, Tables

SHOWN = ("n", "amount", "low", "high", "p90")


@dataclass(frozen=True)
class Difference:
    """One number that the two counts do not agree on."""

    metric: str
    window: Window
    what: str
    counted: float | None
    expected: float | None


def differences(
    warehouse: Warehouse,
    tables: Tables,
    definition: Definition,
    windows: Sequence[Window],
    settings: Settings,
) -> list[Difference]:
    """Where one metric's n, amount or interval is not the oracle's."""
    question = question_of(definition, settings)
    found = counts(warehouse, question, windows)
    answers = ask(definition.metric, tables, windows, settings)
    return [
        Difference(definition.metric, window, *unlike)
        for window, count, answer in zip(windows, found, answers, strict=True)
        for unlike in _unlike(_spread(warehouse, question, window, count), answer)
    ]


def question_of(definition: Definition, settings: Settings) -> Question:
    """The settings as the production code takes them."""
    filters: Any = settings.filters
    clock: Any = settings.clock if definition.clocks else None
    declared = settings.currency, settings.retention_days
    through = settings.through
    return Question(
        definition, *declared, clock=clock, filters=filters, through=through
    )


def _spread(
    warehouse: Warehouse, question: Question, window: Window, count: Count
) -> Count:
    """The interval too; a bootstrap has no exact counterpart."""
    if question.definition.skewed:
        return count
    return with_spread(warehouse, question, window, count, ())


def _unlike(
    count: Count, answer: Answer
) -> Iterator[tuple[str, float | None, float | None]]:
    reading = count.reading()
    for what in SHOWN:
        counted, expected = getattr(reading, what), getattr(answer, what)
        slack = 1e-6 if what in ("low", "high") else 1e-9
        if not _agree(counted, expected, slack):
            yield what, counted, expected


def _agree(counted: float | None, expected: float | None, slack: float) -> bool:
    if counted is None or expected is None:
        return counted is expected
    return isclose(counted, expected, rel_tol=slack, abs_tol=slack)
