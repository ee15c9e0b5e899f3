"""Those who still wait, beside the median that leaves them out."""

from __future__ import annotations

import streamlit as st

from dashboard.behind.waiting_curve import waiting_curve
from dashboard.behind.waiting_results import backlog, waiting
from dashboard.plain import plain
from dashboard.view import View
from metrics.scorecard import Fared
from metrics.values import Promise
from metrics.waiting import Backlog, knows_waiting
from metrics.waiting_words import (
    backlog_words,
    filed_words,
    oldest_words,
    unwaited_words,
    waiting_words,
)
from metrics.wording import amount_words, count_words
from words import say


def waiting_view(view: View, promise: Promise) -> None:
    """Both medians with the reason why they differ, the backlog and the oldest."""
    fared = view.scorecard().fared(promise.key)
    unsaid = unwaited_words(fared.definition, fared.clock)
    if not unsaid:
        _medians(view, promise, fared)
    else:
        st.info(plain(unsaid))
    if knows_waiting(fared.definition):
        open_then = backlog(view, promise, fared.period)
        told = plain(_backlog(open_then, fared))
        st.markdown(say("**Backlog.** {told}", told=told))


def _backlog(open_then: Backlog, fared: Fared) -> str:
    return backlog_words(open_then, fared.period, fared.definition.observation)


def _medians(view: View, promise: Promise, fared: Fared) -> None:
    found = waiting(view, promise, fared.period)
    st.markdown(f"**{plain(waiting_words(found, fared.definition.observation))}**")
    if found.plain is None:
        return
    one, other, third = st.columns(3)
    plainly = amount_words(found.plain, fared.unit)
    with_them = amount_words(found.median, fared.unit)
    one.metric(say("Median of the waits that are over"), plainly)
    other.metric(say("Median with those who still wait"), with_them)
    third.metric(say("Still waiting"), count_words(found.going_on))
    waiting_curve(found, fared)
    st.caption(plain(filed_words(found)))
    if found.oldest:
        oldest = plain(oldest_words(found.oldest, fared.period.zone))
        st.markdown(say("**Waits longest.** {ticket}", ticket=oldest))
