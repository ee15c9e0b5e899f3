"""Zones that an export names itself: in a column's name, or after a time."""

from __future__ import annotations

import re
from functools import cache
from zoneinfo import available_timezones

from intake.header import Layout

IN_BRACKETS = re.compile(r"\(([^()]+)\)\s*$")
# Hours from UTC of the abbreviations that mean one zone wherever they stand.
HOURS = {
    "Z": 0, "UTC": 0, "GMT": 0, "WET": 0, "WEST": 1, "CET": 1, "CEST": 2,
    "EET": 2, "EEST": 3, "WIB": 7, "WITA": 8, "WIT": 9,
    "EST": -5, "EDT": -4, "CST": -6, "CDT": -5,
    "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
}  # fmt: skip


@cache
def _zones() -> dict[str, str]:
    return {zone.lower(): zone for zone in available_timezones()}


def zone_in(column: str) -> str | None:
    """The zone that a column's name ends with, as in `Created (UTC)`."""
    found = IN_BRACKETS.search(column)
    return _zones().get(found[1].strip().lower()) if found else None


def zones_of(layout: Layout) -> dict[str, str]:
    """The zones of the cells whose columns name one."""
    named = {
        name: zone_in(layout.label(name))
        for name, cell in layout.form.cells.items()
        if cell.type == "time" and layout.found[name]
    }
    return {name: zone for name, zone in named.items() if zone}
