"""A scorecard as one light web page: no script, and nothing to fetch."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from slides.looks import THEMES
from slides.model import Slide
from slides.sparks import spark
from slides.web_parts import facts, lived, strip
from words import in_language, say

WEB = Path(__file__).with_name("web")
AS_ASKED = "auto"  # the theme that the reader's system is in


def page_of(
    slide: Slide,
    *,
    behind: Callable[[str], str],
    dashboard: str,
    picture: str = "",
    downloads: Sequence[tuple[str, str]] = (),
    theme: str = AS_ASKED,
) -> str:
    """The page as HTML.

    `behind` is where a promise, by its key, is explained; `dashboard` where the same
    view is live; `picture` the whole URL of a picture of it, for a preview; and
    `downloads` names with addresses.
    """
    with in_language(slide.language):
        return template("page.html").render(
            slide=slide,
            said=slide.sentence or slide.headline,
            theme=theme,
            themes=THEMES,
            lived=lived,
            spark=spark,
            facts=facts,
            behind=behind,
            strip=strip(slide),
            interval=say("95 % interval"),
            versions=_versions(slide),
            dashboard=dashboard,
            open_words=say("Open this view in the dashboard"),
            picture=picture,
            downloads=downloads,
        )


def _versions(slide: Slide) -> str:
    if not slide.versions:
        return ""
    return say("Versions of the definitions: {versions}", versions=slide.versions)


@cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(WEB),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def template(name: str) -> Template:
    """One of the templates in slides/web."""
    return _templates().get_template(name)
