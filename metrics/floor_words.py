"""What retention would have been had nobody bought, as a manager reads it."""

from __future__ import annotations

from metrics.scorecard import Fared
from metrics.wording import amount_words


def floor_words(fared: Fared) -> str:
    """The part of a retention that no customer could change; empty without any."""
    said = _said(fared)
    return f"{said[0].upper()}{said[1:]}." if said else ""


def too_short_words(fared: Fared) -> str:
    """The same as a reason why the data can't tell; empty where it is none."""
    return _said(fared) if fared.is_met_anyway else ""


def _said(fared: Fared) -> str:
    floor = fared.floor
    if floor is None or not floor.percent:
        return ""
    said = f"had nobody bought, it would be {amount_words(floor.percent, fared.unit)}"
    lost = f"a customer is lost only {floor.days} days after the last order"
    if fared.is_met_anyway:
        return f"{said} and meet the target: {lost}, so a shorter period cannot tell"
    return f"{said}: {lost}"
