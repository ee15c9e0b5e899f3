"""Amounts, targets and periods as people write them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from math import isinf

from babel.dates import format_date, format_datetime
from babel.numbers import format_currency, format_decimal

from metrics.due import Bounds
from metrics.measuring import LeftOut
from metrics.periods import MOMENT, Period, to_local
from metrics.scorecard import Card, Fared, Scorecard
from metrics.values import Money
from metrics.verdicts import JUDGED, Verdict

LOCALE = "en"
LAG = 3  # days that one system's exports may be behind another's, unsaid
HOUR, DAY = 60.0, 1440.0
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
OURS = "our working hours (calendar.yaml)"
THEIRS = "the helpdesk's working hours"


def amount_words(amount: float | None, unit: str, *, signed: bool = False) -> str:
    """An amount with its unit: 86.4 %, +42, 1 h 35 min, €54.87, 1,449."""
    if amount is None:
        return NOTHING
    sign = "+" if signed and amount > 0 else ""
    return sign + _amount(amount, unit)


def _amount(amount: float, unit: str) -> str:
    if unit == "percent":
        return f"{format_decimal(amount, '#,##0.0', LOCALE)} %"
    if unit == "points":
        return format_decimal(round(amount), "+#,##0;−#,##0", LOCALE)
    if unit == "minutes":
        return _duration(amount)
    if isinstance(unit, Money):
        pattern = "¤#,##0.00" if abs(amount) < 1_000 else "¤#,##0"
        return format_currency(amount, unit, pattern, LOCALE, currency_digits=False)
    return format_decimal(amount, "#,##0", LOCALE)


def _duration(minutes: float) -> str:
    """Minutes below an hour, then hours and minutes, then days."""
    if abs(minutes) < 20:
        return f"{format_decimal(minutes, '#,##0.0', LOCALE)} min"
    if abs(minutes) < HOUR - 0.5:
        return f"{format_decimal(minutes, '#,##0', LOCALE)} min"
    if abs(minutes) < DAY:
        hours, rest = divmod(round(abs(minutes)), 60)
        sign = "−" if minutes < 0 else ""
        return f"{sign}{hours} h {rest} min" if rest else f"{sign}{hours} h"
    return f"{format_decimal(minutes / DAY, '#,##0.0', LOCALE)} days"


def change_words(change: float, unit: str) -> str:
    """A change with its sign; of a percentage, in points."""
    if unit in {"percent", "points"}:
        pattern = "+#,##0.0;−#,##0.0" if unit == "percent" else "+#,##0;−#,##0"
        return f"{format_decimal(change, pattern, LOCALE)} pts"
    return ("+" if change > 0 else "−") + _amount(abs(change), unit)


def target_words(bounds: Bounds | None, unit: str) -> str:
    """What was promised: at least, at most, or inside a band."""
    if bounds is None:
        return "not set then"
    if bounds.low is not None and bounds.high is not None:
        return f"{_bare(bounds.low, unit)}–{_target(bounds.high, unit)}"
    if bounds.low is not None:
        return f"≥ {_target(bounds.low, unit)}"
    assert bounds.high is not None  # noqa: S101 - a target bounds one side at least
    return f"≤ {_target(bounds.high, unit)}"


def _target(bound: float, unit: str) -> str:
    """A target as a person declared it, without decimals it does not have."""
    if unit == "percent":
        return f"{format_decimal(bound, '#,##0.##', LOCALE)} %"
    if unit == "minutes" and bound < HOUR:
        return f"{format_decimal(bound, '#,##0.##', LOCALE)} min"
    if isinstance(unit, Money) and float(bound).is_integer():
        return format_currency(bound, unit, "¤#,##0", LOCALE, currency_digits=False)
    return _amount(bound, unit)


def _bare(bound: float, unit: str) -> str:
    return _target(bound, unit).removesuffix(" min").removesuffix(" %")


def interval_words(fared: Fared) -> str:
    """The 95 % interval, or nothing where there is none."""
    low, high = fared.reading.low, fared.reading.high
    if low is None or high is None or isinf(low) or isinf(high):
        return ""
    first, last = _amount(low, fared.unit), _amount(high, fared.unit)
    for unit in (" %", " min"):
        if last.endswith(unit):
            first = first.removesuffix(unit)
    return f"{first} to {last}"


def count_words(n: int) -> str:
    """A count with thousands."""
    return format_decimal(n, "#,##0", LOCALE)


def left_out_words(left_out: LeftOut, zone: str) -> str:
    """How many, why, and since when: 12 still waiting, the oldest since 3 March."""
    day = format_date(to_local(left_out.oldest, zone), "d MMMM", LOCALE)
    oldest = "since" if left_out.n == 1 else "the oldest since"
    return f"{count_words(left_out.n)} {left_out.because}, {oldest} {day}"


def period_words(period: Period) -> str:
    """A period as one says it: October 2026, Q3 2026, 6–12 September 2026."""
    whole = _whole_period(period)
    if period.until is None or period.grain == "days":
        return whole
    return f"{whole}, up to {format_date(period.end.date(), 'd MMMM', LOCALE)}"


def month_words(label: str) -> str:
    """A month by its label: 2026-05 is May 2026."""
    return format_date(date.fromisoformat(f"{label}-01"), "MMMM y", LOCALE)


def _whole_period(period: Period) -> str:
    first, last = period.first, period.last
    if period.grain == "year":
        return str(first.year)
    if period.grain == "quarter":
        return f"Q{(first.month + 2) // 3} {first.year}"
    if period.grain == "month":
        return format_date(first, "MMMM y", LOCALE)
    start = "d MMM" if first.year == last.year else "d MMM y"
    days = (
        f"{format_date(first, start, LOCALE)} – {format_date(last, 'd MMM y', LOCALE)}"
    )
    return f"{period.label.split('-')[1]}, {days}" if period.grain == "week" else days


def moment_words(moment: datetime, zone: str) -> str:
    """A stored moment on the company's clock."""
    return format_datetime(to_local(moment, zone), "d MMMM y, HH:mm", locale=LOCALE)


def reach_words(scorecard: Scorecard) -> str:
    """How far the data reach, and whose days they are counted in."""
    zone = scorecard.period.zone
    return f"Data through {moment_words(scorecard.data_through, zone)} · {zone}"


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
    return f"{fared.definition.observation}s through {format_date(day, form, LOCALE)}"


def filter_words(scorecard: Scorecard) -> str:
    """What the scorecard is filtered by: only team Chat, channel mail."""
    chosen = ", ".join(f"{name} {only}" for name, only in scorecard.filters)
    return f"Only {chosen}" if chosen else ""


def clock_words(fared: Fared) -> str:
    """Whose clock a duration ran on."""
    if fared.clock != "working":
        return "calendar time" if fared.clock else ""
    timed, noun = fared.timed, f"{fared.definition.observation}s"
    if timed and timed.ours and timed.helpdesk:
        return (
            f"our working hours (calendar.yaml) for {count_words(timed.ours)} {noun}, "
            f"the helpdesk's for {count_words(timed.helpdesk)}"
        )
    if timed and timed.ours:
        return OURS
    return THEIRS if timed and timed.helpdesk else "working hours"


def target_label(fared: Fared) -> str:
    """What a target is called; of a total whose period runs, a part of it is due."""
    is_running = fared.definition.kind == "total" and fared.period.until is not None
    return "Due so far" if is_running else "Target"


def due_words(fared: Fared) -> str:
    """By which day so much of a running period's target is due."""
    day = (fared.period.end - MOMENT).date()
    return f"due by {format_date(day, 'd MMMM', LOCALE)}"


def judged_words(card: Card) -> str:
    """That a value is lived by as far as some of its promises say; else empty."""
    judged = sum(one.verdict in JUDGED for one in card.promises)
    is_kept = card.verdict in {Verdict.KEPT, Verdict.PROBABLY_KEPT}
    if not is_kept or judged == len(card.promises):
        return ""
    return f"as far as it can be judged ({judged} of {len(card.promises)} promises)"


def headline(scorecard: Scorecard) -> str:
    """Which values we live by, which not, and how sales did beside them."""
    by = {verdict: _names(scorecard.values, verdict) for verdict in Verdict}
    for verdict in (Verdict.KEPT, Verdict.PROBABLY_KEPT):
        by[verdict] = [
            " ".join(filter(None, (card.name, judged_words(card))))
            for card in scorecard.values
            if card.verdict is verdict
        ]
    unsure = _names(scorecard.values, Verdict.CANT_TELL, Verdict.TOO_FEW)
    parts = (
        _surely(LIVED, by[Verdict.KEPT], by[Verdict.PROBABLY_KEPT]),
        _surely(SHORT, by[Verdict.BROKEN], by[Verdict.PROBABLY_BROKEN]),
        f"For {_and(unsure)} the data can't tell." if unsure else "",
        f"No data for {_and(by[Verdict.NO_DATA])}." if by[Verdict.NO_DATA] else "",
        _sales_words(scorecard.sales),
    )
    return " ".join(part for part in parts if part)


# What is said of values: for certain, probably, and of some both.
LIVED = (
    "We lived by {0}.",
    "We probably lived by {1}.",
    "We lived by {0}, and probably by {1}.",
)
SHORT = (
    "{0} fell short.",
    "{1} probably fell short.",
    "{0} fell short, and probably {1}.",
)


def _surely(said: tuple[str, str, str], sure: list[str], probably: list[str]) -> str:
    """No surer than the verdicts are."""
    if not sure and not probably:
        return ""
    form = said[2] if sure and probably else said[0 if sure else 1]
    return form.format(_and(sure), _and(probably))


def _sales_words(cards: tuple[Card, ...]) -> str:
    """How many of the sales targets fared how, each verdict by its own name."""
    if not any(card.verdict in JUDGED for card in cards):
        return ""
    is_running = any(one.period.until for card in cards for one in card.promises)
    first = "So far, of" if is_running else "Of"
    targets = "1 sales target" if len(cards) == 1 else f"{len(cards)} sales targets"
    unsure = len(_names(cards, Verdict.CANT_TELL))
    unjudged = len([card for card in cards if card.verdict not in JUDGED])
    parts = (
        _and(list(_fared(cards))),
        f"for {unsure} the data can't tell" if unsure else "",
        f"{unjudged} could not be judged" if unjudged else "",
    )
    return f"{first} {targets} {'; '.join(part for part in parts if part)}."


def _fared(cards: tuple[Card, ...]) -> Iterator[str]:
    """2 were kept, 1 probably kept, 1 broken."""
    is_first = True
    for verdict in JUDGED:
        n = len(_names(cards, verdict))
        if n and verdict is not Verdict.CANT_TELL:
            verb = ("was " if n == 1 else "were ") if is_first else ""
            yield f"{n} {verb}{verdict}"
            is_first = False


def _names(cards: tuple[Card, ...], *verdicts: Verdict) -> list[str]:
    return [card.name for card in cards if card.verdict in verdicts]


def _and(names: list[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
