"""A scorecard on a screen: the whole card, then one value after the other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from slides.looks import THEMES
from slides.model import Slide, SlideCard
from slides.page import template
from words import in_language, say

REFRESH = 60  # seconds until the stage looks for newer numbers


@dataclass(frozen=True)
class Screen:
    """One picture on the stage."""

    name: str
    picture: str
    alt: str


def stage_of(slide: Slide, picture: Callable[[int], str], theme: str) -> str:
    """The stage as HTML; `picture` is the address of a screen's, from 1."""
    with in_language(slide.language):
        cards = {card.name: _told(card) for card in slide.values}
        screens = [
            Screen(name, picture(number), cards.get(name, f"{name}. {_alt(slide)}"))
            for number, name in enumerate(slide.screens, start=1)
        ]
        return template("stage.html").render(
            slide=slide,
            screens=screens,
            screens_words=say("Screens"),
            theme=theme,
            paper=THEMES[theme]["page"],
            refresh=REFRESH,
        )


def _alt(slide: Slide) -> str:
    return f"{slide.title}. {slide.sentence or slide.headline}"


def _told(card: SlideCard) -> str:
    said = (card.name, card.lived.words, card.sentence or card.action)
    return ". ".join(str(one) for one in said)
