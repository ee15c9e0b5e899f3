"""The cached calls of the page of a value."""

from __future__ import annotations

from datetime import datetime

import streamlit as st

from dashboard.house import house
from dashboard.results import KEPT, MANY, question_behind
from metrics.catalog import Dimension
from metrics.contributions import Moved, moved
from metrics.decisions import Decision, decisions_of
from metrics.expectations import Outcome, outcome_of
from metrics.periods import Period
from metrics.questions import Filters
from metrics.values import Promise, Values
from metrics.voices import Voice, voices_of


@st.cache_data(ttl=KEPT, max_entries=MANY, show_spinner=False)
def what_moved(
    version: str,
    values: Values,
    promise: Promise,
    periods: tuple[Period, Period],
    reach: datetime,
    filters: Filters,
    dimension: Dimension,
) -> Moved:
    """The change of a promise from the first period to the second, by groups."""
    before, after = periods
    question = question_behind(values, promise, after, reach, filters)
    with house().warehouse.one_moment():
        return moved(house().warehouse, question, before, after, dimension)


@st.cache_data(ttl=KEPT, max_entries=MANY, show_spinner=False)
def voices(
    version: str, metric: str, period: Period, filters: Filters
) -> tuple[Voice, ...]:
    """The newest comments of a period."""
    return voices_of(house().warehouse, metric, period.window(), filters)


@st.cache_data(ttl=KEPT, max_entries=MANY, show_spinner=False)
def decisions(version: str) -> tuple[Decision, ...]:
    """All that was decided, the oldest first."""
    return decisions_of(house().warehouse)


@st.cache_data(ttl=KEPT, max_entries=MANY, show_spinner=False)
def outcome(
    version: str, values: Values, decision: Decision, reach: datetime
) -> Outcome | None:
    """What came of what was expected of a decision."""
    at_hand = house()
    return outcome_of(at_hand.warehouse, values, at_hand.catalog, decision, reach)
