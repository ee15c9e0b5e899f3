"""Pictures and pages of a slide, drawn with Typst from one template."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from threading import Lock

import fontpkg_source_sans_3
from typst import Compiler, Fonts, TypstError

from metrics.errors import SelarasError
from slides.lettering import Word, with_words
from slides.looks import SIZES, Picture, Size
from slides.model import Slide
from slides.telling import CARD, told_of
from words import in_language, say

TEMPLATE = Path(__file__).with_name("scorecard.typ")
FONTS = fontpkg_source_sans_3.ROOT / "files"
# One drawing at a time: the compiler keeps what it has learnt of the last one.
_drawing = Lock()


def draw(
    slide: Slide,
    form: Picture,
    size: str = "1920x1080",
    theme: str = "light",
    screen: int = CARD,
) -> bytes:
    """A PNG or SVG of one screen of the scorecard, or a PDF of all.

    Screen 1 is the whole card, then come the values, one each, then sales, and last
    the year in weeks, where it is known. Raises SelarasError where too much is
    promised for a picture; KeyError for an unknown size or theme.
    """
    look = SIZES[size]
    with in_language(slide.language):
        told = json.dumps(told_of(slide, look, theme, form, screen))
    try:
        drawn, words = _compiled(told, form, look.ppi)
    except TypstError as error:
        if "does not fit" not in error.message:
            raise
        raise SelarasError(_too_much(slide, size)) from error
    if form != "svg":
        return drawn
    return _in_pixels(with_words(drawn, slide.title, words), look)


def _compiled(told: str, form: Picture, ppi: float) -> tuple[bytes, list[Word]]:
    """The drawing; of an SVG the words too."""
    compiler = _compiler()
    with _drawing:
        drawn = compiler.compile(
            format=form,
            ppi=ppi,
            sys_inputs={"slide": told},
            pdf_standards=["ua-1"] if form == "pdf" else [],
        )
        words = compiler.query("<word>", field="value") if form == "svg" else "[]"
    assert isinstance(drawn, bytes)  # noqa: S101 - one file, never written to disk
    return drawn, [Word(*one) for one in json.loads(words)]


@cache
def _compiler() -> Compiler:
    """Only our own fonts, so that every machine draws the same."""
    fonts = Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS]
    )
    return Compiler(TEMPLATE, root=TEMPLATE.parent, font_paths=fonts)


def _in_pixels(drawn: bytes, size: Size) -> bytes:
    """The SVG in pixels, not points."""
    (across, down), (width, height) = size.points, size.pixels
    points = f'width="{across:g}pt" height="{down:g}pt"'.encode()
    pixels = f'width="{width}" height="{height}"'.encode()
    return drawn.replace(points, pixels, 1)


def _too_much(slide: Slide, size: str) -> str:
    promises = sum(len(card.promises) for card in slide.cards)
    return say(
        "{cards} cards with {promises} promises do not fit {size} at a size that can "
        "be read. Take fewer values or promises, or another size: {sizes}.",
        cards=len(slide.cards),
        promises=promises,
        size=size,
        sizes=list(SIZES),
    )
