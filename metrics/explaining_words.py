"""A number taken apart, as a manager reads it."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil, floor
from textwrap import fill

from babel.numbers import format_decimal

from metrics.band_words import range_words
from metrics.explaining import Explained
from metrics.floor_words import floor_words, too_short_words
from metrics.kinds import COUNTED_WHOLE, SAME
from metrics.scorecard import Fared
from metrics.verdicts import LIKELY, SURE, SURELY_NOT, UNLIKELY, Chance, Verdict
from metrics.waiting_words import still_words
from metrics.wording import (
    LOCALE,
    SHAPES,
    amount_words,
    clock_words,
    count_words,
    due_words,
    filter_words,
    interval_words,
    left_out_words,
    moment_words,
    period_words,
    target_label,
    target_words,
)

WIDTH, INDENT, NAMED = 80, 12, 5
DIRECTION = {
    "up": "More is better",
    "down": "Less is better",
    "band": "Better inside a band",
}
ASKED = frozenset({"csat", "ces", "nps"})  # those who stay silent are not counted
OF_CHANCE = "It knows chance alone, not what the silent would have said."
BY_TEST = (
    "The chance is read from the same test as the interval; nothing was assumed "
    "beforehand."
)
BY_EXACT_TEST = (
    "So near an end of what a share can be, the chance is read from an exact "
    "binomial test; nothing was assumed beforehand."
)
SAME_SAID = {
    Verdict.PROBABLY_KEPT: "all amounts are the same and meet the target; as their "
    "spread is not known, no more can be said",
    Verdict.PROBABLY_BROKEN: "all amounts are the same and miss the target; as their "
    "spread is not known, no more can be said",
}
# So near a threshold, a chance is told to a tenth of a percent.
NEAR = 0.01


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
    yield "", "" if fared.is_met_anyway else floor_words(fared)
    yield from _each("Left out", _left_out(fared))
    yield "Waiting", still_words(explained.waiting)
    yield target_label(fared), _target_words(explained)
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
    if not fared.reading.n or method in {COUNTED_WHOLE, SAME}:
        return method
    words = interval_words(fared)
    if not words:
        n = count_words(fared.reading.n)
        return f"none: n = {n} gives no bounds on both sides ({method})"
    return f"95 %, {words}, by {method}. {_in_100(fared)}"


def _in_100(fared: Fared) -> str:
    """What 95 % means, and what it does not know."""
    definition = fared.definition
    said = (
        "About 95 of 100 such intervals hold the true amount, if each "
        f"{definition.observation} tells nothing of the next."
    )
    return f"{said} {OF_CHANCE}" if definition.metric in ASKED else said


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
    if verdict is Verdict.CANT_TELL and fared.is_met_anyway:
        return too_short_words(fared)
    if definition.kind == "total":
        return _total_words(explained)
    if explained.method == SAME and verdict in SAME_SAID:
        return SAME_SAID[verdict]
    return f"{_chances_words(fared, chance)}. {_test_words(explained)}"


def _total_words(explained: Explained) -> str:
    """A total is a fact; while its period runs, so is what is due of its target."""
    fared = explained.fared
    if fared.period.until is None:
        return "a total is counted whole, so nothing of it is left to chance"
    due = f"the part of the target {due_words(fared)}, were every day alike"
    is_running = explained.scorecard.period.until is not None
    noun = fared.definition.observation
    why = "the period is not over" if is_running else f"the {noun}s end there"
    return f"{_stands_to(fared)} {due}; {why}"


def _stands_to(fared: Fared) -> str:
    if fared.verdict is Verdict.KEPT:
        return "it meets"
    bounds, amount = fared.bounds, fared.reading.amount
    low = bounds.low if bounds else None
    is_behind = low is not None and amount is not None and amount < low
    return "behind" if is_behind else "beyond"


def _test_words(explained: Explained) -> str:
    return BY_EXACT_TEST if explained.is_exact else BY_TEST


def _chances_words(fared: Fared, chance: Chance) -> str:
    """The chance that a verdict follows from; of a band there are two."""
    within = chance_words(chance.within)
    bounds = fared.bounds
    if bounds is None or bounds.low is None or bounds.high is None:
        said = f"the chance that the true amount meets the target is {within}"
        return f"{said}; {_stands(fared.verdict)}"
    return (
        f"the chance that the true amount lies inside the band is {within}, and that "
        f"it is not beyond the nearer end {chance_words(chance.sided)}; "
        f"{_stands_in_band(fared.verdict)}"
    )


def _stands_in_band(verdict: Verdict) -> str:
    """A band is kept by the one chance and broken by the other."""
    if verdict is Verdict.CANT_TELL:
        return (
            f"below {_percent(LIKELY)} of the first and above {_percent(UNLIKELY)} of "
            "the second the data can't tell"
        )
    is_kept = verdict in {Verdict.KEPT, Verdict.PROBABLY_KEPT}
    return f"by the {'first' if is_kept else 'second'}, {_stands(verdict)}"


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
    """A chance in percent, never rounded to certainty or over a threshold.

    Near a threshold it is told to a tenth, rounded towards 50 %.
    """
    if chance > 0.999:
        return "more than 99.9 %"
    if chance < 0.001:
        return "less than 0.1 %"
    return _percent(_tenth(chance) if _is_near(chance) else round(chance, 2))


def _is_near(chance: float) -> bool:
    """Whether whole percents would say more than the verdict does."""
    nearest = min(abs(chance - bound) for bound in (LIKELY, UNLIKELY))
    return nearest < NEAR or not SURELY_NOT + NEAR < chance < SURE - NEAR


def _tenth(chance: float) -> float:
    tenths, slack = 1_000 * chance, 1e-9
    return (floor(tenths + slack) if chance > 0.5 else ceil(tenths - slack)) / 1_000


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
