"""Cards: a value, or a measure of sales, with its promises, all of one size."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import streamlit as st

from dashboard import results
from dashboard.charts import sparkline
from dashboard.counting import how_we_count
from dashboard.house import house
from dashboard.plain import capital, plain
from dashboard.tongue import in_this_language
from intake.quality.known import Known
from intake.quality.missing import Lack, lack_on_card
from metrics.floor_words import floor_words
from metrics.own_words import spoken
from metrics.scorecard import Card, Fared, Scorecard
from metrics.sentences import main_sentence
from metrics.tension import Kind as PairKind
from metrics.tension import pairs_of, pairs_on
from metrics.tension_words import pair_words
from metrics.trend_words import standing_words
from metrics.verdicts import Verdict, verdict_words
from metrics.wording import (
    amount_words,
    change_words,
    clock_words,
    interval_words,
    judged_words,
    left_out_words,
    short_reach_words,
    target_label,
    target_words,
)
from words import known as translated
from words import say

Color = Literal["green", "gray", "orange", "red"]
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
# A line of an action or a sentence, in pixels and in letters: all cards of a wall
# have room for the longest, so that their promises stand level.
LINE, LINE_LENGTH = 24, 30
SHORT = 4  # letters of a short name that stands before the whole one


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
    action_height = _room(spoken(card.action) for card in everything)
    sentence_height = _room(main_sentence(card) for card in everything)
    grid = st.grid(
        min(COLUMNS, len(cards)), min_column_width=NARROWEST, border=True, gap="xsmall"
    )
    for place, card in enumerate(cards):
        with grid.cell(), st.container(gap=None):
            _heading(card, action_height, sentence_height)
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
            _together(scorecard, card)
            if charts:  # the first run of a session is followed by another, which
                _opener(scorecard, card)  # could overtake a click


def _room(texts: Iterable[str]) -> int:
    """Pixels that the longest of some texts takes."""
    return LINE * (1 + max(map(len, texts)) // LINE_LENGTH)


def _heading(card: Card, action_height: int, sentence_height: int) -> None:
    icon, color = LOOKS[card.verdict]
    badge = f":{color}-badge[:material/{icon}: {plain(verdict_words(card.verdict))}]"
    partly = f" :small[{plain(judged_words(card))}]" if judged_words(card) else ""
    st.markdown(f"### {plain(spoken(card.name))}")
    st.markdown(f"{badge}{partly}")
    with st.container(height=action_height, border=False):
        st.caption(plain(spoken(card.action)))
    with st.container(height=sentence_height, border=False):
        st.markdown(f":small[{plain(main_sentence(card))}]")


def _opener(scorecard: Scorecard, card: Card) -> None:
    """The way to a value's page, with the period and filters that are shown."""
    filters = {str(name): only for name, only in scorecard.filters}
    view = {"value": str(card.name), "period": scorecard.period.label, **filters}
    st.page_link(
        "app_pages/value.py",
        label=say("Open {value}", value=plain(spoken(card.name))),
        icon=":material/arrow_forward:",
        query_params=in_this_language(view),
    )


def _together(scorecard: Scorecard, card: Card) -> None:
    """What its promises and those of other cards do to one another."""
    for pair in pairs_on(card, pairs_of(scorecard)):
        sign = "balance" if pair.kind is PairKind.TENSION else "redeem"
        st.caption(f":material/{sign}: {plain(pair_words(pair, scorecard))}")


def _promise(scorecard: Scorecard, card: Card, fared: Fared, key: str) -> None:
    if st.button(_title(card, fared), type="tertiary", key=f"{key}-how"):
        how_we_count(scorecard, fared)
    icon, color = LOOKS[fared.verdict]
    st.metric(
        plain(spoken(fared.name)),
        amount_words(fared.reading.amount, fared.unit),
        f":material/{icon}: {plain(verdict_words(fared.verdict))}",
        delta_color=color,
        delta_arrow="off",
        delta_description=_change(fared),
        label_visibility="collapsed",
    )


def _title(card: Card, fared: Fared) -> str:
    if fared.name == card.name:
        return say("How we count this")
    short, name = fared.definition.short, plain(spoken(fared.name))
    is_code = len(short) <= SHORT and short != fared.name
    return f"**{plain(translated(short))}** {name}" if is_code else f"**{name}**"


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
        say(
            "{label} {target} · n = {n}",
            label=target_label(fared),
            target=target,
            n=fared.reading.n,
        ),
        say("95 % interval {interval}", interval=interval) if interval else "",
        capital(standing_words(fared)) if fared.signal else "",
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
        *(
            say("for every {dimension}", dimension=translated(name))
            for name in fared.unfiltered
        ),
    )
