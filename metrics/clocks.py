"""Whose working hours an amount is counted in: our own, or the helpdesk's."""

from __future__ import annotations

from dataclasses import dataclass

from metrics.periods import Window
from metrics.questions import Question
from metrics.warehouse import Warehouse


@dataclass(frozen=True)
class Timed:
    """How many observations each clock timed."""

    ours: int
    helpdesk: int


def timed_by(warehouse: Warehouse, question: Question, window: Window) -> Timed | None:
    """Who timed what counts in a window; None where no working hours are asked."""
    if question.clock != "working" or "hours" not in _columns(warehouse, question):
        return None
    query = f"""
        with observations as ({question.observations})
        select
            count(*) filter (hours = 'ours'),
            count(*) filter (hours = 'helpdesk')
        from observations
        where left_out is null
            and counted_at >= $start and counted_at < $end{question.condition}
    """
    borders = {"start": window.start, "end": window.end}
    return Timed(*warehouse.rows(query, question.parameters | borders)[0])


def _columns(warehouse: Warehouse, question: Question) -> set[str]:
    """What the definition tells of an observation; `hours` only some do."""
    query = f"describe {question.observations}"
    return {name for name, *_ in warehouse.rows(query, question.unfiltered)}
