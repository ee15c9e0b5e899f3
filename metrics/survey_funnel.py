"""The survey funnel: solved tickets, those asked about, those answered.

A share of answers is only as good as who was asked. Offers are known where an
export lists surveys that nobody answered; other exports hold answers alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from metrics.kinds import Interval, Share
from metrics.periods import Window
from metrics.questions import Filters
from metrics.warehouse import Warehouse

QUERY = Path(__file__).with_suffix(".sql")
INSTRUMENTS = ("csat", "nps", "ces")
# What the query's rows are summed by: of five groups, the one whose bit is off.
SUMMED = {"source": 15, "team": 23, "topic": 27, "agent": 29, "reopened": 30, "all": 31}
SMALLEST = 30  # tickets that a group must have for its rates to be told


@dataclass(frozen=True)
class Stage:
    """How many tickets of a group came how far, and how many answers were good."""

    name: str
    eligible: int
    offered: int
    answered: int
    good: int

    @property
    def offering(self) -> float | None:
        """Offered of eligible, in percent."""
        return share(self.offered, self.eligible)

    @property
    def response(self) -> float | None:
        """Answered of offered, in percent."""
        return share(self.answered, self.offered)

    @property
    def offering_interval(self) -> Interval | None:
        """The 95 % interval of the offering (Wilson)."""
        return wilson(self.offered, self.eligible)

    @property
    def response_interval(self) -> Interval | None:
        """The 95 % interval of the response rate (Wilson)."""
        return wilson(self.answered, self.offered)

    @property
    def is_small(self) -> bool:
        """Whether there are too few tickets to tell a rate."""
        return self.eligible < SMALLEST


@dataclass(frozen=True)
class Bounds:
    """Good answers in percent: as answered, and if all the silent were bad or good.

    `asked` is how many there would be had nobody stayed silent.
    """

    answered: float
    if_bad: float
    if_good: float
    asked: int


@dataclass(frozen=True)
class SurveyFunnel:
    """One instrument in one window.

    `told` are the tickets of sources that tell their offers; `answers_only` those
    of the others, each named by its source, where some were answered. The groups
    are of `told` alone, most tickets first.
    """

    instrument: str
    told: Stage | None
    answers_only: tuple[Stage, ...]
    teams: tuple[Stage, ...]
    topics: tuple[Stage, ...]
    agents: tuple[Stage, ...]
    reopened: tuple[Stage, ...]

    @property
    def is_empty(self) -> bool:
        """Whether no ticket of the window was asked about or answered."""
        offered = self.told.offered if self.told else 0
        return offered + sum(one.answered for one in self.answers_only) == 0


def funnel_of(
    warehouse: Warehouse, instrument: str, window: Window, filters: Filters = ()
) -> SurveyFunnel:
    """Eligible, offered and answered, for tickets solved in a window."""
    asked = dict.fromkeys(("team", "channel")) | dict(filters)
    rows = warehouse.rows(
        QUERY.read_text(encoding="utf-8"),
        {
            "instrument": instrument,
            "since": window.start,
            "until": window.end,
            "team": asked["team"],
            "channel": asked["channel"],
        },
    )
    stages = [(row[0], row[1], Stage(str(row[2] or ""), *row[3:])) for row in rows]

    def told(dimension: str) -> tuple[Stage, ...]:
        by = SUMMED[dimension]
        found = (one for tells, of, one in stages if tells and of == by)
        return tuple(one for one in found if one.name or dimension == "all")

    by_source = SUMMED["source"]
    others = (one for tells, of, one in stages if not tells and of == by_source)
    return SurveyFunnel(
        instrument,
        next(iter(told("all")), None),
        tuple(one for one in others if one.answered),
        told("team"),
        told("topic"),
        told("agent"),
        told("reopened"),
    )


def bounds_of(stage: Stage, *, offered: bool = True) -> Bounds | None:
    """What the silence may hide, of those offered, else of all solved tickets."""
    asked = stage.offered if offered else stage.eligible
    if not stage.answered:
        return None
    silent = asked - stage.answered
    return Bounds(
        100 * stage.good / stage.answered,
        100 * stage.good / asked,
        100 * (stage.good + silent) / asked,
        asked,
    )


@dataclass(frozen=True)
class Undated:
    """Surveys that hang on no ticket: how many were sent and answered, ever."""

    sent: int
    answered: int


def undated(warehouse: Warehouse, instrument: str) -> Undated:
    """An unanswered survey has no date, so it lies in no period."""
    query = """
        select count(*), count(score)
        from surveys
        where instrument = $instrument and ticket_id is null and set_aside is null
    """
    return Undated(*warehouse.rows(query, {"instrument": instrument})[0])


def share(part: int, whole: int) -> float | None:
    """A part in percent of the whole; None of nothing."""
    return 100 * part / whole if whole else None


def wilson(part: int, whole: int) -> Interval | None:
    """The 95 % interval of a share, in percent."""
    return Share().interval({"n": whole, "total": part})
