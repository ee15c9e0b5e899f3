"""One plain sentence for each value and for the whole scorecard: what happened."""

from __future__ import annotations

from collections.abc import Iterator

from metrics.due import Bounds
from metrics.nouns import counted
from metrics.own_words import spoken
from metrics.scorecard import Card, Fared, Scorecard
from metrics.trend_words import signal_words
from metrics.verdicts import BROKEN, Verdict, verdict_words
from metrics.wording import amount_words, headline, target_words
from words import mark, say

# What is said of a value, no surer than its verdict.
SAID = {
    Verdict.KEPT: mark("{value} kept: {told}."),
    Verdict.PROBABLY_KEPT: mark("{value} probably kept: {told}."),
    Verdict.CANT_TELL: mark(
        "For {value} the data can't tell: {told}; the target is {target}."
    ),
    Verdict.PROBABLY_BROKEN: mark(
        "{value} probably broken: {told}; the target is {target}."
    ),
    Verdict.BROKEN: mark("{value} broken: {told}; the target is {target}."),
}
SO_FAR = {
    Verdict.KEPT: mark("{value} kept so far: {told}."),
    Verdict.PROBABLY_KEPT: mark("{value} probably kept so far: {told}."),
    Verdict.CANT_TELL: mark(
        "For {value} the data can't tell yet: {told}; the target is {target}."
    ),
    Verdict.PROBABLY_BROKEN: mark(
        "{value} probably broken so far: {told}; the target is {target}."
    ),
    Verdict.BROKEN: mark("{value} broken so far: {told}; the target is {target}."),
}
IN_A_ROW = {
    Verdict.KEPT: mark("{value} kept for {spans} in a row: {told}."),
    Verdict.PROBABLY_KEPT: mark("{value} probably kept for {spans} in a row: {told}."),
    Verdict.PROBABLY_BROKEN: mark(
        "{value} probably broken for {spans} in a row: {told}; the target is {target}."
    ),
    Verdict.BROKEN: mark(
        "{value} broken for {spans} in a row: {told}; the target is {target}."
    ),
}
# Of a total whose period runs, a part of the target is due.
DUE = {
    Verdict.KEPT: SO_FAR[Verdict.KEPT],
    Verdict.BROKEN: mark("{value} broken so far: {told}; {target} was due by then."),
}
# What is added of the whole scorecard, where values fell short before.
AGAIN = {
    Verdict.PROBABLY_BROKEN: mark("{value}: probably broken for {spans} in a row."),
    Verdict.BROKEN: mark("{value}: broken for {spans} in a row."),
}
# Of a total whose history begins inside the period.
IN_PART = mark("For {value} the data begin too late to tell: {told}.")
# Of a retention that would meet its target had nobody bought.
TOO_SHORT = mark("For {value} the period is too short to tell: {told}.")
SIGNS = "≥≤ "


def scorecard_sentence(scorecard: Scorecard) -> str:
    """Which values we lived by, which not, since when, and how sales did."""
    return " ".join((headline(scorecard), *_again(scorecard)))


def sentences_of(scorecard: Scorecard) -> dict[str, str]:
    """The sentence of each card by its name, and of the whole scorecard by ""."""
    cards = (*scorecard.sales, *scorecard.values)
    return {card.name: card_sentence(card) for card in cards} | {
        "": scorecard_sentence(scorecard)
    }


def _again(scorecard: Scorecard) -> Iterator[str]:
    for card in scorecard.values:
        if card.verdict in BROKEN and card.streak > 1:
            template, name = AGAIN[card.verdict], spoken(card.name)
            yield say(template, value=name, spans=_spans(card))


def card_sentence(card: Card) -> str:
    """What happened to a value: its weakest promise first, then the others, then the
    signal that stands behind it."""
    return " ".join((main_sentence(card), *_others(card), *_signal(card.weakest)))


def main_sentence(card: Card) -> str:
    """What its weakest promise says of a value."""
    fared, name = card.weakest, spoken(card.name)
    if fared.verdict is Verdict.NO_DATA:
        return say("No data for {value}.", value=name)
    if fared.verdict is Verdict.TOO_FEW:
        return _too_few(fared, name)
    if fared.bounds is None:
        return say(
            "For {value} no target was set then: {told}.",
            value=name,
            told=told_words(fared),
        )
    return say(
        _template(card, fared),
        value=name,
        told=told_words(fared),
        target=_target(fared.bounds, fared.unit),
        spans=_spans(card),
    )


def _template(card: Card, fared: Fared) -> str:
    if fared.verdict is Verdict.CANT_TELL and fared.is_met_anyway:
        return TOO_SHORT
    is_total = fared.definition.kind == "total"
    if fared.verdict is Verdict.CANT_TELL and is_total:
        return IN_PART
    if fared.period.until is not None:
        return (DUE if is_total else SO_FAR)[fared.verdict]
    is_row = card.streak > 1 and fared.verdict in IN_A_ROW
    return (IN_A_ROW if is_row else SAID)[fared.verdict]


def _too_few(fared: Fared, name: str) -> str:
    return say(
        "For {value} there is too little to tell: {counted}, and a verdict needs "
        "{least}.",
        value=name,
        counted=counted(fared.reading.n, fared.definition.observation),
        least=fared.definition.min_n,
    )


def told_words(fared: Fared) -> str:
    """What happened, as a clause: 71.0 % of the solved tickets were solved at …"""
    amount = amount_words(fared.reading.amount, fared.unit)
    if fared.clock == "working":
        amount = say("{amount} of working hours", amount=amount)
    if fared.definition.said:
        return say(fared.definition.said, amount=amount)
    return say("{metric} was {amount}", metric=spoken(fared.name), amount=amount)


def _target(bounds: Bounds, unit: str) -> str:
    """The target alone; kept or broken says on which side of it."""
    return target_words(bounds, unit).lstrip(SIGNS)


def _spans(card: Card) -> str:
    """How many periods in a row: 4 months."""
    grain = card.weakest.period.grain
    return counted(card.streak, "period" if grain == "days" else grain)


def _others(card: Card) -> Iterator[str]:
    """The other promises that fared otherwise, a sentence a verdict."""
    for verdict in Verdict:
        named = [spoken(one.name) for one in card.promises if one.verdict is verdict]
        if named and verdict is not card.verdict:
            words = verdict_words(verdict)
            yield say("{promises}: {verdict}.", promises=named, verdict=words)


def _signal(fared: Fared) -> Iterator[str]:
    if fared.signal is not None:
        signal = signal_words(fared.signal, fared.period.grain)
        yield say("Signal: {signal}.", signal=signal)
