"""Words before charts: what a page shows first when a session opens.

Plotly's script keeps a browser busy for longer than all the rest of a page.
So the first run of a session shows everything but charts, and has itself
followed, as soon as the browser has painted it, by a run with them.
"""

import streamlit as st

AT_ONCE = "1.2s"


def charts_are_due() -> bool:
    """Whether this run draws charts; if not, one that does follows by itself."""
    if st.session_state.get("words_are_shown"):
        return True
    _follow()
    return False


@st.fragment(run_every=AT_ONCE)
def _follow() -> None:
    """Runs with the page, and again when the browser has painted it."""
    if st.session_state.get("words_are_shown"):
        st.rerun()
    st.session_state.words_are_shown = True
