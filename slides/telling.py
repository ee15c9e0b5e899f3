"""What the template is told of a slide: only what it draws, for speed."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import segno

from slides.facts import (
    chart_words,
    facts_of,
    full_facts_of,
    full_more_of,
    more_of,
    origin_of,
    target_fact,
    year_legend,
)
from slides.looks import (
    BARS,
    QUARTERS,
    SMALL_STEPS,
    STEPS,
    THEMES,
    TONES,
    Picture,
    Size,
    bar,
)
from slides.model import Slide, SlideCard, SlidePoint, SlidePromise
from words import say

# A longer link is no longer short; the code and the PDF hold all of it.
LONGEST_LINK = 72
CARD = 1  # the screen with the whole scorecard
SPARK = 13  # periods of a chart on a card, the last of the series


def told_of(
    slide: Slide, size: Size, theme: str, form: Picture, screen: int = CARD
) -> dict[str, Any]:
    """The slide and how it looks, as JSON holds it.

    Only a PDF has more pages than one, and only an SVG lacks its words.
    """
    pages = form == "pdf" or screen != CARD
    shape = {"pages": form == "pdf", "screen": screen, "words": form == "svg"}
    return {
        "title": slide.title,
        "company": slide.company,
        "period": slide.period,
        "reach": slide.reach,
        "filters": slide.filters,
        "headline": slide.sentence or slide.headline,
        "service": slide.service,
        "selling": slide.selling,
        "address": slide.address,
        "link": _short(slide.link),
        "empty": slide.empty,
        "year": dict(slide.year),
        "months": [{"at": at, "name": name} for at, name in slide.months],
        "values": [_card(one, pages=pages) for one in slide.values],
        "sales": [_card(one, pages=pages) for one in slide.sales],
        "look": {**_look(slide, size, theme), **shape},
    }


def _look(slide: Slide, size: Size, theme: str) -> dict[str, Any]:
    versions = slide.versions
    return {
        "unit": size.unit,
        "width": size.points[0],
        "height": size.points[1],
        "smallest": size.smallest,
        "headline": size.headline,
        "steps": STEPS,
        "small_steps": SMALL_STEPS,
        "colors": THEMES[theme],
        "tones": TONES,
        "quarters": QUARTERS,
        "bars": {verdict: bar(verdict) for verdict in BARS},
        "lang": slide.language if slide.language.isalpha() else "en",
        "code": _code(slide.address) if slide.link else "",
        "code_alt": say("A code that opens this view: {link}", link=slide.link),
        "interval": say("Ranges are 95 % intervals."),
        "versions": say("Definitions: {versions}.", versions=versions)
        if versions
        else "",
        "nothing": slide.advice,
        "counting": say("How we count"),
        "weeks": say("Week by week"),
        "legend": year_legend(),
    }


def _card(card: SlideCard, *, pages: bool) -> dict[str, Any]:
    return {
        "name": card.name,
        "action": card.action,
        "sentence": card.sentence,
        "partly": card.partly,
        "lived": asdict(card.lived),
        "promises": [_promise(one, pages=pages) for one in card.promises],
    }


def _promise(promise: SlidePromise, *, pages: bool) -> dict[str, Any]:
    """A promise with its facts as words."""
    told = {
        "name": promise.name,
        "short": promise.short,
        "lived": asdict(promise.lived),
        "amount": promise.amount,
        "why_blank": promise.why_blank,
        "target": target_fact(promise),
        "facts": facts_of(promise),
        "more": more_of(promise),
        "spark": [_point(point) for point in promise.series[-SPARK:]],
    }
    return {**told, **_for_pages(promise)} if pages else told


def _for_pages(promise: SlidePromise) -> dict[str, Any]:
    series = promise.known_series
    return {
        "key": promise.key,
        "full_facts": full_facts_of(promise),
        "full_more": full_more_of(promise),
        "definition": promise.definition,
        "origin": origin_of(promise),
        "alt": chart_words(promise),
        "series": [{**_point(point), "words": point.words} for point in series],
        "since": series[0].label if series else "",
        "until": series[-1].label if series else "",
    }


def _point(point: SlidePoint) -> dict[str, float | None]:
    return {"amount": point.amount, "low": point.low, "high": point.high}


def _code(address: str) -> str:
    """A QR code as SVG, dark on light in every theme."""
    return segno.make_qr(address).svg_inline(border=2, dark="#111715", light="#ffffff")


def _short(link: str) -> str:
    return link if len(link) <= LONGEST_LINK else f"{link[: LONGEST_LINK - 1]}…"
