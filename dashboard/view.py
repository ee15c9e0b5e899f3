"""The view that a page shows: period and filters, kept in the URL."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

import streamlit as st

from dashboard import results
from dashboard.address import choice_in_url
from dashboard.asking import FILTERS
from dashboard.house import house
from dashboard.plain import capital, plain
from metrics.catalog import Dimension
from metrics.errors import PeriodError
from metrics.periods import (
    Period,
    default_period,
    parse_period,
    period_at,
    series,
    to_local,
)
from metrics.questions import Filters
from metrics.scorecard import Scorecard
from metrics.values import Values
from metrics.wording import period_words
from words import in_language, known, language, mark, say

EVERY = {"team": mark("Every team"), "channel": mark("Every channel")}
SPANS = ("last-7-days", "last-30-days", "last-90-days", "last-365-days")
# The most that are offered of each; none before the data begin.
OFFERED = {"month": 60, "quarter": 40, "year": 20, "week": 13}
REMEMBERED = 20  # lists of all that are offered, in words


@dataclass(frozen=True)
class View:
    """What is looked at; with the version of the store, a cache key."""

    version: str
    values: Values
    through: datetime
    period: Period
    filters: Filters

    @property
    def counted(self) -> Period:
        """The period as far as the data reach."""
        return self.period.running(self.through)

    def scorecard(self) -> Scorecard:
        """The scorecard of this view."""
        counted: Scorecard = results.scorecard(
            self.version, self.values, self.period, self.through, self.filters
        )
        return counted


def choose_view(*, reserved: bool = False) -> View | None:
    """The header's controls; None while there is nothing to show.

    When reserved, only their room is kept, and the URL decides alone.
    """
    version, values = house().version(), house().values()
    through = results.through(version)
    if through is None:
        return None
    columns = st.columns([1.4, 1, 1], vertical_alignment="bottom")
    since = results.since(version) or through
    with columns[0]:
        period = _choose_period(values, (since, through), reserved=reserved)
    filters: list[tuple[Dimension, str]] = []
    for name, column in zip(FILTERS, columns[1:], strict=True):
        with column:
            chosen = _choose_filter(version, name, reserved=reserved)
        if chosen:
            filters.append((name, chosen))
    return View(version, values, through, period, tuple(filters))


def _choose_filter(version: str, name: Dimension, *, reserved: bool) -> str | None:
    there = results.options(version, name)
    return choice_in_url(
        name,
        there,
        None,
        label=capital(known(name)),
        placeholder=known(EVERY[name]),
        reserved=reserved,
    )


def _choose_period(
    values: Values, reach: tuple[datetime, datetime], *, reserved: bool
) -> Period:
    zone, starts = values.company.zone, values.company.week_starts
    _, through = reach
    offered = _offered(zone, reach, starts, language())
    labels = tuple(offered)
    usual = default_period(zone, through).label
    asked = str(st.query_params.get("period", usual))
    try:
        parse_period(asked, zone, through, starts)
    except PeriodError as problem:
        st.warning(plain(str(problem)))
        if not reserved:
            st.query_params.pop("period", None)
        asked = usual
    labels = labels if asked in labels else (asked, *labels)
    chosen = choice_in_url(
        "period",
        labels if usual in labels else (usual, *labels),
        usual,
        label=say("Period"),
        words=lambda label: offered.get(label) or _words(label, zone, through, starts),
        reserved=reserved,
    )
    return parse_period(chosen or usual, zone, through, starts)


@lru_cache(REMEMBERED)
def _offered(
    zone: str, reach: tuple[datetime, datetime], starts: int, tongue: str
) -> dict[str, str]:
    """Each period that there is, with its words in a language."""
    with in_language(tongue):
        return {
            label: _words(label, zone, reach[1], starts)
            for label in _labels(zone, reach, starts)
        }


def _words(label: str, zone: str, through: datetime, starts: int) -> str:
    return period_words(parse_period(label, zone, through, starts))


def _labels(zone: str, reach: tuple[datetime, datetime], starts: int) -> Iterable[str]:
    """Months first, then quarters, years, spans and weeks, newest first."""
    first, day = (to_local(moment, zone).date() for moment in reach)
    for grain, many in OFFERED.items():
        if grain == "week":
            yield from SPANS
        recent = series(period_at(day, grain, zone, starts), many)
        yield from (one.label for one in reversed(recent) if one.last >= first)
