"""The scorecard for a meeting: as a picture, a deck, a page and on stage."""

import streamlit as st

from dashboard.handing_out import choose_looks, files, links, preview
from dashboard.view import choose_view
from words import say

st.title(say("All-hands"))
view = choose_view()
if view is None:
    st.markdown(say("Nothing has been loaded yet."))
    st.stop()

asked = choose_looks(view)
preview(asked)
files(asked)
links(asked)
st.caption(
    say(
        "Keys on stage: ← and → turn the pages, F fills the screen. Each picture "
        "carries its period, how far the data reach, n, intervals and definitions."
    )
)
