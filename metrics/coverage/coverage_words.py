"""What the measurement of the values sees, in words."""

from __future__ import annotations

from collections.abc import Iterator

from metrics.coverage.rating import (
    FRESH,
    MANY,
    SOME,
    STALE,
    Coverage,
    Mark,
    Point,
    Rated,
    ValueRated,
)
from metrics.own_words import spoken
from metrics.verdicts import Verdict, verdict_words
from metrics.wording import amount_words, interval_words, target_words
from words import known, mark, say, say_many

# A mark is told by word and by shape, never by colour alone.
SHAPES = {Mark.FULL: "●", Mark.PART: "◐", Mark.NONE: "○", Mark.UNKNOWN: "–"}
WORDS = {
    Mark.FULL: mark("yes"),
    Mark.PART: mark("in part"),
    Mark.NONE: mark("no"),
    Mark.UNKNOWN: mark("not known"),
}
# What a value is blind to first, the gravest before the others.
BLIND = {
    Point.SEEN: mark(
        "{value} sees {share} of our customers at the most, and nobody counts what "
        "the others met with."
    ),
    Point.OUTCOME: mark(
        "{value} counts what we do, and nobody counts what customers got from it."
    ),
    Point.ENOUGH: mark(
        "{value} has too few observations, so nobody can tell whether it is kept."
    ),
    Point.FRESH: mark(
        "{value} rests on old data, and nobody counts what happened since."
    ),
    Point.COUNTER: mark(
        "{value} may be chased at a cost, and nothing that is promised counts it."
    ),
}
SEES = mark("{value} sees {share} of our customers, and meets all five points.")
SEES_PARTLY = mark(
    "{value} sees {share} of our customers, and meets each of the five points at "
    "least in part."
)
NAMELESS = mark(
    "{value} tells no customer, so nobody knows how many customers it sees."
)
READ = (
    mark("● yes, ◐ in part, ○ no, – not known."),
    mark(
        "Outcome: the customer decides the amount, by an answer or by what they do. Of "
        "an activity we decide it."
    ),
    mark(
        "Counter-metric: the number that would suffer if this metric were chased alone "
        "is promised too, so that the price would be seen."
    ),
    mark(
        "Enough to tell: there are so many observations that the target is surely met "
        "or surely missed; in part, if not surely."
    ),
    mark(
        "Fresh: the last observation lies {fresh} days before the end of the period or "
        "of the data at the most; in part, {stale} days. What takes time to be known "
        "has that time on top."
    ),
    mark(
        "Customers seen: of all customers with a contact, an answer or an order in the "
        "period, {many} or more are in the number; in part, {some} or more."
    ),
    mark(
        "Outcome and customers seen: a value has the mark of its best promise. In the "
        "other three points it has that of its worst."
    ),
)


def mark_words(point: Point, met: Mark) -> str:
    """A point with its shape and word: ◐ Fresh: in part."""
    return say(
        "{shape} {point}: {word}",
        shape=SHAPES[met],
        point=known(point),
        word=known(WORDS[met]),
    )


def headline(coverage: Coverage) -> str:
    """How many promises see little, or that none does."""
    narrow, all_ = len(coverage.narrow), len(coverage.promises)
    if not coverage.customers.all:
        return say("No row of this period tells a customer, so nobody is seen.")
    if not narrow:
        return say_many(
            "Our one promise sees at least a tenth of our customers, as far as "
            "that is known.",
            "Each of our {n} promises sees at least a tenth of our customers, as far "
            "as that is known.",
            all_,
        )
    return say_many(
        "{n} of our {all} promises sees less than a tenth of our customers.",
        "{n} of our {all} promises see less than a tenth of our customers.",
        narrow,
        all=all_,
    )


def value_words(value: ValueRated) -> str:
    """What a value sees, and what it is blind to before all."""
    name, widest = spoken(value.card.name), value.widest
    if not any(one.fared.reading.n for one in value.promises):
        return say("Nothing was counted for {value} in this period.", value=name)
    if widest is None:
        return say(NAMELESS, value=name)
    share = amount_words(widest.seen.share, "percent")
    for point, said in BLIND.items():
        if value.mark(point) is Mark.NONE:
            return say(said, value=name, share=share)
    is_whole = all(value.mark(point) is Mark.FULL for point in Point)
    return say(SEES if is_whole else SEES_PARTLY, value=name, share=share)


def point_words(rated: Rated, point: Point) -> str:
    """A point of a promise with its mark, and the number behind it."""
    told = {
        Point.OUTCOME: _outcome,
        Point.COUNTER: _counter,
        Point.ENOUGH: _enough,
        Point.FRESH: _fresh,
        Point.SEEN: _seen,
    }[point](rated)
    shape, word = SHAPES[rated.mark(point)], known(WORDS[rated.mark(point)])
    return say(
        "{shape} {point}: {word}, {told}",
        shape=shape,
        point=known(point),
        word=word,
        told=told,
    )


def _outcome(rated: Rated) -> str:
    if rated.fared.definition.outcome:
        return say("the customer decides it")
    return say("we decide it: it is our own activity")


def _counter(rated: Rated) -> str:
    short = known(rated.counter.short)
    if rated.is_countered:
        return say("{metric} is promised too", metric=short)
    return say("{metric} is promised nowhere", metric=short)


def _enough(rated: Rated) -> str:
    fared = rated.fared
    n, interval = fared.reading.n, interval_words(fared)
    if fared.verdict in {Verdict.NO_DATA, Verdict.TOO_FEW}:
        return say("n = {n}, at least {least}", n=n, least=fared.definition.min_n)
    target, verdict = target_words(fared.bounds, fared.unit), fared.verdict
    if fared.is_met_anyway:
        return say(
            "n = {n}, but {target} would be met even if nobody had bought",
            n=n,
            target=target,
        )
    if not interval:
        return say("n = {n}, {verdict}", n=n, verdict=verdict_words(verdict))
    return say(
        "n = {n}, {interval} against {target}: {verdict}",
        n=n,
        interval=interval,
        target=target,
        verdict=verdict_words(verdict),
    )


def _fresh(rated: Rated) -> str:
    if rated.lag is None:
        return say("nothing in this period")
    if not rated.lag:
        return say("up to the last day")
    return say_many(
        "the last one {n} day before the end",
        "the last one {n} days before the end",
        rated.lag,
    )


def _seen(rated: Rated) -> str:
    seen = rated.seen
    if rated.mark(Point.SEEN) is Mark.UNKNOWN:
        return say("no observation tells its customer")
    told = say(
        "{share}, {customers} of {all}",
        share=amount_words(seen.share, "percent"),
        customers=seen.customers,
        all=seen.of,
    )
    if seen.answered is None or not seen.asked:
        return told
    return say(
        "{told}; {response} of the {asked} asked answered",
        told=told,
        response=amount_words(100 * seen.answered / seen.asked, "percent"),
        asked=seen.asked,
    )


def read_words() -> Iterator[str]:
    """How the marks are read, a line each."""
    many, some = (amount_words(one, "percent") for one in (MANY, SOME))
    for line in READ:
        yield say(line, many=many, some=some, fresh=FRESH, stale=STALE)
