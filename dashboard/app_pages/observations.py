"""The observations that a number was counted from."""

import streamlit as st

from dashboard import results
from dashboard.plain import plain
from dashboard.tables import downloadable, observation_table, promise_chooser
from dashboard.view import choose_view
from metrics.wording import period_words

st.title("Behind a number")
view = choose_view()
if view is None:
    st.markdown("Nothing has been loaded yet.")
    st.stop()

promise = promise_chooser(view.values)
period = view.period.running(view.through)
rows = results.rows_behind(
    view.version, view.values, promise, period, view.through, view.filters
)
if rows.empty:
    st.info(plain(f"Nothing was counted in {period_words(period)}."))
    st.stop()
observation_table(rows, period.zone)
downloadable(rows, f"{promise.key}-{period.label}.csv", period.zone)
