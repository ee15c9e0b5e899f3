"""What every page says: made-up data, new data, and mistakes in values.yaml."""

from __future__ import annotations

import streamlit as st

from dashboard.asking import AS_OF
from dashboard.house import house
from dashboard.plain import plain
from dashboard.tongue import fragment
from metrics.errors import SelarasError, ValuesError
from metrics.values import Values
from words import say


def demo_notice() -> None:
    """These are not your numbers; made here, if that is not done yet."""
    with st.spinner(say("Making a company to look at, about half a minute")):
        house().demo()
    st.info(
        say(
            "**Demo data.** This is a made-up company. Drop your first export on the "
            "Data page, and it makes way for your own numbers."
        ),
        icon=":material/science:",
    )


def example_notice() -> None:
    """Your own numbers are judged by values that nobody of yours declared."""
    company = house().values().company
    if company.example:
        st.warning(
            plain(
                say(
                    "The numbers are yours, the values and targets are not: they are "
                    "the example's, of {company}. Write your own in "
                    "config/values.yaml, and delete its line with example.",
                    company=company.name,
                )
            ),
            icon=":material/edit_document:",
        )


@fragment("2s")
def new_data_notice(shown: str) -> None:
    """Says when the numbers on this page are no longer the newest."""
    if house().version() == shown:
        return
    st.info(
        plain(house().news()),
        title=say("New data has arrived"),
        icon=":material/move_to_inbox:",
    )
    if st.button(say("Show the new numbers"), type="primary", key="show-new"):
        st.rerun()


def past_notice() -> None:
    """Says that a link to numbers as they were is answered with those of now."""
    day = st.query_params.get(AS_OF)
    if day:
        st.info(
            plain(
                say(
                    "This link is to the numbers as they were known on {day}; below "
                    "they are as they are known now. To see them as they were, run "
                    "python -m selaras scorecard --as-of {day}",
                    day=day[:40],
                )
            ),
            icon=":material/history:",
        )


def values_or_mistakes() -> Values | None:
    """values.yaml as it is now; or a page that names its mistakes, and None."""
    try:
        return house().values()
    except ValuesError as mistakes:
        st.title(say("values.yaml needs a correction"))
        st.markdown(
            say(
                "The numbers are safe. Correct the file and this page shows them again."
            )
        )
        for problem in mistakes.problems:
            st.error(plain(problem), icon=":material/edit_document:")
        _look_again()
        return None


def house_or_problem() -> bool:
    """Whether the house is open; else a page that says why not."""
    try:
        with st.spinner(say("Opening the store")):
            house()
    except SelarasError as problem:
        st.title(say("Selaras cannot start"))
        st.error(plain(str(problem)), icon=":material/database_off:")
        return False
    return True


@fragment("2s")
def _look_again() -> None:
    """Shows the scorecard again as soon as the file is right."""
    try:
        house().values()
    except ValuesError:
        return
    st.rerun()
