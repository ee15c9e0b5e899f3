"""What is asked: a metric with everything that decides what it counts."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from metrics.catalog import Clock, Definition, Dimension
from words import mark

Filters = tuple[tuple[Dimension, str], ...]
# Where nobody says how far the data reach, no date is a slip.
ALWAYS = datetime(9000, 1, 1)
SLIP, FRESH = mark("dated in the future"), mark("too fresh to count")

# How far the tickets of each source reach.
HORIZONS = """
    left join (
        select source, max(created_at) as reach
        from tickets
        where created_at <= $through
        group by source
    ) as horizons on horizons.source = observed.source
"""


@dataclass(frozen=True)
class Question:
    """A metric under the company's settings; `through` is the reach of the data.

    A row dated later than `through` (UTC) is a slip and is left out. `zone` is
    where its days begin and end; None where that is no matter.
    """

    definition: Definition
    currency: str
    retention_days: int
    clock: Clock | None = None
    filters: Filters = ()
    through: datetime = ALWAYS
    zone: str | None = None

    @property
    def applied(self) -> Filters:
        """The filters that this metric's observations can be filtered by."""
        known = self.definition.dimensions
        return tuple(chosen for chosen in self.filters if chosen[0] in known)

    @property
    def settings(self) -> dict[str, Any]:
        """What the definition's query needs."""
        facts = {
            "clock": self.clock,
            "currency": self.currency,
            "retention_days": self.retention_days,
            "through": self.through,
        }
        needed = self.definition.parameters
        return {name: fact for name, fact in facts.items() if name in needed}

    @property
    def key(self) -> Hashable:
        """What all questions share that are counted alike."""
        definition, settings = self.definition, sorted(self.settings.items())
        asked = (definition.metric, definition.version, self.zone, self.through)
        return (*asked, self.applied, *settings)

    @property
    def unfiltered(self) -> dict[str, Any]:
        """What `observations` needs."""
        return self.settings | {"through": self.through}

    @property
    def parameters(self) -> dict[str, Any]:
        """What `observations` under `condition` needs."""
        return self.unfiltered | {f"only_{name}": only for name, only in self.applied}

    @property
    def observations(self) -> str:
        """The definition's query: amounts as doubles, slips and the fresh left out."""
        days = self.definition.matures_days
        return f"""
            select observed.* replace (
                observed.amount::double as amount,
                case
                    when observed.left_out is not null then observed.left_out
                    {_fresh(days) if days else ""}
                    when observed.counted_at > $through then '{SLIP}'
                end as left_out
            )
            from ({self.definition.query}) as observed
            {HORIZONS if days else ""}
        """

    @property
    def condition(self) -> str:
        """The filters as SQL over observations."""
        return "".join(f" and {name} = $only_{name}" for name, _ in self.applied)


def _fresh(days: int) -> str:
    """SQL of a case: fewer days have passed since than it takes to mature."""
    return (
        f"when (horizons.reach >= observed.counted_at + interval {days} day) "
        f"is not true then '{FRESH}'"
    )
