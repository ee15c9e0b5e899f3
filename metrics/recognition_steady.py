"""Whose own weeks have become better, as a signal and not as noise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import sqrt
from statistics import fmean

from scipy.special import stdtrit

from metrics.decisions import concerning, decisions_of
from metrics.periods import Period, series
from metrics.questions import Question
from metrics.recognition_better import Side
from metrics.recognition_weeks import YEAR, Scanned
from metrics.values import Promise, Values
from metrics.variation import BASELINE, RUN, Judged, Spot, variation

# Observations that a week needs, and weeks that a person needs: a baseline and a
# row of eight after it.
IN_A_WEEK, LEAST, MOST = 5, 16, BASELINE + RUN
SURE = 0.05  # the chance that anybody at all is praised where nobody improved
# A sigma that is told by moving ranges is worth so many degrees of freedom a
# point: Wheeler, Advanced Topics in Statistical Process Control (1995).
WORTH = 0.62


@dataclass(frozen=True)
class Told:
    """A person's week, what it was for all together, and what that usually is."""

    spot: Spot
    all: float
    usual: float

    def beside(self, unit: str) -> Spot:
        """The week without what changed for all: minutes by their ratio, all else by
        the difference."""
        amount = self.spot.amount or 0.0
        if unit == "minutes" and self.all:
            return replace(self.spot, amount=amount * self.usual / self.all)
        return replace(self.spot, amount=amount - self.all + self.usual)


@dataclass(frozen=True)
class Steady:
    """A person's weeks in a row on the better side of their own usual.

    `usual` is the amount of the weeks before, `amount` that of the row; `n` is how
    many observations the row has.
    """

    side: Side
    weeks: int
    n: int
    amount: float
    usual: float

    @property
    def code(self) -> str:
        """What a thank-you for it is kept under."""
        return f"steady:{self.side.key}"


def steady_on(
    told: Scanned,
    values: Values,
    promise: Promise,
    question: Question,
    side: Side,
    week: Period,
) -> Iterator[tuple[str, Steady]]:
    """Whose weeks up to this one are a signal for the better.

    A decision that judges anew begins everybody's weeks anew; weeks that are too
    fresh to count are not looked at. What changed for all at once is nobody's own
    doing: each week is looked at beside that of all together.
    """
    definition, decided = question.definition, decisions_of(told.warehouse)
    about = concerning(decided, promise, definition, values)
    known = question.through - timedelta(days=definition.matures_days)
    begun = _begun([one.day(week.zone) for one in about if one.rebases], week)
    weeks = [
        one
        for one in series(week, YEAR)
        if one.first >= begun and one.running(known).until is None
        if one.window().start <= known
    ]
    if len(weeks) < LEAST:
        return
    found = _weeks(told, question, weeks)
    yield from improved(found, definition.kind, side)


def _begun(days: Sequence[date], week: Period) -> date:
    return max((day for day in days if day <= week.last), default=date.min)


def improved(
    weeks: Mapping[str, Sequence[Told]], kind: str, side: Side
) -> Iterator[tuple[str, Steady]]:
    """Who of some people improved, by their own weeks that count, oldest first.

    A row of eight on the better side, whose mean lies so far from the centre that
    chance would bring anyone there once in twenty such looks at all of them.
    """
    kept = {name: own[-MOST:] for name, own in weeks.items() if len(own) >= LEAST}
    for name, own in kept.items():
        points = variation([one.beside(side.unit) for one in own], kind)
        run = _run(points, side)
        if run and _is_far(points, side, len(kept)):
            before, row = _mean(own[:-run]), _mean(own[-run:])
            n = sum(one.spot.n for one in own[-run:])
            yield name, Steady(side, run, n, row, before)


def _is_far(points: Sequence[Judged], side: Side, looks: int) -> bool:
    """Whether the last eight lie so far on the better side, as a mean, that chance
    would bring it about once in twenty times of so many looks."""
    base = min(BASELINE, len(points))
    far = float(stdtrit(WORTH * (base - 1), 1 - SURE / looks))
    return _places(points[-RUN:], side) * sqrt(RUN / (1 + RUN / base)) > far


def _run(points: Sequence[Judged], side: Side) -> int:
    """How many weeks in a row lie on the better side; 0 where that is no signal."""
    better = "above" if side.up else "below"
    runs = [one for one in points[-1].signals if one.rule == "run"]
    return next((one.periods for one in runs if one.side == better), 0)


def _places(points: Sequence[Judged], side: Side) -> float:
    """How many sigmas they lie on the better side, as a mean."""
    sign = 1 if side.up else -1
    return sign * fmean(
        ((one.spot.amount or 0.0) - one.limits.centre) / one.limits.sigma
        if one.limits and one.limits.sigma
        else 0.0
        for one in points
    )


def _mean(told: Sequence[Told]) -> float:
    """The amount of some weeks together, each by its n."""
    n = sum(one.spot.n for one in told)
    return sum(one.spot.n * (one.spot.amount or 0.0) for one in told) / n


def _weeks(
    told: Scanned, question: Question, weeks: Sequence[Period]
) -> dict[str, list[Told]]:
    """Everybody's weeks that count, oldest first: who has none in the last two is
    not among them."""
    kind = question.definition.statistics()
    cells = told.cells(question, weeks)
    usual = [kind.amount(cells.get((None, at), {"n": 0})) for at in range(len(weeks))]
    middle = fmean([one for one in usual if one is not None] or [0.0])
    found: dict[str, list[Told]] = {}
    latest: dict[str, int] = {}
    for (name, at), sums in sorted(cells.items(), key=lambda cell: cell[0][1]):
        amount = usual[at]
        if name is not None and amount is not None and sums["n"] >= IN_A_WEEK:
            spot = Spot(sums["n"], kind.amount(sums))
            found.setdefault(name, []).append(Told(spot, amount, middle))
            latest[name] = at
    return {name: own for name, own in found.items() if latest[name] >= len(weeks) - 2}
