"""Service beside sales, and what customers buy after good and after bad service."""

import streamlit as st

from dashboard.linked import choose_linked, headline, outcomes, points, worked_out
from dashboard.linked_sides import side_by_side
from dashboard.pace import words_only
from dashboard.plain import plain
from dashboard.view import choose_view
from metrics.wording import period_words
from words import say

brief = words_only()
heading, controls = st.columns([1.4, 1], vertical_alignment="bottom", gap="large")
with controls:
    view = choose_view(reserved=brief)
if view is None:
    st.title(say("Service and sales"))
    st.markdown(say("Nothing has been loaded yet."))
    st.stop()

heading.title(say("Service and sales"))
heading.caption(plain(period_words(view.counted)))
with st.spinner(say("Looking at every row")):
    card = view.scorecard()
answer = st.container(gap="xsmall")
side_by_side(card, charts=not brief)
st.subheader(say("After good and after bad service"))
found = choose_linked(view, reserved=brief)
with answer:
    headline(view, found)
outcomes(found, charts=not brief)
if not brief:
    points(view)
worked_out(view, found)
