"""What people complain about, in sentences."""

from __future__ import annotations

from collections.abc import Iterable

from metrics.complaints.complaining import Complaining, Failing
from metrics.complaints.pareto import SMALLEST, Bar, Pareto
from metrics.complaints.taxonomy import Taxonomy
from metrics.own_words import spoken
from metrics.periods import Period
from metrics.wording import amount_words, between_words, period_words
from words import Part, mark, say, say_many

NAMED = 5  # of the few that make most of it
TOPICS, COMPLAINTS, CRITERIA = "topic", "complaint", "criterion"
SEVERAL = mark(
    "An answer may be of several kinds: it counts once in each, so the kinds may come "
    "to more than the answers."
)
PLACED_BY = mark(
    "An answer is placed by the tags of its ticket; where those name no kind, by the "
    "words of its comment, in English, Indonesian and Malay."
)
DENIED = mark(
    "A word counts even where the customer denies it: “not rude” is placed as “rude” "
    "is."
)
HOW_TO_READ = mark(
    "Bars: how many, with the 95 % interval of their share. Line: what a bar and all "
    "before it come to, in percent; the coloured bars make 80 % of all."
)
WHICH_ANSWERS = mark(
    "Bad answers are those of the satisfaction and the effort question that count and "
    "are not good. Answers to the recommendation question are of no ticket, and are "
    "left out."
)
WHAT_FAILS = mark(
    "A criterion fails where a review gives it no points at all, the lowest of its "
    "scale. Where it did not apply, it is neither judged nor failed."
)
NO_COMMENTS = mark(
    "Comments are not kept. With keep_comments: true in values.yaml, their words place "
    "answers too."
)
CHANGES = mark(
    "A change from the period before is told only where chance would hardly make one "
    "so large among all the bars."
)


def topics_words(found: Complaining, period: Period) -> str:
    """The finding of the topics, in a sentence."""
    if not found.bad:
        return _none_bad(found, period)
    if found.bad < SMALLEST:
        return say(
            "{n} of {answers} answers in {period} were bad: too few to tell what most "
            "of them are about.",
            n=found.bad,
            answers=found.answers,
            period=period_words(period),
        )
    of_topics = found.bad - found.without_topic
    parts: dict[str, Part] = {
        "bad": found.bad,
        "answers": found.answers,
        "period": period_words(period),
    }
    if of_topics < SMALLEST:
        return say(
            "{bad} of {answers} answers in {period} were bad, and {n} of them have a "
            "topic: too few to tell what most are about.",
            n=of_topics,
            **parts,
        )
    return _few_topics_words(found, parts)


def _few_topics_words(found: Complaining, parts: dict[str, Part]) -> str:
    few = found.topics.few
    parts |= {
        "all": len(found.topics.bars),
        "share": amount_words(few[-1].together, "percent"),
        "names": _names((bar.name for bar in few), len(few)),
    }
    if found.without_topic:
        return say_many(
            "{bad} of {answers} answers in {period} were bad. {n} of {all} topics "
            "makes {share} of those that have a topic: {names}.",
            "{bad} of {answers} answers in {period} were bad. {n} of {all} topics make "
            "{share} of those that have a topic: {names}.",
            len(few),
            **parts,
        )
    return say_many(
        "{bad} of {answers} answers in {period} were bad. {n} of {all} topics makes "
        "{share} of them: {names}.",
        "{bad} of {answers} answers in {period} were bad. {n} of {all} topics make "
        "{share} of them: {names}.",
        len(few),
        **parts,
    )


def topicless_words(found: Complaining) -> str:
    """How many have no topic; empty where all have one."""
    if not found.without_topic:
        return ""
    return say_many(
        "{n} of {bad} bad answers ({share}) has no topic.",
        "{n} of {bad} bad answers ({share}) have no topic.",
        found.without_topic,
        bad=found.bad,
        share=amount_words(100 * found.without_topic / found.bad, "percent"),
    )


def complaints_words(found: Complaining, taxonomy: Taxonomy, period: Period) -> str:
    """The finding of the complaints, in a sentence."""
    if not found.bad:
        return _none_bad(found, period)
    if not found.placed:
        return say_many(
            "The {n} bad answer in {period} could not be placed.",
            "None of the {n} bad answers in {period} could be placed.",
            found.bad,
            period=period_words(period),
        )
    first = found.complaints.bars[0]
    name = name_words(first, COMPLAINTS, taxonomy)
    if first.low is None or first.high is None:
        return say_many(
            "{n} of {bad} bad answers in {period} could be placed: too few to tell "
            "what most complaints are about. So far {name} is named most, {first}.",
            "{n} of {bad} bad answers in {period} could be placed: too few to tell "
            "what most complaints are about. So far {name} is named most, {first}.",
            found.placed,
            bad=found.bad,
            period=period_words(period),
            name=name,
            first=_times(first.n),
        )
    return say(
        "{name} is what people complain about most in {period}: {share} of the "
        "{placed} bad answers that could be placed (95 % interval {between}).",
        name=name,
        period=period_words(period),
        share=amount_words(first.share, "percent"),
        placed=found.placed,
        between=between_words(first.low, first.high, "percent"),
    )


def criteria_words(found: Failing, period: Period) -> str:
    """The finding of the criteria, in a sentence."""
    if not found.with_criteria:
        return say_many(
            "The {n} review in {period} tells no criteria; an export that does brings "
            "them.",
            "None of the {n} reviews in {period} tells its criteria; an export that "
            "does brings them.",
            found.reviews,
            period=period_words(period),
        )
    parts: dict[str, Part] = {
        "reviews": found.with_criteria,
        "period": period_words(period),
    }
    if not found.criteria.bars:
        return say("No criterion failed in {reviews} reviews in {period}.", **parts)
    if found.with_criteria < SMALLEST:
        return say(
            "Criteria failed {n} times in {reviews} reviews in {period}: too few "
            "reviews to tell which fail most.",
            n=found.criteria.total,
            **parts,
        )
    few = found.criteria.few
    return say_many(
        "Criteria failed {total} times in {reviews} reviews in {period}. {n} of {all} "
        "that failed makes {share} of that: {names}.",
        "Criteria failed {total} times in {reviews} reviews in {period}. {n} of {all} "
        "that failed make {share} of that: {names}.",
        len(few),
        all=len(found.criteria.bars),
        total=found.criteria.total,
        share=amount_words(few[-1].together, "percent"),
        names=_names((name_words(bar, CRITERIA, None) for bar in few), len(few)),
        **parts,
    )


def unplaced_words(found: Complaining) -> str:
    """How many could not be placed, and why; empty where all could."""
    missing = found.bad - found.placed
    if not missing:
        return ""
    return say(
        "{n} of {bad} bad answers ({share}) could not be placed: {silent} have neither "
        "a tag nor a comment that was kept, {others} have, but none that names a kind.",
        n=missing,
        bad=found.bad,
        share=amount_words(100 * missing / found.bad, "percent"),
        silent=found.silent,
        others=found.others,
    )


def signal_words(pareto: Pareto, kind: str, taxonomy: Taxonomy | None) -> list[str]:
    """A sentence for each bar that changed by more than chance."""
    rose = mark("{name} rose to {now}, from {before} in the period before.")
    fell = mark("{name} fell to {now}, from {before} in the period before.")
    return [
        say(
            rose if (bar.share or 0) > (bar.before or 0) else fell,
            name=name_words(bar, kind, taxonomy),
            now=amount_words(bar.share, "percent"),
            before=amount_words(bar.before, "percent"),
        )
        for bar in pareto.signals
    ]


def name_words(bar: Bar, kind: str, taxonomy: Taxonomy | None) -> str:
    """What a bar is called in the language that is spoken."""
    one = taxonomy.named(bar.name) if taxonomy and kind == COMPLAINTS else None
    return spoken(one.name) if one else bar.name


def bar_words(bar: Bar, kind: str) -> str:
    """How many, of how many, and how sure that is."""
    parts: dict[str, Part] = {"n": bar.n, "of": bar.of}
    if bar.share is None or bar.low is None or bar.high is None:
        return say("{n} of {of}: too few for a share", **parts)
    parts["share"] = amount_words(bar.share, "percent")
    parts["between"] = between_words(bar.low, bar.high, "percent")
    if kind == CRITERIA:
        return say("failed {n} of {of} times: {share}, {between}", **parts)
    return say("{n} of {of}: {share}, {between}", **parts)


def together_words(bar: Bar) -> str:
    """What this bar and those before it come to."""
    return say(
        "with those before it {share}", share=amount_words(bar.together, "percent")
    )


def like_words(criterion: str, taxonomy: Taxonomy) -> str:
    """Which complaints a criterion looks at; empty where it is none's."""
    kinds = [spoken(one.name) for one in taxonomy.like(criterion)]
    if not kinds:
        return ""
    return say("Complaints about the same thing: {kinds}.", kinds=kinds)


def _none_bad(found: Complaining, period: Period) -> str:
    if not found.answers:
        return say("No answer counts in {period}.", period=period_words(period))
    return say_many(
        "The {n} answer in {period} is good.",
        "All {n} answers in {period} are good.",
        found.answers,
        period=period_words(period),
    )


def _times(n: int) -> str:
    return say_many("{n} time", "{n} times", n)


def _names(names: Iterable[str], many: int) -> list[str]:
    """The first few; how many more there are comes last."""
    listed = list(names)
    if many <= NAMED:
        return listed
    more = say_many("{n} more", "{n} more", many - NAMED + 1)
    return [*listed[: NAMED - 1], more]
