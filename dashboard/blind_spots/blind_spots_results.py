"""The cached calls of the page of blind spots."""

from __future__ import annotations

from datetime import datetime

import streamlit as st

from dashboard.behind.definition_results import survey_funnel
from dashboard.house import house
from dashboard.results import KEPT, MANY
from dashboard.view import View
from metrics.checks.checking import checks_of
from metrics.checks.finding import Check
from metrics.coverage.building import coverage_of
from metrics.coverage.offering import offered
from metrics.coverage.rating import Coverage
from metrics.coverage.unmeasured import Unmeasured, unmeasured_of
from metrics.scorecard import Scorecard
from metrics.survey_funnel import SurveyFunnel
from metrics.values import Values


def coverage(view: View) -> Coverage:
    """What the values see in the view's period."""
    card = view.scorecard()
    found: Coverage = _coverage(view.version, view.values, _key(view), card)
    return found


def checks(view: View) -> tuple[Check, ...]:
    """The checks on the measure up to the view's period."""
    card = view.scorecard()
    found: tuple[Check, ...] = _checks(view.version, view.values, _key(view), card)
    return found


def unmeasured(view: View) -> Unmeasured:
    """What the whole store tells nothing of."""
    found: Unmeasured = _unmeasured(view.version, view.values, view.through)
    return found


@st.cache_data(ttl=KEPT, max_entries=MANY, show_spinner=False)
def _coverage(version: str, values: Values, key: str, _card: Scorecard) -> Coverage:
    at_hand = house()
    funnels = _funnels(version, _card)
    return coverage_of(at_hand.warehouse, _card, values, at_hand.catalog, funnels)


@st.cache_data(ttl=KEPT, max_entries=MANY, show_spinner=False)
def _checks(
    version: str, values: Values, key: str, _card: Scorecard
) -> tuple[Check, ...]:
    at_hand = house()
    funnels = _funnels(version, _card)
    return checks_of(at_hand.warehouse, _card, values, at_hand.catalog, funnels)


@st.cache_data(ttl=KEPT, max_entries=MANY, show_spinner=False)
def _unmeasured(version: str, values: Values, through: datetime) -> Unmeasured:
    at_hand = house()
    return unmeasured_of(at_hand.warehouse, values, at_hand.catalog, through)


@st.cache_data(ttl=KEPT, max_entries=MANY, show_spinner=False)
def _offered(version: str) -> tuple[str, ...]:
    return offered(house().warehouse)


def _funnels(version: str, card: Scorecard) -> list[SurveyFunnel]:
    """Of the surveys whose offers are known."""
    return [
        survey_funnel(version, one, card.period, card.filters)
        for one in _offered(version)
    ]


def _key(view: View) -> str:
    """What tells scorecards of one version and one company's values apart."""
    return repr((view.period, view.filters, view.through))
