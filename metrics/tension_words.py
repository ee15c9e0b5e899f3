"""Promises that moved together, in words."""

from __future__ import annotations

from metrics.decisions import Decision
from metrics.own_words import spoken
from metrics.periods import Period
from metrics.scorecard import Fared, Scorecard
from metrics.tension import Kind, Matrix, Move, Pair, Way
from metrics.wording import amount_words, day_words, interval_words, period_words
from words import known, mark, say, say_many

# Of two values, then of measures or single promises, where less may be better; each
# without and with a decision between.
TENSION = {
    (True, False): mark("{one} rose while {other} fell since {since}."),
    (True, True): mark(
        "{one} rose while {other} fell since {since}: “{what}” of {day} stands between."
    ),
    (False, False): mark("{one} got better while {other} got worse since {since}."),
    (False, True): mark(
        "{one} got better while {other} got worse since {since}: “{what}” of {day} "
        "stands between."
    ),
}
FREE_LUNCH = {
    (True, False): mark("{one} and {other} both rose since {since}."),
    (True, True): mark(
        "{one} and {other} both rose since {since}: “{what}” of {day} stands at the "
        "start."
    ),
    (False, False): mark("{one} and {other} both got better since {since}."),
    (False, True): mark(
        "{one} and {other} both got better since {since}: “{what}” of {day} stands at "
        "the start."
    ),
}
TEMPLATES = {Kind.TENSION: TENSION, Kind.FREE_LUNCH: FREE_LUNCH}
# Without and with a 95 % interval, which a total has not.
MOVED = {
    (Way.BETTER, False): mark(
        "{promise} got better: {amount}, usually {low} to {high}; n = {n}."
    ),
    (Way.BETTER, True): mark(
        "{promise} got better: {amount} (95 % interval {interval}), usually {low} to "
        "{high}; n = {n}."
    ),
    (Way.WORSE, False): mark(
        "{promise} got worse: {amount}, usually {low} to {high}; n = {n}."
    ),
    (Way.WORSE, True): mark(
        "{promise} got worse: {amount} (95 % interval {interval}), usually {low} to "
        "{high}; n = {n}."
    ),
}
# A sign and a shape; never a colour alone.
SIGNS = {Way.BETTER: "▲", Way.WORSE: "▼"}
NO_SIGN = "·"
READ = mark(
    "The row first, then the column: ▲ got better and ▼ got worse, each as a signal of "
    "its own chart; · is where one of the two is no signal. That two moved at one time "
    "is no proof that one moved the other."
)


def pair_words(pair: Pair, scorecard: Scorecard) -> str:
    """What two promises are to each other, in a sentence."""
    first, second = pair.moves
    values = all(one.card in scorecard.values for one in pair.moves)
    decision = pair.decision
    template = TEMPLATES[pair.kind][
        values and not pair.by_promise, decision is not None
    ]
    return say(
        template,
        one=_name(first, pair),
        other=_name(second, pair),
        since=since_words(pair.since),
        what=decision.what if decision else "",
        day=_day(decision, pair.since) if decision else "",
    )


def move_words(move: Move) -> str:
    """One of the two: how much it is, and between which limits it usually is."""
    fared, limits = move.fared, move.point.limits
    interval = interval_words(fared)
    if limits is None:  # a signal has limits
        return ""
    return say(
        MOVED[move.way, bool(interval)],
        promise=spoken(fared.name),
        amount=amount_words(fared.reading.amount, fared.unit),
        interval=interval,
        low=amount_words(limits.low, fared.unit),
        high=amount_words(limits.high, fared.unit),
        n=fared.reading.n,
    )


def matrix_words(matrix: Matrix) -> str:
    """How many pairs are of each kind, out of how many."""
    if not any(matrix.ways):
        return say("No promise is a signal here, so no pair can be told.")
    return say_many(
        "Of {n} pair of promises: against each other {against}, both better {better}, "
        "both worse {worse}, and the rest show nothing.",
        "Of {n} pairs of promises: against each other {against}, both better "
        "{better}, both worse {worse}, and the rest show nothing.",
        matrix.pairs,
        against=matrix.many(Kind.TENSION),
        better=matrix.many(Kind.FREE_LUNCH),
        worse=matrix.many(Kind.DECLINE),
    )


def short_name(fared: Fared) -> str:
    """A promise as the head of a column; one on a clock of its own says which."""
    short = known(fared.definition.short)
    is_plain = fared.key == fared.definition.metric
    return short if is_plain else f"{short} ({known(fared.clock or '')})"


def sign_words(matrix: Matrix, row: int, column: int) -> str:
    """A cell: the signs of both, of a promise with itself its own."""
    signs = [
        SIGNS[way] if way else "" for way in map(matrix.ways.__getitem__, (row, column))
    ]
    if row == column:
        return signs[0] or NO_SIGN
    return "".join(signs) if all(signs) else NO_SIGN


def since_words(period: Period) -> str:
    """A period that something began with; of so many days, its first."""
    if period.grain in {"days", "week"}:
        return day_words(period.first, "d MMMM y")
    return period_words(period)


def _day(decision: Decision, since: Period) -> str:
    """The day of a decision, its year where that is another."""
    day = decision.day(since.zone)
    is_same = day.year == since.first.year
    return day_words(day) if is_same else day_words(day, "d MMMM y")


def _name(move: Move, pair: Pair) -> str:
    return spoken(move.fared.name if pair.by_promise else move.card.name)
