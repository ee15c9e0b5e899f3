"""The frame around every page: what there is, and what holds for all of it."""

import streamlit as st

from dashboard.house import house
from dashboard.notices import (
    demo_notice,
    house_or_problem,
    new_data_notice,
    values_or_mistakes,
)

PAGES = (
    st.Page(
        "app_pages/scorecard.py",
        title="Scorecard",
        icon=":material/balance:",
        default=True,
        help="Every value with its promises, and sales beside them.",
    ),
    st.Page(
        "app_pages/observations.py",
        title="Behind a number",
        icon=":material/table_rows:",
        help="The tickets, answers or orders that a number was counted from.",
    ),
    st.Page(
        "app_pages/counting.py",
        title="How we count",
        icon=":material/menu_book:",
        help="Every metric: what counts, by which rule, from which source.",
    ),
    st.Page(
        "app_pages/data.py",
        title="Data",
        icon=":material/move_to_inbox:",
        help="Drop exports, and read what happened to each.",
    ),
)

st.set_page_config(page_title="Selaras", page_icon=":material/balance:", layout="wide")
page = st.navigation(PAGES, position="top")
if house_or_problem() and values_or_mistakes():
    if house().is_demo:
        demo_notice()
    new_data_notice(house().version())
    page.run()
