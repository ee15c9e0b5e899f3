"""Each value and each measure of sales in the same periods, in one form and size."""

from __future__ import annotations

import streamlit as st

from dashboard.cards import LOOKS
from dashboard.charts import sparkline
from dashboard.plain import plain
from metrics.own_words import spoken
from metrics.scorecard import Card, Fared, Scorecard
from metrics.verdicts import verdict_words
from metrics.wording import amount_words, count_words, target_label, target_words
from words import say

NARROWEST = 320
SPARK = 60


def side_by_side(scorecard: Scorecard, *, charts: bool) -> None:
    """Service on the left, sales on the right; on a phone, one below the other."""
    sides = (
        (say("Service"), scorecard.values, "service"),
        (say("Sales"), scorecard.sales, "sales"),
    )
    shown = [side for side in sides if side[1]]
    grid = st.grid(len(shown), min_column_width=NARROWEST, gap="medium")
    for heading, cards, name in shown:
        with grid.cell(), st.container(gap="xsmall"):
            st.subheader(heading)
            for place, card in enumerate(cards):
                _row(card, f"{name}-{place}", charts=charts)
    st.caption(
        say(
            "The same periods on both sides, the last one marked. A value is shown by "
            "the promise that fared worst."
        )
    )


def _row(card: Card, key: str, *, charts: bool) -> None:
    fared = card.weakest
    with st.container(border=True):
        words, chart = st.columns([1.25, 1], vertical_alignment="center")
        with words, st.container(gap=None):
            _words(card, fared)
        with chart:
            if charts:
                sparkline(fared, SPARK, key)
            else:
                st.space(SPARK)


def _words(card: Card, fared: Fared) -> None:
    icon, color = LOOKS[card.verdict]
    verdict = plain(verdict_words(card.verdict))
    name, amount = spoken(card.name), amount_words(fared.reading.amount, fared.unit)
    st.markdown(f"**{plain(name)}** :{color}-badge[:material/{icon}: {verdict}]")
    short = "" if fared.name == card.name else f" :small[{plain(spoken(fared.name))}]"
    st.markdown(f"#### {plain(amount)}{short}")
    target = target_words(fared.bounds, fared.unit)
    n = count_words(fared.reading.n)
    st.caption(plain(f"{target_label(fared)} {target} · n = {n}"))
