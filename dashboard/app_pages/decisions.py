"""All that was decided, what was expected of it, and what came of that."""

import streamlit as st

from dashboard.value.decided import as_it_is_now, every_decision, what_was_decided
from words import mark, say

ABOUT = mark(
    "On a signal, write down what was decided and what is expected of it. It stands on "
    "the charts at once, and when its day has come, this page says whether it came "
    "true. Where two values collide, write down which one gives way."
)

st.title(say("Decisions"))
view = as_it_is_now()
if view is None:
    st.markdown(say("Nothing has been loaded yet."))
    st.stop()

st.markdown(say(ABOUT))
what_was_decided(view, every_decision(view), None)
