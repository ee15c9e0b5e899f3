"""Surveys offered selectively: after reopened tickets less often, or unlike by people.

The comparison is that of the survey funnel; nobody is named.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

from metrics.checks.finding import Check, cannot, verdict_of
from metrics.checks.thresholds import OFFERED
from metrics.few import FEWEST_PEOPLE
from metrics.offering import Spread, spread_of
from metrics.survey_funnel import Stage, SurveyFunnel
from words import mark

ANSWERS_ONLY = mark(
    "The exports hold answers alone: who was asked and stayed silent is not in them."
)
FEW_TICKETS = mark(
    "It takes {group} solved tickets of each kind, and some asked and not asked. "
    "Choose a longer period."
)
FEW_PEOPLE = mark(
    "It takes {people} people with {group} solved tickets each, some asked about and "
    "some not."
)


def offered_after_reopening(funnel: SurveyFunnel | None) -> Check:
    """Whether reopened tickets are asked about less often than others."""
    if funnel is None or funnel.told is None or not funnel.told.offered:
        return cannot("offered after reopening", ANSWERS_ONLY)
    spread = spread_of(funnel.reopened)
    groups = {one.name: one for one in spread.groups}
    if spread.chance is None or len(groups) < 2:
        return cannot("offered after reopening", FEW_TICKETS, _n(funnel.reopened))
    reopened, others = groups["reopened"], groups["not reopened"]
    found, usual = reopened.offering or 0.0, others.offering or 0.0
    return Check(
        "offered after reopening",
        verdict_of(spread.chance, is_large=usual - found >= OFFERED),
        _n(spread.groups),
        found,
        reopened.offering_interval,
        usual,
        chance=spread.chance,
    )


def offered_by_people(funnel: SurveyFunnel | None) -> Check:
    """Whether people's tickets are asked about unlike by more than chance.

    The amount is one standard deviation between them, chance taken off.
    """
    if funnel is None or funnel.told is None or not funnel.told.offered:
        return cannot("offered by people", ANSWERS_ONLY)
    spread = spread_of(funnel.agents)
    if spread.chance is None or len(spread.groups) < FEWEST_PEOPLE:
        return cannot("offered by people", FEW_PEOPLE, _n(funnel.agents))
    deviation = _deviation(spread)
    return Check(
        "offered by people",
        verdict_of(spread.chance, is_large=deviation >= OFFERED),
        _n(spread.groups),
        deviation,
        usual=0.0,
        chance=spread.chance,
        parts=(len(spread.groups),),
    )


def _deviation(spread: Spread) -> float:
    """How far groups differ, in points, less what chance alone spreads them."""
    every = sum(one.eligible for one in spread.groups)
    mean = sum(one.offered for one in spread.groups) / every
    between = sum(
        one.eligible / every * (one.offered / one.eligible - mean) ** 2
        for one in spread.groups
    )
    by_chance = mean * (1 - mean) * (len(spread.groups) - 1) / every
    return 100 * sqrt(max(0.0, between - by_chance))


def _n(stages: Sequence[Stage]) -> int:
    return sum(one.eligible for one in stages)
