"""The telephone log, in a plain form of our own."""

from pathlib import Path

import duckdb
import numpy as np

from demo.clock import to_local
from demo.customers import Customers, is_business
from demo.draws import NONE, Flags, Floats, Ints, chance, dice, long_tailed, pick
from demo.people import AGENT_NAMES, BUSINESS, TEAMS, identity, somebody_of
from demo.rhythm import CALLS, moments_in, quotas
from demo.sheets import Sheet, Words
from demo.story import Story, Stretch
from demo.words import TOPIC_TEAM, TOPIC_WEIGHTS, TOPICS

CALLS_PER_TICKET = 0.25
ANSWERED = 0.92
OUTBOUND = 0.12
KNOWN_BY_MAIL = 0.4
NUMBER_WITHHELD = 0.05
BUSINESS_CALLING = 0.3
TALK_MEDIAN_SECONDS, TALK_SIGMA = 250.0, 0.65
HELD, HOLD_MEDIAN_SECONDS = 0.3, 70.0
WRAP_MEDIAN_SECONDS = 75.0
FIRST_ID = 1


class Calls:
    """The log being kept."""

    def __init__(
        self,
        story: Story,
        customers: Customers,
        press: duckdb.DuckDBPyConnection,
        output: Path,
    ) -> None:
        total = round(story.tickets * CALLS_PER_TICKET)
        name = f"calls_{story.start}_{story.until}.csv"
        self._story = story
        self._customers = customers
        self._quota = quotas(dice(story.seed, "calls"), story, CALLS, total)
        self._sheet = Sheet(press, "calls", output / name)
        self._next = FIRST_ID

    def add(self, stretch: Stretch) -> None:
        """The calls of a stretch."""
        rng = dice(self._story.seed, "calls", stretch.number)
        n = int(self._quota[stretch.number])
        first, self._next = self._next, self._next + n
        started = moments_in(rng, self._story, CALLS, stretch, n)
        who = self._customers.recent(rng, n, BUSINESS_CALLING)
        topic = pick(rng, TOPIC_WEIGHTS, n)
        team = np.where(is_business(who), BUSINESS, np.array(TOPIC_TEAM)[topic])
        outbound = chance(rng, OUTBOUND, n)
        answered = chance(rng, ANSWERED, n)
        taken = answered | outbound
        self._sheet.add(
            {
                "id": first + np.arange(n),
                "started": to_local(started),
                "agent": Words(
                    np.where(taken, somebody_of(rng, team), -1), AGENT_NAMES
                ),
                "team": Words(team, TEAMS),
                "topic": Words(np.where(answered, topic, -1), TOPICS),
                **identity(who),
                "known_by": pick(rng, _known(), n),
                "answered": answered,
                "outbound": outbound,
                **_seconds(rng, answered),
            }
        )

    def close(self) -> tuple[Path, ...]:
        """Finish; where it was written."""
        return (self._sheet.close(),)


def _known() -> tuple[float, float, float]:
    """Weights of: by e-mail, by telephone number, not at all."""
    return KNOWN_BY_MAIL, 1 - KNOWN_BY_MAIL - NUMBER_WITHHELD, NUMBER_WITHHELD


def _seconds(rng: np.random.Generator, answered: Flags) -> dict[str, Ints]:
    """Talk, hold and wrap-up; empty where nobody answered."""
    n = len(answered)
    held = chance(rng, HELD, n)
    drawn: dict[str, Floats] = {
        "talk": long_tailed(rng, TALK_MEDIAN_SECONDS, TALK_SIGMA, n),
        "hold": held * long_tailed(rng, HOLD_MEDIAN_SECONDS, 0.7, n),
        "wrap": long_tailed(rng, WRAP_MEDIAN_SECONDS, 0.5, n),
    }
    return {
        name: np.where(answered, seconds.astype(np.int64), NONE)
        for name, seconds in drawn.items()
    }
