"""One value: how it fares and since when, what moved it, and what we decided."""

import streamlit as st

from dashboard.pace import words_only
from dashboard.plain import plain
from dashboard.value.course import course
from dashboard.value.decided import decisions_about, what_was_decided
from dashboard.value.promises import (
    choose_promise,
    choose_value,
    promises,
    value_sentence,
)
from dashboard.value.views import views
from dashboard.view import choose_view
from metrics.own_words import spoken
from words import say

brief = words_only()
heading, controls = st.columns([1, 1.6], vertical_alignment="bottom", gap="large")
with controls:
    view = choose_view(reserved=brief)
if view is None:
    st.markdown(say("Nothing has been loaded yet."))
    st.stop()

with st.container(horizontal=True):
    card = choose_value(view, reserved=brief)
    promise = choose_promise(view, card, reserved=brief)
heading.title(plain(spoken(card.name)))
value_sentence(card)
promises(card)
if brief:
    st.stop()

course(view, promise)
views(view, promise)
st.subheader(say("Decisions"))
what_was_decided(view, decisions_about(view, card), card.name)
