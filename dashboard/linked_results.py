"""The cached calls about service and sales joined by customer."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import streamlit as st

from dashboard.house import house
from dashboard.results import KEPT
from dashboard.view import View
from intake.quality.overlap import Overlap, overlap_of
from metrics.linked import Linked, ServiceKey, Span, linked_of, window_of
from metrics.periods import Window
from metrics.questions import Filters
from metrics.values import Company


def linked(view: View, service: ServiceKey, span: Span) -> Linked:
    """What followed good and bad service in a span up to the view's period."""
    window = window_of(view.period.window(), span)
    company = replace(view.values.company, name="")
    found: Linked = _linked(
        view.version, company, service, window, view.through, view.filters
    )
    return found


@st.cache_data(ttl=KEPT, max_entries=100, show_spinner=False)
def overlap(version: str) -> Overlap:
    """How many customers of service have bought, and the other way round."""
    return overlap_of(house().warehouse)


@st.cache_data(ttl=KEPT, max_entries=100, show_spinner=False)
def _linked(
    version: str,
    company: Company,
    service: ServiceKey,
    window: Window,
    reach: datetime,
    filters: Filters,
) -> Linked:
    return linked_of(house().warehouse, company, service, window, reach, filters)
