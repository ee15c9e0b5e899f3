"""A number taken apart, as a manager reads it."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import fill

from babel.numbers import format_decimal

from metrics.band_words import range_words
from metrics.explaining import Explained
from metrics.scorecard import Fared
from metrics.verdicts import LIKELY, SURE, SURELY_NOT, UNLIKELY, Verdict
from metrics.wording import (
    LOCALE,
    SHAPES,
    amount_words,
    clock_words,
    count_words,
    filter_words,
    interval_words,
    left_out_words,
    moment_words,
    period_words,
    target_words,
)

WIDTH, INDENT, NAMED = 80, 12, 5
DIRECTION = {
    "up": "More is better",
    "down": "Less is better",
    "band": "Better inside a band",
}
IN_100 = "Of 100 intervals made in this way, 95 hold the true amount."


def explained_words(explained: Explained) -> str:
    """All of it, line by line, for a terminal."""
    fared = explained.fared
    lines = [
        f"{fared.name} ({fared.definition.short}), {period_words(fared.period)}",
        fared.definition.question,
        "",
        *(_line(label, words) for label, words in _told(explained) if words),
    ]
    return "\n".join(lines) + "\n"


def _line(label: str, words: str) -> str:
    return fill(
        words,
        WIDTH,
        initial_indent=label.ljust(INDENT),
        subsequent_indent=" " * INDENT,
        break_on_hyphens=False,
    )


def _told(explained: Explained) -> Iterator[tuple[str, str]]:
    fared, card = explained.fared, explained.scorecard
    definition = fared.definition
    yield "Amount", amount_words(fared.reading.amount, fared.unit)
    yield "Interval", interval_told(explained)
    yield "", _p90_words(explained)
    yield "Counted", _counted_words(fared)
    yield from _each("Left out", _left_out(fared))
    yield "Target", _target_words(explained)
    yield "Verdict", f"{SHAPES[fared.verdict]} {fared.verdict}: {why_words(explained)}"
    yield from _each("Filter", (filter_words(card), *_unfiltered(fared)))
    yield "Clock", clock_words(fared)
    yield "Period", _borders(fared)
    yield "Data", _reach_words(explained)
    yield from _each("From", _fed_words(explained))
    yield "Counts", " ".join(definition.counts.split())
    yield "Version", f"{definition.version} of {definition.path.name}"


def _each(
    label: str, told: Iterator[str] | tuple[str, ...]
) -> Iterator[tuple[str, str]]:
    """Lines under one label, which the first of them has."""
    for place, words in enumerate(told):
        yield "" if place else label, words


def interval_told(explained: Explained) -> str:
    """The interval, its method by name, and what it means."""
    fared, method = explained.fared, explained.method
    if not fared.reading.n or fared.definition.kind == "total":
        return method
    words = interval_words(fared)
    if not words:
        n = count_words(fared.reading.n)
        return f"none: n = {n} gives no bounds on both sides ({method})"
    return f"95 %, {words}, by {method}. {IN_100}"


def _p90_words(explained: Explained) -> str:
    """The 90th percentile beside a median."""
    fared, found = explained.fared, explained.p90_interval
    if fared.reading.p90 is None:
        return ""
    said = f"Nine in ten are within {amount_words(fared.reading.p90, fared.unit)}"
    if found is None:
        return said
    return f"{said} (95 % interval {range_words(*found, fared.unit)})"


def _counted_words(fared: Fared) -> str:
    definition = fared.definition
    return (
        f"n = {count_words(fared.reading.n)} {definition.observation}s, "
        f"filed under {definition.filed_under}"
    )


def _left_out(fared: Fared) -> tuple[str, ...]:
    if not fared.left_out:
        return ("nothing",)
    zone = fared.period.zone
    return tuple(left_out_words(one, zone) for one in fared.left_out)


def _unfiltered(fared: Fared) -> tuple[str, ...]:
    """What a filter can't reach, in this metric."""
    return tuple(
        f"it does not apply here: {fared.definition.observation}s have no {name}"
        for name in fared.unfiltered
    )


def _target_words(explained: Explained) -> str:
    fared = explained.fared
    if fared.bounds is None:
        return "none was set"
    whose = f", promised under {explained.value}" if explained.value else ""
    direction = DIRECTION[fared.definition.better].lower()
    return f"{target_words(fared.bounds, fared.unit)}{whose}; {direction}"


def why_words(explained: Explained) -> str:
    """Why the verdict is what it is, with the chance in percent."""
    fared, chance = explained.fared, explained.chance
    definition, verdict = fared.definition, fared.verdict
    if verdict is Verdict.NO_DATA:
        return "nothing was counted, so nothing can be judged"
    if verdict is Verdict.TOO_FEW:
        return (
            f"a verdict needs {count_words(definition.min_n)} {definition.observation}s"
        )
    if chance is None:
        return "there is no target to judge by"
    if definition.kind == "total":
        return "a total is counted whole, so nothing of it is left to chance"
    return (
        f"the chance that the true amount meets the target is {chance_words(chance)}; "
        f"{_stands(verdict)}"
    )


def _stands(verdict: Verdict) -> str:
    """From which chance on a verdict holds."""
    sure, likely, unlikely, surely_not = (
        _percent(bound) for bound in (SURE, LIKELY, UNLIKELY, SURELY_NOT)
    )
    return {
        Verdict.KEPT: f"from {sure} on, a promise is kept",
        Verdict.PROBABLY_KEPT: f"from {likely} on it is probably kept, "
        f"from {sure} kept",
        Verdict.CANT_TELL: f"between {unlikely} and {likely} the data can't tell",
        Verdict.PROBABLY_BROKEN: f"at {unlikely} or less it is probably broken, "
        f"at {surely_not} broken",
        Verdict.BROKEN: f"at {surely_not} or less, a promise is broken",
    }[verdict]


def chance_words(chance: float) -> str:
    """A chance in percent, never rounded to certainty."""
    if chance > 0.999:
        return "more than 99.9 %"
    return "less than 0.1 %" if chance < 0.001 else _percent(chance)


def _percent(share: float) -> str:
    return f"{format_decimal(100 * share, '0.#', LOCALE)} %"


def _borders(fared: Fared) -> str:
    period = fared.period
    window = period.window()
    first, end = (
        moment_words(moment, period.zone) for moment in (window.start, window.end)
    )
    return f"from {first} up to {end}, {period.zone}"


def _reach_words(explained: Explained) -> str:
    """How far the metric's own tables reach."""
    own, zone = explained.fared.data_through, explained.scorecard.period.zone
    if own is None:
        return f"no {explained.fared.definition.observation}s have been loaded"
    return (
        f"{explained.fared.definition.observation}s through {moment_words(own, zone)}"
    )


def _fed_words(explained: Explained) -> tuple[str, ...]:
    """The exports that gave the most rows, and how many more there are."""
    fed = explained.fed_by
    named = tuple(
        f"{one.file_name} ({one.title}): {_rows(one.rows)}" for one in fed[:NAMED]
    )
    more = fed[NAMED:]
    if not more:
        return named
    exports = "1 more export" if len(more) == 1 else f"{len(more)} more exports"
    return (*named, f"{exports}: {_rows(sum(one.rows for one in more))}")


def _rows(n: int) -> str:
    return "1 row" if n == 1 else f"{count_words(n)} rows"
