"""The scorecard for whoever has its address: pictures, documents and pages.

Nothing of an address reaches the file system. What was drawn is kept until the
store or values.yaml changes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from urllib.parse import urlencode

from dashboard.asking import SIZE, THEME, Asked, NothingThereError
from dashboard.house import house
from metrics.periods import Period
from metrics.questions import Filters
from metrics.report import as_json
from metrics.scorecard import Scorecard, build_scorecard
from metrics.values import Values
from metrics.weeks import year_of
from slides.deck import deck_of
from slides.drawing import draw
from slides.looks import PICTURES
from slides.model import Slide
from slides.page import AS_ASKED, page_of
from slides.stage import stage_of
from slides.writing import DECK, slide_for, withheld
from words import in_language, mark, say

TYPES = {
    "png": "image/png",
    "svg": "image/svg+xml",
    "pdf": "application/pdf",
    DECK: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "json": "application/json",
}
NO_SCREEN = mark("There is no screen {n}; the last is {last}.")
KEPT = 64  # drawings, the last ones asked for


def shared(asked: Asked, form: str, screen: int = 1) -> bytes:
    """The scorecard as a file; `screen` 2 and on are its values, one by one.

    Raises SelarasError where it cannot be drawn, or there is no such screen.
    """
    if form == "json":
        return _as_json(asked)
    last = len(_slide(asked).screens)
    if not 1 <= screen <= last:
        with in_language(asked.language):
            said = say(
                "There is no screen {n}; the last is {last}.", n=screen, last=last
            )
        raise NothingThereError(said)
    return _drawn(asked, form, screen)


def _as_json(asked: Asked) -> bytes:
    card = _counted(asked)
    with in_language(asked.language):
        why = withheld(house().warehouse, card)
    if why:
        raise NothingThereError(why)
    return as_json(card).encode()


def web_page(asked: Asked, base: str) -> str:
    """The scorecard as one web page; `base` is the address of this server."""
    query = query_of(asked)
    with in_language(asked.language):
        files = [
            (say("Picture"), f"scorecard.png?{query}"),
            (say("Document"), f"scorecard.pdf?{query}"),
            (say("On stage"), f"present?{query}"),
        ]
    view = _view(asked)
    return page_of(
        _slide(asked),
        behind=lambda key: f"observations?{urlencode({**view, 'metric': key})}",
        dashboard=f"./?{urlencode(view)}",
        picture=f"{base}scorecard.png?{query}",
        downloads=files,
        theme=asked.theme or AS_ASKED,
    )


def stage(asked: Asked) -> str:
    """The scorecard for a large screen, a value after the other."""
    query = query_of(asked)
    return stage_of(
        _slide(asked),
        lambda number: f"scorecard.svg?{query}&screen={number}&of={asked.version}",
        asked.theme or THEME,
    )


def query_of(asked: Asked) -> str:
    """The part of an address that asks for this view, and how it looks."""
    looks = {"size": asked.size if asked.size != SIZE else "", "theme": asked.theme}
    return urlencode({**_view(asked), **_there(looks.items())})


def _view(asked: Asked) -> dict[str, str]:
    filters = {str(name): only for name, only in asked.filters}
    return {"period": asked.period.label, **filters, "lang": asked.language}


def _there(pairs: Iterable[tuple[str, str | None]]) -> dict[str, str]:
    return {name: said for name, said in pairs if said}


def _counted(asked: Asked) -> Scorecard:
    return _scorecard(
        asked.version, asked.values, asked.period, asked.through, asked.filters
    )


@lru_cache(KEPT)
def _drawn(asked: Asked, form: str, screen: int) -> bytes:
    slide, theme = _slide(asked), asked.theme or THEME
    if form == DECK:
        return deck_of(slide, theme=theme)
    for picture in PICTURES:
        if form == picture:
            return draw(slide, picture, asked.size, theme, screen)
    raise KeyError(form)


def _slide(asked: Asked) -> Slide:
    return _made(replace(asked, size=SIZE, theme=None))


@lru_cache(KEPT)
def _scorecard(
    _: str, values: Values, period: Period, through: datetime, filters: Filters
) -> Scorecard:
    """The scorecard of one version of the store."""
    at_hand = house()
    return build_scorecard(
        at_hand.warehouse, values, at_hand.catalog, period, through, filters
    )


@lru_cache(KEPT)
def _made(asked: Asked) -> Slide:
    """The slide of a view, whatever its size and theme."""
    card = _counted(asked)
    with in_language(asked.language), house().warehouse.one_moment():
        year = year_of(
            house().warehouse, asked.values, house().catalog, asked.period,
            asked.through, asked.filters,
        )  # fmt: skip
        return slide_for(house().warehouse, card, year=year)
