"""Bots beside people: what a bot kept, what came back, and what was said of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from metrics.few import FEWEST_PEOPLE, PERSON, is_of_too_few, unnamed
from metrics.groups import SMALLEST
from metrics.kinds import Interval, Share
from metrics.periods import Window
from metrics.questions import Question
from metrics.warehouse import Warehouse

QUERY = Path(__file__).with_suffix(".sql")
METRIC = "csat"
LOOKS_LIKE_ONE = r"\b(bot|chatbot|ai agent)\b"


@dataclass(frozen=True)
class Told:
    """So many of n, in percent with the 95 % interval (Wilson).

    `people` is how many persons they are of; None where they are of no person.
    """

    n: int
    good: int
    people: int | None = None

    @property
    def is_enough(self) -> bool:
        """Whether there are enough to tell a share."""
        return self.n >= SMALLEST and not self.is_of_too_few

    @property
    def is_of_too_few(self) -> bool:
        """Whether they would speak of persons."""
        return self.people is not None and self.people < FEWEST_PEOPLE

    @property
    def share(self) -> float:
        """In percent; nothing of nothing is 0."""
        return Share().amount({"n": self.n, "total": self.good}) or 0.0

    @property
    def interval(self) -> Interval:
        """The 95 % interval in percent."""
        return Share().interval({"n": self.n, "total": self.good}) or (0.0, 100.0)


@dataclass(frozen=True)
class Side:
    """Solved tickets of bots, or of people, whose customers are known.

    `kept` are those whose customer did not write again within 7 days and that were
    not reopened; of those who wrote again, `to_person` met a person. `fresh` are too
    fresh to tell, of `unknown` the customer is not known; neither is in `kept.n`.
    """

    kept: Told
    to_person: int
    fresh: int
    unknown: int
    satisfied: Told

    @property
    def came_back(self) -> int:
        """How many were not kept."""
        return self.kept.n - self.kept.good


@dataclass(frozen=True)
class Beside:
    """Both sides; None where no bot is declared, or where people are too few.

    Where none is declared, `alike` names here look like a bot's.
    """

    bots: Side | None
    people: Side | None
    alike: int = 0
    of_too_few: bool = False


def beside(
    warehouse: Warehouse, question: Question, window: Window, bots: Iterable[str]
) -> Beside:
    """The bots declared beside people; `question` is of METRIC."""
    names = unnamed(bots)
    if is_of_too_few(warehouse, window, question.filters, names):
        return Beside(None, None, of_too_few=True)
    if not names:
        return Beside(None, None, _alike(warehouse, question, window))
    solves = _solves(warehouse, question, window, names)
    answers = _answers(warehouse, question, window, names)
    sides = [
        _side(is_bot, solves.get(is_bot, (0,) * 6), answers.get(is_bot, (0, 0, 0)))
        for is_bot in (True, False)
    ]
    return Beside(sides[0], sides[1])


def _side(is_bot: bool, solved: tuple[int, ...], answered: tuple[int, ...]) -> Side:
    n, people, came_back, to_person, fresh, unknown = solved
    answers, good, of_people = answered
    return Side(
        Told(n, n - came_back, None if is_bot else people),
        to_person,
        fresh,
        unknown,
        Told(answers, good, None if is_bot else of_people),
    )


def _alike(warehouse: Warehouse, question: Question, window: Window) -> int:
    """How many agents of these tickets have names that look like a bot's."""
    query = f"""
        select count(distinct {PERSON}) from tickets
        where set_aside is null and regexp_matches(agent, $pattern, 'i')
            and created_at >= $starts and created_at < $ends
            and ($team is null or team = $team)
            and ($channel is null or channel = $channel)
    """
    given = _asked(question, window) | {"pattern": LOOKS_LIKE_ONE}
    found: int = warehouse.rows(query, given)[0][0]
    return found


def _asked(question: Question, window: Window) -> dict[str, Any]:
    filters = dict.fromkeys(("team", "channel")) | dict(question.filters)
    return {"starts": window.start, "ends": window.end, **filters}


def _solves(
    warehouse: Warehouse, question: Question, window: Window, bots: list[str]
) -> dict[bool, tuple[int, ...]]:
    given = _asked(question, window) | {"through": question.through, "bots": bots}
    rows = warehouse.rows(QUERY.read_text(encoding="utf-8"), given)
    return {by_bot: tuple(counted) for by_bot, *counted in rows}


def _answers(
    warehouse: Warehouse, question: Question, window: Window, bots: list[str]
) -> dict[bool, tuple[int, ...]]:
    query = f"""
        with observations as ({question.observations})
        select list_contains($bots, {PERSON}) as by_bot,
            count(amount), sum(amount)::bigint, count(distinct {PERSON})
        from observations
        where left_out is null and agent is not null
            and counted_at >= $start and counted_at < $end{question.condition}
        group by all
    """
    given = {"start": window.start, "end": window.end, "bots": bots}
    rows = warehouse.rows(query, question.parameters | given)
    return {by_bot: tuple(counted) for by_bot, *counted in rows}
