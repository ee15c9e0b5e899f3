"""What a process-behaviour chart says, as a manager reads it."""

from __future__ import annotations

from metrics.changes import Standing
from metrics.decisions import Decision
from metrics.nouns import counted
from metrics.periods import SERIES
from metrics.scorecard import Fared
from metrics.variation import BASELINE, FEWEST, Judged, Signal
from metrics.wording import NOTHING, amount_words, decimal_words, period_words
from words import known, mark, say, say_many

# A period of each length, one and many.
SPANS = {
    "week": (mark("week"), mark("weeks")),
    "month": (mark("month"), mark("months")),
    "quarter": (mark("quarter"), mark("quarters")),
    "year": (mark("year"), mark("years")),
}
SPAN = (mark("period"), mark("periods"))
# Which rule a period meets, and on which side of the usual.
OUTSIDE = {
    "above": mark("above the limits of the usual"),
    "below": mark("below the limits of the usual"),
}
RUN = {
    "above": mark("{n} {spans} in a row above the usual"),
    "below": mark("{n} {spans} in a row below the usual"),
}
FAR = {
    "above": mark("2 of 3 {spans} far above the usual"),
    "below": mark("2 of 3 {spans} far below the usual"),
}
# With ", though nearest to it now" after a row on one side that comes nearer.
ON_CARD = {
    False: mark("signal: {signal}, {usual}"),
    True: mark("signal: {signal}, {usual}, though nearest to it now"),
}
SIGNAL = {
    False: mark("Signal: {signals}. {period}: {amount}, {usual}."),
    True: mark(
        "Signal: {signals}, though nearest to it now. {period}: {amount}, {usual}."
    ),
}


def span_words(grain: str) -> str:
    """One period of a length: month."""
    return known(SPANS.get(grain, SPAN)[0])


def spans_words(grain: str) -> str:
    """Many periods of a length: months."""
    return known(SPANS.get(grain, SPAN)[1])


def standing_words(fared: Fared) -> str:
    """On a card: the signal, or routine variation; nothing where neither is known."""
    signal, behaviour = fared.signal, fared.behaviour
    if signal is None:
        is_known = behaviour.standing is Standing.ROUTINE
        return known(Standing.ROUTINE) if is_known else ""
    limits = behaviour.limits
    return say(
        ON_CARD[behaviour.is_nearing],
        signal=signal_words(signal, fared.period.grain),
        usual=amount_words(limits.centre, fared.unit) if limits else NOTHING,
    )


def signal_words(signal: Signal, grain: str) -> str:
    """Which rule a period meets: 8 months in a row below the usual."""
    if signal.rule == "outside":
        return known(OUTSIDE[signal.side])
    if signal.rule == "run":
        return say(RUN[signal.side], n=signal.periods, spans=spans_words(grain))
    return say(FAR[signal.side], spans=spans_words(grain))


def trend_words(fared: Fared) -> str:
    """The whole chart in a sentence or two, the period shown last."""
    behaviour, period = fared.behaviour, period_words(fared.period)
    amount = amount_words(fared.reading.amount, fared.unit)
    standing = behaviour.standing
    if standing is Standing.SIGNAL:
        return say(
            SIGNAL[behaviour.is_nearing],
            signals=_signals(behaviour.points[-1], fared.period.grain),
            period=period,
            amount=amount,
            usual=usual_words(fared),
        )
    if standing is Standing.ROUTINE:
        return say(
            "No signal: {amount} in {period} is within routine variation, {usual}. "
            "A smaller or slow change would not show.",
            amount=amount,
            period=period,
            usual=usual_words(fared),
        )
    if standing is Standing.TOO_FEW:
        now = say("{period}: {amount}.", period=period, amount=amount)
        return f"{_too_few(fared)} {now}"
    return _not_judged(fared)


def _signals(point: Judged, grain: str) -> str:
    """Every rule that a period meets, the plainest first."""
    first, *more = (signal_words(one, grain) for one in point.signals)
    for one in more:
        first = say("{signal}, and {another}", signal=first, another=one)
    return first


def limits_words(fared: Fared) -> str:
    """Which periods the limits are of, and that they move on."""
    return say(
        "The usual and its limits are of the first {baseline} of the {series} {spans} "
        "up to the last one, and begin anew with a decision that judges anew. They "
        "move on with time: what lasts becomes the usual, and a {span} may be judged "
        "otherwise later.",
        baseline=BASELINE,
        series=SERIES,
        spans=spans_words(fared.period.grain),
        span=span_words(fared.period.grain),
    )


def usual_words(fared: Fared) -> str:
    """The centre with its limits: usual is 81.0 %, from 76.2 % to 85.8 %."""
    limits, unit = fared.behaviour.limits, fared.unit
    if limits is None:
        return ""
    return say(
        "usual is {centre}, from {low} to {high}",
        centre=amount_words(limits.centre, unit),
        low=amount_words(limits.low, unit),
        high=amount_words(limits.high, unit),
    )


def point_words(point: Judged, fared: Fared) -> str:
    """What the chart says of one of its periods."""
    if not point.counts:
        return known(Standing.NOT_JUDGED)
    if point.limits is None:
        return say("too few periods")
    return _signals(point, fared.period.grain) if point.signals else say("routine")


def days_words(fared: Fared) -> str:
    """Of how many days the amounts of a total are, where they were scaled."""
    days = fared.behaviour.per_days
    if days is None:
        return ""
    return say("in {days} days", days=decimal_words(float(f"{days:.4g}"), "0.##"))


def decision_words(decision: Decision, zone: str) -> str:
    """A decision with its day: 14 May 2026, first replies within the hour."""
    day = decision.day(zone)
    if decision.rebases:
        return say("{day}: {what} (judged anew from here)", day=day, what=decision.what)
    return say("{day}: {what}", day=day, what=decision.what)


def _too_few(fared: Fared) -> str:
    many = fared.behaviour.points[-1].stretch
    one, several = SPANS.get(fared.period.grain, SPAN)
    since = [it.what for it in fared.behaviour.decisions if it.rebases]
    spans = say_many(
        "{n} {span}", "{n} {spans}", many, span=known(one), spans=known(several)
    )
    if since:
        return say(
            "Too few periods to tell routine from signal: {spans} since “{what}”, "
            "and {fewest} are needed.",
            spans=spans,
            what=since[-1],
            fewest=FEWEST,
        )
    return say(
        "Too few periods to tell routine from signal: {spans}, and {fewest} are "
        "needed.",
        spans=spans,
        fewest=FEWEST,
    )


def _not_judged(fared: Fared) -> str:
    period, definition = period_words(fared.period), fared.definition
    if fared.reading.amount is None:
        return say("Nothing was counted in {period}.", period=period)
    if fared.period.until is not None:
        return say("{period}, is not over and not judged.", period=period)
    return say(
        "{period} has {observations} and is not judged; it needs {least}.",
        period=period,
        observations=counted(fared.reading.n, definition.observation),
        least=definition.min_n,
    )
