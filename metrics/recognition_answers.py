"""What customers said of people in a week: the best answers, and compliments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from metrics.periods import Window
from metrics.questions import Question
from metrics.warehouse import Warehouse

QUOTED = 3  # of each person, those that say the most
# A topic or a tag with one of these words is one of compliments.
COMPLIMENTS = (
    "compliment",
    "compliments",
    "praise",
    "kudos",
    "thanks",
    "thank[ _-]you",
    "pujian",
    "apresiasi",
    "penghargaan",
    "terima[ _-]kasih",
)
TOPIC = f"(^|[^a-z])({'|'.join(COMPLIMENTS)})([^a-z]|$)"


@dataclass(frozen=True)
class Answered:
    """So many answers or tickets, and of the answers what was written beside them."""

    code: Literal["answers", "compliments"]
    n: int
    quotes: tuple[str, ...] = ()


def answered(
    warehouse: Warehouse, question: Question, window: Window
) -> Iterator[tuple[str, Answered]]:
    """Whose answers of CSAT had the best score there is, with a comment.

    A scale such as 1-5 ends at its best; of other scales every good one is.
    """
    query = f"""
        with observations as ({question.observations}),
        best as (
            select observations.agent, trim(surveys.comment) as said,
                observations.counted_at
            from observations
            inner join surveys
                on surveys.source = observations.source
                and surveys.survey_id = observations.subject_id
            where observations.left_out is null and surveys.is_good
                and observations.counted_at >= $start
                and observations.counted_at < $end
                and trim(surveys.comment) <> ''
                and surveys.score = coalesce(
                    try_cast(split_part(surveys.scale, '-', 2) as double),
                    surveys.score
                )
        )
        select agent, count(*), list(said order by len(said) desc, said)
        from best
        where agent is not null
        group by agent
    """
    borders = {"start": window.start, "end": window.end}
    for name, n, said in warehouse.rows(query, question.parameters | borders):
        yield name, Answered("answers", n, tuple(said[:QUOTED]))


def complimented(
    warehouse: Warehouse, window: Window, through: datetime
) -> Iterator[tuple[str, Answered]]:
    """Whose tickets of the window were filed, or tagged, as compliments."""
    query = """
        select agent, count(*)
        from tickets
        where created_at >= $start and created_at < $end and created_at <= $through
            and set_aside is null and agent is not null
            and regexp_matches(
                lower(concat_ws(' ', topic, array_to_string(tags, ' '))), $topic
            )
        group by agent
    """
    borders = {"start": window.start, "end": window.end, "through": through}
    for name, n in warehouse.rows(query, borders | {"topic": TOPIC}):
        yield name, Answered("compliments", n)


def at_work(warehouse: Warehouse, window: Window) -> frozenset[str]:
    """Everyone that any ticket, answer, review or call of the window names."""
    moments = (
        ("tickets", "created_at"),
        ("tickets", "solved_at"),
        ("surveys", "answered_at"),
        ("reviews", "reviewed_at"),
        ("calls", "started_at"),
        ("measurements", "measured_at"),
    )
    query = " union ".join(
        f"select agent from {table} "
        f"where {moment} >= $start and {moment} < $end and agent is not null"
        for table, moment in moments
    )
    rows = warehouse.rows(query, {"start": window.start, "end": window.end})
    return frozenset(name for (name,) in rows)
