"""Each value with the five points of its measurement, a card each."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard.plain import plain
from dashboard.tables import in_words
from metrics.checks.check_words import untold_words
from metrics.checks.finding import Check
from metrics.coverage.coverage_words import (
    mark_words,
    point_words,
    read_words,
    value_words,
)
from metrics.coverage.rating import Coverage, Mark, Point, Rated, ValueRated
from metrics.coverage.unmeasured import Unmeasured
from metrics.coverage.unseen_words import left_out_rows, unmeasured_words
from metrics.own_words import spoken
from metrics.wording import amount_words, count_words
from words import say

COLORS = {
    Mark.FULL: "green",
    Mark.PART: "orange",
    Mark.NONE: "red",
    Mark.UNKNOWN: "gray",
}
COLUMNS, NARROWEST = 3, 320


def value_cards(coverage: Coverage) -> None:
    """What each value sees, and the number behind each mark."""
    columns = min(COLUMNS, len(coverage.values))
    grid = st.grid(columns, min_column_width=NARROWEST, border=True, gap="small")
    for value in coverage.values:
        with grid.cell(), st.container(gap="small"):
            _value(value)
    with st.expander(say("How the marks are read")):
        st.markdown("\n".join(f"- {plain(line)}" for line in read_words()))


def _value(value: ValueRated) -> None:
    st.markdown(f"### {plain(spoken(value.card.name))}")
    st.markdown(plain(value_words(value)))
    st.markdown(" ".join(_badge(point, value.mark(point)) for point in Point))
    for rated in value.promises:
        _promise(rated)


def _badge(point: Point, met: Mark) -> str:
    return f":{COLORS[met]}-badge[{plain(mark_words(point, met))}]"


def _promise(rated: Rated) -> None:
    lines = (plain(point_words(rated, point)) for point in Point)
    st.markdown(f"**{plain(spoken(rated.fared.name))}**")
    st.caption("  \n".join(lines))


def unseen(coverage: Coverage, found: Unmeasured, checks: tuple[Check, ...]) -> None:
    """What nobody measures or can check, and what is left out of the numbers."""
    st.subheader(say("What nobody measures"))
    lines = (*unmeasured_words(coverage.customers, found), *untold_words(checks))
    st.markdown("\n".join(f"- {plain(line)}" for line in lines))
    _left_out(coverage)


def _left_out(coverage: Coverage) -> None:
    rows = [
        {
            say("Promise"): name,
            say("Left out because"): why,
            say("How many"): n,
            say("Of all"): share,
        }
        for name, n, why, share in left_out_rows(coverage)
    ]
    if not rows:
        return
    name = say("Left out of the numbers, and why")
    with st.expander(name, icon=":material/filter_alt:"):
        table = pd.DataFrame(rows)
        written = in_words(
            table, {say("How many"): count_words, say("Of all"): _percent}
        )
        st.dataframe(written, hide_index=True, alt=name)


def _percent(share: float) -> str:
    return amount_words(share, "percent")
