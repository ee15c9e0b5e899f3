"""The company's statement as a document of its own."""

from __future__ import annotations

from dashboard.asking import Asked
from dashboard.house import house
from metrics.philosophy_teams import courses_of
from metrics.scorecard import build_scorecard
from slides.page import AS_ASKED
from slides.philosophy import philosophy_of


def statement(asked: Asked) -> str:
    """The statement with how each promise fares, as HTML."""
    at_hand = house()
    card = build_scorecard(
        at_hand.warehouse,
        asked.values,
        at_hand.catalog,
        asked.period,
        asked.through,
        asked.filters,
    )
    until = asked.period.window().end
    return philosophy_of(
        asked.values,
        card,
        asked.language,
        asked.theme or AS_ASKED,
        courses_of(at_hand.warehouse, asked.values, until),
    )
