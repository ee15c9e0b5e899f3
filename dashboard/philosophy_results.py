"""The cached calls of the company's statement."""

from __future__ import annotations

from datetime import datetime

import streamlit as st

from dashboard.house import house
from dashboard.results import KEPT
from metrics.philosophy_teams import Courses, courses_of
from metrics.values import Values


@st.cache_data(ttl=KEPT, max_entries=100, show_spinner=False)
def courses(version: str, values: Values, until: datetime) -> Courses:
    """The measurements of every team's metrics before a moment (UTC)."""
    return courses_of(house().warehouse, values, until)
