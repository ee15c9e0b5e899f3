"""What stands behind a promise, down to the rows it was counted from."""

import streamlit as st

from dashboard.behind.definitions import definitions_view
from dashboard.behind.groups import groups_view
from dashboard.behind.rows import rows_view
from dashboard.behind.survey import survey_view
from dashboard.behind.tabbed import tabbed
from dashboard.behind.trend import trend_view
from dashboard.behind.waiting import waiting_view
from dashboard.tables import promise_chooser
from dashboard.view import choose_view
from words import mark, say

VIEWS = {
    "trend": (mark("Trend"), trend_view),
    "groups": (mark("Groups"), groups_view),
    "waiting": (mark("Waiting"), waiting_view),
    "survey": (mark("Survey funnel"), survey_view),
    "definitions": (mark("Definitions"), definitions_view),
    "rows": (mark("Rows"), rows_view),
}

st.title(say("Behind a number"))
view = choose_view()
if view is None:
    st.markdown(say("Nothing has been loaded yet."))
    st.stop()

tabbed(VIEWS, view, promise_chooser(view.values))
