"""From what was counted to the words of a slide, in the language that is spoken."""

from __future__ import annotations

from collections.abc import Mapping

from metrics.floor_words import floor_words
from metrics.nouns import thing
from metrics.own_words import spoken
from metrics.periods import series
from metrics.scorecard import Card, Fared, Scorecard
from metrics.survey_funnel import SurveyFunnel
from metrics.trend_words import standing_words
from metrics.verdicts import Verdict, verdict_words
from metrics.week_words import months
from metrics.weeks import Year
from metrics.wording import (
    SHAPES,
    amount_words,
    change_words,
    clock_words,
    company_words,
    filter_words,
    headline,
    interval_words,
    judged_words,
    period_words,
    reach_words,
    short_reach_words,
    target_label,
    target_words,
)
from slides.model import Lived, Slide, SlideCard, SlidePoint, SlidePromise
from words import known, language, say

Funnels = Mapping[str, SurveyFunnel]
Sentences = Mapping[str, str]
WHOLE = ""  # the key of the whole scorecard among the sentences


def slide_of(
    scorecard: Scorecard,
    *,
    address: str,
    funnels: Funnels | None = None,
    sentences: Sentences | None = None,
    year: Year | None = None,
    withheld: str = "",
) -> Slide:
    """The slide of a scorecard.

    `funnels` are by survey (csat, nps, ces) and tell the response rates;
    `sentences` by the name of a card, and "" for the whole; `withheld` is why no
    number of it may be shown.
    """
    said = sentences or {}
    service = tuple(_card(scorecard, one, funnels, said) for one in scorecard.values)
    selling = tuple(_card(scorecard, one, funnels, said) for one in scorecard.sales)
    return Slide(
        language(),
        company_words(scorecard),
        period_words(scorecard.period),
        scorecard.period.label,
        say("Compared with {period}", period=period_words(scorecard.before)),
        scorecard.period.zone,
        reach_words(scorecard),
        filter_words(scorecard),
        headline(scorecard),
        say("Service"),
        say("Sales"),
        service,
        selling,
        address,
        withheld or _empty(scorecard),
        _advice(withheld),
        said.get(WHOLE, ""),
        tuple((spoken(name), weeks) for name, weeks in year.strips) if year else (),
        tuple((place, name) for place, name, _ in months(year)) if year else (),
    )


def lived_of(verdict: Verdict) -> Lived:
    """A verdict with its word and its shape."""
    return Lived(verdict, verdict_words(verdict), SHAPES[verdict])


def _empty(scorecard: Scorecard) -> str:
    cards = (*scorecard.values, *scorecard.sales)
    if any(card.verdict is not Verdict.NO_DATA for card in cards):
        return ""
    return say("There are no data for {period}.", period=period_words(scorecard.period))


def _advice(withheld: str) -> str:
    if withheld:
        return say("Choose a larger group, or the whole company.")
    return say("Load an export that reaches it, or choose another period.")


def _card(
    scorecard: Scorecard, card: Card, funnels: Funnels | None, said: Sentences
) -> SlideCard:
    return SlideCard(
        spoken(card.name),
        spoken(card.action),
        lived_of(card.verdict),
        judged_words(card),
        tuple(_promise(scorecard, one, funnels) for one in card.promises),
        said.get(card.name, ""),
    )


def _promise(
    scorecard: Scorecard, fared: Fared, funnels: Funnels | None
) -> SlidePromise:
    definition, is_shown = fared.definition, _is_shown(fared)
    change = "" if fared.change is None else change_words(fared.change, fared.unit)
    return SlidePromise(
        key=fared.key,
        name=spoken(fared.name),
        short=known(definition.short),
        lived=lived_of(fared.verdict),
        amount=amount_words(fared.reading.amount, fared.unit) if is_shown else "",
        target_label=target_label(fared),
        target=target_words(fared.bounds, fared.unit),
        n=say("n = {n}", n=fared.reading.n),
        interval=interval_words(fared) if is_shown else "",
        change=change if is_shown else "",
        standing=standing_words(fared) if is_shown else "",
        why_blank="" if is_shown else _why_blank(fared),
        clock=clock_words(fared),
        response=response_words(definition.metric, funnels),
        remarks=(*_remarks(scorecard, fared), *_silence(definition.metric, funnels)),
        version=definition.version,
        definition=known(definition.counts.strip()),
        source=definition.source,
        series=_points(fared),
    )


def _is_shown(fared: Fared) -> bool:
    unseen = fared.verdict in {Verdict.TOO_FEW, Verdict.NO_DATA}
    return fared.reading.amount is not None and not unseen


def _why_blank(fared: Fared) -> str:
    """Too few, or none; or what is wrong with the definition."""
    if fared.problem:
        return fared.problem
    if fared.verdict is Verdict.TOO_FEW:
        return say("shown from n = {least} on", least=fared.definition.min_n)
    return say("nothing was counted")


def _remarks(scorecard: Scorecard, fared: Fared) -> list[str]:
    said = (
        short_reach_words(fared, scorecard),
        floor_words(fared) if _is_shown(fared) else "",
        *(say("for every {name}", name=thing(name)) for name in fared.unfiltered),
    )
    return [one for one in said if one]


def _points(fared: Fared) -> tuple[SlidePoint, ...]:
    """The series, with no number of fewer than may be shown."""
    least = max(1, fared.definition.min_n)
    shown = [point.n >= least for point in fared.series]
    periods = series(fared.period, len(fared.series))
    return tuple(
        SlidePoint(
            period_words(period),
            point.amount if is_shown else None,
            point.bounds.low if point.bounds else None,
            point.bounds.high if point.bounds else None,
            amount_words(point.amount, fared.unit) if is_shown else "",
        )
        for period, point, is_shown in zip(periods, fared.series, shown, strict=True)
    )


def response_words(metric: str, funnels: Funnels | None) -> str:
    """How many of those asked answered; empty where that is not known."""
    found = (funnels or {}).get(metric)
    told = found.told if found else None
    if told is None or told.response is None or told.is_small:
        return ""
    return say("{rate} answered", rate=amount_words(told.response, "percent"))


def _silence(metric: str, funnels: Funnels | None) -> tuple[str, ...]:
    """That nobody can tell how many answered; nothing of what is no survey."""
    if metric not in (funnels or {}) or response_words(metric, funnels):
        return ()
    return (say("response rate not known"),)
