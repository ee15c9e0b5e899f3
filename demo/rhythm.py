"""How much happens by hour, weekday, season and year."""

from dataclasses import dataclass

import numpy as np

from demo.clock import DAY, HOUR, day_number, to_utc, weekday
from demo.draws import Floats, Ints, pick
from demo.planted import INCIDENT_EXTRA_CONTACTS
from demo.story import Story, Stretch

YEAR_DAYS = 365.25


@dataclass(frozen=True)
class Rhythm:
    """Weights by hour (24), weekday (Monday first) and month (January first).

    Nothing happens from two to three at night: the clock skips or repeats that
    hour, and an export without a zone could not say which one it means.
    """

    hours: tuple[float, ...]
    weekdays: tuple[float, ...]
    months: tuple[float, ...]
    growth_a_year: float
    surges: bool


# fmt: off
SEASON = (1.06, 0.97, 0.98, 0.97, 0.95, 0.94, 0.90, 0.88, 0.98, 1.02, 1.15, 1.25)
TICKETS = Rhythm(
    hours=(
        0.4, 0.2, 0, 0.1, 0.1, 0.3, 0.9, 2.6, 5.2, 8.4, 9.2, 8.8,
        7.4, 7.6, 8.0, 7.6, 7.0, 5.4, 4.2, 4.6, 4.8, 4.0, 2.2, 1.0,
    ),
    weekdays=(1.28, 1.16, 1.10, 1.06, 1.00, 0.55, 0.45),
    months=SEASON, growth_a_year=0.16, surges=True,
)
ORDERS = Rhythm(
    hours=(
        1.0, 0.4, 0, 0.1, 0.2, 0.4, 1.2, 2.4, 3.6, 4.8, 5.4, 5.2,
        5.4, 4.8, 4.6, 4.8, 5.0, 5.0, 5.6, 7.4, 9.0, 8.8, 5.6, 2.6,
    ),
    weekdays=(1.10, 1.00, 0.96, 0.98, 0.90, 0.88, 1.18),
    months=SEASON, growth_a_year=0.40, surges=False,
)
CALLS = Rhythm(
    hours=(0,) * 9 + (9, 11, 10, 7, 8, 8.5, 8, 7) + (0,) * 7,
    weekdays=(1.30, 1.12, 1.04, 1.02, 0.96, 0.35, 0.0),
    months=SEASON, growth_a_year=0.16, surges=True,
)
# fmt: on


def day_weights(story: Story, rhythm: Rhythm) -> Floats:
    """One weight for each day of the story."""
    days = day_number(story.start) + np.arange(story.days)
    month = days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) % 12
    weights: Floats = np.array(rhythm.weekdays)[weekday(days)]
    weights = weights * np.array(rhythm.months)[month]
    weights *= (1 + rhythm.growth_a_year) ** (np.arange(story.days) / YEAR_DAYS)
    if rhythm.surges:
        first, last = day_number(story.incident_from), day_number(story.incident_until)
        surging = (days >= first) & (days <= last)
        weights *= np.where(surging, 1 + INCIDENT_EXTRA_CONTACTS, 1.0)
    return weights


def quotas(rng: np.random.Generator, story: Story, rhythm: Rhythm, total: int) -> Ints:
    """`total` spread over the story's stretches, as chance has it."""
    weights = day_weights(story, rhythm)
    first = day_number(story.start)
    shares = np.array(
        [
            weights[s.first_day - first : s.last_day + 1 - first].sum()
            for s in story.stretches
        ]
    )
    return rng.multinomial(total, shares / shares.sum()).astype(np.int64)


def moments(rng: np.random.Generator, rhythm: Rhythm, days: Ints) -> Ints:
    """A time on each of these days, in UTC seconds."""
    hour = pick(rng, rhythm.hours, len(days))
    second = rng.integers(0, HOUR, len(days))
    return to_utc(days * DAY + hour * HOUR + second)


def moments_in(
    rng: np.random.Generator, story: Story, rhythm: Rhythm, stretch: Stretch, n: int
) -> Ints:
    """`n` times in a stretch, in UTC seconds, in order."""
    first = day_number(story.start)
    weights = day_weights(story, rhythm)
    weights = weights[stretch.first_day - first : stretch.last_day + 1 - first]
    days = stretch.first_day + pick(rng, weights, n)
    return np.sort(moments(rng, rhythm, days))
