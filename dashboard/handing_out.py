"""A scorecard to take along: what it will look like, and its files."""

from __future__ import annotations

from functools import partial
from urllib.parse import urlencode

import streamlit as st

from dashboard.asking import THEME, Asked
from dashboard.plain import plain
from dashboard.sharing import query_of, shared
from dashboard.view import View
from metrics.errors import SelarasError
from slides.looks import SIZES, THEMES
from words import known, language, mark, say

FILES = {
    "png": mark("Picture (PNG)"),
    "pdf": mark("Document (PDF)"),
    "pptx": mark("Slides (PowerPoint)"),
    "svg": mark("Drawing (SVG)"),
}
SHAPES = {
    "1920x1080": mark("Slide, 1920 × 1080"),
    "1080x1350": mark("Portrait, 1080 × 1350"),
    "a4": mark("Page, A4"),
}
LOOKS = {"light": mark("Light"), "dark": mark("Dark")}


def choose_looks(view: View) -> Asked:
    """Which size and theme the picture is to have."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        size = st.segmented_control(
            say("Size"), list(SIZES), default="1920x1080", required=True,
            format_func=lambda one: known(SHAPES[one]), key="shape",
        )  # fmt: skip
        theme = st.segmented_control(
            say("Colours"), list(THEMES), default=THEME, required=True,
            format_func=lambda one: known(LOOKS[one]), key="look",
        )  # fmt: skip
    return Asked(
        view.version,
        view.values,
        view.period,
        view.through,
        view.filters,
        language(),
        size,
        theme,
    )


def preview(asked: Asked) -> None:
    """The picture as it will be, or why it cannot be drawn."""
    try:
        picture = shared(asked, "png")
    except SelarasError as problem:
        st.warning(plain(str(problem)))
        return
    st.image(picture, width="stretch", alt=say("The scorecard as a picture"))


def files(asked: Asked) -> None:
    """A button for each kind of file, drawn when it is pressed."""
    name = f"{asked.values.company.name} {asked.period.label}"
    with st.container(horizontal=True):
        for form, words in FILES.items():
            st.download_button(
                known(words),
                data=partial(shared, asked, form),
                file_name=f"{name}.{form}",
                key=f"take-{form}",
                icon=":material/download:",
                on_click="ignore",
            )


def links(asked: Asked) -> None:
    """Where the same view is shown on a large screen, and as a page to share."""
    query = query_of(asked)
    turning = f"{query}&{urlencode({'rotate': 20})}"
    with st.container(horizontal=True):
        st.link_button(
            say("Present"), f"present?{query}", icon=":material/present_to_all:"
        )
        st.link_button(
            say("Wall screen, turning every 20 seconds"),
            f"present?{turning}",
            icon=":material/tv:",
        )
        st.link_button(
            say("A light page to share"),
            f"scorecard?{query}",
            icon=":material/link:",
        )
