"""The year in weeks, as a person reads it."""

from __future__ import annotations

from collections.abc import Iterator

from metrics.own_words import spoken
from metrics.periods import Period
from metrics.verdicts import Verdict, verdict_words
from metrics.weeks import Grade, Row, Told, Week, Year
from metrics.wording import amount_words, count_words, day_words, period_words
from metrics.wording import target_words as bounds_words
from words import say


def row_words(row: Row) -> str:
    """How many of the weeks were kept, and how many broken."""
    kept, broken = row.many(Grade.KEPT), row.many(Grade.BROKEN)
    return say("{kept} kept, {broken} broken", kept=kept, broken=broken)


def strip_words(rows: tuple[Row, ...]) -> str:
    """The whole strip for who cannot see it."""
    return " ".join(_whole_words(row) for row in rows)


def _whole_words(row: Row) -> str:
    return say(
        "{name}, in weeks: kept {kept}, broken {broken}, can't tell {unsure}, "
        "too few {few}, no data {empty}.",
        name=spoken(row.name),
        kept=row.many(Grade.KEPT),
        broken=row.many(Grade.BROKEN),
        unsure=row.many(Grade.CANT_TELL),
        few=row.many(Grade.TOO_FEW),
        empty=row.many(Grade.NO_DATA),
    )


def week_words(row: Row, week: Week) -> tuple[str, ...]:
    """What a cell stands for, a line each: the week, its verdict, its amounts."""
    verdict = verdict_words(week.verdict)
    return (
        period_words(week.period),
        say("{name}: {verdict}", name=spoken(row.name), verdict=verdict),
        *(_told_words(one) for one in week.promises),
    )


def _told_words(told: Told) -> str:
    """A promise in a week; too few are not shown."""
    verdict, name = verdict_words(told.verdict), spoken(told.name)
    if told.verdict is Verdict.NO_DATA:
        return say("{name}: {verdict}", name=name, verdict=verdict)
    n = count_words(told.n)
    if told.verdict is Verdict.TOO_FEW:
        return say("{name}: {verdict} (n = {n})", name=name, verdict=verdict, n=n)
    return say(
        "{name}: {amount}, target {target}, n = {n}, {verdict}",
        name=name,
        amount=amount_words(told.amount, told.unit),
        target=bounds_words(told.bounds, told.unit),
        n=n,
        verdict=verdict,
    )


def months(year: Year) -> Iterator[tuple[int, str, int | None]]:
    """The place of each week in which a month begins, and the month; with its year
    the first of them and each January."""
    is_first = True
    for place, week in enumerate(year.weeks):
        if not _begins(week):
            continue
        with_year = is_first or week.last.month == 1
        yield place, day_words(week.last, "LLL"), week.last.year if with_year else None
        is_first = False


def _begins(week: Period) -> bool:
    """Whether the first day of a month lies in it."""
    return week.last.day <= (week.after - week.first).days
