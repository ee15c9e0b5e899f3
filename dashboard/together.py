"""Which promises moved against each other, or together: the foot of the scorecard."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard.plain import plain
from dashboard.tongue import fragment
from metrics.scorecard import Scorecard
from metrics.tension import Matrix, matrix_of, pairs_of
from metrics.tension_words import (
    READ,
    matrix_words,
    move_words,
    pair_words,
    short_name,
    sign_words,
)
from words import known, say

NARROW = 62  # a column of two signs, in pixels


@fragment()
def together_section(scorecard: Scorecard) -> None:
    """The pairs that definitions name, with their numbers, and all pairs as signs:
    worked out for those who open it."""
    box = st.expander(
        say("Which promises move against each other"),
        icon=":material/swap_vert:",
        key="together",
        on_change="rerun",
    )
    if not box.open:
        return
    with box:
        for pair in pairs_of(scorecard):
            st.markdown(f"**{plain(pair_words(pair, scorecard))}**")
            lines = (f"- {plain(move_words(move))}" for move in pair.moves)
            st.markdown("\n".join(lines))
        matrix = matrix_of(scorecard)
        st.markdown(plain(matrix_words(matrix)))
        if any(matrix.ways):
            _table(matrix)
            st.caption(plain(known(READ)))


def _table(matrix: Matrix) -> None:
    names = [short_name(one) for one in matrix.promises]
    places = range(len(names))
    head = say("Promise")
    rows = [
        {head: names[row], **{names[at]: sign_words(matrix, row, at) for at in places}}
        for row in places
    ]
    st.dataframe(
        pd.DataFrame(rows),
        hide_index=True,
        height="content",
        column_config={
            head: st.column_config.TextColumn(pinned=True),
            **{name: st.column_config.TextColumn(width=NARROW) for name in names},
        },
        alt=say("Each pair of promises, by which way both moved"),
    )
