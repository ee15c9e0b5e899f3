"""Times of a zone as UTC, without asking the calendar for each.

Of most stretches of ten days a zone has one offset; the calendar is asked for
the others, where clocks change, and for times before and after.
"""

from __future__ import annotations

from datetime import date
from functools import cache

import duckdb

from intake.wording import literal

FIRST = (date(2011, 1, 1) - date(1970, 1, 1)).days
STRETCH, STRETCHES = 10, 730  # days of each, and how many
DAY = 86_400_000_000  # microseconds
# What an engine says itself, by stretch; a day on either side belongs to it.
OFFSETS = """
with days as (
    select
        day,
        make_timestamp((day + $first) * $length) as midnight
    from range(-1, $stretch * $stretches + 1) as days (day)
),

told as (
    select
        day,
        epoch_us(midnight) - epoch_us(timezone($zone, midnight)) as ahead
    from days
),

stretches as (
    select
        ahead,
        unnest([-1, 0, 1]) + day as day_of_it
    from told
)

select if(min(ahead) = max(ahead), min(ahead), null)
from stretches
where day_of_it between 0 and $stretch * $stretches - 1
group by day_of_it // $stretch
order by day_of_it // $stretch
"""


def in_utc(bare: str, zone: str) -> str:
    """SQL of a time in UTC, of one that is of a zone and does not say so."""
    asked = f"timezone('UTC', timezone({literal(zone)}, {bare}))"
    ahead = ", ".join("null" if us is None else str(us) for us in _offsets(zone))
    stretch = f"(epoch_us({bare}) // {DAY} - {FIRST}) // {STRETCH}"
    # one text is planned faster than 730 numbers
    known = f"('[{ahead}]'::bigint[])[greatest({stretch}, -1) + 1]"
    return f"coalesce(make_timestamp(epoch_us({bare}) - {known}), {asked})"


@cache
def _offsets(zone: str) -> tuple[int | None, ...]:
    """Microseconds ahead of UTC, by stretch; None where the clocks change."""
    asked = {
        "zone": zone,
        "first": FIRST,
        "length": DAY,
        "stretch": STRETCH,
        "stretches": STRETCHES,
    }
    with duckdb.connect() as engine:
        return tuple(ahead for (ahead,) in engine.execute(OFFSETS, asked).fetchall())
