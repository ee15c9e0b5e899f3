"""What every page says: made-up data, new data, and mistakes in values.yaml."""

from __future__ import annotations

import streamlit as st

from dashboard.house import house
from dashboard.plain import plain
from metrics.errors import SelarasError, ValuesError
from metrics.values import Values


def demo_notice() -> None:
    """These are not your numbers; made here, if that is not done yet."""
    with st.spinner("Making a company to look at, about half a minute"):
        house().demo()
    st.info(
        "**Demo data.** This is a made-up company. Drop your first export on the "
        "Data page, and it makes way for your own numbers.",
        icon=":material/science:",
    )


@st.fragment(run_every="2s")
def new_data_notice(shown: str) -> None:
    """Says when the numbers on this page are no longer the newest."""
    if house().version() == shown:
        return
    st.info(
        plain(house().news()),
        title="New data has arrived",
        icon=":material/move_to_inbox:",
    )
    if st.button("Show the new numbers", type="primary", key="show-new"):
        st.rerun()


def values_or_mistakes() -> Values | None:
    """values.yaml as it is now; or a page that names its mistakes, and None."""
    try:
        return house().values()
    except ValuesError as mistakes:
        st.title("values.yaml needs a correction")
        st.markdown(
            "The numbers are safe. Correct the file and this page shows them again."
        )
        for problem in mistakes.problems:
            st.error(plain(problem), icon=":material/edit_document:")
        _look_again()
        return None


def house_or_problem() -> bool:
    """Whether the house is open; else a page that says why not."""
    try:
        with st.spinner("Opening the store"):
            house()
    except SelarasError as problem:
        st.title("Selaras cannot start")
        st.error(plain(str(problem)), icon=":material/database_off:")
        return False
    return True


@st.fragment(run_every="2s")
def _look_again() -> None:
    """Shows the scorecard again as soon as the file is right."""
    try:
        house().values()
    except ValuesError:
        return
    st.rerun()
