"""Tabs, of which the open one stands in the URL."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import streamlit as st

from words import known

NAME = "tab"


def tabs_in_url(tabs: Mapping[str, str]) -> Iterator[tuple[str, Any]]:
    """Each tab by its option, whose English words are given, with its container.

    The URL holds the option as ?tab=option, whatever the language of the page; the
    English words, which stood there before, still open their tab.
    """
    there = _asked(tabs)
    options = {str(known(words)): option for option, words in tabs.items()}
    labels = {option: label for label, option in options.items()}
    st.session_state[NAME] = labels[there]
    drawn = st.tabs(list(options), key=NAME, on_change=_write, args=(options,))
    yield from zip(tabs, drawn, strict=True)


def _asked(tabs: Mapping[str, str]) -> str:
    """The tab of the URL; the first one where there is no such."""
    asked = st.query_params.get(NAME, "")
    by_words = {words: option for option, words in tabs.items()}
    named = by_words.get(asked, asked)
    return named if named in tabs else next(iter(tabs))


def _write(options: Mapping[str, str]) -> None:
    chosen = options[st.session_state[NAME]]
    if chosen == next(iter(options.values())):
        st.query_params.pop(NAME, None)
    else:
        st.query_params[NAME] = chosen
