"""The URL is where a page keeps its state, so that a link reopens the view."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from dashboard.plain import plain
from words import say

# A select box with its label, in pixels.
HEIGHT = 68


def choice_in_url(
    name: str,
    options: Sequence[str],
    default: str | None,
    *,
    label: str,
    words: Callable[[str], str] = str,
    placeholder: str | None = None,
    reserved: bool = False,
) -> str | None:
    """A choice from a list that stands in the URL as ?name=option.

    Streamlit's own binding puts the words that are shown into the URL; a link
    must hold the option itself, whatever the language of the page. When
    reserved, only the room for it is kept.
    """
    asked = st.query_params.get(name, default)
    there = asked if asked in options else default
    if asked != there:
        _say_unknown(name, str(asked), reserved=reserved)
    if reserved:
        st.space(HEIGHT)
        return there
    st.session_state[name] = there
    chosen: str | None = st.selectbox(
        label,
        options,
        index=None if default is None else 0,
        format_func=words,
        placeholder=placeholder or label,
        key=name,
        on_change=_write,
        args=(name, default),
    )
    return chosen


def _say_unknown(name: str, asked: str, *, reserved: bool) -> None:
    """Warn of a link to what is not there; it leaves the URL with the last run."""
    said = say("There is no {name} {asked} in the data.", name=name, asked=repr(asked))
    st.warning(plain(said))
    if not reserved:
        st.query_params.pop(name, None)


def _write(name: str, default: str | None) -> None:
    chosen = st.session_state[name]
    if chosen == default:
        st.query_params.pop(name, None)
    else:
        st.query_params[name] = chosen
