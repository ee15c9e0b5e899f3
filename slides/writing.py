"""The scorecard in each form that a file can have, in the language that is spoken."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from metrics.few import FEWEST_PEOPLE, is_of_too_few
from metrics.report import as_csv, as_json, as_text
from metrics.scorecard import Scorecard
from metrics.sentences import sentences_of
from metrics.warehouse import Warehouse
from metrics.weeks import Year
from metrics.wording import period_words
from slides.address import address_of
from slides.asked import funnels_of
from slides.looks import PICTURES
from slides.making import slide_of
from slides.model import Slide
from slides.telling import CARD
from words import say

DECK = "pptx"
TEXTS: dict[str, Callable[[Scorecard], str]] = {
    "text": as_text,
    "json": as_json,
    "csv": as_csv,
}


@dataclass(frozen=True)
class Wanted:
    """What kind of file is asked for; `as_of` is the day that a view is of."""

    form: str = "text"
    size: str = "1920x1080"
    theme: str = "light"
    as_of: str | None = None
    template: Path | None = None  # of slides
    weeks: bool = False  # the year in weeks, in place of the whole card

    @property
    def is_picture(self) -> bool:
        """Whether it is for eyes, and no use in a terminal."""
        return self.form in (*PICTURES, DECK)


def written(
    store: Warehouse, scorecard: Scorecard, wanted: Wanted, year: Callable[[], Year]
) -> bytes:
    """The scorecard as a file; `year` counts the weeks for one that shows them.

    Raises SelarasError where it does not fit a picture, or a template is no use.
    """
    if wanted.form == DECK:
        from slides.deck import deck_of  # as long as that, for no picture

        slide = slide_for(store, scorecard, wanted.as_of, year())
        return deck_of(slide, theme=wanted.theme, template=wanted.template)
    for form in PICTURES:
        if form == wanted.form:
            from slides.drawing import draw  # a tenth of a second for no text

            slide = slide_for(store, scorecard, wanted.as_of, year())
            screen = len(slide.screens) if wanted.weeks else CARD
            return draw(slide, form, wanted.size, wanted.theme, screen)
    return TEXTS[wanted.form](scorecard).encode()


def slide_for(
    store: Warehouse,
    scorecard: Scorecard,
    as_of: str | None = None,
    year: Year | None = None,
) -> Slide:
    """The slide with everything the store knows for it."""
    return slide_of(
        scorecard,
        address=address_of(scorecard.company.address, scorecard, as_of),
        funnels=funnels_of(store, scorecard),
        sentences=sentences_of(scorecard),
        year=year,
        withheld=withheld(store, scorecard),
    )


def withheld(store: Warehouse, scorecard: Scorecard) -> str:
    """Why a scorecard is not to be shared: a group of under five; else empty."""
    window, bots = scorecard.period.window(), scorecard.company.bots
    if not is_of_too_few(store, window, scorecard.filters, bots):
        return ""
    return say(
        "Fewer than {fewest} people worked here in {period}. Numbers of so few speak "
        "of persons, so they are not shared.",
        fewest=FEWEST_PEOPLE,
        period=period_words(scorecard.period),
    )
