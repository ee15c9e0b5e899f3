"""What people complain about: topics, kinds of complaints, criteria that fail."""

import streamlit as st

from dashboard.complaints.tabs_of import complaints_view, criteria_view, topics_view
from dashboard.pace import words_only
from dashboard.plain import plain
from dashboard.tabs import tabs_in_url
from dashboard.view import choose_view
from metrics.errors import ValuesError
from words import mark, say

VIEWS = {
    "topics": (mark("Topics"), topics_view),
    "complaints": (mark("Complaints"), complaints_view),
    "criteria": (mark("QA criteria"), criteria_view),
}

brief = words_only()
heading, controls = st.columns([1, 1.6], vertical_alignment="bottom", gap="large")
heading.title(say("What people complain about"))
with controls:
    view = choose_view(reserved=brief)
if view is None:
    st.markdown(say("Nothing has been loaded yet."))
    st.stop()

for name, tab in tabs_in_url({name: words for name, (words, _) in VIEWS.items()}):
    if tab.open:
        with tab:
            try:
                VIEWS[name][1](view, brief=brief)
            except ValuesError as mistakes:
                st.error(plain(str(mistakes)))
