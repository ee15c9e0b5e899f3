"""Who to thank this week, and for what."""

import streamlit as st

from dashboard.pace import words_only
from dashboard.plain import plain
from dashboard.recognition_view import (
    choose_week,
    how_chosen,
    not_forgotten,
    people,
    recognised,
)
from metrics.recognition_words import EVERYBODY, headline_words
from words import known, say

brief = words_only()
heading, controls = st.columns([2, 1], vertical_alignment="bottom", gap="large")
heading.title(say("Recognition"))
with controls:
    week = choose_week(reserved=brief)
if week is None:
    st.markdown(say("Nothing has been loaded yet."))
    st.stop()

found = recognised(week)
st.markdown(f"#### {plain(headline_words(found))}")
st.caption(plain(known(EVERYBODY)))
people(found)
if not brief:
    not_forgotten(found)
how_chosen(found)
