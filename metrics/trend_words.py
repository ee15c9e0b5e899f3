"""What a process-behaviour chart says, as a manager reads it."""

from __future__ import annotations

from babel.dates import format_date

from metrics.changes import Standing
from metrics.decisions import Decision
from metrics.periods import SERIES
from metrics.scorecard import Fared
from metrics.variation import BASELINE, FEWEST, Judged, Signal
from metrics.wording import LOCALE, NOTHING, amount_words, count_words, period_words

GRAINS = {"week": "week", "month": "month", "quarter": "quarter", "year": "year"}


def standing_words(fared: Fared) -> str:
    """On a card: the signal, or routine variation; nothing where neither is known."""
    signal, behaviour = fared.signal, fared.behaviour
    if signal is None:
        known = behaviour.standing is Standing.ROUTINE
        return str(Standing.ROUTINE) if known else ""
    limits = behaviour.limits
    usual = amount_words(limits.centre, fared.unit) if limits else NOTHING
    said = signal_words(signal, fared.period.grain)
    return f"signal: {said}, {usual}{_nearing_words(fared)}"


def signal_words(signal: Signal, grain: str) -> str:
    """Which rule a period meets: 8 months in a row below the usual."""
    spans = f"{GRAINS.get(grain, 'period')}s"
    if signal.rule == "outside":
        return f"{signal.side} the limits of the usual"
    if signal.rule == "run":
        return f"{signal.periods} {spans} in a row {signal.side} the usual"
    return f"2 of 3 {spans} far {signal.side} the usual"


def trend_words(fared: Fared) -> str:
    """The whole chart in a sentence or two, the period shown last."""
    behaviour, period = fared.behaviour, fared.period
    amount = amount_words(fared.reading.amount, fared.unit)
    standing, now = behaviour.standing, f"{period_words(period)}: {amount}"
    if standing is Standing.SIGNAL:
        said = (signal_words(one, period.grain) for one in behaviour.points[-1].signals)
        return (
            f"Signal: {', and '.join(said)}{_nearing_words(fared)}. {now}, "
            f"{usual_words(fared)}."
        )
    if standing is Standing.ROUTINE:
        return (
            f"No signal: {amount} in {period_words(period)} is within routine "
            f"variation, {usual_words(fared)}. A smaller or slow change would not show."
        )
    if standing is Standing.TOO_FEW:
        return f"{_too_few(fared)} {now}."
    return _not_judged(fared)


def _nearing_words(fared: Fared) -> str:
    """That a row on one side of the usual comes nearer to it; else nothing."""
    return ", though nearest to it now" if fared.behaviour.is_nearing else ""


def limits_words(fared: Fared) -> str:
    """Which periods the limits are of, and that they move on."""
    span = GRAINS.get(fared.period.grain, "period")
    return (
        f"The usual and its limits are of the first {BASELINE} of the {SERIES} {span}s "
        "up to the last one, and begin anew with a decision that judges anew. They "
        f"move on with time: what lasts becomes the usual, and a {span} may be judged "
        "otherwise later."
    )


def usual_words(fared: Fared) -> str:
    """The centre with its limits: usual is 81.0 %, from 76.2 % to 85.8 %."""
    limits, unit = fared.behaviour.limits, fared.unit
    if limits is None:
        return ""
    low, high = (amount_words(one, unit) for one in (limits.low, limits.high))
    return f"usual is {amount_words(limits.centre, unit)}, from {low} to {high}"


def point_words(point: Judged, fared: Fared) -> str:
    """What the chart says of one of its periods."""
    if not point.counts:
        return "not judged"
    if point.limits is None:
        return "too few periods"
    said = [signal_words(one, fared.period.grain) for one in point.signals]
    return ", and ".join(said) if said else "routine"


def days_words(fared: Fared) -> str:
    """Of how many days the amounts of a total are, where they were scaled."""
    days = fared.behaviour.per_days
    return "" if days is None else f"in {days:.4g} days"


def decision_words(decision: Decision, zone: str) -> str:
    """A decision with its day: 14 May 2026, first replies within the hour."""
    day = format_date(decision.day(zone), "d MMMM y", LOCALE)
    anew = " (judged anew from here)" if decision.rebases else ""
    return f"{day}: {decision.what}{anew}"


def _too_few(fared: Fared) -> str:
    many = fared.behaviour.points[-1].stretch
    spans = GRAINS.get(fared.period.grain, "period") + ("" if many == 1 else "s")
    since = [one for one in fared.behaviour.decisions if one.rebases]
    after = f" since “{since[-1].what}”" if since else ""
    return (
        f"Too few periods to tell routine from signal: {many} {spans}{after}, "
        f"and {FEWEST} are needed."
    )


def _not_judged(fared: Fared) -> str:
    period, n, least = fared.period, fared.reading.n, fared.definition.min_n
    if fared.reading.amount is None:
        return f"Nothing was counted in {period_words(period)}."
    if period.until is not None:
        return f"{period_words(period)}, is not over and not judged."
    return (
        f"{period_words(period)} has {count_words(n)} "
        f"{fared.definition.observation}s and is not judged; it needs {least}."
    )
