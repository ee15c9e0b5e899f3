"""Pieces of a web page as HTML: verdicts, facts and the strip of a year."""

from __future__ import annotations

import re

from markupsafe import Markup

from metrics.verdicts import Verdict, verdict_words
from slides.model import Lived, Slide, SlidePromise
from words import say


def lived(one: Lived) -> Markup:
    """A verdict by shape and word."""
    kind = kind_of(one.verdict)
    return Markup(
        '<span class="lived {kind}"><svg aria-hidden="true"><use href="#{kind}"/></svg>'
        "{words}</span>"
    ).format(kind=kind, words=one.words)


def kind_of(verdict: Verdict) -> str:
    """The name of its shape: can-t-tell."""
    return re.sub(r"\W", "-", verdict.value)


def facts(promise: SlidePromise) -> Markup:
    """What else a reader must know, in one line."""
    said = (
        promise.n,
        promise.response,
        promise.change,
        promise.standing,
        promise.clock,
        *promise.remarks,
    )
    return Markup(" · ").join(one for one in said if one)


def strip(slide: Slide) -> Markup:
    """Fifty-two weeks, a row a value and a shape a week; empty where not known."""
    if not slide.year:
        return Markup()
    rows = Markup().join(
        Markup('<tr><th scope="row">{name}</th>{cells}</tr>').format(
            name=name, cells=Markup().join(map(_week, verdicts))
        )
        for name, verdicts in slide.year
    )
    return Markup(
        '<section aria-labelledby="part-year"><h2 id="part-year">{heading}</h2>'
        '<div class="wide"><table class="year">{rows}</table></div></section>'
    ).format(heading=say("The last 52 weeks"), rows=rows)


def _week(verdict: Verdict) -> Markup:
    return Markup(
        '<td class="{kind}"><svg role="img" aria-label="{words}"><title>{words}</title>'
        '<use href="#{kind}"/></svg></td>'
    ).format(kind=kind_of(verdict), words=verdict_words(verdict))
