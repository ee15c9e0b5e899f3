"""What the checks of a statement say, with the reason for each."""

from __future__ import annotations

from datetime import date

from metrics.own_words import spoken
from metrics.philosophy import LEADERS, PEOPLE, VALUES, WORDS, Finding
from metrics.scorecard import Fared
from metrics.values import Values
from metrics.verdicts import verdict_words
from metrics.wording import amount_words, interval_words, target_words
from words import mark, say, say_many

# What is said where a check passes, and where it does not.
SAID = {
    "values": (
        mark("{n} values: few enough to know by heart."),
        mark("{n} values. About five ({low} to {high}) can be known by heart."),
    ),
    "length": (
        mark("The vision has {n} words, so it can be said by heart."),
        mark("The vision has {n} words. Up to {most} can be said by heart."),
    ),
    "verbs": (
        mark("Each action looks as if it started with a verb, so it says what to do."),
        mark("Of {names} the action does not look as if it started with a verb. Start "
             "with what to do."),
    ),
    "metrics": (
        mark("Each value has a metric, so that everybody sees whether it is lived."),
        mark("{names} have no metric. Nobody will see whether they are lived."),
    ),
    "owners": (
        mark("Each metric has an owner, who answers for it."),
        mark("Nobody answers for {names}. Write owner under each in values.yaml."),
    ),
    "parts": (
        mark("Each value has a team that lives it."),
        mark("No team has a part in {names}. Write them under lives of a team in "
             "values.yaml."),
    ),
    "teams": (
        mark("Each team has a metric of its own."),
        mark("No metric shows the part of {names}. Write metrics under each in "
             "values.yaml."),
    ),
    "people": (
        mark("{n} people wrote it: enough to be heard, few enough to agree."),
        mark("{n} wrote it. {low} to {high} are enough to be heard and few enough to "
             "agree."),
    ),
    "front line": (
        mark("People of the front line were among them, who have to live it."),
        mark("Nobody of the front line was among them, who have to live it."),
    ),
    "supervisors": (
        mark("Supervisors were among them, who keep it alive every day."),
        mark("No supervisor was among them, who have to keep it alive every day."),
    ),
    "leaders": (
        mark("At most {most} senior leaders were among them ({n}), so that others "
             "spoke."),
        mark("{n} senior leaders were among them. With more than {most}, others speak "
             "less."),
    ),
    "facilitator": (
        mark("A neutral facilitator led the talk."),
        mark("No neutral facilitator led the talk, who has no stake in its outcome."),
    ),
    "customers": (
        mark("No customer was among them: they tell what they need, and a company what "
             "it stands for."),
        mark("Customers were among them ({n}). They tell what they need; what it "
             "stands for, a company says itself."),
    ),
}  # fmt: skip
MOST = {"length": WORDS, "leaders": LEADERS}
RANGES = {"values": VALUES, "people": PEOPLE}


def finding_words(found: Finding) -> str:
    """What a check found, and why it matters."""
    if found.check == "sentence":
        return _sentence_words(found)
    if found.check == "written":
        return say(
            "Nobody is named who wrote it. Name them under written_by in values.yaml, "
            "each with who and role."
        )
    if found.check == "review":
        return _review_words(found.passed, found.day)
    low, high = RANGES.get(found.check, (0, 0))
    return say(
        SAID[found.check][not found.passed],
        n=found.n,
        names=list(found.names) or ["–"],
        most=MOST.get(found.check, 0),
        low=low,
        high=high,
    )


def _sentence_words(found: Finding) -> str:
    if found.passed:
        return say(
            "The vision is one sentence. Whether a person can act on it, only people "
            "can tell: ask somebody what they would do tomorrow."
        )
    return say_many(
        "The vision is {n} sentence. Say it in one that a person can act on.",
        "The vision is {n} sentences. Say it in one that a person can act on.",
        found.n,
    )


def _review_words(passed: bool, day: date | None) -> str:
    if day is None:
        return say(
            "No day is set to look at it again. Write review: [2027-01-15] in "
            "values.yaml."
        )
    if passed:
        return say("It is looked at again on {day}.", day=day)
    return say("It was to be looked at on {day}. Set the next day.", day=day)


def promised_words(fared: Fared, values: Values) -> str:
    """A promise with its target, what it is today, and who answers for it."""
    parts = {
        "metric": spoken(fared.name),
        "target": target_words(fared.bounds, fared.unit),
        "amount": amount_words(fared.reading.amount, fared.unit),
        "verdict": verdict_words(fared.verdict),
    }
    owner = owner_of(fared, values)
    if owner:
        return say(
            "{metric} {target}. Now {amount} ({n}): {verdict}. {owner} answers for it.",
            **parts,
            n=n_words(fared),
            owner=owner,
        )
    return say(
        "{metric} {target}. Now {amount} ({n}): {verdict}.", **parts, n=n_words(fared)
    )


def n_words(fared: Fared) -> str:
    """How many observations, and the interval where there is one: n 1,449."""
    interval = interval_words(fared)
    if interval:
        return say(
            "n {n}, 95 % interval {interval}", n=fared.reading.n, interval=interval
        )
    return say("n {n}", n=fared.reading.n)


def owner_of(fared: Fared, values: Values) -> str:
    """Who answers for a promise; empty where nobody is named."""
    every = [one for value in values.values for one in value.promises]
    owners = {one.key: one.owner for one in (*every, *values.sales)}
    return owners.get(fared.key) or ""


def authors_words(values: Values) -> str:
    """Who wrote the statement; empty where nobody is named."""
    if not values.written_by:
        return ""
    return say("Written by {names}.", names=[one.who for one in values.written_by])
