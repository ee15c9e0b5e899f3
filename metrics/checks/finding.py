"""What one check found: a number, its uncertainty, and a verdict on the measure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Literal

from metrics.checks.thresholds import SURE, sure_of
from metrics.kinds import Interval
from words import mark

Key = Literal[
    "bunched",
    "next replies",
    "gross and net",
    "offered after reopening",
    "offered by people",
    "passed on",
    "last day",
    "floor",
]


class Verdict(StrEnum):
    """The three things that a check can say."""

    NOTHING = mark("nothing seen")
    LOOK = mark("worth a look")
    CANNOT = mark("cannot be told")


@dataclass(frozen=True)
class Check:
    """One check, made of `n` observations.

    `amount` is what was found, with its 95 % `interval` where it has one, and `usual`
    what would be there otherwise, both in `unit`. `chance`, from 0 to 1, is how often
    chance alone gives as much; None where a process-behaviour chart decides, whose
    limits are the `interval`. `why` it cannot be told is a sentence of the catalog.
    `about` is a promise's key, called `name`, or what was timed, `limit` an amount in
    minutes, `beside` a second number with its own usual, `parts` how many were
    compared.
    """

    key: Key
    verdict: Verdict
    n: int = 0
    amount: float | None = None
    interval: Interval | None = None
    usual: float | None = None
    unit: str = "percent"
    chance: float | None = None
    why: str = ""
    about: str = ""
    name: str = ""
    limit: float | None = None
    beside: tuple[float, float] | None = None
    parts: tuple[int, ...] = ()


def cannot(key: Key, why: str, n: int = 0, *, about: str = "", name: str = "") -> Check:
    """A check that these data cannot make."""
    return Check(key, Verdict.CANNOT, n, why=why, about=about, name=name)


def verdict_of(chance: float, *, is_large: bool) -> Verdict:
    """Worth a look is what chance hardly gives, and what is large enough to matter."""
    return Verdict.LOOK if chance < SURE and is_large else Verdict.NOTHING


def made(checks: Sequence[Check]) -> int:
    """How many of them could be made."""
    return sum(one.verdict is not Verdict.CANNOT for one in checks)


def settled(checks: Sequence[Check]) -> tuple[Check, ...]:
    """All of them, where chance has as many ways to make one worth a look."""
    sure = sure_of(made(checks))
    return tuple(
        replace(one, verdict=Verdict.NOTHING)
        if one.verdict is Verdict.LOOK and (one.chance or 0.0) >= sure
        else one
        for one in checks
    )
