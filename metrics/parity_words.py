"""What parity found, as a manager reads it."""

from __future__ import annotations

from collections.abc import Sequence

from metrics.parity import Parity, Tried
from metrics.wording import amount_words, change_words, count_words

# What helpdesks may choose differently and no export tells.
UNTOLD = (
    "Whether a reply came from a bot that goes by a person's name, what was deleted "
    "before the export, and views with filters of their own cannot be tried."
)
SURER = "can meet a figure by chance: type how many the helpdesk counted to be surer."


def verdict_words(parity: Parity, unit: str, observation: str) -> str:
    """Which choice explains the helpdesk's figure, or that none does."""
    theirs = _theirs(parity, unit)
    if parity.amount is None:
        return "Ours has no data in this period, so there is nothing to compare."
    if parity.fits:
        return f"Ours is the same: {amount_words(parity.amount, unit)}."
    single, pair = parity.single, parity.pair
    if single and single.fits:
        so_does = _so_does(parity) or _by_chance(parity, "One change")
        return f"{_fits(parity, single, unit)}{so_does}"
    if pair and pair.fits:
        by_chance = _by_chance(parity, "Two changes at once")
        return f"{_fits(parity, pair, unit)}{by_chance}"
    counted = _count_differs(parity, observation)
    nearest = pair or single
    if counted and (nearest is None or not parity.shown.figure.is_met_by(_of(nearest))):
        return counted
    nothing = f"Nothing that can be counted in another way here gives {theirs}."
    if nearest is None:
        return f"{nothing} No choice comes nearer to it than ours."
    return f"{nothing} {_nearest(parity, nearest, unit, observation)}"


def untold_words(parity: Parity) -> str:
    """What could not be tried, where nothing explains the figure."""
    tried = (parity.single, parity.pair)
    if parity.fits or parity.amount is None or any(one and one.fits for one in tried):
        return ""
    return UNTOLD


def _theirs(parity: Parity, unit: str) -> str:
    said = amount_words(parity.shown.figure.amount, unit)
    return said if parity.shown.n is None else f"{said} of {_n(parity.shown.n)}"


def _n(n: int) -> str:
    return count_words(n)


def _of(tried: Tried) -> float:
    return float("nan") if tried.amount is None else tried.amount


def _fits(parity: Parity, tried: Tried, unit: str) -> str:
    gives = "gives" if len(tried.choices) == 1 else "together give"
    amount = amount_words(tried.amount, unit)
    exact = amount == amount_words(parity.shown.figure.amount, unit)
    that = "that is the figure your helpdesk shows"
    return f"{tried.words} {gives} {amount}: {that}{'' if exact else ', rounded'}."


def _by_chance(parity: Parity, what: str) -> str:
    """That the amount alone proves little, where no n was typed beside it."""
    return "" if parity.shown.n is not None else f" {what} {SURER}"


def _so_does(parity: Parity) -> str:
    """Others that fit as well: then the figure alone cannot tell which it is."""
    others = [one for one in parity.moving if one.fits and one is not parity.single]
    if not others:
        return ""
    named = _listed([one.words[0].lower() + one.words[1:] for one in others])
    more = "" if parity.shown.n is not None else ", and the number counted would tell"
    return f" So does {named}; the figure alone cannot tell which it is{more}."


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _count_differs(parity: Parity, observation: str) -> str:
    """The same amount from another number of observations."""
    if parity.amount is None or not parity.shown.figure.is_met_by(parity.amount):
        return ""
    assert parity.shown.n is not None  # noqa: S101 - else it would fit
    return (
        f"The amount is the same, but your helpdesk counts {_n(parity.shown.n)} "
        f"{observation}s and we count {_n(parity.n)}; no choice gives its number."
    )


def _nearest(parity: Parity, tried: Tried, unit: str, observation: str) -> str:
    comes = "comes" if len(tried.choices) == 1 else "together come"
    said = f"{tried.words} {comes} nearest: {amount_words(tried.amount, unit)}"
    if parity.shown.figure.is_met_by(_of(tried)):
        return f"{said}, but from {_n(tried.n)} {observation}s."
    return f"{said}, which closes {closes_words(tried)} of the gap."


def closes_words(tried: Tried) -> str:
    """How much of the gap is gone: all, 62 %, none, wider."""
    if tried.closes is None:
        return "–"
    if tried.closes >= 1:
        return "all"
    if tried.closes < 0:
        return "wider"
    return f"{round(100 * tried.closes)} %"


def difference_words(tried: Tried, unit: str) -> str:
    """How far it is from ours, with a sign."""
    return "–" if tried.difference is None else change_words(tried.difference, unit)
