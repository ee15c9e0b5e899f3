"""The weeks of every agent, scanned once for all the weeks that thanks are told of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from metrics.periods import Period, series
from metrics.questions import Question
from metrics.retention import first_where
from metrics.warehouse import Warehouse

YEAR = 52  # weeks that are looked at

# By agent, of all of them under None, and by the place of the week.
Cells = dict[tuple[str | None, int], dict[str, Any]]


@dataclass(frozen=True)
class Scanned:
    """What each question is told of the weeks that lead up to some weeks.

    Those follow one another, `first` the oldest and `last` the newest of them.
    """

    warehouse: Warehouse
    first: Period
    last: Period
    known: dict[Question, Cells] = field(default_factory=dict)

    @property
    def weeks(self) -> tuple[Period, ...]:
        """From a year before the first to the last, oldest first."""
        between = (self.last.first - self.first.first).days // 7
        return series(self.last, YEAR + between)

    def cells(self, question: Question, weeks: Sequence[Period]) -> Cells:
        """The sums of each agent in each of some of the weeks, and of all agents."""
        if question not in self.known:
            self.known[question] = _cells(self.warehouse, question, self.weeks)
        places = {one.first: at for at, one in enumerate(weeks)}
        at_place = [places.get(one.first) for one in self.weeks]
        return {
            (name, place): sums
            for (name, at), sums in self.known[question].items()
            if (place := at_place[at]) is not None
        }


def _cells(warehouse: Warehouse, question: Question, weeks: Sequence[Period]) -> Cells:
    asked = question.definition.statistics().sums()
    aggregates = ", ".join(f'{sql} as "{name}"' for name, sql in asked.items())
    query = f"""
        with observations as ({question.observations}),
        placed as (
            select agent, amount,
                ({first_where("counted_at < {}", len(weeks))} - 1)::int as place
            from observations
            where left_out is null and agent is not null
                and counted_at >= $moment_0 and counted_at < $moment_{len(weeks)}
        )
        select agent, place, {aggregates}
        from placed
        group by grouping sets ((agent, place), (place))
    """
    moments = [*(one.window().start for one in weeks), weeks[-1].window().end]
    borders = {f"moment_{at}": moment for at, moment in enumerate(moments)}
    rows = warehouse.rows(query, question.parameters | borders)
    return {(row[0], row[1]): dict(zip(asked, row[2:], strict=True)) for row in rows}
