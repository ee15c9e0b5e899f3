"""A number taken apart, as a manager reads it."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil, floor
from textwrap import fill

from metrics.band_words import range_words
from metrics.catalog import Definition
from metrics.explaining import Explained
from metrics.floor_words import floor_words, too_short_words
from metrics.kinds import COUNTED_WHOLE, SAME
from metrics.nouns import counted, thing, things
from metrics.own_words import spoken
from metrics.periods import MOMENT
from metrics.scorecard import Fared
from metrics.verdicts import (
    LIKELY,
    SURE,
    SURELY_NOT,
    UNLIKELY,
    Chance,
    Verdict,
    verdict_words,
)
from metrics.waiting_words import still_words
from metrics.wording import (
    PERCENT,
    SHAPES,
    amount_words,
    clock_words,
    day_words,
    decimal_words,
    filter_words,
    interval_words,
    left_out_words,
    moment_words,
    period_words,
    target_label,
    target_words,
)
from words import known, mark, say, say_many

WIDTH, INDENT, NAMED = 80, 12, 5
# The target alone, or as what was promised under a value.
DIRECTION = {
    "up": mark("{target}; more is better"),
    "down": mark("{target}; less is better"),
    "band": mark("{target}; better inside a band"),
}
PROMISED = {
    "up": mark("{target}, promised under {value}; more is better"),
    "down": mark("{target}, promised under {value}; less is better"),
    "band": mark("{target}, promised under {value}; better inside a band"),
}
ASKED = frozenset({"csat", "ces", "nps"})  # those who stay silent are not counted
OF_CHANCE = mark("It knows chance alone, not what the silent would have said.")
BY_TEST = mark(
    "The chance is read from the same test as the interval; nothing was assumed "
    "beforehand."
)
BY_EXACT_TEST = mark(
    "So near an end of what a share can be, the chance is read from an exact "
    "binomial test; nothing was assumed beforehand."
)
SAME_SAID = {
    Verdict.PROBABLY_KEPT: mark(
        "all amounts are the same and meet the target; as their spread is not known, "
        "no more can be said"
    ),
    Verdict.PROBABLY_BROKEN: mark(
        "all amounts are the same and miss the target; as their spread is not known, "
        "no more can be said"
    ),
}
# From which chance on a verdict holds, for a target with one end.
STANDS = {
    Verdict.KEPT: mark(
        "the chance that the true amount meets the target is {within}; from {sure} "
        "on, a promise is kept."
    ),
    Verdict.PROBABLY_KEPT: mark(
        "the chance that the true amount meets the target is {within}; from {likely} "
        "on it is probably kept, from {sure} kept."
    ),
    Verdict.CANT_TELL: mark(
        "the chance that the true amount meets the target is {within}; between "
        "{unlikely} and {likely} the data can't tell."
    ),
    Verdict.PROBABLY_BROKEN: mark(
        "the chance that the true amount meets the target is {within}; at {unlikely} "
        "or less it is probably broken, at {surely_not} broken."
    ),
    Verdict.BROKEN: mark(
        "the chance that the true amount meets the target is {within}; at "
        "{surely_not} or less, a promise is broken."
    ),
}
# A band is kept by the one chance and broken by the other.
STANDS_IN_BAND = {
    Verdict.KEPT: mark(
        "the chance that the true amount lies inside the band is {within}, and that it "
        "is not beyond the nearer end {sided}; by the first, from {sure} on, a promise "
        "is kept."
    ),
    Verdict.PROBABLY_KEPT: mark(
        "the chance that the true amount lies inside the band is {within}, and that it "
        "is not beyond the nearer end {sided}; by the first, from {likely} on it is "
        "probably kept, from {sure} kept."
    ),
    Verdict.CANT_TELL: mark(
        "the chance that the true amount lies inside the band is {within}, and that it "
        "is not beyond the nearer end {sided}; below {likely} of the first and above "
        "{unlikely} of the second the data can't tell."
    ),
    Verdict.PROBABLY_BROKEN: mark(
        "the chance that the true amount lies inside the band is {within}, and that it "
        "is not beyond the nearer end {sided}; by the second, at {unlikely} or less it "
        "is probably broken, at {surely_not} broken."
    ),
    Verdict.BROKEN: mark(
        "the chance that the true amount lies inside the band is {within}, and that it "
        "is not beyond the nearer end {sided}; by the second, at {surely_not} or less, "
        "a promise is broken."
    ),
}
# A total while its period runs: how it stands to what is due, and why it may.
KEEPS, FALLS, EXCEEDS = "meets", "behind", "beyond"
DUE = {
    (KEEPS, True): mark(
        "it meets the part of the target due by {day}, were every day alike; the "
        "period is not over"
    ),
    (KEEPS, False): mark(
        "it meets the part of the target due by {day}, were every day alike; the "
        "{things} end there"
    ),
    (FALLS, True): mark(
        "behind the part of the target due by {day}, were every day alike; the period "
        "is not over"
    ),
    (FALLS, False): mark(
        "behind the part of the target due by {day}, were every day alike; the "
        "{things} end there"
    ),
    (EXCEEDS, True): mark(
        "beyond the part of the target due by {day}, were every day alike; the period "
        "is not over"
    ),
    (EXCEEDS, False): mark(
        "beyond the part of the target due by {day}, were every day alike; the "
        "{things} end there"
    ),
}
WHY = mark("{verdict}: {why}")
# So near a threshold, a chance is told to a tenth of a percent.
NEAR = 0.01


def explained_words(explained: Explained) -> str:
    """All of it, line by line, for a terminal."""
    fared = explained.fared
    lines = [
        say(
            "{metric} ({short}), {period}",
            metric=spoken(fared.name),
            short=known(fared.definition.short),
            period=period_words(fared.period),
        ),
        known(fared.definition.question),
        "",
        *(_line(label, words) for label, words in _told(explained) if words),
    ]
    return "\n".join(lines) + "\n"


def _line(label: str, words: str) -> str:
    return fill(
        words,
        WIDTH,
        initial_indent=f"{label} ".ljust(INDENT),
        subsequent_indent=" " * INDENT,
        break_on_hyphens=False,
    )


def _told(explained: Explained) -> Iterator[tuple[str, str]]:
    fared, card = explained.fared, explained.scorecard
    definition = fared.definition
    yield say("Amount"), amount_words(fared.reading.amount, fared.unit)
    yield say("Interval"), interval_told(explained)
    yield "", _p90_words(explained)
    yield say("Counted"), _counted_words(fared)
    yield "", "" if fared.is_met_anyway else floor_words(fared)
    yield from _each(say("Left out"), _left_out(fared))
    yield say("Waiting"), still_words(explained.waiting)
    yield target_label(fared), _target_words(explained)
    yield say("Verdict"), _verdict_words(explained)
    yield from _each(say("Filter"), (filter_words(card), *_unfiltered(fared)))
    yield say("Clock"), clock_words(fared)
    yield say("Period"), _borders(fared)
    yield say("Data"), _reach_words(explained)
    yield from _each(say("From"), _fed_words(explained))
    yield say("Counts"), known(definition.counts)
    yield say("Version"), _version_words(definition)


def _verdict_words(explained: Explained) -> str:
    verdict = explained.fared.verdict
    why = why_words(explained)
    return f"{SHAPES[verdict]} {say(WHY, verdict=verdict_words(verdict), why=why)}"


def _version_words(definition: Definition) -> str:
    return say(
        "{version} of {file}", version=definition.version, file=definition.path.name
    )


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
        return spoken(method)
    words = interval_words(fared)
    if not words:
        return say(
            "none: n = {n} gives no bounds on both sides ({method})",
            n=fared.reading.n,
            method=spoken(method),
        )
    said = say("95 %, {interval}, by {method}.", interval=words, method=spoken(method))
    return f"{said} {_in_100(fared)}"


def _in_100(fared: Fared) -> str:
    """What 95 % means, and what it does not know."""
    definition = fared.definition
    said = say(
        "About 95 of 100 such intervals hold the true amount, if each {thing} tells "
        "nothing of the next.",
        thing=thing(definition.observation),
    )
    return f"{said} {known(OF_CHANCE)}" if definition.metric in ASKED else said


def _p90_words(explained: Explained) -> str:
    """The 90th percentile beside a median."""
    fared, found = explained.fared, explained.p90_interval
    if fared.reading.p90 is None:
        return ""
    amount = amount_words(fared.reading.p90, fared.unit)
    if found is None:
        return say("Nine in ten are within {amount}", amount=amount)
    return say(
        "Nine in ten are within {amount} (95 % interval {interval})",
        amount=amount,
        interval=range_words(*found, fared.unit),
    )


def _counted_words(fared: Fared) -> str:
    definition = fared.definition
    return say(
        "n = {observations}, filed under {filed_under}",
        observations=counted(fared.reading.n, definition.observation),
        filed_under=known(definition.filed_under),
    )


def _left_out(fared: Fared) -> tuple[str, ...]:
    if not fared.left_out:
        return (say("nothing"),)
    zone = fared.period.zone
    return tuple(left_out_words(one, zone) for one in fared.left_out)


def _unfiltered(fared: Fared) -> tuple[str, ...]:
    """What a filter can't reach, in this metric."""
    return tuple(
        say(
            "it does not apply here: {things} have no {dimension}",
            things=things(fared.definition.observation),
            dimension=known(name),
        )
        for name in fared.unfiltered
    )


def _target_words(explained: Explained) -> str:
    fared, better = explained.fared, explained.fared.definition.better
    if fared.bounds is None:
        return say("none was set")
    target = target_words(fared.bounds, fared.unit)
    if not explained.value:
        return say(DIRECTION[better], target=target)
    return say(PROMISED[better], target=target, value=spoken(explained.value))


def why_words(explained: Explained) -> str:
    """Why the verdict is what it is, with the chance in percent."""
    fared, chance = explained.fared, explained.chance
    definition, verdict = fared.definition, fared.verdict
    if verdict is Verdict.NO_DATA:
        return say("nothing was counted, so nothing can be judged")
    if verdict is Verdict.TOO_FEW:
        least = counted(definition.min_n, definition.observation)
        return say("a verdict needs {observations}", observations=least)
    if chance is None:
        return say("there is no target to judge by")
    if verdict is Verdict.CANT_TELL and fared.is_met_anyway:
        return too_short_words(fared)
    if definition.kind == "total":
        return _total_words(explained)
    if explained.method == SAME and verdict in SAME_SAID:
        return known(SAME_SAID[verdict])
    return f"{_chances_words(fared, chance)} {_test_words(explained)}"


def _total_words(explained: Explained) -> str:
    """A total is a fact; while its period runs, so is what is due of its target."""
    fared = explained.fared
    if fared.verdict is Verdict.CANT_TELL:
        return say("the data begin inside the period, so this is a part of its total")
    if fared.period.until is None:
        return say("a total is counted whole, so nothing of it is left to chance")
    return say(
        DUE[_stands_to(fared), explained.scorecard.period.until is not None],
        day=day_words((fared.period.end - MOMENT).date()),
        things=things(fared.definition.observation),
    )


def _stands_to(fared: Fared) -> str:
    if fared.verdict is Verdict.KEPT:
        return KEEPS
    bounds, amount = fared.bounds, fared.reading.amount
    low = bounds.low if bounds else None
    is_behind = low is not None and amount is not None and amount < low
    return FALLS if is_behind else EXCEEDS


def _test_words(explained: Explained) -> str:
    return known(BY_EXACT_TEST if explained.is_exact else BY_TEST)


def _chances_words(fared: Fared, chance: Chance) -> str:
    """The chance that a verdict follows from; of a band there are two."""
    bounds = fared.bounds
    is_band = bounds and bounds.low is not None and bounds.high is not None
    return say(
        (STANDS_IN_BAND if is_band else STANDS)[fared.verdict],
        within=chance_words(chance.within),
        sided=chance_words(chance.sided),
        sure=_percent(SURE),
        likely=_percent(LIKELY),
        unlikely=_percent(UNLIKELY),
        surely_not=_percent(SURELY_NOT),
    )


def chance_words(chance: float) -> str:
    """A chance in percent, never rounded to certainty or over a threshold.

    Near a threshold it is told to a tenth, rounded towards 50 %.
    """
    if chance > 0.999:
        return say("more than 99.9 %")
    if chance < 0.001:
        return say("less than 0.1 %")
    return _percent(_tenth(chance) if _is_near(chance) else round(chance, 2))


def _is_near(chance: float) -> bool:
    """Whether whole percents would say more than the verdict does."""
    nearest = min(abs(chance - bound) for bound in (LIKELY, UNLIKELY))
    return nearest < NEAR or not SURELY_NOT + NEAR < chance < SURE - NEAR


def _tenth(chance: float) -> float:
    tenths, slack = 1_000 * chance, 1e-9
    return (floor(tenths + slack) if chance > 0.5 else ceil(tenths - slack)) / 1_000


def _percent(share: float) -> str:
    return say(PERCENT, number=decimal_words(100 * share, "0.#"))


def _borders(fared: Fared) -> str:
    period = fared.period
    window = period.window()
    first, end = (
        moment_words(moment, period.zone) for moment in (window.start, window.end)
    )
    return say(
        "from {first} up to {end}, {zone}", first=first, end=end, zone=period.zone
    )


def _reach_words(explained: Explained) -> str:
    """How far the metric's own tables reach."""
    own, zone = explained.fared.data_through, explained.scorecard.period.zone
    what = things(explained.fared.definition.observation)
    if own is None:
        return say("no {things} have been loaded", things=what)
    return say("{things} through {day}", things=what, day=moment_words(own, zone))


def _fed_words(explained: Explained) -> tuple[str, ...]:
    """The exports that gave the most rows, and how many more there are."""
    fed = explained.fed_by
    named = tuple(
        say(
            "{file} ({title}): {rows}",
            file=one.file_name,
            title=known(one.title),
            rows=_rows(one.rows),
        )
        for one in fed[:NAMED]
    )
    more = fed[NAMED:]
    if not more:
        return named
    others = say_many(
        "{n} more export: {rows}",
        "{n} more exports: {rows}",
        len(more),
        rows=_rows(sum(one.rows for one in more)),
    )
    return (*named, others)


def _rows(n: int) -> str:
    return say_many("{n} row", "{n} rows", n)
