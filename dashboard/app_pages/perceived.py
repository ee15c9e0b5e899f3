"""Offered and perceived: our reviews beside the customers' answers."""

import streamlit as st

from dashboard.pace import words_only
from dashboard.perceived.finding import choose_span, finding, worked_out
from dashboard.perceived.parting import where_they_part
from dashboard.perceived.reading import to_be_read
from dashboard.view import choose_view
from metrics.perceived.perceived_words import is_told
from words import say

brief = words_only()
heading, controls = st.columns([1.4, 1], vertical_alignment="bottom", gap="large")
heading.title(say("Offered and perceived"))
with controls:
    view = choose_view(reserved=brief)
if view is None:
    st.markdown(say("Nothing has been loaded yet."))
    st.stop()

with heading:
    span = choose_span(reserved=brief)
found = finding(view, span)
if brief:
    st.stop()

if is_told(found):
    where_they_part(found)
to_be_read(view, span, found.fourfold)
worked_out(found)
