"""Checks on the measure, in words: of numbers, never of a person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from metrics.checks.check_texts import (
    FOUND,
    HOW,
    NAMED,
    NEXT,
    NUMBERS,
    QUESTIONS,
    UNTOLD,
)
from metrics.checks.finding import Check, Verdict, made
from metrics.checks.thresholds import RAREST, sure_of
from metrics.own_words import spoken
from metrics.wording import (
    amount_words,
    between_words,
    count_words,
    decimal_words,
    difference_words,
)
from words import Part, known, say, say_many

# A verdict is told by word and by shape, never by colour alone.
SHAPES = {Verdict.NOTHING: "●", Verdict.LOOK: "▲", Verdict.CANNOT: "–"}


def checks_headline(checks: Sequence[Check]) -> str:
    """How many checks are worth a look."""
    looks = sum(one.verdict is Verdict.LOOK for one in checks)
    if looks:
        return say_many(
            "{n} check on the measure is worth a look.",
            "{n} checks on the measure are worth a look.",
            looks,
        )
    if not made(checks):
        return say("No check on the measure could be made.")
    return say_many(
        "The {n} check that could be made on our measures found nothing.",
        "None of the {n} checks that could be made on our measures found anything.",
        made(checks),
    )


def question_words(check: Check) -> str:
    """What the check asks."""
    if check.name:
        return say(NAMED["bunched"], name=spoken(check.name))
    return known(NAMED.get(check.about, QUESTIONS[check.key]))


def finding_words(check: Check) -> str:
    """What was found, in a sentence; why not, where it cannot be told."""
    if check.verdict is Verdict.CANNOT:
        return _filled(check.why)
    beside, beside_usual = check.beside or (None, None)
    parts = {
        "amount": _written(check, check.amount),
        "usual": _written(check, check.usual),
        "limit": amount_words(check.limit, "minutes"),
        "beside": amount_words(beside, check.unit),
        "beside_usual": amount_words(beside_usual, check.unit),
        "many": count_words(check.parts[0]) if check.parts else "",
    }
    template = FOUND[check.key]
    return say(template, **{it: one for it, one in parts.items() if it in template})


def facts_words(check: Check) -> str:
    """How many, how sure, and how often by chance."""
    if check.verdict is Verdict.CANNOT:
        return say("n = {n}", n=check.n)
    if check.chance is None:
        return say(
            "n = {n}; the last of 25 periods, usual range {interval}; both numbers "
            "must leave their usual range, or lie long on one side of it",
            n=check.n,
            interval=_interval(check),
        )
    chance = _chance_words(check.chance)
    if check.interval is None:
        return say(
            "n = {n}; chance alone would give this much {chance}",
            n=check.n,
            chance=chance,
        )
    return say(
        "n = {n}; 95 % interval {interval}; chance alone would give this much {chance}",
        n=check.n,
        interval=_interval(check),
        chance=chance,
    )


def next_words(check: Check) -> str:
    """What to look at next."""
    return known(NEXT[check.key]) if check.verdict is Verdict.LOOK else ""


def untold_words(checks: Sequence[Check]) -> Iterator[str]:
    """The checks that no export tells enough for, whatever the period."""
    for one in checks:
        if one.why in UNTOLD:
            yield say(
                "{question} {why}", question=question_words(one), why=_filled(one.why)
            )


def how_words(checks: Sequence[Check]) -> Iterator[str]:
    """How the checks work, a line each; how sure hangs on how many are made."""
    many = made(checks)
    for line in HOW:
        yield _filled(line, checks=many, sure=_of_thousand(sure_of(many)))


def _of_thousand(chance: float) -> str:
    return decimal_words(1000 * chance, "0.#")


def _filled(template: str, **more: Part) -> str:
    """A sentence with the thresholds that it quotes."""
    every: dict[str, Part] = {**NUMBERS, **more}
    quoted = {name: n for name, n in every.items() if f"{{{name}}}" in template}
    return say(template, **quoted)


def _written(check: Check, amount: float | None) -> str:
    if amount is None:
        return ""
    if check.unit == "times":
        return decimal_words(amount, "0.00")
    if check.key == "offered by people":
        return difference_words(amount, check.unit)
    return amount_words(amount, check.unit)


def _interval(check: Check) -> str:
    low, high = check.interval or (0.0, 0.0)
    if check.unit != "times":
        return between_words(low, high, check.unit)
    return say(
        "{first} to {last}", first=_written(check, low), last=_written(check, high)
    )


def _chance_words(chance: float) -> str:
    """How often chance alone gives as much: in 0.3 % of cases."""
    if chance < RAREST:
        return say("in fewer than 0.1 % of cases")
    return say("in {percent} of cases", percent=amount_words(100 * chance, "percent"))
