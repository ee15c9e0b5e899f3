"""Which value is looked at, and how each of its promises fared."""

from __future__ import annotations

import streamlit as st

from dashboard.address import choice_in_url
from dashboard.cards import LOOKS
from dashboard.plain import plain
from dashboard.view import View
from metrics.own_words import spoken
from metrics.scorecard import Card, Fared
from metrics.sentences import card_sentence
from metrics.trend_words import standing_words
from metrics.values import Promise
from metrics.verdicts import verdict_words
from metrics.wording import (
    amount_words,
    count_words,
    interval_words,
    target_label,
    target_words,
)
from words import say


def choose_value(view: View, *, reserved: bool = False) -> Card:
    """The value, or the measure of sales, of the URL; the first one otherwise."""
    card = view.scorecard()
    by_name = {str(one.name): one for one in (*card.sales, *card.values)}
    names = tuple(str(one.name) for one in (*card.values, *card.sales))
    chosen = choice_in_url(
        "value",
        tuple(dict.fromkeys(names)),
        names[0],
        label=say("Value"),
        words=lambda name: spoken(by_name[name].name),
        reserved=reserved,
    )
    return by_name[chosen or names[0]]


def choose_promise(view: View, card: Card, *, reserved: bool = False) -> Promise:
    """The promise of the URL; the weakest one of the value otherwise."""
    by_key = {one.key: one for one in card.promises}
    usual = card.weakest.key
    chosen = usual
    if len(by_key) > 1:
        asked = choice_in_url(
            "promise",
            tuple(by_key),
            usual,
            label=say("Promise"),
            words=lambda key: spoken(by_key[key].name),
            reserved=reserved,
        )
        chosen = asked or usual
    every = [one for value in view.values.values for one in value.promises]
    return next(one for one in (*every, *view.values.sales) if one.key == chosen)


def value_sentence(card: Card) -> None:
    """What the value asks for, and what happened to it."""
    st.caption(plain(spoken(card.action)))
    st.markdown(f"#### {plain(card_sentence(card))}")


def promises(card: Card) -> None:
    """Each promise with its verdict, its amount, and what it is counted from."""
    columns = st.columns(max(2, len(card.promises)), gap="small")
    for fared, column in zip(card.promises, columns, strict=False):
        with column:
            _promise(fared)


def _promise(fared: Fared) -> None:
    icon, color = LOOKS[fared.verdict]
    st.metric(
        plain(spoken(fared.name)),
        amount_words(fared.reading.amount, fared.unit),
        f":material/{icon}: {plain(verdict_words(fared.verdict))}",
        delta_color=color,
        delta_arrow="off",
        delta_description=standing_words(fared) or None,
    )
    interval = interval_words(fared)
    lines = (
        say(
            "{label} {target} · n = {n}",
            label=target_label(fared),
            target=target_words(fared.bounds, fared.unit),
            n=count_words(fared.reading.n),
        ),
        say("95 % interval {range}", range=interval) if interval else "",
        fared.problem,
    )
    st.caption("  \n".join(plain(line) for line in lines if line))
