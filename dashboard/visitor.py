"""Who looks at the dashboard."""

import streamlit as st


def visitor() -> str:
    """The address of who has logged in; where nobody has to, the dashboard."""
    address = st.user.get("email")
    return str(address) if address else "the dashboard"
