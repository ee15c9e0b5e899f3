"""Whether surveys are offered alike, or unlike by more than chance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import chdtrc

from metrics.survey_funnel import Stage

CHANCE = 0.05  # below this, a spread is more than chance
EXPECTED = 5.0  # the least that must be expected of each kind in each group (Cochran)


@dataclass(frozen=True)
class Spread:
    """The groups compared, lowest offering first, and what chance makes of it.

    `chance` is how often a spread as wide would come about if all were offered
    alike (Pearson's chi-squared); None where there is too little to tell.
    """

    groups: tuple[Stage, ...]
    chance: float | None

    @property
    def differs(self) -> bool:
        """Whether it is more than chance."""
        return self.chance is not None and self.chance < CHANCE

    @property
    def can_tell(self) -> bool:
        """Whether there was enough to compare."""
        return self.chance is not None


def spread_of(stages: Sequence[Stage]) -> Spread:
    """Compare the offering of groups; those too small are not compared."""
    groups = tuple(
        sorted(
            (one for one in stages if not one.is_small),
            key=lambda one: (one.offering or 0.0, one.name),
        )
    )
    return Spread(groups, _chance(groups))


def _chance(groups: Sequence[Stage]) -> float | None:
    offered = sum(one.offered for one in groups)
    total = sum(one.eligible for one in groups)
    if len(groups) < 2:
        return None
    rarest = min(offered, total - offered) / total
    if rarest * min(one.eligible for one in groups) < EXPECTED:
        return None
    table = np.array([[one.offered, one.eligible - one.offered] for one in groups])
    expected = np.outer(table.sum(axis=1), table.sum(axis=0)) / total
    statistic = ((table - expected) ** 2 / expected).sum()
    return float(chdtrc(len(groups) - 1, statistic))
