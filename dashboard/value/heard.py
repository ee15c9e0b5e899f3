"""What customers wrote in the period that is open."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard.house import house
from dashboard.plain import plain
from dashboard.value import value_results
from dashboard.value.course import opened, which
from dashboard.view import View
from metrics.values import Promise
from metrics.voice_words import (
    LISTED,
    heading_words,
    none_words,
    unkept_words,
    voice_row,
)
from metrics.wording import period_words
from words import known


def heard_view(view: View, promise: Promise) -> None:
    """The newest comments; a sentence where the company keeps none."""
    if not view.values.company.keep_comments and not house().is_demo:
        st.markdown(plain(unkept_words()))
        return
    there = opened(view)
    which(there, view)
    period = there.period.running(there.through)
    found = value_results.voices(view.version, promise.metric, period, view.filters)
    if not found:
        st.markdown(plain(none_words(period_words(period), view.values.company)))
        return
    st.caption(plain(heading_words(len(found))))
    rows = [voice_row(one, period.zone) for one in found]
    st.dataframe(
        pd.DataFrame(rows, columns=[known(one) for one in LISTED]),
        hide_index=True,
        column_config={known(LISTED[1]): st.column_config.TextColumn(width="large")},
        alt=heading_words(len(found)),
    )
