"""Whether customers get the same, whoever answers, where and when."""

import streamlit as st

from dashboard.consistency.consistency_results import overview
from dashboard.consistency.matrix import matrix, one_cell
from dashboard.consistency.parts import bots, criteria, same_request
from dashboard.pace import words_only
from dashboard.plain import plain
from dashboard.view import choose_view
from metrics.consistency.spread_words import QUESTION, headline_words
from words import known, say

brief = words_only()
heading, controls = st.columns([1, 1.6], vertical_alignment="bottom", gap="large")
heading.title(say("Consistency"))
with controls:
    view = choose_view(reserved=brief)
if view is None:
    st.markdown(say("Nothing has been loaded yet."))
    st.stop()

st.caption(plain(known(QUESTION)))
found = overview(view)
st.markdown(f"#### {plain(headline_words(found))}")
if brief or found.of_too_few:
    st.stop()

if found.compared:
    matrix(found)
    one_cell(view, found)
criteria(view)
same_request(view)
bots(view)
