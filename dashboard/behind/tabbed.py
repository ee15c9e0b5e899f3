"""What stands behind a promise, a tab each."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from dashboard.house import house
from dashboard.plain import plain
from dashboard.tabs import tabs_in_url
from dashboard.view import View
from metrics.scorecard import DATA_ERRORS, failure_of
from metrics.values import Promise

# By the option in the URL: the words of a tab in English, and what draws it.
Views = Mapping[str, tuple[str, Callable[[View, Promise], None]]]


def tabbed(views: Views, view: View, promise: Promise) -> None:
    """The tab that is open; a metric that fails on the data says so."""
    for name, tab in tabs_in_url({name: words for name, (words, _) in views.items()}):
        if tab.open:
            with tab:
                try:
                    views[name][1](view, promise)
                except DATA_ERRORS:
                    definition = house().catalog[promise.metric]
                    st.error(plain(failure_of(definition)))
