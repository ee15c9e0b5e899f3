"""The company's statement: what it stands for, how each value is lived, and checks."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

import streamlit as st

from dashboard.cards import LOOKS
from dashboard.plain import plain
from dashboard.view import View
from metrics.own_words import spoken
from metrics.philosophy import findings
from metrics.philosophy_words import authors_words, finding_words, promised_words
from metrics.scorecard import Scorecard
from metrics.values import Values
from metrics.verdicts import verdict_words
from words import language, say

NARROWEST = 300
SIGNS = {True: ":green[:material/check_circle:]", False: ":orange[:material/error:]"}


def stands_for(values: Values) -> None:
    """Purpose and vision, and who wrote them."""
    for name, text in (
        (say("Purpose"), spoken(values.purpose)),
        (say("Vision"), spoken(values.vision)),
    ):
        st.subheader(name)
        st.markdown(f"#### {plain(text)}")
    if authors_words(values):
        st.caption(plain(authors_words(values)))


def lived_by(card: Scorecard, values: Values) -> None:
    """Each value with its action, its promises, their targets and verdicts."""
    st.subheader(say("Our values, and how we live each one"))
    columns = min(3, len(card.values))
    grid = st.grid(columns, min_column_width=NARROWEST, border=True, gap="small")
    for one in card.values:
        icon, color = LOOKS[one.verdict]
        verdict = plain(verdict_words(one.verdict))
        with grid.cell(), st.container(gap="small"):
            badge = f":{color}-badge[:material/{icon}: {verdict}]"
            st.markdown(f"### {plain(spoken(one.name))} {badge}")
            st.markdown(plain(spoken(one.action)))
            for fared in one.promises:
                st.caption(plain(promised_words(fared, values)))


def checks(values: Values, today: date) -> None:
    """What is known to make such a statement work, and whether this one has it."""
    st.subheader(say("What is known to work"))
    lines = (
        f"{SIGNS[found.passed]} {plain(finding_words(found))}"
        for found in findings(values, today)
    )
    st.markdown("  \n".join(lines))
    st.caption(
        plain(
            say(
                "Checks of words tell how they look, not whether they are meant. "
                "Owners, authors and days of review are written in values.yaml."
            )
        )
    )


def to_print(view: View) -> None:
    """The way to the statement as a document."""
    asked = [("lang", language()), ("period", view.period.label), *view.filters]
    st.link_button(
        say("Print it"),
        f"philosophy.html?{urlencode(asked)}",
        icon=":material/print:",
    )
