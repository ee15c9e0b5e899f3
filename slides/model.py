"""A scorecard in words: what pictures, pages and decks are made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import takewhile

from metrics.verdicts import JUDGED, Verdict
from words import say


@dataclass(frozen=True)
class Lived:
    """A verdict with its word and its shape, so that no colour need tell it."""

    verdict: Verdict
    words: str
    shape: str


@dataclass(frozen=True)
class SlidePoint:
    """One period of a promise: None of too few; `low` and `high` were the target."""

    label: str
    amount: float | None
    low: float | None
    high: float | None
    words: str


@dataclass(frozen=True)
class SlidePromise:
    """How one promise fared.

    `amount`, `interval`, `change` and `standing` are empty where there are too few
    to show a number, or none; `why_blank` then says why. `change` is of a signal
    alone. `response` is empty for what is no survey. `definition` is how it counts.
    """

    key: str
    name: str
    short: str
    lived: Lived
    amount: str
    target_label: str
    target: str
    n: str
    interval: str
    change: str
    standing: str
    why_blank: str
    clock: str
    response: str
    remarks: tuple[str, ...]
    version: str
    definition: str
    source: str
    series: tuple[SlidePoint, ...]

    @property
    def is_shown(self) -> bool:
        """Whether there is a number that may be shown."""
        return bool(self.amount)

    @property
    def known_series(self) -> tuple[SlidePoint, ...]:
        """The series from its first number on."""
        empty = takewhile(lambda point: point.amount is None, self.series)
        return self.series[len(list(empty)) :]


@dataclass(frozen=True)
class SlideCard:
    """A value, or one measure of sales, in the same form.

    `partly` says that some of its promises could not be judged; `sentence` what
    happened, where that was asked for.
    """

    name: str
    action: str
    lived: Lived
    partly: str
    promises: tuple[SlidePromise, ...]
    sentence: str = ""


@dataclass(frozen=True)
class Slide:
    """One scorecard, spoken in one language; it can stand alone.

    `address` reopens this view: a whole URL, or only its query where the company
    has not said where its dashboard is. `year` is a strip of 52 weekly verdicts a
    value, oldest first; `months` says in which of them months begin. `empty` says
    why no number is shown, where none is, and `advice` what to do about it.
    """

    language: str
    company: str
    period: str
    label: str
    compared: str
    zone: str
    reach: str
    filters: str
    headline: str
    service: str
    selling: str
    values: tuple[SlideCard, ...]
    sales: tuple[SlideCard, ...]
    address: str
    empty: str = ""
    advice: str = ""
    sentence: str = ""
    year: tuple[tuple[str, tuple[Verdict, ...]], ...] = field(default=())
    months: tuple[tuple[int, str], ...] = ()

    @property
    def screens(self) -> tuple[str, ...]:
        """What is shown one after the other on a stage, by its name."""
        if self.empty:
            return (self.title,)
        cards = tuple(card.name for card in self.values)
        return (
            self.title,
            *cards,
            *((self.selling,) if self.sales else ()),
            *((str(say("Week by week")),) if self.year else ()),
        )

    @property
    def title(self) -> str:
        """Whose scorecard, of when."""
        return f"{self.company}, {self.period}"

    @property
    def cards(self) -> tuple[SlideCard, ...]:
        """Service, then sales."""
        return (*self.values, *self.sales)

    @property
    def link(self) -> str:
        """The address as it may be read out; empty where no host is known."""
        _, scheme, rest = self.address.partition("://")
        return rest if scheme else ""

    @property
    def versions(self) -> tuple[str, ...]:
        """Which version of each definition counted, a metric once."""
        told = [
            f"{promise.short} {promise.version}"
            for card in self.cards
            for promise in card.promises
        ]
        return tuple(dict.fromkeys(told))

    @property
    def judges(self) -> bool:
        """Whether anything at all could be judged."""
        return any(card.lived.verdict in JUDGED for card in self.cards)
