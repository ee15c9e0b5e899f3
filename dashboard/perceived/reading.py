"""The sharpest disagreements, to be read ticket by ticket."""

from __future__ import annotations

import streamlit as st

from dashboard.perceived.perceived_results import disagreements
from dashboard.plain import plain
from dashboard.tables import downloadable
from dashboard.view import View
from metrics.linked import Span
from metrics.perceived.agreement import Fourfold
from metrics.perceived.parting_words import LISTED, WAYS, read_words, to_read
from words import known, say


def to_be_read(view: View, span: Span, fourfold: Fourfold) -> None:
    """Both ways of parting, the sharpest first; all of them as a file."""
    if not fourfold.parted:
        return
    st.subheader(say("The sharpest disagreements, to read"))
    rows, zone = disagreements(view, span), view.values.company.zone
    many = {False: fourfold.only_we, True: fourfold.only_they}
    for is_good, name in WAYS.items():
        if many[is_good]:
            words = read_words(many[is_good], is_good)
            st.markdown(f"**{plain(known(name))}** :small[{plain(words)}]")
            st.dataframe(
                to_read(rows, is_good, zone),
                hide_index=True,
                column_config={
                    known(LISTED[-1]): st.column_config.TextColumn(width="large")
                },
                alt=known(name),
            )
    downloadable(rows, f"offered-and-perceived-{view.period.label}.csv", zone)
