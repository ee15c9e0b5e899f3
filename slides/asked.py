"""Who was asked and answered, of the surveys that a scorecard rests on."""

from __future__ import annotations

from metrics.scorecard import Scorecard
from metrics.survey_funnel import INSTRUMENTS, SurveyFunnel, funnel_of
from metrics.warehouse import Warehouse


def funnels_of(warehouse: Warehouse, scorecard: Scorecard) -> dict[str, SurveyFunnel]:
    """The funnel of each survey among the promises, in the scorecard's period."""
    cards = (*scorecard.values, *scorecard.sales)
    promised = {one.definition.metric for card in cards for one in card.promises}
    window = scorecard.period.window()
    return {
        name: funnel_of(warehouse, name, window, scorecard.filters)
        for name in INSTRUMENTS
        if name in promised
    }
