"""The choices by which two systems count one number differently, one at a time."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import sqlglot

from metrics.alternatives import Alternative
from metrics.measuring import left_out
from metrics.periods import Period, Window
from metrics.questions import FRESH, SLIP, Question
from metrics.warehouse import Warehouse
from words import Said, known, mark, say

# In this order two choices are applied, whatever order they are told in.
TERMS = ("definition", "clock", "summary", "date", "left out", "bots", "window", "zone")
DATES = {
    "created_at": mark("Filing under the day the ticket was created"),
    "first_reply_at": mark("Filing under the day the ticket was first answered"),
    "solved_at": mark("Filing under the day the ticket was solved"),
    "updated_at": mark("Filing under the day the ticket was last updated"),
}
# Tables of what hangs on a ticket, and what a row of each is known by.
ABOUT_TICKETS = {
    "surveys": "survey_id",
    "reviews": "review_id",
    "calls": "call_id",
}
SUMMARIES = {
    "mean": ("median", mark("Taking the median in place of the mean")),
    "median": ("mean", mark("Taking the mean in place of the median")),
}
RETENTION = (30, 60, 90, 180, 365)
BOTS = r"\b(bot|ai agent|assistant|automation)\b"


@dataclass(frozen=True)
class Asked:
    """What is counted: a question in a window."""

    question: Question
    window: Window


@dataclass(frozen=True)
class Choice:
    """One term of a count, chosen in another way than ours.

    `words` can be said again in another language, with `spoken`.
    """

    term: str
    words: Said
    apply: Callable[[Asked], Asked]


def choices_of(
    warehouse: Warehouse,
    asked: Asked,
    period: Period,
    alternatives: Sequence[Alternative],
    zones: Sequence[str],
) -> tuple[Choice, ...]:
    """All that can be tried for this metric; `zones` are those of the helpdesk."""
    found = [*_zones(period, zones), *_retention(asked.question)]
    if asked.question.definition.kind != "retention":
        found += [
            *_definitions(asked.question, alternatives),
            *_summaries(asked.question, alternatives),
            *_dates(asked.question),
            *_left_out(warehouse, asked),
            *_bots(asked.question),
        ]
    return tuple(sorted(found, key=lambda one: TERMS.index(one.term)))


def _zones(period: Period, zones: Sequence[str]) -> Iterator[Choice]:
    for zone in dict.fromkeys(("UTC", *zones)):
        window = replace(period, zone=zone).window()
        if window != period.window():
            words = say("Counting by {zone} days", zone=zone)
            yield Choice("zone", words, partial(_in, window))


def _in(window: Window, asked: Asked) -> Asked:
    return replace(asked, window=window)


def _retention(question: Question) -> Iterator[Choice]:
    if "retention_days" not in question.definition.parameters:
        return
    for days in RETENTION:
        if days != question.retention_days:
            words = say(
                "Taking whoever bought in the last {days} days for a customer",
                days=days,
            )
            yield Choice("window", words, partial(_within, days))


def _within(days: int, asked: Asked) -> Asked:
    return replace(asked, question=replace(asked.question, retention_days=days))


def _definitions(
    question: Question, alternatives: Sequence[Alternative]
) -> Iterator[Choice]:
    for one in alternatives:
        if not one.lacks and one.asked(question) != question:
            term = "clock" if one.clock else "definition"
            words = say("Counting by “{way}”", way=known(one.name))
            yield Choice(term, words, partial(_by, one))


def _by(alternative: Alternative, asked: Asked) -> Asked:
    return replace(asked, question=alternative.asked(asked.question))


def _summaries(
    question: Question, alternatives: Sequence[Alternative]
) -> Iterator[Choice]:
    """The mean for a median, and the other way, where no alternative is that."""
    kind, query = question.definition.kind, question.definition.query
    other, words = SUMMARIES.get(kind, ("", ""))
    told = {
        one.definition.kind for one in alternatives if one.definition.query == query
    }
    if other and other not in told:
        yield Choice("summary", known(words), partial(_summed, other))


def _summed(kind: str, asked: Asked) -> Asked:
    return _otherwise(asked, kind=kind, skewed=False)


def _dates(question: Question) -> Iterator[Choice]:
    """The dates of its ticket, where an observation leads to one.

    Where it may be a ticket or a call, its id alone does not tell which.
    """
    read = {"tickets", *ABOUT_TICKETS} & set(question.definition.tables)
    if not read or {"tickets", "calls"} <= read:
        return
    if not re.search(r"\bsource\b", question.definition.query):
        return
    for column, words in DATES.items():
        yield Choice("date", known(words), partial(_filed, column))


def _filed(column: str, asked: Asked) -> Asked:
    """What leads to no ticket stays where it is; a ticket without that date goes."""
    about = set(ABOUT_TICKETS) & set(asked.question.definition.tables)
    table = min(about, default="tickets")
    key = ABOUT_TICKETS.get(table, "ticket_id")
    of = "source" if table == "tickets" else "ticket_source"
    return _wrapped(
        asked,
        f"""
        select observations.* replace (
            case when dated.subject_id is null then observations.counted_at
                else dated.moment end as counted_at
        )
        from ({{}}) as observations
        left join (
            select subjects.source, subjects.{key} as subject_id,
                tickets.{column} as moment
            from {table} as subjects
            inner join tickets
                on subjects.{of} = tickets.source
                and subjects.ticket_id = tickets.ticket_id
        ) as dated
            on observations.source = dated.source
            and observations.subject_id = dated.subject_id
        """,
    )


def _left_out(warehouse: Warehouse, asked: Asked) -> Iterator[Choice]:
    """What we leave out, put back: each reason alone, and all of them."""
    found = left_out(warehouse, asked.question, asked.window)
    reasons = [one.because for one in found if one.because != SLIP]
    for reason in reasons:
        words = say("Counting what we leave out as “{reason}”", reason=known(reason))
        yield Choice("left out", words, partial(_put_back, (reason,)))
    if len(reasons) > 1:
        words = say("Counting everything that we leave out")
        yield Choice("left out", words, partial(_put_back, tuple(reasons)))


def _put_back(reasons: tuple[str, ...], asked: Asked) -> Asked:
    """Whatever would be left out for these reasons counts."""
    if FRESH in reasons:
        asked = _otherwise(asked, matures_days=0)
    literals = (sqlglot.exp.Literal.string(one).sql("duckdb") for one in reasons)
    return _wrapped(
        asked,
        f"""
        select * replace (
            case when left_out in ({", ".join(literals)}) then null
                else left_out end as left_out
        )
        from ({{}})
        """,
    )


def _bots(question: Question) -> Iterator[Choice]:
    if "agent" in question.definition.dimensions:
        words = say("Leaving out what was credited to a bot")
        yield Choice("bots", words, _without_bots)


def _without_bots(asked: Asked) -> Asked:
    return _wrapped(
        asked,
        f"""
        select * replace (
            case when regexp_matches(agent, '{BOTS}', 'i')
                then coalesce(left_out, 'a bot') else left_out end as left_out
        )
        from ({{}})
        """,
    )


def _wrapped(asked: Asked, around: str) -> Asked:
    """The same with its observations changed; `around` has {} for their query."""
    return _otherwise(
        asked, query=around.replace("{}", asked.question.definition.query)
    )


def _otherwise(asked: Asked, **changes: Any) -> Asked:
    """The same under a definition that no file has, and so of no version."""
    definition = replace(asked.question.definition, **changes, version="")
    return replace(asked, question=replace(asked.question, definition=definition))
