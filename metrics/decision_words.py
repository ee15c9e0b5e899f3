"""What was decided, what was expected of it, and what came of that, in sentences."""

from __future__ import annotations

from metrics.catalog import Catalog
from metrics.decisions import SALES, Decision, Expected
from metrics.due import Bounds
from metrics.expectations import Outcome
from metrics.measuring import Reading
from metrics.own_words import spoken
from metrics.values import Values
from metrics.verdicts import Verdict
from metrics.wording import (
    amount_words,
    between_words,
    count_words,
    period_words,
    target_words,
)
from words import known, mark, say

WAYS: dict[Expected, str] = {
    "rises": mark("rises"),
    "falls": mark("falls"),
    "at least": mark("is at least"),
    "at most": mark("is at most"),
}
# What came of an expectation, no surer than its verdict.
CAME = {
    Verdict.KEPT: mark("It came true."),
    Verdict.PROBABLY_KEPT: mark("It probably came true."),
    Verdict.CANT_TELL: mark("Whether it came true, the data can't tell."),
    Verdict.PROBABLY_BROKEN: mark("It probably did not come true."),
    Verdict.BROKEN: mark("It did not come true."),
    Verdict.TOO_FEW: mark("There is too little to tell whether it came true."),
    Verdict.NO_DATA: mark("There are no data to tell whether it came true."),
}
NOT_WHY = mark("Whether the decision is the reason is not told by that.")
PROMISED_NO_MORE = mark(
    "What was expected of {metric} cannot be judged: it is promised no more."
)


def about_words(decision: Decision) -> str:
    """What a decision is for: everything, a value, or which of two goes first."""
    if decision.gives_way:
        return say(
            "{first} goes first, {second} gives way",
            first=spoken(decision.concerns or say("everything")),
            second=spoken(decision.gives_way),
        )
    return spoken(decision.concerns) if decision.concerns else say("everything")


def expected_words(outcome: Outcome) -> str:
    """What is expected by when: FCR is at least 70 % by 30 June 2026."""
    expectation, zone = outcome.expectation, outcome.period.zone
    name = spoken(outcome.promise.name or outcome.definition.short)
    day = expectation.day(zone)
    if expectation.amount is None:
        template = RISES if expectation.way == "rises" else FALLS
        return say(template, metric=name, day=day)
    template = LEAST if expectation.way == "at least" else MOST
    amount = _bare(expectation.amount, outcome)
    return say(template, metric=name, amount=amount, day=day)


RISES = mark("Expected by {day}: {metric} rises.")
FALLS = mark("Expected by {day}: {metric} falls.")
LEAST = mark("Expected by {day}: {metric} is at least {amount}.")
MOST = mark("Expected by {day}: {metric} is at most {amount}.")


def _bare(amount: float, outcome: Outcome) -> str:
    """An amount as a person declared it; of a total, with the span that it is for."""
    words = target_words(Bounds(amount, None), outcome.unit).lstrip("≥ ")
    if outcome.definition.kind != "total":
        return words
    return say("{amount} a {span}", amount=words, span=known(outcome.promise.per))


def outcome_words(outcome: Outcome) -> str:
    """What came of it, with the numbers that say so; before, until when to wait."""
    if outcome.verdict is None:
        return say("To be judged when the data reach {day}.", day=outcome.ripe)
    came = known(CAME[outcome.verdict])
    if outcome.reading.amount is None:
        return came
    return " ".join((came, _evidence(outcome), known(NOT_WHY)))


def _evidence(outcome: Outcome) -> str:
    now = reading_words(outcome.reading, outcome.unit)
    period = period_words(outcome.period)
    if outcome.before is None:
        return say("In {period} it was {reading}.", period=period, reading=now)
    return say(
        "In {period} it was {reading}; in {before}, up to the decision, {then}.",
        period=period,
        reading=now,
        before=period_words(outcome.before),
        then=reading_words(outcome.reading_before, outcome.unit),
    )


def reading_words(reading: Reading, unit: str) -> str:
    """An amount with its n and its interval: 71.2 % (n = 240, 95 % interval …)."""
    amount, n = amount_words(reading.amount, unit), count_words(reading.n)
    if reading.low is None or reading.high is None:
        return say("{amount} (n = {n})", amount=amount, n=n)
    return say(
        "{amount} (n = {n}, 95 % interval {range})",
        amount=amount,
        n=n,
        range=between_words(reading.low, reading.high, unit),
    )


def no_more_words(decision: Decision, outcome: Outcome | None) -> str:
    """That an expectation is of a metric nobody promises now; else empty."""
    if outcome is not None or decision.expectation is None:
        return ""
    return say(PROMISED_NO_MORE, metric=decision.expectation.key)


def decision_line(decision: Decision, zone: str) -> str:
    """A decision in a line: its day, its words and what it is for."""
    day, what, about = decision.day(zone), decision.what, about_words(decision)
    if decision.rebases:
        return say(
            "{day}: {what} ({about}; judged anew from here)",
            day=day,
            what=what,
            about=about,
        )
    return say("{day}: {what} ({about})", day=day, what=what, about=about)


def subjects_of(values: Values, catalog: Catalog) -> tuple[tuple[str, str | None], ...]:
    """What a decision can be for, with the key of a promise where it is one: values,
    sales, and each promise by its short name."""
    names: list[tuple[str, str | None]] = [
        (str(one.name), None) for one in values.values
    ]
    promises = [one for value in values.values for one in value.promises]
    short = {
        one.key: one.key if one.clock else catalog[one.metric].short
        for one in (*promises, *values.sales)
    }
    said = dict([*((name, key) for key, name in short.items()), (SALES, None), *names])
    return tuple(sorted(said.items(), key=lambda one: one[1] is not None))


def name_words(name: str, values: Values) -> str:
    """A subject as people read it: a value in the company's own words."""
    if name == SALES:
        return say("Sales")
    own = {str(one.name): one.name for one in values.values}
    return spoken(own.get(name, name))


def decision_text(decision: Decision, outcome: Outcome | None, zone: str) -> str:
    """All of a decision in a line or two, with what came of it."""
    told = [decision_line(decision, zone)]
    if outcome is not None:
        told.append(f"  {expected_words(outcome)} {outcome_words(outcome)}")
    elif decision.expectation is not None:
        told.append(f"  {no_more_words(decision, outcome)}")
    return "\n".join(told)
