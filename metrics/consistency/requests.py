"""The same request, five minutes or thirty: handle time by agent.

Requests are alike where topic and channel are. Between agents, times are compared
as logarithms: what tells a quick one from a slow one is a factor. The quick and the
slow are the 10th and the 90th of a hundred such people, once chance is taken out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import exp, inf
from typing import Any

from metrics.consistency.apart import UNSURE, Apart, Sums, apart
from metrics.few import FEWEST_PEOPLE, PERSON, unnamed
from metrics.groups import SMALLEST
from metrics.kinds import Mean
from metrics.periods import Window
from metrics.questions import Question
from metrics.warehouse import Warehouse

METRIC = "aht"
# Deviations from the 10th to the 90th percentile of a normal distribution.
TENTH = 1.2815515655446004
SUMS = {
    "n": "count(*)",
    "total": "sum(ln(amount))",
    "squares": "sum(ln(amount) * ln(amount))",
    "median": "quantile_cont(amount, 0.5)",
}


@dataclass(frozen=True)
class Request:
    """One topic on one channel: minutes of work by a quick and by a slow agent.

    `factor` is how many times as long the slow one takes, with its 95 % interval;
    `high` is infinite where nothing bounds it. `chance` is how often agents who are
    one would differ as much.
    """

    topic: str
    channel: str
    agents: int
    n: int
    typical: float
    quick: float
    slow: float
    factor: float
    low: float
    high: float
    chance: float


@dataclass(frozen=True)
class Requests:
    """Those with enough agents, the most surely uneven first; `few` have too few."""

    found: tuple[Request, ...]
    few: int = 0

    @property
    def beyond(self) -> tuple[Request, ...]:
        """Those in which agents differ by more than chance.

        Were agents one, any is in it in 5 cases of 100 (Bonferroni).
        """
        rare = UNSURE / max(1, len(self.found))
        return tuple(one for one in self.found if one.chance < rare)


def requests_of(
    warehouse: Warehouse, question: Question, window: Window, bots: Iterable[str] = ()
) -> Requests:
    """The handle times of a window; `question` is of METRIC."""
    wholes: dict[tuple[str, str], Sums] = {}
    people: dict[tuple[str, str], list[Sums]] = {}
    for topic, channel, of_all, *sums in _rows(
        warehouse, question, window, unnamed(bots)
    ):
        summed = dict(zip(SUMS, sums, strict=True))
        if of_all:
            wholes[topic, channel] = summed
        elif summed["n"] >= SMALLEST:
            people.setdefault((topic, channel), []).append(summed)
    found = [
        _request(place, wholes[place], of_agents)
        for place, of_agents in people.items()
        if len(of_agents) >= FEWEST_PEOPLE
    ]
    found.sort(key=lambda one: (one.chance, -one.factor, one.topic, one.channel))
    return Requests(tuple(found), len(wholes) - len(found))


def _request(place: tuple[str, str], whole: Sums, people: list[Sums]) -> Request:
    between = apart(Mean(), whole, people)
    size, low, high = (_factor(between, name) for name in ("size", "low", "high"))
    n = sum(one["n"] for one in people)
    half = size**0.5
    middle = whole["median"]
    ends = middle / half, middle * half
    return Request(
        *place, len(people), n, middle, *ends, size, low, high, between.chance
    )


def _factor(between: Apart, name: str) -> float:
    """From the 10th to the 90th of a hundred people."""
    deviation = getattr(between, name) or 0.0
    return inf if 2 * TENTH * deviation > 700 else exp(2 * TENTH * deviation)


def _rows(
    warehouse: Warehouse, question: Question, window: Window, bots: list[str]
) -> list[tuple[Any, ...]]:
    aggregates = ", ".join(f"{sql} as {name}" for name, sql in SUMS.items())
    query = f"""
        with observations as ({question.observations})
        select topic, channel, grouping(person) = 1 as of_all, {aggregates}
        from (select *, {PERSON} as person from observations)
        where left_out is null and amount > 0
            and topic is not null and channel is not null and agent is not null
            and not list_contains($bots, person)
            and counted_at >= $start and counted_at < $end{question.condition}
        group by grouping sets ((topic, channel), (topic, channel, person))
    """
    borders = {"start": window.start, "end": window.end, "bots": bots}
    return warehouse.rows(query, question.parameters | borders)
