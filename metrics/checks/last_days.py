"""Tickets solved on the last day of a month, beside the same weekdays near it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from math import exp, log, sqrt
from statistics import fmean, stdev

from scipy.special import stdtr, stdtrit

from metrics.checks.finding import Check, cannot, verdict_of
from metrics.checks.thresholds import FEWEST_MONTHS, LAST_DAY, MONTHS, USUAL_SOLVES
from metrics.kinds import TAIL
from metrics.periods import Period, period_at, series, to_local, to_utc
from metrics.questions import Filters
from metrics.warehouse import Warehouse
from words import mark

FEW = mark(
    "It takes {fewest_months} months up to the end of this period in which a usual day "
    "has {solves} solved tickets or more."
)
NEAR = (-14, -7, 7, 14)  # days of the same weekday, on both sides where data are
DAILY = """
    with quarters as (
        select time_bucket(interval 15 minute, solved_at) as moment, count(*) as n
        from tickets
        where set_aside is null and status in ('solved', 'closed')
            and solved_at >= $start and solved_at < $end and solved_at <= $through
            and ($team is null or team = $team)
            and ($channel is null or channel = $channel)
        group by all
    )
    select timezone($zone, timezone('UTC', moment))::date as day, sum(n)::bigint
    from quarters
    group by all
"""


def last_days(
    warehouse: Warehouse, period: Period, through: datetime, filters: Filters
) -> Check:
    """Whether more is solved on last days of months than on like days near them."""
    months = series(period_at(period.last, "month", period.zone), MONTHS)
    shown = [one for one in months if one.last <= period.last]
    around = timedelta(days=max(NEAR) + 1)
    start = datetime.combine(months[0].first, time())
    asked = dict.fromkeys(("team", "channel")) | dict(filters)
    given = {
        "start": to_utc(start, period.zone),
        "end": to_utc(datetime.combine(period.last, time()) + around, period.zone),
        "through": through,
        "zone": period.zone,
        **asked,
    }
    by_day = dict(warehouse.rows(DAILY, given))
    until = to_local(through, period.zone).date()
    return judged(by_day, [one.last for one in shown if one.last < until], until)


def judged(by_day: Mapping[date, int], lasts: list[date], until: date) -> Check:
    """The check: Student's t of the logarithms of how many times the usual it was.

    The day `until` which the data reach may not be over, and is not compared.
    """
    pairs = list(_pairs(by_day, lasts, until))
    n = sum(on_last for on_last, _ in pairs)
    if len(pairs) < FEWEST_MONTHS:
        return cannot("last day", FEW, n)
    # half a ticket more keeps a day without any from being infinitely few
    logs = [log((on_last + 0.5) / (usual + 0.5)) for on_last, usual in pairs]
    many, middle = len(logs), fmean(logs)
    error = stdev(logs) / sqrt(many)
    half = float(stdtrit(many - 1, 1 - TAIL)) * error
    if error:
        chance = float(stdtr(many - 1, -middle / error))
    else:
        chance = 0.0 if middle > 0 else 1.0
    return Check(
        "last day",
        verdict_of(chance, is_large=exp(middle) >= LAST_DAY),
        n,
        exp(middle),
        (exp(middle - half), exp(middle + half)),
        1.0,
        unit="times",
        chance=chance,
        parts=(many,),
    )


def _pairs(
    by_day: Mapping[date, int], lasts: list[date], until: date
) -> Iterator[tuple[int, float]]:
    """Of each month: solved on its last day, and usually on like days near it."""
    since = min(by_day, default=until)
    for last in lasts:
        days = [last + timedelta(days=step) for step in NEAR]
        like = [by_day.get(day, 0) for day in days if since <= day < until]
        if len(like) >= len(NEAR) // 2 and fmean(like) >= USUAL_SOLVES:
            yield by_day.get(last, 0), fmean(like)
