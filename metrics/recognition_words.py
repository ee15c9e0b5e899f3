"""Why somebody has earned thanks, as one says it to them."""

from __future__ import annotations

from datetime import datetime

from metrics.groups import SMALLEST
from metrics.nouns import counted
from metrics.periods import to_local
from metrics.praise import Thanked
from metrics.recognition import SPAN, Reason, Recognised, Recognition
from metrics.recognition_answers import Answered
from metrics.recognition_better import Better
from metrics.recognition_steady import IN_A_WEEK, LEAST, Steady
from metrics.variation import RUN
from metrics.wording import amount_words, between_words, day_words, period_words
from words import known, mark, say, say_many

LONGEST = 240  # letters of a comment that are shown
ANSWERS = (
    mark("{n} customer gave the best score there is, and wrote why."),
    mark("{n} customers gave the best score there is, and wrote why."),
)
COMPLIMENTS = (
    mark("{n} ticket of the week is a compliment."),
    mark("{n} tickets of the week are compliments."),
)
BETTER = mark(
    "{metric}: {estimate} once luck is taken out, where all together have {overall} "
    "(95 % interval {between}; {n} in {weeks} weeks)."
)
HARD = mark(
    "Hard topics handled well: {topics}. {metric}: {estimate} once luck is taken out, "
    "where all together have {overall} (95 % interval {between}; {n} in {weeks} "
    "weeks)."
)
STEADY = mark(
    "Steadily better. {metric}: {amount} over {weeks} weeks in a row, after {usual} in "
    "the weeks before; more than chance, and more than changed for everybody ({n})."
)
EVERYBODY = mark(
    "Everyone above the mark, in alphabetical order. Nobody is ranked; not to be "
    "named says nothing of a person's work."
)


def headline_words(found: Recognition) -> str:
    """Who has earned thanks in the week, in one sentence."""
    names = [one.person for one in found.people]
    if not names:
        return say(
            "Nobody stands out in {week} by more than luck, and no praise was written.",
            week=period_words(found.week),
        )
    return say_many(
        "{n} person has earned thanks in {week}: {names}.",
        "{n} people have earned thanks in {week}: {names}.",
        len(names),
        week=period_words(found.week),
        names=names,
    )


def reason_words(reason: Reason) -> str:
    """What somebody is thanked for, with n."""
    if isinstance(reason, Answered):
        one, many = ANSWERS if reason.code == "answers" else COMPLIMENTS
        return say_many(one, many, reason.n)
    if isinstance(reason, Better):
        return _better_words(reason)
    return _steady_words(reason)


def _better_words(reason: Better) -> str:
    unit = reason.side.unit
    return say(
        HARD if reason.topics else BETTER,
        topics=list(reason.topics),
        metric=known(reason.side.name),
        estimate=amount_words(reason.estimate, unit),
        overall=amount_words(reason.overall, unit),
        between=between_words(reason.low, reason.high, unit),
        n=counted(reason.n, reason.side.noun),
        weeks=SPAN,
    )


def _steady_words(reason: Steady) -> str:
    return say(
        STEADY,
        metric=known(reason.side.name),
        amount=amount_words(reason.amount, reason.side.unit),
        usual=amount_words(reason.usual, reason.side.unit),
        weeks=reason.weeks,
        n=counted(reason.n, reason.side.noun),
    )


def quotes(reason: Reason) -> tuple[str, ...]:
    """What customers wrote, each cut where it gets long."""
    written = reason.quotes if isinstance(reason, Answered) else ()
    return tuple(
        one if len(one) <= LONGEST else f"{one[: LONGEST - 1]}…" for one in written
    )


def last_words(last: datetime | None, now: datetime) -> str:
    """How many weeks it is since somebody was last thanked."""
    if last is None:
        return say("Not thanked here before.")
    weeks = (now - last).days // 7
    if weeks < 1:
        return say("Last thanked less than a week ago.")
    return say_many("Last thanked {n} week ago.", "Last thanked {n} weeks ago.", weeks)


def since_words(name: str, last: datetime, now: datetime) -> str:
    """The same of a person who is named: Ann: last thanked 3 weeks ago."""
    return say("{name}: {when}", name=name, when=last_words(last, now))


def thanked_words(one: Thanked, who: str, zone: str) -> str:
    """That somebody was thanked, by whom and when."""
    day = day_words(to_local(one.at, zone).date(), "d MMMM y")
    return say("Thanked on {day} by {who}", day=day, who=who)


def waiting_words(people: tuple[Recognised, ...], weeks: int) -> str:
    """Who earned thanks in the weeks before and has had none since; else empty."""
    if not people:
        return ""
    return say_many(
        "Earned in the {weeks} weeks before, and not thanked since: {names}.",
        "Earned in the {weeks} weeks before, and not thanked since: {names}.",
        len(people),
        weeks=weeks,
        names=[one.person for one in people],
    )


def comments_words(found: Recognition) -> str:
    """That no comments are kept; empty where they are."""
    if found.has_comments:
        return ""
    return say(
        "What customers write is not kept, so no answers are quoted; keep_comments in "
        "values.yaml keeps it."
    )


def sales_words(found: Recognition) -> str:
    """That nobody knows whose a sale is; empty where somebody does."""
    if found.sells:
        return ""
    return say(
        "No export of sales names who sold, so people of sales cannot be named here."
    )


def how_words() -> tuple[str, ...]:
    """How people are chosen, a sentence each."""
    return (
        say(
            "Beside others: over {weeks} weeks, of people with at least {least} "
            "observations. Only where people surely differ, and only who lies wholly "
            "above the overall amount once luck is taken out of their own. Among "
            "equals, somebody would be named by chance in fewer than 5 of 100 weeks, "
            "of each metric.",
            weeks=SPAN,
            least=SMALLEST,
        ),
        say(
            "Hard topics are those that go surely worse than the whole, for all "
            "together; the same mark holds on them."
        ),
        say(
            "Steadily better: {run} weeks or more in a row on the better side of a "
            "person's own usual, with what changed for everybody taken out, so far off "
            "that chance would name anybody in fewer than 5 of 100 weeks. A person "
            "needs {least} weeks of at least {few} observations.",
            run=RUN,
            least=LEAST,
            few=IN_A_WEEK,
        ),
        say(
            "Speed is not praised where it is paid for: who is beyond the limits of "
            "its counter-metric, on the worse side, is not named for being fast."
        ),
        say(
            "Topics and customers differ from person to person, and are not taken out "
            "of a comparison; a compliment is a ticket whose topic or tag says so."
        ),
    )
