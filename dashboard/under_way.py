"""What is being taken in right now, what waits, and what became of a drop."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard.exports import DROPPED, Dropped, dropped, summary
from dashboard.house import house
from dashboard.plain import plain
from dashboard.tongue import fragment
from intake.arriving.looks import Waiting, size_words
from intake.arriving.progress import Standing
from metrics.wording import moment_words
from words import say

WAITING_SHOWN = 8


@fragment("1s")
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
                done = say(
                    "{done} of your {all} files done",
                    done=len(files) - still,
                    all=len(files),
                )
                st.markdown(f"**{plain(done)}**")
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
        say(
            "**{file}** {size}, since {moment}",
            file=plain(one.name),
            size=plain(size_words(one.bytes)),
            moment=plain(moment_words(one.since, zone)),
        )
        for one in files[:WAITING_SHOWN]
    ]
    more = len(files) - WAITING_SHOWN
    if more > 0:
        lines.append(say("and {n} more", n=more))
    st.markdown(say("Waiting until they are whole and their turn comes"))
    st.markdown("\n".join(f"- {line}" for line in lines))
