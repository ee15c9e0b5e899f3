"""Tickets that changed hands after a bad answer, beside those after a good one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.special import gammaln

from metrics.checks.finding import Check, cannot, verdict_of
from metrics.checks.thresholds import REASSIGNED, REASSIGNED_EACH
from metrics.periods import Window
from metrics.questions import Filters
from metrics.survey_funnel import wilson
from metrics.warehouse import Warehouse
from words import mark

QUERY = Path(__file__).with_suffix(".sql")
Numbers = np.ndarray[Any, np.dtype[Any]]
FEW = mark(
    "It takes {answers} bad and {answers} good answers of tickets whose owner then and "
    "now is known. Choose a longer period."
)
UNTOLD = mark(
    "The exports tell whose a ticket is, and not whose it was when the answer came. "
    "Surveys with their own agent, named as the helpdesk names people, or exports of "
    "the same tickets that overlap, would tell."
)


@dataclass(frozen=True)
class Owned:
    """Answers whose ticket's owner is known then and now; of how many it changed."""

    bad: int
    good: int
    bad_moved: int
    good_moved: int


def passed_on(warehouse: Warehouse, window: Window, filters: Filters) -> Check:
    """Whether tickets change hands after bad answers more often than after good."""
    asked = dict.fromkeys(("team", "channel")) | dict(filters)
    given = {"since": window.start, "until": window.end, **asked}
    query = QUERY.read_text(encoding="utf-8")
    return judged(Owned(*warehouse.rows(query, given)[0]))


def judged(owned: Owned) -> Check:
    """The check, by Fisher's exact test, one-sided."""
    known = owned.bad + owned.good
    if min(owned.bad, owned.good) < REASSIGNED_EACH:
        return cannot("passed on", FEW if known else UNTOLD, known)
    found = 100 * owned.bad_moved / owned.bad
    usual = 100 * owned.good_moved / owned.good
    chance = _by_chance(owned)
    return Check(
        "passed on",
        verdict_of(chance, is_large=found - usual >= REASSIGNED),
        known,
        found,
        wilson(owned.bad_moved, owned.bad),
        usual,
        chance=chance,
        parts=(owned.bad,),
    )


def _by_chance(owned: Owned) -> float:
    """How often as many of the moved would be after bad answers, dealt blindly."""
    moved = owned.bad_moved + owned.good_moved
    others = owned.bad + owned.good - moved
    after_bad = np.arange(owned.bad_moved, min(moved, owned.bad) + 1)
    after_bad = after_bad[owned.bad - after_bad <= others]
    ways = _log_ways(moved, after_bad) + _log_ways(others, owned.bad - after_bad)
    every = _log_ways(owned.bad + owned.good, np.array([owned.bad]))
    return float(min(1.0, np.exp(ways - every).sum()))


def _log_ways(of: int, chosen: Numbers) -> Numbers:
    """The logarithm of how many ways there are to choose."""
    every: Numbers = gammaln(of + 1) - gammaln(chosen + 1) - gammaln(of - chosen + 1)
    return every
