"""What is noticed about the data, in a sentence each, the gravest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from babel.dates import format_date

from intake.quality.gaps import Gap
from intake.quality.known import Known
from intake.quality.missing import Lack, lack_of
from intake.quality.overlap import Overlap
from intake.quality.overview import Quality, Rows
from intake.quality.rejecting import Rejecting
from intake.quality.systems import rows_word, system_name
from metrics.catalog import Catalog
from metrics.own_words import spoken
from metrics.values import Promise, Values
from metrics.wording import amount_words
from words import known as known_words
from words import locale, mark, say, say_many

Gravity = Literal["attention", "look"]
OLD = 31  # days behind today
MANY_REJECTED, FEW_KNOWN = 5.0, 50.0  # percent
ENOUGH = 30  # rows, or customers, that a share is judged by
NO_CUSTOMER = mark("None names a customer: they are left out of returns and purchases.")
FEW_CUSTOMERS = mark(
    "Only {share} name a customer: the others are left out of returns and purchases."
)
NO_AGENT = mark("None names an agent: they are left out of numbers by agent.")
FEW_AGENTS = mark(
    "Only {share} name an agent: the others are left out of numbers by agent."
)
NOBODY_MEETS = mark(
    "Nobody who wrote is known to have bought, and the reverse. Export e-mail "
    "addresses on both sides, and they meet."
)
HALF_MEET = mark(
    "Half or more of one side are known by a system's own number alone, and meet "
    "nobody: export their e-mail addresses too."
)


@dataclass(frozen=True)
class Finding:
    """`attention`: numbers are wrong or missing for it; `look`: they may be."""

    gravity: Gravity
    subject: str
    sentence: str


Findings = tuple[Finding, ...]


def promise_findings(values: Values, catalog: Catalog, known: Known) -> Findings:
    """What promises lack, those together that lack the same."""
    promises: dict[str, Promise] = {}
    for promise in (*(p for v in values.values for p in v.promises), *values.sales):
        promises.setdefault(promise.key, promise)
    lacking: dict[Lack, list[str]] = {}
    for promise in promises.values():
        definition = catalog[promise.metric]
        lack = lack_of(definition, promise.clock, values.company, known)
        if lack:
            named = spoken(promise.name or definition.name)
            lacking.setdefault(lack, []).append(named)
    return _gravest_first(
        Finding("attention" if lack.is_all else "look", _listed(names), lack.sentence)
        for lack, names in lacking.items()
    )


def _listed(names: list[str]) -> str:
    return say("{names}", names=names)


def findings_of(quality: Quality) -> Findings:
    """What is noticed of the rows; nothing where all is well."""
    return _gravest_first(
        (
            *(one for kind in quality.rejecting for one in _of_rejects(kind)),
            *(one for rows in quality.rows for one in _of_rows(quality, rows)),
            *_of_customers(quality.overlap),
            *_of_today(quality),
        )
    )


def _gravest_first(found: Iterable[Finding]) -> Findings:
    return tuple(sorted(found, key=lambda one: one.gravity != "attention"))


def subject_of(rows: Rows) -> str:
    """A system and what its rows are: Zendesk tickets."""
    return say(
        "{system}, {rows}", system=system_name(rows.source), rows=rows_word(rows.table)
    )


def day_words(day: date | None) -> str:
    """A day with its year; nothing where there is none."""
    return format_date(day, "d MMM y", locale()) if day else ""


def span_words(gap: Gap) -> str:
    """The days of a gap: on 3 Mar 2026, or 3 – 9 Mar 2026 in full."""
    if gap.first == gap.last:
        return day_words(gap.first)
    return say(
        "{first} to {last}", first=day_words(gap.first), last=day_words(gap.last)
    )


def _of_rejects(kind: Rejecting) -> Iterator[Finding]:
    now = amount_words(kind.share, "percent")
    if kind.rises:
        rising = say(
            "{share} of the {n} rows of the last export were rejected, {before} "
            "before: its receipt tells why.",
            share=now,
            n=kind.read,
            before=amount_words(kind.share_before, "percent"),
        )
        yield Finding("attention", known_words(kind.title), rising)
    elif kind.read >= ENOUGH and (kind.share or 0) >= MANY_REJECTED:
        many = say(
            "{share} of the {n} rows of the last export were rejected: its receipt "
            "tells why.",
            share=now,
            n=kind.read,
        )
        yield Finding("look", known_words(kind.title), many)


def _of_rows(quality: Quality, rows: Rows) -> Iterator[Finding]:
    subject = subject_of(rows)
    gaps = [gap for gap in rows.gaps if not gap.may_be_rest]
    if gaps:
        yield Finding("attention", subject, _gap_words(gaps))
    if quality.is_late(rows):
        late = say(
            "The last is of {day}, {n} days before the newest row of all: drop a newer "
            "export.",
            day=day_words(rows.until),
            n=quality.behind(rows) or 0,
        )
        yield Finding("attention", subject, late)
    if rows.slips:
        slips = say_many(
            "{n} row is dated in the future, and left out.",
            "{n} rows are dated in the future, and left out.",
            rows.slips,
        )
        yield Finding("look", subject, slips)
    yield from _of_shares(subject, rows)


def _gap_words(gaps: list[Gap]) -> str:
    longest = max(gaps, key=lambda gap: gap.days)
    span = span_words(longest)
    if len(gaps) == 1:
        return say_many(
            "No rows on one usual day, {span}: drop an export of that time.",
            "No rows on {n} usual days, {span}: drop an export of that time.",
            longest.days,
            span=span,
        )
    return say_many(
        "{gaps} gaps, the longest of one usual day, {span}: drop an export of that "
        "time.",
        "{gaps} gaps, the longest of {n} usual days, {span}: drop an export of that "
        "time.",
        longest.days,
        gaps=len(gaps),
        span=span,
    )


def _of_shares(subject: str, rows: Rows) -> Iterator[Finding]:
    """Tickets that hardly ever say who asked, or who answered."""
    shares = rows.shares
    if rows.table != "tickets" or shares.counting < ENOUGH:
        return
    for share, none, some in (
        (shares.customer, NO_CUSTOMER, FEW_CUSTOMERS),
        (shares.agent, NO_AGENT, FEW_AGENTS),
    ):
        if share is not None and share < FEW_KNOWN:
            few = say(some, share=amount_words(share, "percent"))
            yield Finding("look", subject, few if share else known_words(none))


def _of_customers(overlap: Overlap) -> Iterator[Finding]:
    fewer = min(overlap.service, overlap.sales)
    if fewer < ENOUGH:
        return
    numbers = overlap.service_numbers / overlap.service
    numbers = max(numbers, overlap.sales_numbers / overlap.sales)
    if not overlap.both:
        yield Finding("attention", say("Customers"), known_words(NOBODY_MEETS))
    elif 100 * numbers >= FEW_KNOWN and 2 * overlap.both < fewer:
        yield Finding("look", say("Customers"), known_words(HALF_MEET))


def _of_today(quality: Quality) -> Iterator[Finding]:
    if quality.through is None:
        return
    days = (quality.today - quality.through).days
    if days >= OLD:
        old = say(
            "They end on {day}, {n} days ago: drop newer exports.",
            day=day_words(quality.through),
            n=days,
        )
        yield Finding("look", say("All data"), old)
