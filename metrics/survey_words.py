"""The survey funnel, as a manager reads it."""

from __future__ import annotations

from collections.abc import Iterator

from metrics.kinds import Interval
from metrics.offering import Spread
from metrics.survey_funnel import (
    SMALLEST,
    Stage,
    SurveyFunnel,
    Undated,
    bounds_of,
)
from metrics.wording import amount_words, count_words

ANOTHER_DAY = (
    "Counted from the tickets solved in this period, whenever their answers came; "
    "the card files an answer under its own day."
)
NOT_WHY = "That says nothing about why."
COULD_BE_CHANCE = "could be chance; that does not show that they are asked alike"


def funnel_words(stage: Stage) -> str:
    """Solved, asked, answered in one line."""
    return (
        f"Of {_tickets(stage.eligible)} solved, {count_words(stage.offered)} "
        f"({_percent(stage.offering)}) were asked about and "
        f"{count_words(stage.answered)} answered: a response rate of "
        f"{_percent(stage.response)}."
    )


def silence_words(stage: Stage, short: str) -> str:
    """What the score would be, had all who were asked answered."""
    bounds = bounds_of(stage)
    if bounds is None:
        return "Nobody answered, so the score could be anything."
    return (
        f"{short} among the answers is {_percent(bounds.answered)}. Had all "
        f"{count_words(bounds.asked)} answered, it would lie between "
        f"{_percent(bounds.if_bad)}, if all who stayed silent were unhappy, and "
        f"{_percent(bounds.if_good)}, if all were happy."
    )


def answers_only_words(stage: Stage) -> str:
    """A source that tells answers alone, and how far the score could be off."""
    rate = _percent(100 * stage.answered / stage.eligible)
    said = (
        f"The exports about {stage.name} tickets hold answers alone: "
        f"{count_words(stage.answered)} of {_tickets(stage.eligible)} solved have one "
        f"({rate}). Who was asked and stayed silent cannot be told."
    )
    bounds = bounds_of(stage, offered=False)
    if bounds is None:
        return said
    return (
        f"{said} Had every solved ticket been answered, the score could be "
        f"anything from {_percent(bounds.if_bad)} to {_percent(bounds.if_good)}."
    )


def nothing_words(undated: Undated) -> Iterator[str]:
    """Why there is no funnel to show."""
    if not undated.sent:
        yield "No ticket solved in this period was asked about, as far as exports tell."
    elif undated.sent == undated.answered:
        yield (
            "These answers hang on no ticket, and the exports hold answers alone: "
            "who was asked and stayed silent cannot be told."
        )
    else:
        rate = _percent(100 * undated.answered / undated.sent)
        yield (
            f"These surveys hang on no ticket, and one that nobody answered has no "
            f"date, so that they belong to no period. Of all "
            f"{count_words(undated.sent)} sent, {count_words(undated.answered)} were "
            f"answered ({rate})."
        )


def agents_words(spread: Spread) -> str:
    """Whether who answers decides who is asked."""
    if not spread.can_tell:
        return (
            "Whether agents offer surveys alike cannot be told: it takes two of them "
            f"with {SMALLEST} solved tickets, and some of each kind."
        )
    lowest, highest = spread.groups[0], spread.groups[-1]
    said = (
        f"Among {len(spread.groups)} agents, from {_percent(lowest.offering)} to "
        f"{_percent(highest.offering)} of the tickets were asked about"
    )
    if spread.differs:
        return f"{said}: more than chance ({_chance(spread)}). {NOT_WHY}"
    return f"{said}: {COULD_BE_CHANCE} ({_chance(spread)})."


def reopened_words(funnel: SurveyFunnel, spread: Spread) -> str:
    """Whether a reopened ticket is asked about as often as another."""
    if not funnel.reopened:
        return "The exports do not tell which tickets were reopened."
    if not spread.can_tell:
        return (
            "Whether reopened tickets are asked about as often as others cannot be "
            f"told: it takes {SMALLEST} of each, and some of each kind."
        )
    rates = {one.name: _percent(one.offering) for one in spread.groups}
    said = (
        f"Of the reopened tickets {rates['reopened']} were asked about, of the others "
        f"{rates['not reopened']}"
    )
    if spread.differs:
        return f"{said}: more than chance ({_chance(spread)}). {NOT_WHY}"
    return f"{said}: {COULD_BE_CHANCE} ({_chance(spread)})."


def rate_words(rate: float | None, interval: Interval | None, small: bool) -> str:
    """A rate with its interval; nothing of too few."""
    if rate is None or interval is None:
        return "–"
    if small:
        return "too few"
    low, high = (_percent(bound).removesuffix(" %") for bound in interval)
    return f"{_percent(rate)} ({low}–{high})"


def _tickets(n: int) -> str:
    return f"{count_words(n)} ticket" if n == 1 else f"{count_words(n)} tickets"


def _percent(share: float | None) -> str:
    return amount_words(share, "percent")


def _chance(spread: Spread) -> str:
    """How often a spread as wide would come about by itself."""
    chance = 100 * (spread.chance or 0.0)
    often = "less than 0.1 %" if chance < 0.1 else _percent(chance)
    return f"alike for all, it would be as wide {often} of the time"
