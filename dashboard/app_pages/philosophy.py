"""What the company stands for, how it lives each value, and how well that is said."""

import streamlit as st

from dashboard.pace import words_only
from dashboard.philosophy_teams import teams
from dashboard.philosophy_view import checks, lived_by, stands_for, to_print
from dashboard.plain import plain
from dashboard.recognition_results import now
from dashboard.view import choose_view
from metrics.wording import period_words
from words import say

brief = words_only()
heading, controls = st.columns([1.4, 1], vertical_alignment="bottom", gap="large")
with controls:
    view = choose_view(reserved=brief)
if view is None:
    st.title(say("Philosophy"))
    st.markdown(say("Nothing has been loaded yet."))
    st.stop()

heading.title(say("Philosophy"))
heading.caption(plain(period_words(view.period)))
stands_for(view.values)
lived_by(view.scorecard(), view.values)
teams(view)
to_print(view)
checks(view.values, now().date())
