"""All checks on the measure of a scorecard's numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from metrics.catalog import Catalog
from metrics.checks.bunching import bunching
from metrics.checks.courses import gross_and_net, next_replies
from metrics.checks.finding import Check, settled
from metrics.checks.floors import floors
from metrics.checks.last_days import last_days
from metrics.checks.offers import offered_after_reopening, offered_by_people
from metrics.checks.owners import passed_on
from metrics.periods import Window, to_utc
from metrics.questions import Question
from metrics.scorecard import Fared, Scorecard, question_of
from metrics.survey_funnel import SurveyFunnel
from metrics.values import Promise, Values
from metrics.warehouse import Warehouse

# The survey whose offering is looked at.
INSTRUMENT = "csat"


def checks_of(
    warehouse: Warehouse,
    scorecard: Scorecard,
    values: Values,
    catalog: Catalog,
    funnels: Sequence[SurveyFunnel] = (),
) -> tuple[Check, ...]:
    """Every check of the scorecard's period, those of promised limits first; `funnels`
    are those of surveys whose offers are known."""
    offers = next((one for one in funnels if one.instrument == INSTRUMENT), None)
    scene = _Scene(warehouse, scorecard, values, catalog, offers)
    with warehouse.one_moment():
        return settled(tuple(scene.checks()))


@dataclass(frozen=True)
class _Scene:
    """What all checks have in common."""

    warehouse: Warehouse
    scorecard: Scorecard
    values: Values
    catalog: Catalog
    offers: SurveyFunnel | None

    def checks(self) -> Iterator[Check]:
        card, store = self.scorecard, self.warehouse
        window, filters = card.period.window(), card.filters
        yield from self._bunched()
        yield next_replies(store, self._question("frt", "calendar"), card.period)
        yield gross_and_net(store, self._question("fcr", None), card.period)
        yield offered_after_reopening(self.offers)
        yield offered_by_people(self.offers)
        yield passed_on(store, window, filters)
        yield last_days(store, card.period, card.data_through, filters)
        yield from floors(store, self._question("aht", None), window)

    def _bunched(self) -> Iterator[Check]:
        """Each promise of at most so many minutes."""
        for value in self.values.values:
            for promise in value.promises:
                fared = self.scorecard.fared(promise.key)
                bounds = fared.bounds
                is_timed = fared.unit == "minutes" and not fared.failed
                if is_timed and bounds and bounds.high:
                    yield self._below(promise, fared, bounds.high)

    def _below(self, promise: Promise, fared: Fared, limit: float) -> Check:
        question = self._question(promise.metric, fared.clock)
        found = bunching(self.warehouse, question, self._since(promise), limit)
        return replace(found, about=promise.key, name=fared.name, limit=limit)

    def _since(self, promise: Promise) -> Window:
        """The period, from where its target holds on."""
        period = self.scorecard.period
        window = period.window()
        target = promise.target_on(period.end.date() if period.until else period.last)
        if target is None or target.since is None or target.since <= period.first:
            return window
        begun = replace(period, first=target.since)
        return Window(to_utc(begun.start, period.zone), window.end)

    def _question(self, metric: str, clock: str | None) -> Question:
        return question_of(
            self.warehouse,
            self.values,
            self.catalog[metric],
            clock,
            self.scorecard.filters,
            self.scorecard.data_through,
            self.scorecard.period.window(),
        )
