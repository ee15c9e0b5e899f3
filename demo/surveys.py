"""Answers to two surveys: would you recommend us (NPS), was it easy (CES)."""

from pathlib import Path

import duckdb
import numpy as np

from demo import planted
from demo.clock import HOUR
from demo.contacts import NORMAL
from demo.customers import Customers
from demo.draws import NONE, Flags, Floats, Ints, chance, dice, log_odds, logistic, pick
from demo.people import identity
from demo.rhythm import ORDERS, moments_in, quotas
from demo.sheets import Column, Sheet, Words
from demo.story import Story, Stretch
from demo.tickets import Tickets
from demo.words import COMMENTS, LIKED

PROMOTERS, DETRACTORS = 0.58, 0.15
HIGH_SCORES, LOW_SCORES = (0.42, 0.58), (8, 4, 6, 8, 10, 30, 34)
EASY_SCORES, HARD_SCORES = (0.18, 0.34, 0.48), (0.2, 0.2, 0.25, 0.35)
COMMENTED = 0.3
BUSINESS_SURVEYED = 0.12
ANSWERED_AFTER_HOURS = 14.0
DEVICES = ("desktop", "mobile", "tablet")
SURVEY_SOURCES = ("email", "link")
FIRST_ID = 700_000_001


class Surveys:
    """Two files, one numbering."""

    def __init__(
        self,
        story: Story,
        customers: Customers,
        press: duckdb.DuckDBPyConnection,
        output: Path,
    ) -> None:
        span = f"{story.start}_{story.until}.csv"
        total = round(story.tickets * planted.NPS_ANSWERS_PER_TICKET)
        self._story = story
        self._customers = customers
        self._quota = quotas(dice(story.seed, "nps"), story, ORDERS, total)
        self._nps = Sheet(press, "delighted", output / f"delighted_nps_{span}")
        self._ces = Sheet(press, "delighted", output / f"delighted_ces_{span}")
        self._next = FIRST_ID

    def add(self, stretch: Stretch, tickets: Tickets) -> None:
        """Answers given in a stretch, or about its tickets."""
        rng = dice(self._story.seed, "surveys", stretch.number)
        n = int(self._quota[stretch.number])
        at = moments_in(rng, self._story, ORDERS, stretch, n)
        who = self._customers.recent(rng, n, BUSINESS_SURVEYED)
        score = recommend(rng, self._customers.mood[who].astype(np.int64))
        self._nps.add(self._answers(rng, "nps", who, at, score, score >= 7))
        asked = _asked(rng, tickets)
        at, score = _when(rng, asked), ease(rng, asked)
        kept = at < self._story.cut
        asked, at, score = asked.take(kept), at[kept], score[kept]
        columns = self._answers(rng, "ces", asked.customer, at, score, score >= 5)
        self._ces.add({**columns, "case": asked.number})

    def close(self) -> tuple[Path, ...]:
        """Finish; where it was written."""
        return self._ces.close(), self._nps.close()

    def _answers(
        self,
        rng: np.random.Generator,
        survey: str,
        who: Ints,
        at: Ints,
        score: Ints,
        liked: Flags,
    ) -> dict[str, Column]:
        n = len(who)
        first, self._next = self._next, self._next + n
        half = rng.integers(0, len(LIKED), n)
        words = np.where(liked, half, len(LIKED) + half)
        words = np.where(chance(rng, COMMENTED, n), words, -1)
        return {
            "id": first + np.arange(n),
            **identity(who),
            "survey": Words(np.zeros(n, dtype=np.int64), (survey,)),
            "score": score,
            "comment": Words(words, COMMENTS),
            "created": at,
            "updated": np.minimum(at + rng.integers(0, 300, n), self._story.cut - 1),
            "source": Words(pick(rng, (0.9, 0.1), n), SURVEY_SOURCES),
            "device": Words(pick(rng, (0.45, 0.5, 0.05), n), DEVICES),
            "case": np.full(n, NONE),
        }


def recommend(rng: np.random.Generator, mood: Ints) -> Ints:
    """0–10, by the last service: good (1), bad (−1) or none (0)."""
    n = len(mood)
    effect: Floats = np.where(mood > 0, planted.NPS_GOOD_SERVICE_LOGIT, 0.0)
    effect = np.where(mood < 0, planted.NPS_BAD_SERVICE_LOGIT, effect)
    drawn = rng.random(n)
    promoter = drawn < logistic(log_odds(PROMOTERS) + effect)
    detractor = drawn > 1 - logistic(log_odds(DETRACTORS) - effect)
    high, low = 9 + pick(rng, HIGH_SCORES, n), pick(rng, LOW_SCORES, n)
    passive = 7 + pick(rng, HIGH_SCORES, n)
    return np.where(promoter, high, np.where(detractor, low, passive))


def ease(rng: np.random.Generator, tickets: Tickets) -> Ints:
    """1–7, high is easy: easier when one reply was enough."""
    n = len(tickets)
    probability = np.where(
        tickets.at_once, planted.EASY_AFTER_FIRST, planted.EASY_AFTER_SEVERAL
    )
    easy, hard = 5 + pick(rng, EASY_SCORES, n), 1 + pick(rng, HARD_SCORES, n)
    return np.where(chance(rng, probability, n), easy, hard)


def _asked(rng: np.random.Generator, tickets: Tickets) -> Tickets:
    """Those of the web shop's customers who were asked and answered."""
    solved = (tickets.solved != NONE) & (tickets.replies > 0)
    ours = solved & ~tickets.business & (tickets.kind == NORMAL)
    answered = chance(rng, planted.CES_ASKED_AND_ANSWERED, len(tickets))
    return tickets.take(ours & answered)


def _when(rng: np.random.Generator, asked: Tickets) -> Ints:
    wait = rng.exponential(ANSWERED_AFTER_HOURS * HOUR, len(asked))
    return asked.solved + HOUR + wait.astype(np.int64)
