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
from intake.wording import english
from metrics.catalog import Catalog
from metrics.values import Promise, Values
from metrics.wording import LOCALE, amount_words, count_words

Gravity = Literal["attention", "look"]
OLD = 31  # days behind today
MANY_REJECTED, FEW_KNOWN = 5.0, 50.0  # percent
ENOUGH = 30  # rows, or customers, that a share is judged by


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
            lacking.setdefault(lack, []).append(promise.name or definition.name)
    return _gravest_first(
        Finding("attention" if lack.is_all else "look", english(names), lack.sentence)
        for lack, names in lacking.items()
    )


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
    return f"{system_name(rows.source)}, {rows_word(rows.table)}"


def day_words(day: date | None) -> str:
    """A day with its year; nothing where there is none."""
    return format_date(day, "d MMM y", LOCALE) if day else ""


def span_words(gap: Gap) -> str:
    """The days of a gap: on 3 Mar 2026, or 3 – 9 Mar 2026 in full."""
    if gap.first == gap.last:
        return day_words(gap.first)
    return f"{day_words(gap.first)} to {day_words(gap.last)}"


def _of_rejects(kind: Rejecting) -> Iterator[Finding]:
    now = amount_words(kind.share, "percent")
    what = f"{now} of the {count_words(kind.read)} rows of the last export"
    if kind.rises:
        before = amount_words(kind.share_before, "percent")
        yield Finding(
            "attention",
            kind.title,
            f"{what} were rejected, {before} before: its receipt tells why.",
        )
    elif kind.read >= ENOUGH and (kind.share or 0) >= MANY_REJECTED:
        yield Finding(
            "look", kind.title, f"{what} were rejected: its receipt tells why."
        )


def _of_rows(quality: Quality, rows: Rows) -> Iterator[Finding]:
    subject = subject_of(rows)
    gaps = [gap for gap in rows.gaps if not gap.may_be_rest]
    if gaps:
        yield Finding("attention", subject, _gap_words(gaps))
    if quality.is_late(rows):
        behind = count_words(quality.behind(rows) or 0)
        yield Finding(
            "attention",
            subject,
            f"The last is of {day_words(rows.until)}, {behind} days before the newest "
            "row of all: drop a newer export.",
        )
    if rows.slips:
        yield Finding(
            "look",
            subject,
            f"{_rows(rows.slips)} dated in the future, and left out.",
        )
    yield from _of_shares(subject, rows)


def _gap_words(gaps: list[Gap]) -> str:
    longest = max(gaps, key=lambda gap: gap.days)
    days = "one usual day" if longest.days == 1 else f"{longest.days} usual days"
    if len(gaps) == 1:
        said = f"No rows on {days}, {span_words(longest)}"
    else:
        said = f"{len(gaps)} gaps, the longest of {days}, {span_words(longest)}"
    return f"{said}: drop an export of that time."


def _of_shares(subject: str, rows: Rows) -> Iterator[Finding]:
    """Tickets that hardly ever say who asked, or who answered."""
    shares = rows.shares
    if rows.table != "tickets" or shares.counting < ENOUGH:
        return
    for share, whom, part in (
        (shares.customer, "a customer", "returns and purchases"),
        (shares.agent, "an agent", "numbers by agent"),
    ):
        if share is not None and share < FEW_KNOWN:
            some = f"Only {amount_words(share, 'percent')} name {whom}: the others"
            said = some if share else f"None names {whom}: they"
            yield Finding("look", subject, f"{said} are left out of {part}.")


def _of_customers(overlap: Overlap) -> Iterator[Finding]:
    fewer = min(overlap.service, overlap.sales)
    if fewer < ENOUGH:
        return
    numbers = overlap.service_numbers / overlap.service
    numbers = max(numbers, overlap.sales_numbers / overlap.sales)
    if not overlap.both:
        why = "Export e-mail addresses on both sides, and they meet."
        yield Finding(
            "attention",
            "Customers",
            f"Nobody who wrote is known to have bought, and the reverse. {why}",
        )
    elif 100 * numbers >= FEW_KNOWN and 2 * overlap.both < fewer:
        yield Finding(
            "look",
            "Customers",
            "Half or more of one side are known by a system's own number alone, "
            "and meet nobody: export their e-mail addresses too.",
        )


def _of_today(quality: Quality) -> Iterator[Finding]:
    if quality.through is None:
        return
    days = (quality.today - quality.through).days
    if days >= OLD:
        yield Finding(
            "look",
            "All data",
            f"They end on {day_words(quality.through)}, {count_words(days)} days ago: "
            "drop newer exports.",
        )


def _rows(n: int) -> str:
    return "1 row is" if n == 1 else f"{count_words(n)} rows are"
