"""The cached calls about what was offered and what was perceived."""

from __future__ import annotations

from datetime import datetime

import pandas as pd
import streamlit as st

from dashboard.house import house
from dashboard.results import KEPT
from dashboard.view import View
from metrics.linked import Span, window_of
from metrics.perceived.pairs import GAP, Bar, Perceived, bar_of, parted, perceived_of
from metrics.periods import Window
from metrics.questions import Filters
from metrics.scorecard import unclocked
from metrics.values import Values


def perceived(view: View, span: Span) -> Perceived:
    """What reviews and customers say of a span up to the view's period."""
    found: Perceived = _perceived(*_asked(view, span))
    return found


def disagreements(view: View, span: Span) -> pd.DataFrame:
    """The tickets on which they part, the sharpest first."""
    rows: pd.DataFrame = _parted(*_asked(view, span))
    return rows


def _asked(
    view: View, span: Span
) -> tuple[str, Values, Window, datetime, Filters, Bar]:
    window = window_of(view.period.window(), span)
    bar = bar_of(view.values, view.period.last)
    return view.version, view.values, window, view.through, view.filters, bar


@st.cache_data(ttl=KEPT, max_entries=100, show_spinner=False)
def _perceived(
    version: str,
    values: Values,
    window: Window,
    reach: datetime,
    filters: Filters,
    bar: Bar,
) -> Perceived:
    question = unclocked(values, house().catalog[GAP], filters, reach)
    with house().warehouse.one_moment():
        bots = values.company.bots
        return perceived_of(house().warehouse, question, window, bar, bots)


@st.cache_data(ttl=600, max_entries=20, show_spinner=False)
def _parted(
    version: str,
    values: Values,
    window: Window,
    reach: datetime,
    filters: Filters,
    bar: Bar,
) -> pd.DataFrame:
    question = unclocked(values, house().catalog[GAP], filters, reach)
    return parted(house().warehouse, question, window, bar)
