"""Handle times below a floor, that nobody can have worked in.

Times spread about evenly around their median on a scale of ratios, and longer above
it. So as many as lie below the floor are to be expected as far above the median, which
many do; more below than there says that short ones were made. The contacts are those
of average handle time, tickets and calls apart.
"""

from __future__ import annotations

from dataclasses import dataclass

from scipy.special import bdtrc

from metrics.checks.finding import Check, cannot, verdict_of
from metrics.checks.thresholds import BELOW_FLOOR, FLOOR_MOST, FLOOR_PART, FLOOR_ROWS
from metrics.periods import Window
from metrics.questions import Question
from metrics.survey_funnel import wilson
from metrics.warehouse import Warehouse
from words import mark

FEW = mark(
    "It takes {times} handle times above zero, as zero says that nobody tracked it. "
    "Choose a longer period."
)
NONE = mark("No export tells how long a contact was worked on.")
# What was timed: each with the table whose rows are no such thing.
OTHERS = {"tickets": "calls", "calls": "tickets"}


@dataclass(frozen=True)
class Timed:
    """Handle times in minutes: how many, their median, those below the floor, and
    those as far above the median as the floor is below it."""

    n: int
    median: float
    below: int
    mirrored: int

    @property
    def floor(self) -> float:
        """In minutes."""
        return floor_of(self.median)


def floor_of(median: float) -> float:
    """A tenth of the median, a minute at the most."""
    return min(FLOOR_MOST, FLOOR_PART * median)


def floors(warehouse: Warehouse, question: Question, window: Window) -> list[Check]:
    """Of tickets and of calls that average handle time counts, each where there are
    any; a time of zero is one that nobody tracked."""
    found = {what: _timed(warehouse, what, question, window) for what in OTHERS}
    checks = [judged(one, what) for what, one in found.items() if one]
    return checks or [cannot("floor", FEW if _is_told(warehouse, question) else NONE)]


def judged(timed: Timed, what: str) -> Check:
    """The check, by the one-sided binomial test of both tails."""
    if timed.n < FLOOR_ROWS:
        return cannot("floor", FEW, timed.n, about=what)
    both = timed.below + timed.mirrored
    chance = float(bdtrc(timed.below - 1, both, 0.5)) if timed.below else 1.0
    found = 100 * timed.below / timed.n
    return Check(
        "floor",
        verdict_of(chance, is_large=found >= BELOW_FLOOR),
        timed.n,
        found,
        wilson(timed.below, timed.n),
        100 * timed.mirrored / timed.n,
        chance=chance,
        about=what,
        limit=timed.floor,
    )


def _timed(
    warehouse: Warehouse, what: str, question: Question, window: Window
) -> Timed | None:
    other = OTHERS[what]
    query = f"""
        with {other} as (select * from main.{other} where false),
        observations as ({question.observations}),
        handled as (
            select amount as minutes from observations
            where left_out is null and amount > 0
                and counted_at >= $start and counted_at < $end{question.condition}
        ),
        middle as (
            select median(minutes) as median,
                least($most, $part * median(minutes)) as floor
            from handled
        )
        select count(*), any_value(median),
            count(*) filter (minutes < floor),
            count(*) filter (minutes > median * median / floor)
        from handled cross join middle
    """
    given = question.parameters | {"start": window.start, "end": window.end}
    given |= {"most": FLOOR_MOST, "part": FLOOR_PART}
    n, *rest = warehouse.rows(query, given)[0]
    return Timed(n, *rest) if n else None


def _is_told(warehouse: Warehouse, question: Question) -> bool:
    """Whether any contact, of whatever time, was worked on for any time."""
    query = f"""
        select bool_or(left_out is null and amount > 0)
        from ({question.observations})
    """
    return bool(warehouse.rows(query, question.unfiltered)[0][0])
