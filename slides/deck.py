"""A scorecard as slides: native, editable, on a company's own template."""

from __future__ import annotations

from pathlib import Path

from slides.deck_bytes import saved, told_of
from slides.deck_front import front
from slides.deck_sheets import desk_of
from slides.deck_values import counting_sheets, sales_sheets, value_sheets
from slides.deck_weeks import weeks_sheet
from slides.model import Slide
from words import in_language


def deck_of(
    slide: Slide, *, theme: str = "light", template: Path | None = None
) -> bytes:
    """A PPTX: the scorecard, a slide a value, sales, the year in weeks, how we count.

    The same slide is the same bytes. Raises SelarasError where a template cannot be
    used, or the scorecard does not fit on it; KeyError for an unknown theme.
    """
    with in_language(slide.language):
        desk = desk_of(theme, template, slide.language)
        front(desk, slide)
        if not slide.empty:
            for card in slide.values:
                value_sheets(desk, slide, card)
            sales_sheets(desk, slide)
            weeks_sheet(desk, slide)
        counting_sheets(desk, slide)
        told_of(desk.deck, slide.title, slide.company, slide.language)
        return saved(desk.deck)
