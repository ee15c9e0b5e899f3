"""What is being taken in right now, what waits, and what became of a drop."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard.exports import DROPPED, Dropped, dropped, summary
from dashboard.house import house
from dashboard.plain import plain
from intake.arriving.looks import Waiting, size_words
from intake.arriving.progress import Standing
from metrics.wording import count_words, moment_words

WAITING_SHOWN = 8


@st.fragment(run_every="1s")
def under_way() -> None:
    """Follows the inbox; draws the page anew when a drop is done."""
    waited = _unanswered(st.session_state.get(DROPPED, ()))
    files = dropped()
    still = _unanswered(files)
    if waited and not still:
        st.rerun()
    taking, waiting = house().inbox.taking(), house().inbox.waiting()
    if taking or waiting:
        with st.container(border=True):
            if still:
                done = count_words(len(files) - still)
                st.markdown(f"**{done} of your {count_words(len(files))} files done**")
            _taking(taking)
            _waiting(waiting)
    summary(files)


def _unanswered(files: Sequence[Dropped]) -> int:
    return sum(one.outcome is None for one in files)


def _taking(standing: Standing | None) -> None:
    """The file that is being taken in, and how far it is."""
    if standing:
        words = f"**{plain(standing.name)}** {plain(standing.words())}"
        st.progress(standing.share, text=words)


def _waiting(files: Sequence[Waiting]) -> None:
    """Those whose turn comes: name, size, since when."""
    if not files:
        return
    zone = house().values().company.zone
    lines = [
        f"- **{plain(one.name)}** {plain(size_words(one.bytes))}, "
        f"since {plain(moment_words(one.since, zone))}"
        for one in files[:WAITING_SHOWN]
    ]
    more = len(files) - WAITING_SHOWN
    if more > 0:
        lines.append(f"- and {count_words(more)} more")
    st.markdown("Waiting until they are whole and their turn comes")
    st.markdown("\n".join(lines))
