"""Where both part most: the groups of a dimension, and nobody ranked."""

from __future__ import annotations

import streamlit as st

from dashboard.address import choice_in_url
from dashboard.behind.groups import groups_table
from dashboard.perceived.parting_chart import parting_chart
from dashboard.plain import capital, plain
from metrics.group_words import plural
from metrics.perceived.pairs import DIMENSIONS, Perceived
from metrics.perceived.parting_words import parting_how_words, parting_words
from words import say

PERCENT = "percent"


def where_they_part(found: Perceived) -> None:
    """How often both part in each topic, team or channel."""
    st.subheader(say("Where both part"))
    chosen = choice_in_url(
        "by",
        DIMENSIONS,
        DIMENSIONS[0],
        label=say("Compare"),
        words=lambda name: capital(plural(name)),
    )
    groups = found.parting(next(one for one in DIMENSIONS if one == chosen))
    st.markdown(plain(parting_words(groups)))
    if groups.groups:
        parting_chart(groups)
        st.caption(plain(parting_how_words(groups)))
        groups_table(groups, PERCENT, say("Tickets"))
