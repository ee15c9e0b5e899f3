"""What stands on the axes of a chart, as a person reads it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import pairwise
from math import ceil

from babel.numbers import get_decimal_symbol, get_group_symbol

from metrics.scorecard import Fared
from metrics.values import Money
from metrics.wording import MINUTES, PERCENT, day_words, measured
from words import locale, say

HERE = "\0"  # the place of the number
DIGITS = re.compile(r"\d[\d.,\s]*")
MANY = 8  # ticks that fit beside each other


def separators() -> str:
    """The sign before decimals and the one between thousands."""
    return get_decimal_symbol(locale()) + get_group_symbol(locale())


def around_words(unit: str) -> tuple[str, str]:
    """What is written before and after each number of a unit."""
    if isinstance(unit, Money):
        before, _, after = DIGITS.sub(HERE, measured(1e9, unit).words()).partition(HERE)
        return before, after
    said = {"percent": PERCENT, "minutes": MINUTES}.get(unit)
    if said is None:
        return "", ""
    before, _, after = say(said, number=HERE).partition(HERE)
    return before, after


def month_ticks(fared: Fared, first: date) -> Iterator[tuple[datetime, str]]:
    """The months of a series from a day on, each by its first point; a few of many.

    The year stands under the first month that is named, and wherever it is another
    one.
    """
    found = [one for one in _months(fared) if one[0] >= first]
    is_year = fared.period.grain == "year"
    year = 0
    for day, at in found[:: ceil(len(found) / MANY)]:
        name = str(day.year) if is_year else day_words(day, "LLL")
        yield at, name if is_year or day.year == year else f"{name}<br>{day.year}"
        year = day.year


def _months(fared: Fared) -> Iterator[tuple[date, datetime]]:
    """The first day of the first period of each month, and the middle of that."""
    days = [*(point.first for point in fared.series), fared.period.after]
    seen = set()
    for day, after in pairwise(days):
        if (day.year, day.month) not in seen:
            seen.add((day.year, day.month))
            yield day, datetime.combine(day, time()) + (after - day) / 2
