"""Words first: what a page shows the moment a session opens.

Plotly's script keeps a browser busy for longer than all the rest of a page, and
the select boxes for half as long as an empty page takes. So the first run of a
session shows the words alone, and has itself followed, as soon as the browser
has painted them, by a run with everything.
"""

import streamlit as st

from dashboard.tongue import fragment

AT_ONCE = "1.2s"


def words_only() -> bool:
    """Whether this run shows no charts and controls; then another follows it.

    Either takes one place on the page, so that the second run finds each element
    of the first where it left it, and nothing is seen twice in between.
    """
    place = st.empty()
    if st.session_state.get("words_are_shown"):
        return False
    with place:
        _follow()
    return True


@fragment(AT_ONCE)
def _follow() -> None:
    """Runs with the page, and again when the browser has painted it."""
    if st.session_state.get("words_are_shown"):
        st.rerun()
    st.session_state.words_are_shown = True
