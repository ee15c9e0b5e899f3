"""How much of our values their measurement can see, and checks on the measure."""

import streamlit as st

from dashboard.blind_spots.blind_spots_results import checks, coverage, unmeasured
from dashboard.blind_spots.checked import check_rows
from dashboard.blind_spots.seen import unseen, value_cards
from dashboard.pace import words_only
from dashboard.plain import plain
from dashboard.view import choose_view
from metrics.checks.check_words import checks_headline
from metrics.coverage.coverage_words import headline
from metrics.wording import period_words
from words import say

brief = words_only()
heading, controls = st.columns([1.4, 1], vertical_alignment="bottom", gap="large")
with controls:
    view = choose_view(reserved=brief)
heading.title(say("What our values cannot see"))
if view is None:
    st.markdown(say("Nothing has been loaded yet."))
    st.stop()

heading.caption(plain(period_words(view.period)))
with st.spinner(say("Looking at every row")):
    found = coverage(view)
st.markdown(f"#### {plain(headline(found))}")
checked = st.container()
value_cards(found)
if brief:
    checked.space("medium")
    st.stop()

with st.spinner(say("Looking for numbers better than the service")):
    made = checks(view)
checked.markdown(f"#### {plain(checks_headline(made))}")
unseen(found, unmeasured(view), made)
st.subheader(say("Checks on the measure, never on a person"))
check_rows(view, made)
