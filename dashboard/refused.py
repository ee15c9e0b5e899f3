"""Files of the inbox that were refused: why, and what to do with each."""

from __future__ import annotations

import streamlit as st

from dashboard.house import house
from dashboard.plain import plain
from dashboard.tongue import fragment
from intake.arriving.looks import size_words
from intake.arriving.refused import RefusedFile, dismiss, refused_files, try_again
from metrics.wording import moment_words
from words import say

SHOWN = 10


@fragment("2s")
def refused_list() -> None:
    """What was put into the inbox and could not be taken in, and why."""
    found = refused_files(house().folder)
    if not found:
        return
    st.subheader(say("Refused"))
    st.caption(
        say(
            "Correct a file, and drop it again; match the columns of one that no "
            "source knows, above. Where the reason lay elsewhere and is gone, try the "
            "same file again. One that you dismiss stays in data/refused/dismissed."
        )
    )
    for one in found[:SHOWN]:
        _refused(one)
    if len(found) > SHOWN:
        st.caption(say("and {n} more in data/refused", n=len(found) - SHOWN))


def _refused(one: RefusedFile) -> None:
    key = one.path.name
    with st.container(border=True):
        st.markdown(f":red[:material/block:] {plain(one.reason)}")
        st.caption(plain(_told(one)))
        if one.is_unknown:
            st.caption(
                say("Match columns, above, takes it: you say which column is which.")
            )
        with st.container(horizontal=True):
            if one.bytes is not None and st.button(
                say("Try it again"), icon=":material/refresh:", key=f"again-{key}"
            ):
                _try_again(one)
            if st.button(say("Dismiss"), icon=":material/close:", key=f"dismiss-{key}"):
                dismiss(one)
                st.rerun(scope="fragment")


def _told(one: RefusedFile) -> str:
    """When it was refused, its size, and where it lies."""
    zone = house().values().company.zone
    return say(
        "Refused on {moment}, {size}: {path}",
        moment=moment_words(one.at, zone),
        size=say("taken away") if one.bytes is None else size_words(one.bytes),
        path=f"data/refused/{one.path.name}",
    )


def _try_again(one: RefusedFile) -> None:
    if try_again(one, house().inbox.folder):
        st.rerun(scope="fragment")
    st.warning(
        plain(
            say("A file called {file} already waits in the inbox.", file=one.file_name)
        ),
        icon=":material/hourglass:",
    )
