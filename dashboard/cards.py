"""Cards: a value, or a measure of sales, with its promises, all of one size."""

from __future__ import annotations

from typing import Literal

import streamlit as st

from dashboard import results
from dashboard.charts import sparkline
from dashboard.counting import how_we_count
from dashboard.house import house
from dashboard.plain import plain
from intake.quality.known import Known
from intake.quality.missing import Lack, lack_on_card
from metrics.floor_words import floor_words
from metrics.scorecard import Card, Fared, Scorecard
from metrics.trend_words import standing_words
from metrics.verdicts import Verdict
from metrics.wording import (
    amount_words,
    change_words,
    clock_words,
    count_words,
    interval_words,
    judged_words,
    left_out_words,
    short_reach_words,
    target_label,
    target_words,
)

Color = Literal["green", "gray", "orange", "red"]
Height = int | Literal["content"]
LOOKS: dict[Verdict, tuple[str, Color]] = {
    Verdict.KEPT: ("check_circle", "green"),
    Verdict.PROBABLY_KEPT: ("check", "green"),
    Verdict.CANT_TELL: ("help", "gray"),
    Verdict.PROBABLY_BROKEN: ("warning", "orange"),
    Verdict.BROKEN: ("cancel", "red"),
    Verdict.TOO_FEW: ("hourglass_empty", "gray"),
    Verdict.NO_DATA: ("remove", "gray"),
}
COLUMNS, NARROWEST = 5, 218
SMALL_CHART = 40
# How much higher the chart of a card grows for each promise others have more.
ROOM = 195
# Two lines of an action, so that the promises of all cards stand level.
ACTION_HEIGHT, ACTION_LENGTH = 44, 66


def card_wall(
    scorecard: Scorecard,
    cards: tuple[Card, ...],
    wall: str,
    heading: str,
    *,
    charts: bool,
) -> None:
    """The cards in their declared order, in a grid that folds on a phone."""
    if not cards:
        return
    st.subheader(heading)
    known = results.known(house().version(), house().values(), scorecard.data_through)
    everything = (*scorecard.values, *scorecard.sales)
    most = max(len(card.promises) for card in everything)
    longest = max(len(card.action) for card in everything)
    action_height: Height = ACTION_HEIGHT if longest <= ACTION_LENGTH else "content"
    grid = st.grid(
        min(COLUMNS, len(cards)), min_column_width=NARROWEST, border=True, gap="xsmall"
    )
    for place, card in enumerate(cards):
        with grid.cell(), st.container(gap=None):
            _heading(card, action_height)
            spare = ROOM * (most - len(card.promises)) // len(card.promises)
            for number, fared in enumerate(card.promises):
                key = f"{wall}-{place}-{number}"
                if number:
                    st.space("xsmall")
                _promise(scorecard, card, fared, key)
                if charts:
                    sparkline(fared, SMALL_CHART + spare, key)
                else:
                    st.space(SMALL_CHART + spare)
                st.caption(_facts(scorecard, fared, known))


def _heading(card: Card, height: Height) -> None:
    icon, color = LOOKS[card.verdict]
    badge = f":{color}-badge[:material/{icon}: {card.verdict}]"
    partly = f" :small[{judged_words(card)}]" if judged_words(card) else ""
    st.markdown(f"### {plain(card.name)} {badge}{partly}")
    with st.container(height=height, border=False):
        st.caption(plain(card.action))


def _promise(scorecard: Scorecard, card: Card, fared: Fared, key: str) -> None:
    if st.button(_title(card, fared), type="tertiary", key=f"{key}-how"):
        how_we_count(scorecard, fared)
    icon, color = LOOKS[fared.verdict]
    st.metric(
        fared.name,
        amount_words(fared.reading.amount, fared.unit),
        f":material/{icon}: {fared.verdict}",
        delta_color=color,
        delta_arrow="off",
        delta_description=_change(fared),
        label_visibility="collapsed",
    )


def _title(card: Card, fared: Fared) -> str:
    if fared.name == card.name:
        return "How we count this"
    short, name = fared.definition.short, plain(fared.name)
    return f"**{short}** {name}" if len(short) <= 4 and short != name else f"**{name}**"


def _change(fared: Fared) -> str | None:
    """How far a signal is from the usual; else that it is routine variation."""
    if fared.change is None:
        return standing_words(fared) or None
    arrow = "▲" if fared.change > 0 else "▼"
    return f"{arrow} {change_words(fared.change, fared.unit)}"


def _facts(scorecard: Scorecard, fared: Fared, known: Known) -> str:
    """Target, n, interval, and what else a reader must know, a line each."""
    interval = interval_words(fared)
    lack = lack_on_card(scorecard, fared, known)
    target = target_words(fared.bounds, fared.unit)
    lines = (
        f"{target_label(fared)} {target} · n = {count_words(fared.reading.n)}",
        f"95 % interval {interval}" if interval else "",
        standing_words(fared).capitalize() if fared.signal else "",
        fared.problem,
        "" if lack and lack.is_all else short_reach_words(fared, scorecard),
        _lack_words(lack),
        *_mentioned(fared, scorecard.period.zone, lack),
        *_remarks(fared),
    )
    return "  \n".join(plain(line) for line in lines if line)


def _lack_words(lack: Lack | None) -> str:
    """What to drop where there is no number; else only what is not seen in it."""
    if lack is None:
        return ""
    return lack.sentence if lack.is_all else lack.what


def _mentioned(fared: Fared, zone: str, lack: Lack | None) -> list[str]:
    """The tickets still waiting, say; nobody knows of any where replies are unknown."""
    return [
        left_out_words(one, zone)
        for one in fared.left_out
        if one.because == fared.definition.mention and not (lack and lack.is_all)
    ]


def _remarks(fared: Fared) -> tuple[str, ...]:
    return (
        clock_words(fared) if fared.clock == "working" else "",
        floor_words(fared),
        *(f"for every {name}" for name in fared.unfiltered),
    )
