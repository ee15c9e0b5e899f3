"""Files of the inbox that were refused: why, and what to do with each."""

from __future__ import annotations

import streamlit as st

from dashboard.house import house
from dashboard.plain import plain
from intake.arriving.looks import size_words
from intake.arriving.refused import RefusedFile, dismiss, refused_files, try_again
from intake.recognition import UNKNOWN
from metrics.wording import count_words, moment_words

SHOWN = 10


@st.fragment(run_every="2s")
def refused_list() -> None:
    """What was put into the inbox and could not be taken in, and why."""
    found = refused_files(house().folder)
    if not found:
        return
    st.subheader("Refused")
    st.caption(
        "Correct a file, and drop it again; match the columns of one that no source "
        "knows, above. Where the reason lay elsewhere and is gone, try the same file "
        "again. One that you dismiss stays in data/refused/dismissed."
    )
    for one in found[:SHOWN]:
        _refused(one)
    if len(found) > SHOWN:
        st.caption(f"and {count_words(len(found) - SHOWN)} more in data/refused")


def _refused(one: RefusedFile) -> None:
    key = one.path.name
    with st.container(border=True):
        st.markdown(f":red[:material/block:] {plain(one.reason)}")
        st.caption(plain(_told(one)))
        if UNKNOWN in one.reason:
            st.caption("Match columns, above, takes it: you say which column is which.")
        with st.container(horizontal=True):
            if one.bytes is not None and st.button(
                "Try it again", icon=":material/refresh:", key=f"again-{key}"
            ):
                _try_again(one)
            if st.button("Dismiss", icon=":material/close:", key=f"dismiss-{key}"):
                dismiss(one)
                st.rerun(scope="fragment")


def _told(one: RefusedFile) -> str:
    """When it was refused, its size, and where it lies."""
    zone = house().values().company.zone
    size = "taken away" if one.bytes is None else size_words(one.bytes)
    at = moment_words(one.at, zone)
    return f"Refused on {at}, {size}: data/refused/{one.path.name}"


def _try_again(one: RefusedFile) -> None:
    if try_again(one, house().inbox.folder):
        st.rerun(scope="fragment")
    st.warning(
        plain(f"A file called {one.file_name} already waits in the inbox."),
        icon=":material/hourglass:",
    )
