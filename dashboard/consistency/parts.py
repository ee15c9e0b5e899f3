"""Criteria, the same request, and bots beside people."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard.consistency import consistency_results
from dashboard.consistency.ranges import Range, ranges
from dashboard.plain import plain
from dashboard.view import View
from metrics.consistency.part_words import (
    adherence_words,
    back_words,
    beside_words,
    factor_words,
    hidden_criteria_words,
    how_requests_words,
    left_words,
    met_words,
    requests_words,
    told_words,
)
from metrics.consistency.requests import Request
from metrics.wording import amount_words, count_words
from words import say

SHOWN = 12  # requests, the most surely uneven first


def criteria(view: View) -> None:
    """How often each criterion of our own reviews is fully met."""
    st.subheader(say("Keeping to the procedure"))
    found = consistency_results.adherence(view)
    st.markdown(f"**{plain(adherence_words(found))}**")
    if not found.criteria:
        return
    alt = say("How often each criterion is fully met, with its 95 % interval")
    drawn = [
        Range(one.criterion, one.low, one.met, one.high, met_words(one)[1])
        for one in found.criteria
    ]
    ranges(drawn, "percent", "criteria", alt)
    heads = (
        say("Fully met"),
        say("95 % interval"),
        "n",
        say("Between people"),
        say("Not met at all"),
        say("Not at all, between people"),
    )
    rows = [
        {
            say("Criterion"): one.criterion,
            **dict(zip(heads, met_words(one), strict=True)),
        }
        for one in found.criteria
    ]
    alt = say("The criteria of the reviews, the least met first")
    st.dataframe(pd.DataFrame(rows), hide_index=True, alt=alt)
    hidden = hidden_criteria_words(found)
    if hidden:
        st.caption(plain(hidden))


def same_request(view: View) -> None:
    """Where the same request takes one person longer than another."""
    st.subheader(say("The same request"))
    found = consistency_results.requests(view)
    st.markdown(f"**{plain(requests_words(found))}**")
    if not found.found:
        return
    if found.beyond:
        drawn = [_range(one) for one in found.beyond[:SHOWN]]
        alt = say("From a quick person to a slow one, by topic and channel")
        ranges(drawn, "minutes", "requests", alt)
    rows = [
        {
            say("Topic"): one.topic,
            say("Channel"): one.channel,
            say("Half take less than"): amount_words(one.typical, "minutes"),
            say("A quick person"): amount_words(one.quick, "minutes"),
            say("A slow person"): amount_words(one.slow, "minutes"),
            say("Slow beside quick"): factor_words(one),
            say("People"): count_words(one.agents),
            say("Contacts"): count_words(one.n),
        }
        for one in found.found[:SHOWN]
    ]
    alt = say("Topics on a channel by how long people take")
    st.dataframe(pd.DataFrame(rows), hide_index=True, alt=alt)
    st.caption(plain(how_requests_words(found)))


def _range(one: Request) -> Range:
    label = say("{topic} · {channel}", topic=one.topic, channel=one.channel)
    return Range(label, one.quick, one.typical, one.slow, factor_words(one))


def bots(view: View) -> None:
    """What bots kept, what came back, and what was said afterwards."""
    st.subheader(say("Bots beside people"))
    found = consistency_results.beside(view)
    if found.bots is None or found.people is None:
        st.caption(plain(beside_words(found)))
        return
    st.markdown(f"**{plain(beside_words(found))}**")
    rows = [
        {
            say("Solved by"): who,
            say("Kept"): told_words(side.kept),
            say("Came back"): back_words(side)[0],
            say("Answered by a person then"): back_words(side)[1],
            say("Satisfied"): told_words(side.satisfied),
        }
        for who, side in (
            (say("Bots"), found.bots),
            (say("People"), found.people),
        )
    ]
    alt = say("Bots and people side by side")
    st.dataframe(pd.DataFrame(rows), hide_index=True, alt=alt)
    st.caption(plain(left_words(found)))
