"""What a promise lacks to be counted, in the whole store or in one period."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from intake.quality.known import Known
from intake.quality.needs import WANTS, Need, needs_of
from intake.quality.systems import rows_word
from metrics.catalog import Clock, Definition
from metrics.nouns import things
from metrics.periods import to_local
from metrics.scorecard import Fared, Scorecard
from metrics.values import Company
from words import known as known_words
from words import mark, say, say_many

SUBSCRIBED = ("subscriptions", "cancellations")
BOUGHT = ("orders with a customer",)
# Days that the history may pause before it counts as ended, as in crr.sql.
PAUSE, LEAST_PAUSE = 31, 1
OLDER, NEWER = mark("drop an older export"), mark("drop a newer export")


@dataclass(frozen=True)
class Lack:
    """What a promise lacks, and what to do; `is_all`: it has no number without."""

    what: str
    remedy: str
    is_all: bool = True

    @property
    def sentence(self) -> str:
        """Both; on a card that has a number, `what` alone is enough."""
        return say("{what}: {remedy}.", what=self.what, remedy=self.remedy)


@dataclass(frozen=True)
class History:
    """Whose moments retention is told by, and between which (UTC) it is known."""

    what: str
    first: datetime
    last: datetime
    back: timedelta
    on: timedelta

    @property
    def begins(self) -> datetime:
        """The first moment that a period may start at."""
        return self.first + self.back


def lack_of(
    definition: Definition, clock: Clock | None, company: Company, known: Known
) -> Lack | None:
    """What a metric lacks in the whole store; None where all is there."""
    for need in needs_of(definition, clock, company.currency):
        if not known.has(*need.facts):
            return Lack(need.lacks(), need.brought_by(known))
    if definition.metric == "crr":
        return _too_short(_history(known, company))
    wanted = (
        Lack(want.lacks(), want.brought_by(known), is_all=False)
        for want in WANTS.get(definition.metric, ())
        if not known.has(*want.facts)
    )
    return next(wanted, None)


def lack_on_card(scorecard: Scorecard, fared: Fared, known: Known) -> Lack | None:
    """What a promise lacks in the period of its card; a number that is there wins."""
    company = scorecard.company
    clock = fared.clock if known.has("replied") else None
    found = lack_of(fared.definition, clock, company, known)
    if fared.reading.n:
        return found if found and not found.is_all else None
    if found and found.is_all:
        return found
    if scorecard.filters:
        return None
    if fared.definition.metric == "crr":
        return _out_of_history(_history(known, company), fared, company.zone)
    needs = needs_of(fared.definition, clock, company.currency)
    return _out_of_span(needs, fared, known, company.zone)


def _out_of_span(
    needs: tuple[Need, ...], fared: Fared, known: Known, zone: str
) -> Lack | None:
    """Where the rows of a metric begin after its period, or end before."""
    if not needs:
        return None
    first, last = known.span(*needs[-1].facts)
    seen = fared.definition.observation
    seen = rows_word(needs[-1].table) if seen == "customer" else things(seen)
    rows = _capital(seen)
    window = fared.period.window()
    if first >= window.end:
        begin = say("{rows} begin on {day}", rows=rows, day=_day(first, zone))
        return Lack(begin, known_words(OLDER))
    return _ended(rows, last, zone) if last < window.start else None


def _history(known: Known, company: Company) -> History:
    """What crr.sql tells its customers by: subscriptions, else orders."""
    if known.has("subscriptions"):
        pause = timedelta(days=PAUSE)
        return History(
            say("Subscriptions"), *known.span(*SUBSCRIBED), timedelta(), pause
        )
    back = timedelta(days=company.retention_days)
    pause = max(back / 10, timedelta(days=LEAST_PAUSE))
    return History(say("Orders"), *known.span(*BOUGHT), back, pause)


def _too_short(history: History) -> Lack | None:
    """No period can be counted that starts after the last row."""
    if history.begins < history.last or not history.back:
        return None
    days = (history.last - history.first).days + 1
    return Lack(
        say_many(
            "{rows} span {n} day, and retention also needs those of the {back} days "
            "before a period",
            "{rows} span {n} days, and retention also needs those of the {back} days "
            "before a period",
            days,
            rows=history.what,
            back=history.back.days,
        ),
        known_words(OLDER),
    )


def _out_of_history(history: History, fared: Fared, zone: str) -> Lack | None:
    window = fared.period.window()
    if history.begins > window.start:
        first = _day(history.first, zone)
        needed = _day(window.start - history.back, zone)
        lack = say(
            "{rows} begin on {first}; this needs them from {needed} on",
            rows=history.what,
            first=first,
            needed=needed,
        )
        return Lack(lack, known_words(OLDER))
    if history.last + history.on < window.end:
        return _ended(history.what, history.last, zone)
    return None


def _ended(rows: str, last: datetime, zone: str) -> Lack:
    end = say("{rows} end on {day}", rows=rows, day=_day(last, zone))
    return Lack(end, known_words(NEWER))


def _day(moment: datetime, zone: str) -> date:
    return to_local(moment, zone).date()


def _capital(text: str) -> str:
    """With a capital letter first."""
    return text[:1].upper() + text[1:]
