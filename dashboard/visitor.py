"""Who looks at the dashboard."""

import streamlit as st

from words import known, mark

ANYBODY = mark("the dashboard")  # stored so, in every language


def visitor() -> str:
    """The address of who has logged in; where nobody has to, the dashboard."""
    address = st.user.get("email")
    return str(address) if address else ANYBODY


def visitor_words(stored: str) -> str:
    """Whoever that was, as people read it."""
    return known(stored) if stored == ANYBODY else stored
