"""Which of our values we live by, with service and sales side by side."""

import streamlit as st

from dashboard.cards import card_walls
from dashboard.pace import words_only
from dashboard.plain import plain
from dashboard.together import together_section
from dashboard.view import choose_view
from dashboard.weeks import weeks_wall
from metrics.sentences import scorecard_sentence
from metrics.wording import period_words, reach_words
from words import say

brief = words_only()
heading, controls = st.columns([1.4, 1], vertical_alignment="bottom", gap="large")
with controls:
    view = choose_view(reserved=brief)
if view is None:
    st.title(say("Nothing to show yet"))
    st.markdown(say("Drop an export on the Data page, and its numbers appear here."))
    st.stop()

with heading.container(gap=None):
    st.title(plain(f"{view.values.company.name}, {period_words(view.counted)}"))
    with st.spinner(say("Looking at every row")):
        card = view.scorecard()
    st.caption(plain(reach_words(card)))
    st.markdown(f"#### {plain(scorecard_sentence(card))}")
card_walls(view, card, charts=not brief)
st.caption(
    plain(
        say(
            "▲ and ▼ stand for a signal, and how far it is from the usual level; "
            "routine variation is none. Its chart is behind the number, under Trend. "
            "Totals are compared by as many days."
        )
    )
)
if not brief:
    weeks_wall(view)
    together_section(card)
