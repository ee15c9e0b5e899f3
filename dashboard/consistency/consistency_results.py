"""The cached calls about consistency."""

from __future__ import annotations

from datetime import datetime

import streamlit as st

from dashboard.house import house
from dashboard.results import KEPT, MANY
from dashboard.view import View
from metrics.consistency import bots as bots_of
from metrics.consistency import requests as of_requests
from metrics.consistency.criteria import Adherence, adherence_of
from metrics.consistency.overview import Overview, overview_of
from metrics.periods import Period
from metrics.questions import Filters, Question
from metrics.scorecard import question_of
from metrics.values import Values


def overview(view: View) -> Overview:
    """Every promise by people, teams, channels and weekdays."""
    found: Overview = _overview(
        view.version, view.values, view.period, view.through, view.filters
    )
    return found


def adherence(view: View) -> Adherence:
    """How often each criterion of the reviews is fully met."""
    found: Adherence = _adherence(
        view.version, view.values, view.period, view.through, view.filters
    )
    return found


def requests(view: View) -> of_requests.Requests:
    """The same request, by how long people take."""
    found: of_requests.Requests = _requests(
        view.version, view.values, view.period, view.through, view.filters
    )
    return found


def beside(view: View) -> bots_of.Beside:
    """Bots beside people."""
    found: bots_of.Beside = _beside(
        view.version, view.values, view.period, view.through, view.filters
    )
    return found


@st.cache_data(ttl=KEPT, max_entries=MANY, show_spinner=False)
def _overview(
    version: str, values: Values, period: Period, reach: datetime, filters: Filters
) -> Overview:
    at_hand = house()
    return overview_of(
        at_hand.warehouse, values, at_hand.catalog, period, reach, filters
    )


@st.cache_data(ttl=KEPT, max_entries=MANY, show_spinner=False)
def _adherence(
    version: str, values: Values, period: Period, reach: datetime, filters: Filters
) -> Adherence:
    window, bots = period.window(), values.company.bots
    return adherence_of(house().warehouse, window, reach, filters, bots)


@st.cache_data(ttl=KEPT, max_entries=MANY, show_spinner=False)
def _requests(
    version: str, values: Values, period: Period, reach: datetime, filters: Filters
) -> of_requests.Requests:
    question = _question(values, of_requests.METRIC, period, reach, filters)
    window, bots = period.window(), values.company.bots
    return of_requests.requests_of(house().warehouse, question, window, bots)


@st.cache_data(ttl=KEPT, max_entries=MANY, show_spinner=False)
def _beside(
    version: str, values: Values, period: Period, reach: datetime, filters: Filters
) -> bots_of.Beside:
    question = _question(values, bots_of.METRIC, period, reach, filters)
    bots = values.company.bots
    return bots_of.beside(house().warehouse, question, period.window(), bots)


def _question(
    values: Values, metric: str, period: Period, reach: datetime, filters: Filters
) -> Question:
    at_hand = house()
    return question_of(
        at_hand.warehouse,
        values,
        at_hand.catalog[metric],
        None,
        filters,
        reach,
        period.window(),
    )
