"""What retention would have been had nobody bought, as a manager reads it."""

from __future__ import annotations

from metrics.scorecard import Fared
from metrics.wording import amount_words
from words import mark, say

FLOOR = mark(
    "Had nobody bought, it would be {amount}: a customer is lost only {days} days "
    "after the last order."
)
FLOOR_MET = mark(
    "Had nobody bought, it would be {amount} and meet the target: a customer is lost "
    "only {days} days after the last order, so a shorter period cannot tell."
)
TOO_SHORT = mark(
    "had nobody bought, it would be {amount} and meet the target: a customer is lost "
    "only {days} days after the last order, so a shorter period cannot tell"
)


def floor_words(fared: Fared) -> str:
    """The part of a retention that no customer could change; empty without any."""
    return _said(fared, FLOOR_MET if fared.is_met_anyway else FLOOR)


def too_short_words(fared: Fared) -> str:
    """The same as a reason why the data can't tell; empty where it is none."""
    return _said(fared, TOO_SHORT) if fared.is_met_anyway else ""


def _said(fared: Fared, form: str) -> str:
    floor = fared.floor
    if floor is None or not floor.percent:
        return ""
    amount = amount_words(floor.percent, fared.unit)
    return say(form, amount=amount, days=floor.days)
