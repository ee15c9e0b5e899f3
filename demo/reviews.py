"""Quality reviews of tickets, as MaestroQA exports its answers."""

from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np

from demo import planted
from demo.clock import DAY, HOUR, local_day, to_utc
from demo.contacts import NORMAL
from demo.criteria import criteria_of
from demo.draws import NONE, Floats, Ints, chance, dice, pick
from demo.people import AGENT_NAMES, COMPANY_DOMAIN, REVIEWERS, SKILL, SWING
from demo.rows import Rows
from demo.setting import setting
from demo.sheets import Sheet, Words
from demo.story import Story, Stretch
from demo.tickets import Tickets
from demo.words import NOTES

TYPES = ("grading", "calibration_review", "calibration_final")
GRADING, CALIBRATION_REVIEW, CALIBRATION_FINAL = range(3)
CALIBRATED = 0.05
CALIBRATION_SD = 5.0
DELETED = 0.015
WITHIN_DAYS = 10
FIRST_ID = 300_001
TEMPLATES = (7001, 7002)


@dataclass(frozen=True, eq=False)
class Answers(Rows):
    """Scores in tenths of a point of 0–100."""

    ticket: Ints
    agent: Ints
    kind: Ints
    grader: Ints
    at: Ints
    tenths: Ints


class Reviews:
    """The export being written."""

    def __init__(
        self, story: Story, press: duckdb.DuckDBPyConnection, output: Path
    ) -> None:
        name = f"maestroqa_answers_{story.start}_{story.until}.csv"
        self._story = story
        self._here = setting(story)
        self._sheet = Sheet(press, "maestroqa_answers", output / name)
        self._next = FIRST_ID

    def add(self, stretch: Stretch, tickets: Tickets) -> None:
        """Reviews of tickets solved in a stretch."""
        rng = dice(self._story.seed, "reviews", stretch.number)
        answers = self._graded(rng, tickets)
        answers = Answers.stack([answers, *_calibrations(rng, answers)])
        answers = answers.take(answers.at < self._story.cut)
        answers = answers.take(np.argsort(answers.at, kind="stable"))
        self._print(rng, answers, stretch)

    def close(self) -> tuple[Path, ...]:
        """Finish; where it was written."""
        return (self._sheet.close(),)

    def _graded(self, rng: np.random.Generator, tickets: Tickets) -> Answers:
        solved = (tickets.solved != NONE) & (tickets.replies > 0)
        ours = solved & ~tickets.business & (tickets.kind == NORMAL)
        chosen = tickets.take(ours & chance(rng, planted.QA_REVIEWED, len(tickets)))
        n = len(chosen)
        days = local_day(chosen.solved) + rng.integers(1, WITHIN_DAYS + 1, n)
        return Answers(
            ticket=chosen.number,
            agent=chosen.agent,
            kind=np.full(n, GRADING),
            grader=pick(rng, np.ones(len(REVIEWERS)), n),
            at=to_utc(days * DAY + rng.integers(9 * HOUR, 17 * HOUR, n)),
            tenths=_tenths(self._score(rng, chosen)),
        )

    def _score(self, rng: np.random.Generator, tickets: Tickets) -> Floats:
        """Points of 0–100, before a failed critical criterion makes it 0."""
        agent, n = tickets.agent, len(tickets)
        spread = planted.QA_SD_STEADY + planted.QA_SD_UNSTEADY * SWING[agent]
        score = planted.QA_MEAN + planted.QA_POINTS_PER_SKILL * SKILL[agent]
        swing = self._here.swing(agent, tickets.created)
        score = score + planted.WEEKLY_SWING_QA_POINTS * swing
        score += planted.QA_SEVERAL_POINTS * ~tickets.at_once
        score += planted.POLICY_QA_POINTS * self._story.after_policy(tickets.created)
        score += spread * rng.standard_normal(n)
        score[chance(rng, planted.QA_CRITICAL_FAILS, n)] = 0.0
        return score

    def _print(
        self, rng: np.random.Generator, answers: Answers, stretch: Stretch
    ) -> None:
        n = len(answers)
        first, self._next = self._next, self._next + n
        note = rng.integers(0, 4 * len(NOTES), n)
        later = np.where(chance(rng, 0.1, n), DAY, 0)
        graders = tuple(f"{name}@{COMPANY_DOMAIN}" for name in REVIEWERS)
        self._sheet.add(
            {
                "id": first + np.arange(n),
                "kind": Words(answers.kind, TYPES),
                "created": answers.at,
                "updated": np.minimum(answers.at + later, self._story.cut - 1),
                "notes": Words(np.where(note < len(NOTES), note, -1), NOTES),
                "ticket": answers.ticket,
                "agent": Words(answers.agent, AGENT_NAMES),
                "grader": Words(answers.grader, graders),
                "deleted": chance(rng, DELETED, n),
                "template": np.array(TEMPLATES)[answers.ticket % 2],
                "tenths": answers.tenths,
                **criteria_of(self._story, stretch, answers.agent, answers.tenths),
            }
        )


def _tenths(score: Floats) -> Ints:
    return np.rint(10 * np.clip(score, 0, 100)).astype(np.int64)


def _calibrations(rng: np.random.Generator, graded: Answers) -> list[Answers]:
    """Some reviews are done again by all reviewers, who then agree on a score."""
    again = graded.take(chance(rng, CALIBRATED, len(graded)))
    kinds = (CALIBRATION_REVIEW, CALIBRATION_REVIEW, CALIBRATION_FINAL)
    return [_once_more(rng, again, step, kind) for step, kind in enumerate(kinds, 1)]


def _once_more(
    rng: np.random.Generator, graded: Answers, step: int, kind: int
) -> Answers:
    n = len(graded)
    score = graded.tenths / 10 + CALIBRATION_SD * rng.standard_normal(n)
    return Answers(
        ticket=graded.ticket,
        agent=graded.agent,
        kind=np.full(n, kind),
        grader=(graded.grader + step) % len(REVIEWERS),
        at=graded.at + step * HOUR,
        tenths=_tenths(score),
    )
