"""Times bunched just below a promised limit.

Where nobody looks at the limit, the times near it thin out evenly. What two bins on
each side lead to expect is compared with the two that touch the limit: a test of the
density's step after McCrary (2008), J. Econom. 142, with a straight line through the
logarithms of the outer bins. A curve that bends alike on both sides cancels out.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log, sqrt

from scipy.special import ndtr

from metrics.checks.finding import Check, cannot, verdict_of
from metrics.checks.thresholds import (
    BIN_LEAST,
    BIN_PART,
    BIN_ROWS,
    BUNCHED,
    HEAP_MINUTES,
    HEAPED,
)
from metrics.periods import Window
from metrics.questions import Question
from metrics.survey_funnel import share, wilson
from metrics.warehouse import Warehouse
from words import mark

FEW = mark(
    "Too few times lie near the limit: it takes {rows} in each of four bins around it. "
    "Choose a longer period."
)
HEAPS = mark(
    "Most times are multiples of five minutes, as people write them, so that heaps "
    "stand at every one of them."
)


@dataclass(frozen=True)
class Bins:
    """Times in four bins of one width around a limit, from far below to far above;
    `heaped` of all `n`, those that took any time, are multiples of five minutes."""

    n: int
    heaped: int
    far_below: int
    below: int
    above: int
    far_above: int

    @property
    def near(self) -> tuple[int, int, int, int]:
        """The four, from below to above."""
        return self.far_below, self.below, self.above, self.far_above


def bunching(
    warehouse: Warehouse, question: Question, window: Window, limit: float
) -> Check:
    """Whether more times lie just below a limit (minutes) than lead up to it."""
    return judged(_bins(warehouse, question, window, limit), limit)


def judged(bins: Bins, limit: float) -> Check:
    """The check, from the counts around a limit."""
    if (share(bins.heaped, bins.n) or 0.0) > HEAPED:
        return cannot("bunched", HEAPS, bins.n)
    if min(bins.near) < BIN_ROWS:
        return cannot("bunched", FEW, bins.n)
    slope = (log(bins.far_below) - log(bins.far_above)) / 3
    step = log(bins.below) - log(bins.above) - slope
    outer = (1 / bins.far_below + 1 / bins.far_above) / 9
    error = sqrt(1 / bins.below + 1 / bins.above + outer)
    chance = float(ndtr(-step / error))
    found = 100 * bins.below / (bins.below + bins.above)
    usual = 100 / (1 + exp(-slope))
    return Check(
        "bunched",
        verdict_of(chance, is_large=found - usual >= BUNCHED),
        bins.below + bins.above,
        found,
        wilson(bins.below, bins.below + bins.above),
        usual,
        chance=chance,
        limit=limit,
    )


def width_of(limit: float) -> float:
    """The width of a bin, in whole minutes."""
    return max(BIN_LEAST, float(round(limit * BIN_PART)))


def _bins(
    warehouse: Warehouse, question: Question, window: Window, limit: float
) -> Bins:
    width = width_of(limit)
    edges = {f"edge_{at}": limit + (at - 2) * width for at in range(5)}
    counted = ", ".join(
        f"count(*) filter (amount > $edge_{at} and amount <= $edge_{at + 1})"
        for at in range(4)
    )
    query = f"""
        with observations as ({question.observations})
        select count(*), count(*) filter (amount % {HEAP_MINUTES} = 0), {counted}
        from observations
        where left_out is null
            and amount > 0  -- no time at all is no multiple that a person wrote
            and counted_at >= $start and counted_at < $end{question.condition}
    """
    given = question.parameters | edges | {"start": window.start, "end": window.end}
    return Bins(*warehouse.rows(query, given)[0])
