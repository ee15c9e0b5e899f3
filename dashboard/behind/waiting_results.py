"""The cached calls about those who still wait."""

from __future__ import annotations

from datetime import datetime

import streamlit as st

from dashboard.house import house
from dashboard.results import KEPT, question_behind
from dashboard.view import View
from metrics.periods import Period
from metrics.questions import Filters
from metrics.values import Promise, Values
from metrics.waiting import Backlog, Waiting, backlog_of, waiting_of


def waiting(view: View, promise: Promise, period: Period) -> Waiting:
    """The waits that began in a period."""
    found: Waiting = _waiting(
        view.version, view.values, promise, period, view.through, view.filters
    )
    return found


def backlog(view: View, promise: Promise, period: Period) -> Backlog:
    """The tickets open at the end of a period."""
    found: Backlog = _backlog(
        view.version, view.values, promise, period, view.through, view.filters
    )
    return found


@st.cache_data(ttl=KEPT, max_entries=50, show_spinner=False)
def _waiting(
    version: str,
    values: Values,
    promise: Promise,
    period: Period,
    reach: datetime,
    filters: Filters,
) -> Waiting:
    question = question_behind(values, promise, period, reach, filters)
    return waiting_of(house().warehouse, question, period.window())


@st.cache_data(ttl=KEPT, max_entries=50, show_spinner=False)
def _backlog(
    version: str,
    values: Values,
    promise: Promise,
    period: Period,
    reach: datetime,
    filters: Filters,
) -> Backlog:
    question = question_behind(values, promise, period, reach, filters)
    return backlog_of(house().warehouse, question, period.window())
