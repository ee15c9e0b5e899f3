"""Which of our values we live by, with service and sales side by side."""

import streamlit as st

from dashboard.cards import card_wall
from dashboard.pace import words_only
from dashboard.plain import plain
from dashboard.view import choose_view
from metrics.wording import headline, period_words, reach_words

brief = words_only()
heading, controls = st.columns([1.4, 1], vertical_alignment="bottom", gap="large")
with controls:
    view = choose_view(reserved=brief)
if view is None:
    st.title("Nothing to show yet")
    st.markdown("Drop an export on the Data page, and its numbers appear here.")
    st.stop()

card = view.scorecard()
with heading.container(gap=None):
    st.title(plain(f"{card.company.name}, {period_words(card.period)}"))
    st.caption(plain(reach_words(card)))
    st.markdown(f"#### {plain(headline(card))}")
service = "Service: the values we declare"
card_wall(card, card.values, "service", service, charts=not brief)
card_wall(card, card.sales, "sales", "Sales", charts=not brief)
st.caption(
    plain(
        "▲ and ▼ stand for a signal, and how far it is from the usual level; routine "
        "variation is none. Its chart is behind the number, under Trend. "
        "Totals are compared by as many days."
    )
)
