"""Every promise of a scorecard, rated on what it can see."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from metrics.catalog import Catalog
from metrics.coverage.rating import Coverage, Rated, Seen, ValueRated
from metrics.coverage.seen import BLIND, Sight, customers_of, sights_of
from metrics.periods import MOMENT, to_local
from metrics.questions import Question
from metrics.scorecard import Fared, Scorecard, question_of
from metrics.survey_funnel import SurveyFunnel
from metrics.values import Values
from metrics.warehouse import Warehouse


def coverage_of(
    warehouse: Warehouse,
    scorecard: Scorecard,
    values: Values,
    catalog: Catalog,
    funnels: Sequence[SurveyFunnel] = (),
) -> Coverage:
    """What the promises of a scorecard see of the customers of its period; `funnels`
    are those of surveys whose offers are known."""
    with warehouse.one_moment():
        window, filters = scorecard.period.window(), scorecard.filters
        customers = customers_of(warehouse, window, filters)
        scene = _Scene(warehouse, scorecard, values, catalog, customers.all)
        sights = scene.sights()
    asked = {one.instrument: _asked(one) for one in funnels}
    return Coverage(
        tuple(
            ValueRated(
                card,
                tuple(
                    scene.rated(one, sights[one.key], asked) for one in card.promises
                ),
            )
            for card in scorecard.values
        ),
        customers,
    )


def promised(values: Values) -> frozenset[str]:
    """The metrics that are promised anywhere, those of sales too."""
    every = (*(it for one in values.values for it in one.promises), *values.sales)
    return frozenset(one.metric for one in every)


@dataclass(frozen=True)
class _Scene:
    """What all promises have in common."""

    warehouse: Warehouse
    scorecard: Scorecard
    values: Values
    catalog: Catalog
    customers: int

    def sights(self) -> dict[str, Sight]:
        """By the key of each promise whom it observes."""
        counted = {one.key: one for one in self._promises() if one.reading.n}
        found = sights_of(
            self.warehouse,
            [self._question(one) for one in counted.values()],
            self.scorecard.period.window(),
            self.scorecard.filters,
        )
        nobody = {one.key: BLIND for one in self._promises()}
        return nobody | dict(zip(counted, found, strict=True))

    def rated(
        self, fared: Fared, sight: Sight, asked: dict[str, tuple[int, int]]
    ) -> Rated:
        """One promise on the five points."""
        definition = fared.definition
        counter = self.catalog[definition.counter]
        # customers who are still there have no moment of their own
        last = fared.data_through if definition.kind == "retention" else sight.last
        answered, offered = asked.get(definition.metric, (None, None))
        return Rated(
            fared,
            counter,
            counter.metric in promised(self.values),
            self._lag(last) if fared.reading.n else None,
            Seen(sight.customers, self.customers, sight.nameless, answered, offered),
        )

    def _promises(self) -> Iterator[Fared]:
        for card in self.scorecard.values:
            yield from card.promises

    def _question(self, fared: Fared) -> Question:
        return question_of(
            self.warehouse,
            self.values,
            fared.definition,
            fared.clock,
            self.scorecard.filters,
            self.scorecard.data_through,
            self.scorecard.period.window(),
        )

    def _lag(self, last: datetime | None) -> int | None:
        """Days from the last observation to the end of the period or of all data."""
        if last is None:
            return None
        zone, window = self.scorecard.company.zone, self.scorecard.period.window()
        end = min(window.end - MOMENT, self.scorecard.data_through)
        days = to_local(end, zone).date() - to_local(min(last, end), zone).date()
        return days.days


def _asked(funnel: SurveyFunnel) -> tuple[int, int]:
    """Of the tickets that a survey was offered for, how many were answered."""
    told = funnel.told
    return (told.answered, told.offered) if told else (0, 0)
