"""What parity found, as a manager reads it."""

from __future__ import annotations

from metrics.nouns import counted, things
from metrics.parity import Parity, Tried, lowered
from metrics.wording import (
    PERCENT,
    amount_words,
    change_words,
    decimal_words,
)
from words import known, mark, say

# What helpdesks may choose differently and no export tells.
UNTOLD = mark(
    "Whether a reply came from a bot that goes by a person's name, what was deleted "
    "before the export, and views with filters of their own cannot be tried."
)
ONE_BY_CHANCE = mark(
    "One change can meet a figure by chance: type how many the helpdesk counted to be "
    "surer."
)
TWO_BY_CHANCE = mark(
    "Two changes at once can meet a figure by chance: type how many the helpdesk "
    "counted to be surer."
)
# One choice, or two together, that give the figure as it is shown, or rounded.
GIVES = {
    (1, True): mark(
        "{choices} gives {amount}: that is the figure your helpdesk shows."
    ),
    (1, False): mark(
        "{choices} gives {amount}: that is the figure your helpdesk shows, rounded."
    ),
    (2, True): mark(
        "{choices} together give {amount}: that is the figure your helpdesk shows."
    ),
    (2, False): mark(
        "{choices} together give {amount}: that is the figure your helpdesk shows, "
        "rounded."
    ),
}
SO_DOES = mark(
    "So does {choices}; the figure alone cannot tell which it is, and the number "
    "counted would tell."
)
SO_DOES_OF_N = mark("So does {choices}; the figure alone cannot tell which it is.")
# The nearest, by how many choices it takes: from another n, or short of the gap.
NEAREST_OF_N = {
    1: mark("{choices} comes nearest: {amount}, but from {observations}."),
    2: mark("{choices} together come nearest: {amount}, but from {observations}."),
}
NEAREST = {
    1: mark("{choices} comes nearest: {amount}, which closes {part} of the gap."),
    2: mark(
        "{choices} together come nearest: {amount}, which closes {part} of the gap."
    ),
}


def verdict_words(parity: Parity, unit: str, observation: str) -> str:
    """Which choice explains the helpdesk's figure, or that none does."""
    if parity.amount is None:
        return say("Ours has no data in this period, so there is nothing to compare.")
    if parity.fits:
        return say(
            "Ours is the same: {amount}.", amount=amount_words(parity.amount, unit)
        )
    single, pair = parity.single, parity.pair
    if single and single.fits:
        more = _so_does(parity) or _by_chance(parity, ONE_BY_CHANCE)
        return _joined(_fits(parity, single, unit), more)
    if pair and pair.fits:
        return _joined(_fits(parity, pair, unit), _by_chance(parity, TWO_BY_CHANCE))
    differs = _count_differs(parity, observation)
    nearest = pair or single
    if differs and (nearest is None or not parity.shown.figure.is_met_by(_of(nearest))):
        return differs
    nothing = say(
        "Nothing that can be counted in another way here gives {figure}.",
        figure=_theirs(parity, unit),
    )
    if nearest is None:
        return _joined(nothing, say("No choice comes nearer to it than ours."))
    return _joined(nothing, _nearest(parity, nearest, unit, observation))


def _joined(*sentences: str) -> str:
    return " ".join(filter(None, sentences))


def untold_words(parity: Parity) -> str:
    """What could not be tried, where nothing explains the figure."""
    tried = (parity.single, parity.pair)
    if parity.fits or parity.amount is None or any(one and one.fits for one in tried):
        return ""
    return known(UNTOLD)


def _theirs(parity: Parity, unit: str) -> str:
    said = amount_words(parity.shown.figure.amount, unit)
    if parity.shown.n is None:
        return said
    return say("{amount} of {n}", amount=said, n=parity.shown.n)


def _of(tried: Tried) -> float:
    return float("nan") if tried.amount is None else tried.amount


def _fits(parity: Parity, tried: Tried, unit: str) -> str:
    amount = amount_words(tried.amount, unit)
    exact = amount == amount_words(parity.shown.figure.amount, unit)
    form = GIVES[len(tried.choices), exact]
    return say(form, choices=tried.words, amount=amount)


def _by_chance(parity: Parity, said: str) -> str:
    """That the amount alone proves little, where no n was typed beside it."""
    return "" if parity.shown.n is not None else known(said)


def _so_does(parity: Parity) -> str:
    """Others that fit as well: then the figure alone cannot tell which it is."""
    others = [one for one in parity.moving if one.fits and one is not parity.single]
    if not others:
        return ""
    form = SO_DOES if parity.shown.n is None else SO_DOES_OF_N
    return say(form, choices=[lowered(one.words) for one in others])


def _count_differs(parity: Parity, observation: str) -> str:
    """The same amount from another number of observations."""
    if parity.amount is None or not parity.shown.figure.is_met_by(parity.amount):
        return ""
    assert parity.shown.n is not None  # noqa: S101 - else it would fit
    return say(
        "The amount is the same, but your helpdesk counts {theirs} {things} and we "
        "count {ours}; no choice gives its number.",
        theirs=parity.shown.n,
        things=things(observation),
        ours=parity.n,
    )


def _nearest(parity: Parity, tried: Tried, unit: str, observation: str) -> str:
    many, amount = len(tried.choices), amount_words(tried.amount, unit)
    if parity.shown.figure.is_met_by(_of(tried)):
        return say(
            NEAREST_OF_N[many],
            choices=tried.words,
            amount=amount,
            observations=counted(tried.n, observation),
        )
    return say(
        NEAREST[many], choices=tried.words, amount=amount, part=closes_words(tried)
    )


def closes_words(tried: Tried) -> str:
    """How much of the gap is gone: all, 62 %, none, wider."""
    if tried.closes is None:
        return "–"
    if tried.closes >= 1:
        return say("all")
    if tried.closes < 0:
        return say("wider")
    return say(PERCENT, number=decimal_words(round(100 * tried.closes), "0"))


def difference_words(tried: Tried, unit: str) -> str:
    """How far it is from ours, with a sign."""
    return "–" if tried.difference is None else change_words(tried.difference, unit)
