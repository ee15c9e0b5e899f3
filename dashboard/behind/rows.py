"""The rows that a number was counted from."""

from __future__ import annotations

import streamlit as st

from dashboard import results
from dashboard.plain import plain
from dashboard.tables import downloadable, observation_table
from dashboard.view import View
from metrics.values import Promise
from metrics.wording import period_words
from words import say


def rows_view(view: View, promise: Promise) -> None:
    """The observations of the period, newest first, with those left out."""
    period = view.period.running(view.through)
    rows = results.rows_behind(
        view.version, view.values, promise, period, view.through, view.filters
    )
    if rows.empty:
        told = say("Nothing was counted in {period}.", period=period_words(period))
        st.info(plain(told))
        return
    observation_table(rows, period.zone)
    downloadable(rows, f"{promise.key}-{period.label}.csv", period.zone)
