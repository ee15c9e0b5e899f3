"""What the company declares: its values, their promises and its sales targets."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256
from typing import Literal, Protocol

from metrics.hours import Hours
from metrics.own_words import Others

Per = Literal["week", "month", "quarter", "year"]
Clock = Literal["calendar", "working"]
Role = Literal[
    "front line", "supervisor", "senior leader", "other", "facilitator", "customer"
]


class MetricShape(Protocol):
    """As much of a metric as its target has to fit."""

    @property
    def better(self) -> str:
        """Up, down or band."""
        ...

    @property
    def kind(self) -> str:
        """Share, net score, mean, median, total or retention."""
        ...

    @property
    def unit(self) -> str:
        """Percent, points, minutes, money, or what is counted."""
        ...


@dataclass(frozen=True)
class Target:
    """What counts as kept from a day on: at least `low`, at most `high`, or both."""

    since: date | None  # None: always
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Promise:
    """A metric with its targets."""

    metric: str
    targets: tuple[Target, ...]  # ascending by since
    per: Per = "month"  # only a total has use for it
    clock: Clock | None = None  # None: the metric's own
    name: str | None = None
    owner: str | None = None  # who answers for it

    @property
    def key(self) -> str:
        """Tells promises apart: the metric, and the clock where one is fixed."""
        return f"{self.metric}-{self.clock}" if self.clock else self.metric

    def target_on(self, day: date) -> Target | None:
        """The target in force that day; None before the first."""
        begun = [t for t in self.targets if t.since is None or t.since <= day]
        return begun[-1] if begun else None


@dataclass(frozen=True)
class Value:
    """What the company stands for, and how that is measured."""

    name: str
    action: str
    promises: tuple[Promise, ...]


class Money(str):
    """A currency as the unit of an amount; other units are plain text."""

    __slots__ = ()


@dataclass(frozen=True)
class Company:
    """Who counts, and on whose clock, calendar and money."""

    name: str
    zone: str  # IANA
    currency: str  # ISO 4217
    week_starts: int  # 0: Monday … 6: Sunday
    retention_days: int
    own_domains: tuple[str, ...] = ()  # of the company's own people
    keep_months: int | None = None  # what is older may be deleted; None: never
    day_first: bool | None = None  # how exports write dates, where none of them tells
    keep_comments: bool = False  # what customers write beside a score
    zones: tuple[tuple[str, str], ...] = ()  # of sources that write another zone
    address: str | None = None  # where the dashboard is; None: nobody said
    bots: tuple[str, ...] = ()  # agents' names that are no people
    example: bool = False  # the values are still those that Selaras comes with


@dataclass(frozen=True)
class Author:
    """One of those who wrote the statement, and what they are in the company."""

    who: str
    role: Role


@dataclass(frozen=True)
class TeamMetric:
    """A metric of the measurements that a team lives by."""

    metric: str
    target: Target | None = None
    owner: str | None = None  # who answers for it


@dataclass(frozen=True)
class Team:
    """Part of the company: what it does for the values that it lives."""

    name: str
    part: str
    lives: tuple[str, ...] = ()  # names of values
    metrics: tuple[TeamMetric, ...] = ()


@dataclass(frozen=True)
class Values:
    """All of values.yaml, and the working hours beside it.

    `others` has the texts that are given in several languages; they are in no other
    text's equality, and what is cached for these values hangs on them too.
    """

    company: Company
    purpose: str
    vision: str
    values: tuple[Value, ...]
    sales: tuple[Promise, ...]
    hours: Hours | None = None  # of calendar.yaml; None: there is none
    others: tuple[tuple[str, Others], ...] = ()
    written_by: tuple[Author, ...] = ()
    review: tuple[date, ...] = ()  # when the statement is looked at again
    teams: tuple[Team, ...] = ()

    @cached_property
    def digest(self) -> str:
        """Another one where anything in it is."""
        return sha256(repr(self).encode()).hexdigest()
