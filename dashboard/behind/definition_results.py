"""The cached counts of other definitions, and of what a helpdesk shows."""

from __future__ import annotations

from datetime import datetime

import streamlit as st

from dashboard.house import house
from dashboard.results import KEPT, MANY, question_behind
from metrics.bands import Band, band_of
from metrics.figures import figure_of
from metrics.parity import Parity, Shown, parity_of
from metrics.periods import Period
from metrics.questions import Filters
from metrics.scorecard import unit_of
from metrics.survey_funnel import SurveyFunnel, Undated, funnel_of, undated
from metrics.values import Promise, Values
from metrics.versions import Breaks, breaks_of
from words import say


@st.cache_data(ttl=KEPT, max_entries=MANY, show_spinner=False)
def band(
    version: str,
    values: Values,
    promise: Promise,
    period: Period,
    reach: datetime,
    filters: Filters,
) -> Band:
    """A promise's metric by every definition there is."""
    at_hand = house()
    question = question_behind(values, promise, period, reach, filters)
    others = at_hand.alternatives.get(promise.metric, ())
    with at_hand.warehouse.one_moment():
        return band_of(at_hand.warehouse, question, period.window(), others)


def parity(
    version: str,
    values: Values,
    promise: Promise,
    period: Period,
    reach: datetime,
    filters: Filters,
    shown: tuple[str, int | None, str | None],
) -> Parity:
    """What explains the figure, the n and the zone that a helpdesk shows.

    Raises FigureError where the figure cannot be read.
    """
    with st.spinner(say("Counting in other ways")):
        found: Parity = _parity(version, values, promise, period, reach, filters, shown)
    return found


@st.cache_data(ttl=KEPT, max_entries=MANY, show_spinner=False)
def _parity(
    version: str,
    values: Values,
    promise: Promise,
    period: Period,
    reach: datetime,
    filters: Filters,
    shown: tuple[str, int | None, str | None],
) -> Parity:
    at_hand = house()
    figure, n, zone = shown
    unit = unit_of(at_hand.catalog[promise.metric], values.company)
    return parity_of(
        at_hand.warehouse,
        question_behind(values, promise, period, reach, filters),
        period,
        at_hand.alternatives.get(promise.metric, ()),
        Shown(figure_of(figure, unit), n),
        (zone,) if zone else (),
    )


@st.cache_data(ttl=KEPT, max_entries=MANY, show_spinner=False)
def breaks(version: str, metric: str) -> Breaks:
    """When a metric's definition changed."""
    return breaks_of(house().warehouse, metric)


@st.cache_data(ttl=KEPT, max_entries=MANY, show_spinner=False)
def survey_funnel(
    version: str, instrument: str, period: Period, filters: Filters
) -> SurveyFunnel:
    """Solved, asked and answered in a period."""
    return funnel_of(house().warehouse, instrument, period.window(), filters)


@st.cache_data(ttl=KEPT, max_entries=MANY, show_spinner=False)
def undated_surveys(version: str, instrument: str) -> Undated:
    """Surveys that hang on no ticket."""
    return undated(house().warehouse, instrument)
