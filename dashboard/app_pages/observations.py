"""What stands behind a promise, down to the rows it was counted from."""

import streamlit as st

from dashboard.behind.definitions import definitions_view
from dashboard.behind.groups import groups_view
from dashboard.behind.rows import rows_view
from dashboard.behind.survey import survey_view
from dashboard.behind.trend import trend_view
from dashboard.behind.waiting import waiting_view
from dashboard.house import house
from dashboard.plain import plain
from dashboard.tables import promise_chooser
from dashboard.view import choose_view
from metrics.scorecard import DATA_ERRORS, failure_of

VIEWS = {
    "Trend": trend_view,
    "Groups": groups_view,
    "Waiting": waiting_view,
    "Survey funnel": survey_view,
    "Definitions": definitions_view,
    "Rows": rows_view,
}

st.title("Behind a number")
view = choose_view()
if view is None:
    st.markdown("Nothing has been loaded yet.")
    st.stop()

promise = promise_chooser(view.values)
tabs = st.tabs(list(VIEWS), key="tab", bind="query-params")
for tab, show in zip(tabs, VIEWS.values(), strict=True):
    if tab.open:
        with tab:
            try:
                show(view, promise)
            except DATA_ERRORS:
                definition = house().catalog[promise.metric]
                st.error(plain(failure_of(definition)))
