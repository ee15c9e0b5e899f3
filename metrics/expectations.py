"""Whether what was expected of a decision came true, by the rule of all verdicts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from math import hypot, inf

from scipy.special import ndtr

from metrics.catalog import Catalog, Definition
from metrics.decisions import Decision, Expectation
from metrics.due import Bounds
from metrics.judging import asked_of, cases, since_of
from metrics.kinds import Z
from metrics.measuring import EMPTY, Reading, counts, with_spread
from metrics.periods import Period, to_local
from metrics.questions import Question
from metrics.scorecard import DATA_ERRORS, question_of, unit_of
from metrics.values import Promise, Target, Values
from metrics.verdicts import Chance, Verdict, verdict_of
from metrics.warehouse import Warehouse

DAYS = 30  # up to the day: what is looked at, where the decision is as old


@dataclass(frozen=True)
class Outcome:
    """How an expectation fared in the days up to its own.

    No verdict until the data reach `ripe`, its day and as long as its metric takes to
    mature. `before` is the stretch, as long, up to the day before the decision: what
    rises or falls is compared with it, and its amount of a total is of as many days.
    """

    promise: Promise
    definition: Definition
    unit: str
    expectation: Expectation
    period: Period
    ripe: date
    verdict: Verdict | None = None
    reading: Reading = EMPTY
    bounds: Bounds | None = None
    before: Period | None = None
    reading_before: Reading = EMPTY

    @property
    def is_open(self) -> bool:
        """Whether its day is still to come."""
        return self.verdict is None


def outcome_of(
    warehouse: Warehouse,
    values: Values,
    catalog: Catalog,
    decision: Decision,
    through: datetime,
) -> Outcome | None:
    """How the expectation of a decision fared; None where there is none, or where
    its metric is promised no more."""
    expectation = decision.expectation
    promise = promise_of(values, expectation.key) if expectation else None
    if expectation is None or promise is None:
        return None
    zone, definition = values.company.zone, catalog[promise.metric]
    period = _stretch(decision, expectation, zone)
    ripe = period.last + timedelta(days=definition.matures_days)
    unit = unit_of(definition, values.company)
    found = Outcome(promise, definition, unit, expectation, period, ripe)
    if to_local(through, zone).date() < ripe:
        return found
    try:
        with warehouse.one_moment():
            args = (warehouse, values, definition, promise.clock, (), through)
            question = question_of(*args, period.window())
            return _judged(warehouse, question, found, decision.day(zone))
    except DATA_ERRORS:  # its words may quote what is in a cell
        return replace(found, verdict=Verdict.NO_DATA)


def promise_of(values: Values, key: str) -> Promise | None:
    """The promise of that key, in any case of its letters."""
    promises = [one for value in values.values for one in value.promises]
    for one in (*promises, *values.sales):
        if key.strip().casefold() in {one.key.casefold(), one.metric.casefold()}:
            return one
    return None


def _stretch(decision: Decision, expectation: Expectation, zone: str) -> Period:
    """The last days up to the one expected, none before the decision."""
    last = expectation.day(zone)
    first = max(last - timedelta(days=DAYS - 1), min(last, decision.day(zone)))
    return _days(first, last + timedelta(days=1), zone)


def _days(first: date, after: date, zone: str) -> Period:
    return Period(f"{first} to {after}", "days", first, after, zone)


def _judged(
    warehouse: Warehouse, question: Question, found: Outcome, decided: date
) -> Outcome:
    if found.expectation.amount is not None:
        return _against_an_amount(warehouse, question, found)
    return _against_before(warehouse, question, found, decided)


def _against_an_amount(
    warehouse: Warehouse, question: Question, found: Outcome
) -> Outcome:
    """As the card of those days would judge it, were the amount its target."""
    amount = found.expectation.amount
    is_least = found.expectation.way == "at least"
    target = Target(None, amount, None) if is_least else Target(None, None, amount)
    promise = replace(found.promise, targets=(target,))
    window = found.period.window()
    since = since_of(warehouse, question)
    first = counts(warehouse, question, [window])
    case = cases(warehouse, question, promise, [found.period], first, since)[0]
    asked = asked_of(case.bounds) or ()
    spread = with_spread(warehouse, question, window, case.count, asked)
    reading = spread.reading()
    return replace(found, verdict=case.verdict, reading=reading, bounds=case.bounds)


def _against_before(
    warehouse: Warehouse, question: Question, found: Outcome, decided: date
) -> Outcome:
    span = found.period.after - found.period.first
    before = _days(decided - span, decided, found.period.zone)
    now, then = (_read(warehouse, question, one) for one in (found.period, before))
    n, least = min(now.n, then.n), found.definition.min_n
    chance = chance_of_rise(then, now, is_whole=found.definition.kind == "total")
    if found.expectation.way == "falls":
        chance = 1 - chance
    verdict = verdict_of(n, least, Chance(chance, chance))
    told = replace(found, verdict=verdict, reading=now)
    return replace(told, before=before, reading_before=then)


def _read(warehouse: Warehouse, question: Question, period: Period) -> Reading:
    window = period.window()
    count = counts(warehouse, question, [window])[0]
    return with_spread(warehouse, question, window, count, ()).reading()


def chance_of_rise(then: Reading, now: Reading, *, is_whole: bool = False) -> float:
    """The chance that the true amount of the second reading is the larger one.

    The interval of the difference is made from the two intervals (Zou and Donner
    2008, Stat. Med. 27). What is counted whole has none: it rose or it fell. One half
    where nothing is known.
    """
    if then.amount is None or now.amount is None:
        return 0.5
    difference = now.amount - then.amount
    if is_whole:
        return 0.5 if not difference else float(difference > 0)
    low, high = (then.low, then.high), (now.low, now.high)
    if None in low or None in high:
        return 0.5
    far = _towards_none(then, now, difference)
    if not 0 < far < inf:
        return 0.5
    return float(ndtr(difference / (far / Z)))


def _towards_none(then: Reading, now: Reading, difference: float) -> float:
    """How far chance reaches from the difference towards none at all."""
    assert then.low is not None and then.high is not None  # noqa: S101, PT018
    assert now.low is not None and now.high is not None  # noqa: S101, PT018
    assert then.amount is not None and now.amount is not None  # noqa: S101, PT018
    if difference > 0:
        return hypot(now.amount - now.low, then.high - then.amount)
    return hypot(now.high - now.amount, then.amount - then.low)
