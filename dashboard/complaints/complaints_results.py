"""The cached calls about what people complain about."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pandas as pd
import streamlit as st

from dashboard.house import house
from dashboard.results import KEPT
from dashboard.view import View
from metrics.complaints.complaining import (
    Complaining,
    Failing,
    answers_behind,
    complaining_of,
    failing_of,
)
from metrics.complaints.taxonomy import Taxonomy
from metrics.complaints.taxonomy_forms import FILE_NAME, load_taxonomy
from metrics.periods import Period
from metrics.questions import Filters
from metrics.values import Values


def taxonomy() -> Taxonomy:
    """The kinds of complaints, read anew when their file changed.

    Raises ValuesError.
    """
    folder = house().values_path.parent
    own = folder / FILE_NAME
    stamp = own.stat().st_mtime_ns if own.exists() else 0
    found: Taxonomy = _taxonomy(folder, stamp)
    return found


@st.cache_data(ttl=KEPT, max_entries=10, show_spinner=False)
def _taxonomy(folder: Path, stamp: int) -> Taxonomy:
    return load_taxonomy(folder)


def complaining(view: View, kinds: Taxonomy) -> Complaining:
    """The bad answers of the view's period by topic and by complaint."""
    found: Complaining = _complaining(
        view.version, view.values, kinds, view.period, view.through, view.filters
    )
    return found


def failing(view: View) -> Failing:
    """The criteria that failed in the reviews of the view's period."""
    found: Failing = _failing(
        view.version, view.values, view.period, view.through, view.filters
    )
    return found


def behind(view: View, kinds: Taxonomy, bar: tuple[str, str | None]) -> pd.DataFrame:
    """The answers, or the reviews, behind a bar."""
    found: pd.DataFrame = _behind(
        view.version, view.values, kinds, view.period, view.through, view.filters, bar
    )
    return found


@st.cache_data(ttl=KEPT, max_entries=100, show_spinner=False)
def _complaining(
    version: str,
    values: Values,
    kinds: Taxonomy,
    period: Period,
    reach: datetime,
    filters: Filters,
) -> Complaining:
    at_hand = house()
    return complaining_of(
        at_hand.warehouse, values, at_hand.catalog, kinds, period, reach, filters
    )


@st.cache_data(ttl=KEPT, max_entries=100, show_spinner=False)
def _failing(
    version: str, values: Values, period: Period, reach: datetime, filters: Filters
) -> Failing:
    at_hand = house()
    return failing_of(
        at_hand.warehouse, values, at_hand.catalog, period, reach, filters
    )


@st.cache_data(ttl=600, max_entries=20, show_spinner=False)
def _behind(
    version: str,
    values: Values,
    kinds: Taxonomy,
    period: Period,
    reach: datetime,
    filters: Filters,
    bar: tuple[str, str | None],
) -> pd.DataFrame:
    at_hand = house()
    return answers_behind(
        at_hand.warehouse, values, at_hand.catalog, kinds, period, reach, filters, bar
    )
