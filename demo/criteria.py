"""The criteria of each quality review; on dice of their own."""

from typing import Any

import numpy as np

from demo import planted
from demo.draws import NONE, Floats, Ints, chance, dice
from demo.people import SWING
from demo.story import Story, Stretch

CRITICAL = "data_protection"
LOWEST, HIGHEST = 1, 5


def criteria_of(
    story: Story, stretch: Stretch, agent: Ints, tenths: Ints
) -> dict[str, Ints]:
    """What was chosen of each criterion, 1 to 5; −1 where it did not apply.

    The fewer points a review has, the likelier its criteria are to fail. The
    critical one, 0 or 1, fails where the review has no points at all.
    """
    rng = dice(story.seed, "criteria", stretch.number)
    short = 1 - tenths / 1000
    found: dict[str, Ints] = {}
    for name, usual in planted.QA_CRITERIA_FAIL.items():
        often = usual * short / (1 - planted.QA_MEAN / 100)
        if name == planted.QA_UNSTEADY_CRITERION:
            often = often + planted.QA_UNSTEADY_FAILS * SWING[agent]
        found[name] = _chosen(rng, often, short)
    here = chance(rng, planted.QA_GREETING_APPLIES, len(agent))
    found["greeting"] = np.where(here, found["greeting"], NONE)
    found[CRITICAL] = (tenths > 0).astype(np.int64)
    return found


def _chosen(rng: np.random.Generator, often: Floats | Any, short: Floats) -> Ints:
    n = len(short)
    fails = chance(rng, np.clip(often, 0, 0.9), n)
    noisy = HIGHEST - 6 * short + 0.8 * rng.standard_normal(n)
    passed = np.clip(np.rint(noisy), LOWEST + 1, HIGHEST).astype(np.int64)
    return np.where(fails, LOWEST, passed)
