"""Amounts, targets and periods as people write them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from math import isinf

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.numbers import format_currency, format_decimal, get_currency_symbol

from metrics.due import Bounds
from metrics.measuring import LeftOut
from metrics.nouns import counted, things
from metrics.own_words import spoken
from metrics.periods import MOMENT, Period, to_local
from metrics.scorecard import Card, Fared, Scorecard
from metrics.values import Money
from metrics.verdicts import JUDGED, Verdict, verdict_words
from words import Part, known, locale, mark, say, say_many

LAG = 3  # days that one system's exports may be behind another's, unsaid
HOUR, DAY = 60.0, 1440.0
WRITTEN = 10_000  # numbers and days that are kept as they were written
# A verdict is told by word and by shape, never by colour alone.
SHAPES = {
    Verdict.KEPT: "●",
    Verdict.PROBABLY_KEPT: "◕",
    Verdict.CANT_TELL: "◑",
    Verdict.PROBABLY_BROKEN: "◔",
    Verdict.BROKEN: "○",
    Verdict.TOO_FEW: "△",
    Verdict.NO_DATA: "–",
}
NOTHING = "–"
OURS = mark("our working hours (calendar.yaml)")
THEIRS = mark("the helpdesk's working hours")
PERCENT, MINUTES, DAYS = mark("{number} %"), mark("{number} min"), mark("{number} days")


@dataclass(frozen=True)
class Measured:
    """A number as it is written, and the sentence that gives it its unit."""

    number: str
    unit: str = ""  # PERCENT, MINUTES, DAYS; empty where the number says it all

    def words(self) -> str:
        """Both together."""
        return say(self.unit, number=self.number) if self.unit else self.number

    def before(self, last: Measured) -> str:
        """As the first of a range, whose last one says their unit."""
        return self.number if self.unit == last.unit else self.words()


def amount_words(amount: float | None, unit: str, *, signed: bool = False) -> str:
    """An amount with its unit: 86.4 %, +42, 1 h 35 min, €54.87, 1,449."""
    if amount is None:
        return NOTHING
    sign = "+" if signed and amount > 0 else ""
    return sign + measured(amount, unit).words()


def measured(amount: float, unit: str) -> Measured:
    """An amount as it is written."""
    if unit == "percent":
        return Measured(decimal_words(amount, "#,##0.0"), PERCENT)
    if unit == "points":
        return Measured(decimal_words(round(amount), "+#,##0;−#,##0"))
    if unit == "minutes":
        return _duration(amount)
    if isinstance(unit, Money):
        decimals = ".00" if abs(amount) < 1_000 else ""
        return Measured(_money(amount, unit, decimals))
    return Measured(decimal_words(amount, "#,##0"))


def decimal_words(number: float, pattern: str) -> str:
    """A number by a pattern of Unicode's, with the signs of the spoken language."""
    return _decimal(number + 0, pattern, locale())  # -0.0 is 0.0


@lru_cache(maxsize=WRITTEN)
def _decimal(number: float, pattern: str, where: Locale) -> str:
    return format_decimal(number, pattern, where)


def _money(amount: float, currency: str, decimals: str) -> str:
    """€54.87; a currency that is a word has a space after it: Rp 1.250.000."""
    is_word = get_currency_symbol(currency, locale())[-1].isalpha()
    pattern = f"¤{chr(0xA0) * is_word}#,##0{decimals}"
    return format_currency(amount, currency, pattern, locale(), currency_digits=False)


def whole_money(amount: float, currency: str) -> str:
    """Money that is not known to the cent: €621."""
    return _money(amount, currency, "")


def _duration(minutes: float) -> Measured:
    """Minutes below an hour, then hours and minutes, then days."""
    if abs(minutes) < 20:
        return Measured(decimal_words(minutes, "#,##0.0"), MINUTES)
    if abs(minutes) < HOUR - 0.5:
        return Measured(decimal_words(minutes, "#,##0"), MINUTES)
    if abs(minutes) < DAY:
        whole, rest = divmod(round(abs(minutes)), 60)
        hours = f"{'−' if minutes < 0 else ''}{whole}"
        if rest:
            return Measured(say("{hours} h {minutes} min", hours=hours, minutes=rest))
        return Measured(say("{hours} h", hours=hours))
    return Measured(decimal_words(minutes / DAY, "#,##0.0"), DAYS)


def change_words(change: float, unit: str) -> str:
    """A change with its sign; of a percentage, in points."""
    if unit in {"percent", "points"}:
        pattern = "+#,##0.0;−#,##0.0" if unit == "percent" else "+#,##0;−#,##0"
        return say("{change} pts", change=decimal_words(change, pattern))
    return ("+" if change > 0 else "−") + measured(abs(change), unit).words()


def difference_words(size: float, unit: str) -> str:
    """How far apart, without a sign; of a percentage, in points."""
    if unit == "percent":
        return say("{change} pts", change=decimal_words(size, "#,##0.0"))
    if unit == "points":
        return say("{change} pts", change=decimal_words(size, "#,##0"))
    return measured(size, unit).words()


def target_words(bounds: Bounds | None, unit: str) -> str:
    """What was promised: at least, at most, or inside a band."""
    if bounds is None:
        return say("not set then")
    if bounds.low is not None and bounds.high is not None:
        low, high = _target(bounds.low, unit), _target(bounds.high, unit)
        return f"{low.before(high)}–{high.words()}"
    if bounds.low is not None:
        return f"≥ {_target(bounds.low, unit).words()}"
    assert bounds.high is not None  # noqa: S101 - a target bounds one side at least
    return f"≤ {_target(bounds.high, unit).words()}"


def _target(bound: float, unit: str) -> Measured:
    """A target as a person declared it, without decimals it does not have."""
    if unit == "percent":
        return Measured(decimal_words(bound, "#,##0.##"), PERCENT)
    if unit == "minutes" and bound < HOUR:
        return Measured(decimal_words(bound, "#,##0.##"), MINUTES)
    if isinstance(unit, Money) and float(bound).is_integer():
        return Measured(_money(bound, unit, ""))
    return measured(bound, unit)


def interval_words(fared: Fared) -> str:
    """The 95 % interval, or nothing where there is none."""
    low, high = fared.reading.low, fared.reading.high
    if low is None or high is None or isinf(low) or isinf(high):
        return ""
    return between_words(low, high, fared.unit)


def between_words(low: float, high: float, unit: str) -> str:
    """Two amounts with the unit once: 76.2 to 85.8 %."""
    first, last = measured(low, unit), measured(high, unit)
    return say("{first} to {last}", first=first.before(last), last=last.words())


def count_words(n: int) -> str:
    """A count with thousands."""
    return decimal_words(n, "#,##0")


def left_out_words(left_out: LeftOut, zone: str) -> str:
    """How many, why, and since when: 12 still waiting, the oldest since 3 March."""
    return say_many(
        "{n} {why}, since {day}",
        "{n} {why}, the oldest since {day}",
        left_out.n,
        why=known(left_out.because),
        day=day_words(to_local(left_out.oldest, zone).date()),
    )


def day_words(day: date, form: str = "d MMMM") -> str:
    """A day by a pattern of Unicode's, without a year if it says nothing else."""
    return _day(day, form, locale())


@lru_cache(maxsize=WRITTEN)
def _day(day: date, form: str, where: Locale) -> str:
    return format_date(day, form, where)


def period_words(period: Period) -> str:
    """A period as one says it: October 2026, Q3 2026, 6–12 September 2026."""
    whole = _whole_period(period)
    if period.until is None or period.grain == "days":
        return whole
    return say("{period}, up to {day}", period=whole, day=day_words(period.end.date()))


def month_words(label: str) -> str:
    """A month by its label: 2026-05 is May 2026."""
    return day_words(date.fromisoformat(f"{label}-01"), "MMMM y")


def _whole_period(period: Period) -> str:
    first, last = period.first, period.last
    if period.grain == "year":
        return str(first.year)
    if period.grain == "quarter":
        return day_words(first, "QQQ y")
    if period.grain == "month":
        return day_words(first, "MMMM y")
    start = "d MMM" if first.year == last.year else "d MMM y"
    days = f"{day_words(first, start)} – {day_words(last, 'd MMM y')}"
    return f"{period.label.split('-')[1]}, {days}" if period.grain == "week" else days


def moment_words(moment: datetime, zone: str) -> str:
    """A stored moment on the company's clock."""
    return format_datetime(to_local(moment, zone), "d MMMM y, HH:mm", locale=locale())


def company_words(scorecard: Scorecard) -> str:
    """Whose scorecard it is; of a made-up company it says so wherever it goes."""
    name = scorecard.company.name
    return say("{company} (demo data)", company=name) if scorecard.made_up else name


def reach_words(scorecard: Scorecard) -> str:
    """How far the data reach, and whose days they are counted in."""
    zone = scorecard.period.zone
    moment = moment_words(scorecard.data_through, zone)
    return say("Data through {moment} · {zone}", moment=moment, zone=zone)


def short_reach_words(fared: Fared, scorecard: Scorecard) -> str:
    """How far this number's own data reach, where others reach further."""
    own, zone = fared.data_through, scorecard.period.zone
    window = scorecard.period.window()
    if own is None or own >= scorecard.data_through or own >= window.end:
        return ""
    lag = scorecard.data_through - own
    if fared.definition.kind != "total" and lag < timedelta(days=LAG):
        return ""
    day = to_local(own, zone).date()
    if day >= (scorecard.period.end - MOMENT).date():
        return ""
    form = "d MMMM" if day.year == scorecard.period.last.year else "d MMMM y"
    what = things(fared.definition.observation)
    return say("{things} through {day}", things=what, day=day_words(day, form))


def filter_words(scorecard: Scorecard) -> str:
    """What the scorecard is filtered by: only team Chat, channel mail."""
    chosen = [
        say("{dimension} {name}", dimension=known(name), name=only)
        for name, only in scorecard.filters
    ]
    return say("Only {filters}", filters=", ".join(chosen)) if chosen else ""


def clock_words(fared: Fared) -> str:
    """Whose clock a duration ran on."""
    if fared.clock != "working":
        return say("calendar time") if fared.clock else ""
    timed = fared.timed
    if timed and timed.ours and timed.helpdesk:
        return say(
            "our working hours (calendar.yaml) for {ours}, the helpdesk's for {theirs}",
            ours=counted(timed.ours, fared.definition.observation),
            theirs=count_words(timed.helpdesk),
        )
    if timed and timed.ours:
        return known(OURS)
    return known(THEIRS) if timed and timed.helpdesk else say("working hours")


def target_label(fared: Fared) -> str:
    """What a target is called; of a total whose period runs, a part of it is due."""
    is_running = fared.definition.kind == "total" and fared.period.until is not None
    return say("Due so far") if is_running else say("Target")


def due_words(fared: Fared) -> str:
    """By which day so much of a running period's target is due."""
    return say("due by {day}", day=day_words((fared.period.end - MOMENT).date()))


def judged_words(card: Card) -> str:
    """That a value is lived by as far as some of its promises say; else empty."""
    judged = sum(one.verdict in JUDGED for one in card.promises)
    is_kept = card.verdict in {Verdict.KEPT, Verdict.PROBABLY_KEPT}
    if not is_kept or judged == len(card.promises):
        return ""
    return say(
        "as far as it can be judged ({judged} of {all} promises)",
        judged=judged,
        all=len(card.promises),
    )


def headline(scorecard: Scorecard) -> str:
    """Which values we live by, which not, and how sales did beside them."""
    by = {verdict: _names(scorecard.values, verdict) for verdict in Verdict}
    for verdict in (Verdict.KEPT, Verdict.PROBABLY_KEPT):
        by[verdict] = [
            " ".join(filter(None, (spoken(card.name), judged_words(card))))
            for card in scorecard.values
            if card.verdict is verdict
        ]
    unsure = _names(scorecard.values, Verdict.CANT_TELL, Verdict.TOO_FEW)
    parts = (
        _surely(LIVED, by[Verdict.KEPT], by[Verdict.PROBABLY_KEPT]),
        _surely(SHORT, by[Verdict.BROKEN], by[Verdict.PROBABLY_BROKEN]),
        say("For {values} the data can't tell.", values=unsure) if unsure else "",
        say("No data for {values}.", values=by[Verdict.NO_DATA])
        if by[Verdict.NO_DATA]
        else "",
        _sales_words(scorecard.sales),
    )
    return " ".join(part for part in parts if part)


# What is said of values: for certain, probably, and of some both.
LIVED = (
    mark("We lived by {sure}."),
    mark("We probably lived by {probably}."),
    mark("We lived by {sure}, and probably by {probably}."),
)
SHORT = (
    mark("{sure} fell short."),
    mark("{probably} probably fell short."),
    mark("{sure} fell short, and probably {probably}."),
)


# What is said of the sales targets.
OF = (
    mark("Of {n} sales target {told}."),
    mark("Of {n} sales targets {told}."),
)
OF_SO_FAR = (
    mark("So far, of {n} sales target {told}."),
    mark("So far, of {n} sales targets {told}."),
)
UNSURE = mark("for {n} the data can't tell")
UNJUDGED = mark("{n} could not be judged")


def _surely(said: tuple[str, str, str], sure: list[str], probably: list[str]) -> str:
    """No surer than the verdicts are."""
    if not sure and not probably:
        return ""
    form = said[2] if sure and probably else said[0 if sure else 1]
    return say(form, sure=sure, probably=probably)


def _sales_words(cards: tuple[Card, ...]) -> str:
    """How many of the sales targets fared how, each verdict by its own name."""
    if not any(card.verdict in JUDGED for card in cards):
        return ""
    is_running = any(one.period.until for card in cards for one in card.promises)
    of, several = OF_SO_FAR if is_running else OF
    return say_many(of, several, len(cards), told=_told(cards))


def _told(cards: tuple[Card, ...]) -> Part:
    """2 were kept and 1 broken; 1 could not be judged."""
    unsure = len(_names(cards, Verdict.CANT_TELL))
    unjudged = len([card for card in cards if card.verdict not in JUDGED])
    fared = list(_fared(cards))
    others = "; ".join(
        say(said, n=n) for said, n in ((UNSURE, unsure), (UNJUDGED, unjudged)) if n
    )
    if fared and others:
        return say("{fared}; {others}", fared=fared, others=others)
    return fared or others


def _fared(cards: tuple[Card, ...]) -> Iterator[str]:
    """2 were kept, 1 probably kept, 1 broken."""
    is_first = True
    for verdict in JUDGED:
        n = len(_names(cards, verdict))
        if n and verdict is not Verdict.CANT_TELL:
            said = verdict_words(verdict)
            if is_first:
                yield say_many(
                    "{n} was {verdict}", "{n} were {verdict}", n, verdict=said
                )
            else:
                yield say("{n} {verdict}", n=n, verdict=said)
            is_first = False


def _names(cards: tuple[Card, ...], *verdicts: Verdict) -> list[str]:
    return [spoken(card.name) for card in cards if card.verdict in verdicts]
