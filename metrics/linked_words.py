"""What followed good and bad service, as a manager reads it.

An association is called one: customers were not dealt good and bad service by lot.
"""

from __future__ import annotations

from collections.abc import Iterator

from metrics.linked import Linked, OutcomeKey
from metrics.linked_strata import OF_EITHER, SMALLEST, Compared, TooFew
from metrics.values import Money
from metrics.wording import (
    amount_words,
    between_words,
    decimal_words,
    difference_words,
    whole_money,
)
from words import known, mark, say

NAMES: dict[OutcomeKey, str] = {
    "returned": mark("Bought again"),
    "repeated": mark("Bought twice and more"),
    "order_value": mark("Value of the next order"),
}
TOLD: dict[OutcomeKey, str] = {
    "returned": mark(
        "After good service {good} of the customers bought again within {days} days, "
        "after bad service {bad}."
    ),
    "repeated": mark(
        "After good service {good} of the customers bought at least twice within "
        "{days} days, after bad service {bad}."
    ),
    "order_value": mark(
        "After good service the next order within {days} days was worth {good} on "
        "average, after bad service {bad}."
    ),
    "revenue": mark(
        "After good service a customer bought for {good} on average within {days} "
        "days, after bad service for {bad}."
    ),
}
MORE = mark("Good service is associated with {size} more.")
LESS = mark("Good service is associated with {size} less.")
UNSEEN = mark(
    "No association could be seen; a difference of {smallest} would have been, four "
    "times in five."
)
DOUBTFUL = mark(
    "No association could be seen: of four outcomes looked at, one differs as much by "
    "chance easily enough. A difference of {smallest} would have been seen, four times "
    "in five."
)
POINT = mark(
    "One point of {short} is associated with {low} to {high} of revenue in the {days} "
    "days after service."
)
POINT_UNSEEN = mark(
    "For {short}, no association with revenue could be seen; {smallest} for one point "
    "would have been, four times in five."
)
SHORT = {"csat": mark("CSAT"), "fcr": mark("FCR")}


def outcome_words(linked: Linked, outcome: OutcomeKey) -> str:
    """What became of customers after good and after bad service, in a sentence."""
    found = linked.outcomes[outcome]
    if isinstance(found, TooFew):
        return too_few_words(linked, found)
    return f"{_told(linked, outcome, found)} {verdict_words(linked, outcome)}"


def verdict_words(linked: Linked, outcome: OutcomeKey) -> str:
    """Whether an association could be seen, and how large it is."""
    found = linked.outcomes[outcome]
    if isinstance(found, TooFew):
        return too_few_words(linked, found)
    unit = unit_of(linked, outcome)
    if found.is_seen:
        size = difference_words(abs(found.difference), unit)
        return say(MORE if found.difference > 0 else LESS, size=size)
    smallest = difference_words(found.smallest, unit)
    return say(DOUBTFUL if found.is_doubtful else UNSEEN, smallest=smallest)


def _told(linked: Linked, outcome: OutcomeKey, found: Compared) -> str:
    unit = unit_of(linked, outcome)
    return say(
        TOLD[outcome],
        good=amount_words(found.good, unit),
        bad=amount_words(found.bad, unit),
        days=days_of(linked, outcome),
    )


def within_words(linked: Linked, outcome: OutcomeKey) -> str:
    """How long after the service: within 90 days."""
    return say("within {days} days", days=days_of(linked, outcome))


def days_of(linked: Linked, outcome: OutcomeKey) -> int:
    """How long after the service an outcome is looked for."""
    return linked.days * (2 if outcome == "repeated" else 1)


def unit_of(linked: Linked, outcome: OutcomeKey) -> str:
    """What an outcome is counted in."""
    is_share = outcome in {"returned", "repeated"}
    return "percent" if is_share else Money(linked.currency)


def too_few_words(linked: Linked, found: TooFew) -> str:
    """Why nothing is compared, and what would help."""
    if not linked.followed:
        return say(
            "Nothing to compare yet: of no service is it known both whether it was "
            "good and what the customer bought in the {days} days after it.",
            days=linked.days,
        )
    n = found.n_good + found.n_bad
    if n >= SMALLEST and min(found.n_good, found.n_bad) >= OF_EITHER:
        return say(
            "Nothing to compare: all of {n} matched customers fared the same.", n=n
        )
    return say(
        "Too few to compare: {good} matched customers after good service and {bad} "
        "after bad; it takes {smallest}, and {either} of either.",
        good=found.n_good,
        bad=found.n_bad,
        smallest=SMALLEST,
        either=OF_EITHER,
    )


def facts(linked: Linked, outcome: OutcomeKey) -> Iterator[str]:
    """Interval, n, the smallest that could be seen, and the E-value: a line each."""
    found = linked.outcomes[outcome]
    if isinstance(found, TooFew):
        return
    unit = unit_of(linked, outcome)
    yield say(
        "Difference {difference}, 95 % interval {interval}",
        difference=_signed(found.difference, unit),
        interval=_between(found, unit),
    )
    yield say(
        "n = {n} matched customers, {bad} of them after bad service; {unmatched} had "
        "no counterpart",
        n=found.n,
        bad=found.n_bad,
        unmatched=found.unmatched,
    )
    yield say(
        "Smallest difference that is seen four times in five: {smallest}",
        smallest=difference_words(found.smallest, unit),
    )
    yield from _unseen_cause(found)


def _unseen_cause(found: Compared) -> Iterator[str]:
    if not found.is_seen or found.e_value is None or found.e_limit is None:
        return
    yield say(
        "An unseen cause could stand behind it only if it made both good service and "
        "this outcome {factor} times as likely (E-value); {limit} times would do to "
        "leave it open.",
        factor=_factor(found.e_value),
        limit=_factor(found.e_limit),
    )


def point_words(linked: Linked) -> str:
    """What one point of CSAT or FCR goes with in revenue; a range, or none seen."""
    found = linked.outcomes["revenue"]
    if isinstance(found, TooFew):
        return too_few_words(linked, found)
    short, unit = known(SHORT[linked.service]), Money(linked.currency)
    if linked.point is None:
        least = whole_money(linked.smallest_point or 0.0, unit)
        return say(POINT_UNSEEN, short=short, smallest=least)
    low, high = (whole_money(end, unit) for end in linked.point)
    return say(POINT, short=short, low=low, high=high, days=linked.days)


def point_base_words(linked: Linked) -> str:
    """How many customers a point is one in a hundred of."""
    return say(
        "A point is 1 in 100 of the {n} customers who had bought before and were then "
        "served: good service instead of bad. It is no promise that better service "
        "would bring it.",
        n=linked.known,
    )


def _factor(number: float) -> str:
    return decimal_words(number, "#,##0.0")


def _signed(difference: float, unit: str) -> str:
    return ("−" if difference < 0 else "+") + difference_words(abs(difference), unit)


def _between(found: Compared, unit: str) -> str:
    """Two differences with the unit once, of a percentage in points."""
    low, high = found.interval
    if unit != "percent":
        return between_words(low, high, unit)
    return say(
        "{first} to {last} pts",
        first=decimal_words(low, "#,##0.0;−#,##0.0"),
        last=decimal_words(high, "#,##0.0;−#,##0.0"),
    )
