"""What a team's metrics amount to, as one says it."""

from __future__ import annotations

from collections.abc import Iterator

from metrics.due import Bounds
from metrics.own_words import forms_of, spoken
from metrics.periods import to_local
from metrics.philosophy_teams import Course, Measurement, side_of
from metrics.values import Target, Team, TeamMetric, Values
from metrics.wording import NOTHING, amount_words, decimal_words, target_words
from words import mark, say

UNITS = ("percent", "points", "minutes")
# What is said of the latest amount: one measurement settles nothing.
BELOW = mark("The latest is below its target, {target}.")
ABOVE = mark("The latest is above its target, {target}.")
WITHIN = mark("The latest is within its target, {target}.")
AT_LEAST = mark("The latest is at or above its target, {target}.")
AT_MOST = mark("The latest is at or below its target, {target}.")


def lives_words(team: Team, values: Values) -> str:
    """The values that a team has a part in; empty where it names none."""
    lived = {one.casefold() for one in team.lives}
    names = [spoken(one.name) for one in values.values if forms_of(one.name) & lived]
    return say("Part of {values}", values=names) if names else ""


def latest_words(course: Course) -> str:
    """The latest amount; a dash where there is none."""
    return measured_words(course[-1]) if course else NOTHING


def measured_words(one: Measurement) -> str:
    """An amount with its unit, with two decimals where it is small."""
    if one.unit in UNITS:
        return amount_words(one.amount, one.unit)
    return _with_unit(_number(one.amount), one.unit)


def facts(metric: TeamMetric, course: Course, zone: str) -> Iterator[str]:
    """Of when it is and of how many, how it lies to its target, and whose it is."""
    if course:
        yield _when_words(course[-1], zone)
    else:
        yield say(
            "No measurement yet: drop a file with date, metric and amount, in which "
            "the metric is called {metric}.",
            metric=metric.metric,
        )
    if metric.target:
        yield _target_words(metric.target, course)
    if metric.owner:
        yield say("{owner} answers for it.", owner=metric.owner)


def _when_words(one: Measurement, zone: str) -> str:
    day = to_local(one.measured_at, zone).date()
    if one.n is None:
        return say("{day}, n not told", day=day)
    return say("{day}, n {n}", day=day, n=one.n)


def _target_words(target: Target, course: Course) -> str:
    written = target_range(target, course[-1].unit if course else None)
    if not course:
        return say("Target {target}.", target=written)
    within = WITHIN
    if target.low is None or target.high is None:
        within = AT_MOST if target.low is None else AT_LEAST
    said = {"below": BELOW, "within": within, "above": ABOVE}
    return say(said[side_of(target, course[-1].amount)], target=written)


def target_range(target: Target, unit: str | None) -> str:
    """At least, at most, or between two numbers, in the unit that was measured."""
    if unit in UNITS:
        return target_words(Bounds(target.low, target.high), unit)
    if target.low is not None and target.high is not None:
        return _with_unit(f"{_number(target.low)}–{_number(target.high)}", unit)
    if target.low is not None:
        return _with_unit(f"≥ {_number(target.low)}", unit)
    return _with_unit(f"≤ {_number(target.high or 0.0)}", unit)


def _with_unit(number: str, unit: str | None) -> str:
    return f"{number} {unit}" if unit else number


def course_words(metric: TeamMetric, course: Course, zone: str) -> str:
    """One metric on a line of its own, for print."""
    told = list(facts(metric, course, zone))
    if not course:
        return say("{metric}. {facts}", metric=metric.metric, facts=" ".join(told))
    return say(
        "{metric}: {amount} ({when}). {facts}",
        metric=metric.metric,
        amount=latest_words(course),
        when=told[0],
        facts=" ".join(told[1:]),
    ).strip()


def _number(amount: float) -> str:
    return decimal_words(amount, "#,##0.##" if abs(amount) < 1_000 else "#,##0")
