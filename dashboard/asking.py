"""A view as an address asks for it: checked before anything is counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from dashboard.house import house
from metrics.catalog import Dimension
from metrics.errors import SelarasError
from metrics.periods import Period, default_period, parse_period
from metrics.questions import Filters
from metrics.reach import choices, data_through
from metrics.values import Values
from slides.looks import SIZES, THEMES
from words import LANGUAGES, in_language, preferred, say

AS_OF = "as-of"
FILTERS: tuple[Dimension, ...] = ("team", "channel")
SIZE, THEME = "1920x1080", "light"


class NothingThereError(SelarasError):
    """What was asked for is not there; its words say what is."""


@dataclass(frozen=True)
class Asked:
    """Which scorecard, in which language, and how it is to look.

    `through` (UTC) is how far the data reach; `version` that of the store.
    """

    version: str
    values: Values
    period: Period
    through: datetime
    filters: Filters
    language: str
    size: str
    theme: str | None


def asked_for(query: Mapping[str, str], spoken: Sequence[str]) -> Asked:
    """The view of an address; `spoken` are the languages of the reader's browser.

    Raises SelarasError, in a line, for what cannot be shown.
    """
    language = _one_of(query, "lang", LANGUAGES, preferred(spoken))
    with in_language(language):
        size = _one_of(query, "size", SIZES, SIZE)
        theme = _one_of(query, "theme", THEMES, "") or None
        _only_of_now(query)
        at_hand = house()
        values, version = at_hand.values(), at_hand.version()
        now = datetime.now(UTC).replace(tzinfo=None)
        through = data_through(at_hand.warehouse, now)
        if through is None:
            raise NothingThereError(say("There are no data yet."))
        return Asked(
            version,
            values,
            _period(query, values, through),
            through,
            _filters(query),
            language,
            size,
            theme,
        )


def _only_of_now(query: Mapping[str, str]) -> None:
    if query.get(AS_OF):
        raise NothingThereError(
            say(
                "Numbers as they were known on a day are drawn by the command line: "
                "python -m selaras scorecard --as-of {day} --format png",
                day=query[AS_OF][:40],
            )
        )


def _period(query: Mapping[str, str], values: Values, through: datetime) -> Period:
    zone, starts = values.company.zone, values.company.week_starts
    label = query.get("period")
    if not label:
        return default_period(zone, through)
    return parse_period(label, zone, through, starts)


def _filters(query: Mapping[str, str]) -> Filters:
    return tuple(
        (name, _one_of(query, name, choices(house().warehouse, name), ""))
        for name in FILTERS
        if query.get(name)
    )


def _one_of(
    query: Mapping[str, str], name: str, there: Sequence[str] | Mapping[str, object],
    usual: str,
) -> str:  # fmt: skip
    """What is asked for under a name; raises SelarasError with all there is."""
    asked = query.get(name) or usual
    if asked != usual and asked not in there:
        raise NothingThereError(
            say(
                "There is no {name} {asked}. There is: {there}.",
                name=name,
                asked=repr(asked[:40]),
                there=list(there) or ["–"],
            )
        )
    return asked
