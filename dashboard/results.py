"""The cached calls into metrics; nothing here is shown."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import partial

import pandas as pd
import streamlit as st

from dashboard.house import house
from intake.quality.known import Known, known_of
from intake.quality.overview import Quality, quality_of
from metrics.catalog import Dimension
from metrics.groups import Comparison, compare
from metrics.measuring import observations
from metrics.periods import Period
from metrics.questions import Filters, Question
from metrics.reach import choices, data_since, data_through
from metrics.scorecard import (
    Scorecard,
    build_scorecard,
    question_of,
)
from metrics.values import Promise, Values
from metrics.weeks import Year, year_of
from words import say

# Numbers change only with the store's version: it stands first in every key. What
# is kept knows no language; who shows it says it.
KEPT, MANY = 3_600, 200
# For what nobody changes, which is handed out as it is, and by values and periods that
# are told apart at a glance.
whole = partial(
    st.cache_resource,
    ttl=KEPT,
    max_entries=MANY,
    show_spinner=False,
    hash_funcs={Values: lambda values: values.digest, Period: repr},
)


@st.cache_data(ttl=KEPT, max_entries=MANY, show_spinner=False)
def through(version: str) -> datetime | None:
    """The last moment (UTC) that the data reach."""
    return data_through(house().warehouse, datetime.now(UTC).replace(tzinfo=None))


@st.cache_data(ttl=KEPT, max_entries=MANY, show_spinner=False)
def since(version: str) -> datetime | None:
    """The first moment (UTC) that the data speak of."""
    return data_since(house().warehouse)


@whole()
def scorecard(
    version: str, values: Values, period: Period, reach: datetime, filters: Filters
) -> Scorecard:
    """The scorecard of one period."""
    at_hand = house()
    return build_scorecard(
        at_hand.warehouse, values, at_hand.catalog, period, reach, filters
    )


@st.cache_data(ttl=KEPT, max_entries=MANY, show_spinner=False)
def options(version: str, dimension: str) -> tuple[str, ...]:
    """What there is to filter by."""
    return choices(house().warehouse, dimension)


@whole()
def known(version: str, values: Values, reach: datetime) -> Known:
    """What the store knows of all that metrics need."""
    return known_of(house().warehouse, values.company.currency, reach)


def quality(version: str, zone: str, today: date) -> Quality:
    """How good the data are; `today` is what their age is told against."""
    with st.spinner(say("Looking at every row")):
        found: Quality = _quality(version, zone, today)
    return found


@st.cache_data(ttl=KEPT, max_entries=MANY, show_spinner=False)
def _quality(version: str, zone: str, today: date) -> Quality:
    now = datetime.now(UTC).replace(tzinfo=None)
    return quality_of(house().warehouse, zone, now)


def question_behind(
    values: Values,
    promise: Promise,
    period: Period,
    reach: datetime,
    filters: Filters,
) -> Question:
    """What a promise asks of the store in a period."""
    at_hand = house()
    return question_of(
        at_hand.warehouse,
        values,
        at_hand.catalog[promise.metric],
        promise.clock,
        filters,
        reach,
        period.window(),
    )


@st.cache_data(ttl=600, max_entries=20, show_spinner=False)
def rows_behind(
    version: str,
    values: Values,
    promise: Promise,
    period: Period,
    reach: datetime,
    filters: Filters,
) -> pd.DataFrame:
    """The observations behind a number, newest first."""
    question = question_behind(values, promise, period, reach, filters)
    return observations(house().warehouse, question, period.window())


@whole()
def comparison(
    version: str,
    values: Values,
    promise: Promise,
    period: Period,
    reach: datetime,
    filters: Filters,
    dimension: Dimension,
) -> Comparison:
    """The groups of a dimension, beside the overall amount."""
    question = question_behind(values, promise, period, reach, filters)
    with house().warehouse.one_moment():
        return compare(house().warehouse, question, period.window(), dimension)


@whole()
def year(
    version: str, values: Values, period: Period, reach: datetime, filters: Filters
) -> Year:
    """The 52 weeks up to the period's last one."""
    at_hand = house()
    return year_of(at_hand.warehouse, values, at_hand.catalog, period, reach, filters)
