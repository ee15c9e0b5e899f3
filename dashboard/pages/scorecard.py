"""Which of our values we live by, with service and sales side by side."""

import streamlit as st

from dashboard.cards import card_wall
from dashboard.plain import plain
from dashboard.view import choose_view
from metrics.wording import headline, moment_words, period_words

heading, controls = st.columns([1, 1.1], vertical_alignment="bottom", gap="large")
with controls:
    view = choose_view()
if view is None:
    st.title("Nothing to show yet")
    st.markdown("Drop an export on the Data page, and its numbers appear here.")
    st.stop()

card = view.scorecard()
with heading:
    st.title(plain(f"{card.company.name}, {period_words(card.period)}"))
st.markdown(f"#### {plain(headline(card))}")
st.subheader("Service: the values we declare")
card_wall(card, card.values, "service")
st.subheader("Sales")
card_wall(card, card.sales, "sales")
st.caption(
    plain(
        f"Data through {moment_words(card.data_through, card.period.zone)} · "
        f"days in {card.period.zone} · ▲ ▼ against {period_words(card.before)}, "
        "shown only when the change is more than noise"
    )
)
