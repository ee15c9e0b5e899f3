"""The survey funnel, as a manager reads it."""

from __future__ import annotations

from collections.abc import Iterator

from metrics.kinds import Interval
from metrics.nouns import counted
from metrics.offering import Spread
from metrics.survey_funnel import (
    SMALLEST,
    Stage,
    SurveyFunnel,
    Undated,
    bounds_of,
)
from metrics.wording import amount_words, measured
from words import mark, say

ANOTHER_DAY = mark(
    "Counted from the tickets solved in this period, whenever their answers came; "
    "the card files an answer under its own day."
)


def funnel_words(stage: Stage) -> str:
    """Solved, asked, answered in one line."""
    return say(
        "Of {tickets} solved, {offered} ({offering}) were asked about and {answered} "
        "answered: a response rate of {response}.",
        tickets=_tickets(stage.eligible),
        offered=stage.offered,
        offering=_percent(stage.offering),
        answered=stage.answered,
        response=_percent(stage.response),
    )


def silence_words(stage: Stage, short: str) -> str:
    """What the score would be, had all who were asked answered."""
    bounds = bounds_of(stage)
    if bounds is None:
        return say("Nobody answered, so the score could be anything.")
    return say(
        "{metric} among the answers is {answered}. Had all {asked} answered, it would "
        "lie between {if_bad}, if all who stayed silent were unhappy, and {if_good}, "
        "if all were happy.",
        metric=short,
        answered=_percent(bounds.answered),
        asked=bounds.asked,
        if_bad=_percent(bounds.if_bad),
        if_good=_percent(bounds.if_good),
    )


def answers_only_words(stage: Stage) -> str:
    """A source that tells answers alone, and how far the score could be off."""
    said = say(
        "The exports about {source} tickets hold answers alone: {answered} of "
        "{tickets} solved have one ({rate}). Who was asked and stayed silent cannot "
        "be told.",
        source=stage.name,
        answered=stage.answered,
        tickets=_tickets(stage.eligible),
        rate=_percent(100 * stage.answered / stage.eligible),
    )
    bounds = bounds_of(stage, offered=False)
    if bounds is None:
        return said
    more = say(
        "Had every solved ticket been answered, the score could be anything from "
        "{if_bad} to {if_good}.",
        if_bad=_percent(bounds.if_bad),
        if_good=_percent(bounds.if_good),
    )
    return f"{said} {more}"


def nothing_words(undated: Undated) -> Iterator[str]:
    """Why there is no funnel to show."""
    if not undated.sent:
        yield say(
            "No ticket solved in this period was asked about, as far as exports tell."
        )
    elif undated.sent == undated.answered:
        yield say(
            "These answers hang on no ticket, and the exports hold answers alone: "
            "who was asked and stayed silent cannot be told."
        )
    else:
        yield say(
            "These surveys hang on no ticket, and one that nobody answered has no "
            "date, so that they belong to no period. Of all {sent} sent, {answered} "
            "were answered ({rate}).",
            sent=undated.sent,
            answered=undated.answered,
            rate=_percent(100 * undated.answered / undated.sent),
        )


def agents_words(spread: Spread) -> str:
    """Whether who answers decides who is asked."""
    if not spread.can_tell:
        return say(
            "Whether agents offer surveys alike cannot be told: it takes two of them "
            "with {smallest} solved tickets, and some of each kind.",
            smallest=SMALLEST,
        )
    lowest, highest = spread.groups[0], spread.groups[-1]
    return say(
        AGENTS_DIFFER if spread.differs else AGENTS_ALIKE,
        agents=len(spread.groups),
        lowest=_percent(lowest.offering),
        highest=_percent(highest.offering),
        often=_often(spread),
    )


AGENTS_DIFFER = mark(
    "Among {agents} agents, from {lowest} to {highest} of the tickets were asked "
    "about: more than chance (alike for all, it would be as wide {often} of the "
    "time). That says nothing about why."
)
AGENTS_ALIKE = mark(
    "Among {agents} agents, from {lowest} to {highest} of the tickets were asked "
    "about: could be chance; that does not show that they are asked alike (alike for "
    "all, it would be as wide {often} of the time)."
)
REOPENED_DIFFER = mark(
    "Of the reopened tickets {reopened} were asked about, of the others {others}: "
    "more than chance (alike for all, it would be as wide {often} of the time). That "
    "says nothing about why."
)
REOPENED_ALIKE = mark(
    "Of the reopened tickets {reopened} were asked about, of the others {others}: "
    "could be chance; that does not show that they are asked alike (alike for all, it "
    "would be as wide {often} of the time)."
)


def reopened_words(funnel: SurveyFunnel, spread: Spread) -> str:
    """Whether a reopened ticket is asked about as often as another."""
    if not funnel.reopened:
        return say("The exports do not tell which tickets were reopened.")
    if not spread.can_tell:
        return say(
            "Whether reopened tickets are asked about as often as others cannot be "
            "told: it takes {smallest} of each, and some of each kind.",
            smallest=SMALLEST,
        )
    rates = {one.name: _percent(one.offering) for one in spread.groups}
    return say(
        REOPENED_DIFFER if spread.differs else REOPENED_ALIKE,
        reopened=rates["reopened"],
        others=rates["not reopened"],
        often=_often(spread),
    )


def rate_words(rate: float | None, interval: Interval | None, small: bool) -> str:
    """A rate with its interval; nothing of too few."""
    if rate is None or interval is None:
        return "–"
    if small:
        return say("too few")
    low, high = (measured(bound, "percent").number for bound in interval)
    return f"{_percent(rate)} ({low}–{high})"


def _tickets(n: int) -> str:
    return counted(n, "ticket")


def _percent(share: float | None) -> str:
    return amount_words(share, "percent")


def _often(spread: Spread) -> str:
    """How often a spread as wide would come about by itself."""
    chance = 100 * (spread.chance or 0.0)
    return say("less than 0.1 %") if chance < 0.1 else _percent(chance)
