"""What both say, as a manager reads it: whether they agree, and how far by chance."""

from __future__ import annotations

from collections.abc import Iterator

from metrics.few import few_words
from metrics.perceived.agreement import Fourfold, Kappa, Part
from metrics.perceived.pairs import GAP, GOOD_REVIEW, Perceived
from metrics.wording import amount_words, between_words, count_words, decimal_words
from words import known, mark, say, say_many

FEWEST = 30  # tickets with both, below which nothing is told
PERCENT = "percent"
QUADRANTS = {
    "both": mark("Good to us and to the customer"),
    "only_we": mark("Good to us, not to the customer"),
    "only_they": mark("Good to the customer, not to us"),
    "neither": mark("Good to neither"),
}
AGREED = mark(
    "Our review and the customer say the same about {share} of the tickets with "
    "both; chance alone would make it {chance}."
)
MORE = mark(
    "That is more than chance: by chance alone they would differ on {chance} of these "
    "tickets, and they differ on {share}. So a review does see some of what the "
    "customer sees."
)
LESS = mark(
    "That is less than chance: what we find good, customers less often find good."
)
UNTOLD = mark(
    "From these tickets it cannot be told that a review sees what the customer sees."
)
WE_ALWAYS = mark("Every review says good, so it cannot be told what reviews see.")
WE_NEVER = mark("No review says good, so it cannot be told what reviews see.")
THEY_ALWAYS = mark("Every answer is good, so it cannot be told what reviews see.")
THEY_NEVER = mark("No answer is good, so it cannot be told what reviews see.")


def is_told(found: Perceived) -> bool:
    """Whether there are tickets enough to tell anything of."""
    return found.n >= FEWEST


def finding_words(found: Perceived) -> str:
    """How often both say the same, and whether that is more than chance."""
    if not is_told(found):
        return _too_few_words(found)
    fourfold = found.fourfold
    agreed = say(
        AGREED,
        share=amount_words(fourfold.agreed.share, PERCENT),
        chance=amount_words(100 * fourfold.by_chance, PERCENT),
    )
    return f"{agreed} {_verdict(fourfold)}"


def _verdict(fourfold: Fourfold) -> str:
    kappa = fourfold.kappa
    if kappa is None:
        return known(_one_sided(fourfold))
    if kappa.is_more:
        return say(
            MORE,
            share=amount_words(100 - fourfold.agreed.share, PERCENT),
            chance=amount_words(100 - 100 * fourfold.by_chance, PERCENT),
        )
    return known(LESS if kappa.is_less else UNTOLD)


def _one_sided(fourfold: Fourfold) -> str:
    if fourfold.they in {0.0, 1.0}:
        return THEY_ALWAYS if fourfold.they else THEY_NEVER
    return WE_ALWAYS if fourfold.we else WE_NEVER


def _too_few_words(found: Perceived) -> str:
    """Why nothing is told, and what would help."""
    if found.of_too_few:
        return few_words()
    if not found.reviews:
        return say("No ticket was reviewed, so there is nothing to compare.")
    if not found.reviewed:
        return say_many(
            "The {n} review names no ticket that is loaded, so there is nothing to "
            "compare: drop the tickets, or reviews that name them.",
            "None of the {n} reviews names a ticket that is loaded, so there is "
            "nothing to compare: drop the tickets, or reviews that name them.",
            found.reviews,
        )
    if not found.n:
        return say_many(
            "The customer of the {n} reviewed ticket did not answer, so there is "
            "nothing to compare.",
            "No customer of the {n} reviewed tickets answered, so there is nothing to "
            "compare.",
            found.reviewed,
        )
    return say_many(
        "Only {n} ticket has both a review and an answer: too few to tell anything; it "
        "takes {fewest}. Choose a longer span, or review more tickets that were "
        "answered.",
        "Only {n} tickets have both a review and an answer: too few to tell anything; "
        "it takes {fewest}. Choose a longer span, or review more tickets that were "
        "answered.",
        found.n,
        fewest=FEWEST,
    )


def reach_words(found: Perceived) -> str:
    """Of how many reviews there is an answer, and of which survey."""
    return say(
        "{reviews} reviews of {reviewed} tickets; of {n} of these there is an answer "
        "({csat} CSAT, {ces} CES).",
        reviews=found.reviews,
        reviewed=found.reviewed,
        n=found.n,
        csat=found.answers("csat"),
        ces=found.answers("ces"),
    )


def bar_words(found: Perceived) -> str:
    """From which score on a review is good, and who says so."""
    score = decimal_words(found.bar.score, "0.##")
    if found.bar.is_promised:
        return say(
            "A review is good from {score} on: the target of QA in values.yaml.",
            score=score,
        )
    return say(
        "A review is good from {score} on: values.yaml has no target of QA, so this is "
        "the usual mark.",
        score=score,
    )


def quadrant_words(part: Part) -> str:
    """How many, and how sure the share is: n = 364, 95 % interval 51.2 to 58.7 %."""
    low, high = part.interval
    return say(
        "n = {n}, 95 % interval {interval}",
        n=count_words(part.n),
        interval=between_words(low, high, PERCENT),
    )


def quadrants(fourfold: Fourfold) -> tuple[tuple[str, Part], ...]:
    """The four quadrants by name."""
    return tuple(
        (known(words), Part(getattr(fourfold, name), fourfold.n))
        for name, words in QUADRANTS.items()
    )


def facts(found: Perceived) -> Iterator[str]:
    """How far beyond chance both agree, and what the scores say: a line each."""
    fourfold = found.fourfold
    low, high = fourfold.agreed.interval
    yield say(
        "Agreement {share}, 95 % interval {interval}, n = {n}",
        share=amount_words(fourfold.agreed.share, PERCENT),
        interval=between_words(low, high, PERCENT),
        n=found.n,
    )
    if fourfold.kappa:
        yield _kappa_words(fourfold.kappa)
    yield from _apart_words(found)


def _kappa_words(kappa: Kappa) -> str:
    amount, low, high = (
        decimal_words(100 * one, "#,##0;−#,##0")
        for one in (kappa.amount, kappa.low, kappa.high)
    )
    return say(
        "From 0, as often as by chance alone, to 100, always: they agree by {share}, "
        "95 % interval {low} to {high} (Cohen's kappa).",
        share=amount,
        low=low,
        high=high,
    )


def _apart_words(found: Perceived) -> Iterator[str]:
    apart = found.apart
    if apart is None:
        return
    good, bad = (decimal_words(one, "0.0") for one in (apart.good, apart.bad))
    low, high = (decimal_words(one, "0.0;−0.0") for one in (apart.low, apart.high))
    yield say(
        "Wherever the mark is set: reviews score {good} on average under a good "
        "answer, {bad} under a bad one; 95 % interval of the difference {low} to "
        "{high} points.",
        good=good,
        bad=bad,
        low=low,
        high=high,
    )


def how_words(found: Perceived) -> Iterator[str]:
    """How the two are brought together, a line each."""
    yield say(
        "A ticket counts once: its latest review, and its latest satisfaction answer "
        "(CSAT); where there is none, its latest effort answer (CES). It stands on the "
        "day of its review."
    )
    yield say(
        "Calibration reviews, deleted reviews, answers set aside and tickets that do "
        "not count are left out. A review or an answer of another system belongs to "
        "the only ticket of that id."
    )
    yield say(
        "Chance alone: what two would agree on who say good as often as our reviews "
        "and our customers do, and know nothing of each other."
    )
    yield say(
        "Who answers is not everybody: customers who stay silent may see it otherwise."
    )
    yield from _promise_words(found)


def _promise_words(found: Perceived) -> Iterator[str]:
    """What the metric says of the same tickets, which a company may promise."""
    if found.n:
        part = Part(found.by_metric, found.n)
        yield say(
            "The gap can be promised: metric {metric} in values.yaml. There a review "
            "is good from {score} on, whatever the target of QA, so that it moves with "
            "the service alone; of these tickets it is {share}.",
            metric=GAP,
            score=decimal_words(GOOD_REVIEW, "0"),
            share=amount_words(part.share, PERCENT),
        )
