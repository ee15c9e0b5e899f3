"""The language of the pages: asked for in the URL, else the browser's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Literal, ParamSpec

import streamlit as st

from dashboard.plain import plain
from words import LANGUAGES, language, preferred, say, speak
from words.languages import MARKED

NAME = "lang"
Asking = ParamSpec("Asking")


def speak_as_asked() -> None:
    """Speak the language of the URL, the one chosen before, or the browser's.

    One that was chosen stands in the URL of every page.
    """
    asked = st.query_params.get(NAME)
    if asked in LANGUAGES or asked == MARKED:
        st.session_state[NAME] = asked
    speak(_wanted())
    if asked and asked != language():
        _say_unknown(asked)
    elif NAME in st.session_state:
        st.query_params[NAME] = st.session_state[NAME]


def _wanted() -> str:
    """The code of the language that was chosen, else of the browser's."""
    chosen: str | None = st.session_state.get(NAME)
    return chosen or preferred([st.context.locale or ""])


def _say_unknown(asked: str) -> None:
    there = [f"{code} ({name})" for code, name in LANGUAGES.items()]
    st.warning(
        plain(
            say(
                "There is no language {asked}. There is: {there}.",
                asked=repr(asked[:40]),
                there=there,
            )
        )
    )


def fragment(
    run_every: str | None = None,
) -> Callable[[Callable[Asking, None]], Callable[Asking, None]]:
    """Part of a page that runs again alone, by itself every so often if told to, in
    the language of the page.

    A fragment runs in a thread of its own, where nobody has spoken yet.
    """

    def made(drawn: Callable[Asking, None]) -> Callable[Asking, None]:
        told: Callable[Asking, None] = st.fragment(_spoken(drawn), run_every=run_every)
        return told

    return made


def dialog(
    title: str,
    drawn: Callable[Asking, None],
    width: Literal["small", "large"],
    on_dismiss: Literal["ignore"] | Callable[[], None] = "ignore",
) -> Callable[Asking, None]:
    """A function that opens a dialog, which speaks the language of the page."""
    made = st.dialog(title, width=width, on_dismiss=on_dismiss)
    told: Callable[Asking, None] = made(_spoken(drawn))
    return told


def _spoken(drawn: Callable[Asking, None]) -> Callable[Asking, None]:
    @wraps(drawn)
    def told(*args: Asking.args, **named: Asking.kwargs) -> None:
        speak(_wanted())
        drawn(*args, **named)

    return told


def in_this_language(query: Mapping[str, str]) -> dict[str, str]:
    """The query of a link to a page, with the language that was chosen."""
    chosen: str | None = st.session_state.get(NAME)
    return {**query, NAME: chosen} if chosen else dict(query)


def language_chooser() -> None:
    """The languages by their own names; the choice stands in the URL."""
    codes = list(LANGUAGES)
    now = language() if language() in codes else codes[0]
    st.session_state.language_chosen = now
    with st.container(horizontal=True, horizontal_alignment="right"):
        st.segmented_control(
            say("Language"),
            codes,
            format_func=LANGUAGES.__getitem__,
            key="language_chosen",
            label_visibility="collapsed",
            on_change=_write,
        )


def _write() -> None:
    chosen = st.session_state.language_chosen
    if chosen:
        st.session_state[NAME] = chosen
        st.query_params[NAME] = chosen
