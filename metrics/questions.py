"""What is asked: a metric with everything that decides what it counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from metrics.catalog import Clock, Definition, Dimension

Filters = tuple[tuple[Dimension, str], ...]
# Where nobody says how far the data reach, no date is a slip.
ALWAYS = datetime(9000, 1, 1)
SLIP = "dated in the future"


@dataclass(frozen=True)
class Question:
    """A metric under the company's settings; `through` is the reach of the data.

    A row dated later than `through` (UTC) is a slip and is left out.
    """

    definition: Definition
    currency: str
    retention_days: int
    clock: Clock | None = None
    filters: Filters = ()
    through: datetime = ALWAYS

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
        return {name: facts[name] for name in self.definition.parameters}

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
        """The definition's query: amounts as doubles, slips left out."""
        return f"""
            select * replace (
                amount::double as amount,
                case when left_out is null and counted_at > $through
                    then '{SLIP}' else left_out end as left_out
            )
            from ({self.definition.query})
        """

    @property
    def condition(self) -> str:
        """The filters as SQL over observations."""
        return "".join(f" and {name} = $only_{name}" for name, _ in self.applied)
