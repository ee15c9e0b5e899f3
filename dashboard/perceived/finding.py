"""What both say: the sentence, the four quadrants, and how it was worked out."""

from __future__ import annotations

import streamlit as st

from dashboard.address import choice_in_url
from dashboard.perceived.perceived_results import perceived
from dashboard.plain import plain
from dashboard.view import View
from metrics.linked import SPANS, Span
from metrics.perceived.pairs import Perceived
from metrics.perceived.perceived_words import (
    bar_words,
    facts,
    finding_words,
    how_words,
    is_told,
    quadrant_words,
    quadrants,
    reach_words,
)
from metrics.wording import amount_words
from words import known, say

USUAL: Span = "year"
NARROWEST = 300


def choose_span(*, reserved: bool) -> Span:
    """Which reviews are looked at; kept in the URL."""
    asked = choice_in_url(
        "reviews",
        tuple(SPANS),
        USUAL,
        label=say("Reviews looked at"),
        words=lambda key: known(SPANS[_span(key)]),
        reserved=reserved,
    )
    return _span(asked)


def _span(asked: str | None) -> Span:
    return next((one for one in SPANS if one == asked), USUAL)


def finding(view: View, span: Span) -> Perceived:
    """The finding in a sentence, what it rests on, and the four quadrants."""
    with st.spinner(say("Looking at every row")):
        found = perceived(view, span)
    st.markdown(f"#### {plain(finding_words(found))}")
    if found.reviews:
        st.caption(plain(f"{reach_words(found)} {bar_words(found)}"))
    if is_told(found):
        _quadrants(found)
        st.markdown("  \n".join(f":small[{plain(line)}]" for line in facts(found)))
    return found


def _quadrants(found: Perceived) -> None:
    grid = st.grid(2, min_column_width=NARROWEST, border=True, gap="small")
    for name, part in quadrants(found.fourfold):
        with grid.cell(), st.container(gap=None):
            st.markdown(f"**{plain(name)}**")
            st.markdown(f"### {plain(amount_words(part.share, 'percent'))}")
            st.caption(plain(quadrant_words(part)))


def worked_out(found: Perceived) -> None:
    """How a review and an answer are brought together."""
    with st.expander(say("How this was worked out")):
        st.markdown("\n".join(f"- {plain(line)}" for line in how_words(found)))
