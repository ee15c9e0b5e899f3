"""Criteria, requests and bots, as one says them."""

from __future__ import annotations

from math import inf

from metrics.consistency.bots import Beside, Side, Told
from metrics.consistency.criteria import Adherence, Met
from metrics.consistency.requests import Request, Requests
from metrics.consistency.spread_words import cell_words
from metrics.few import FEWEST_PEOPLE, few_words
from metrics.groups import SMALLEST
from metrics.nouns import counted
from metrics.wording import (
    NOTHING,
    amount_words,
    between_words,
    count_words,
    decimal_words,
)
from words import mark, say, say_many

NO_CRITERIA = mark(
    "The reviews of this period tell no criteria. An export of reviews with a column "
    "for each criterion brings them."
)
UNLIKE = mark(
    "Requests are taken for the same where topic and channel are. “Quick” and “slow” "
    "are the 10th and the 90th of a hundred such people, once chance is taken out. "
    "The same topic may still hold easy and hard cases; nobody is named, and fewer "
    "than {people} people with {smallest} contacts each are not compared."
)
DECLARE = mark(
    "No bot is declared. To see bots beside people, name them in values.yaml under "
    "company: bots: [Answer Bot]."
)
KEPT = mark(
    "Kept is a solved ticket that was not reopened and whose customer did not write "
    "again within 7 days, on the same topic where topics are known. A ticket that a "
    "bot handed to a person counts as the person's."
)


def adherence_words(found: Adherence) -> str:
    """Which criterion is met least often."""
    if found.of_too_few:
        return few_words()
    if not found.criteria:
        return say(NO_CRITERIA)
    least = found.criteria[0]
    return say(
        "“{criterion}” is fully met least often: in {met} of the reviews (95 % "
        "interval {range}; n = {n}).",
        criterion=least.criterion,
        met=amount_words(least.met, "percent"),
        range=between_words(least.low, least.high, "percent"),
        n=least.n,
    )


def met_words(one: Met) -> tuple[str, ...]:
    """How often fully met with the interval and n, how often not at all, and how far
    people lie apart in either."""
    return (
        amount_words(one.met, "percent"),
        between_words(one.low, one.high, "percent"),
        count_words(one.n),
        cell_words(one.people, "percent"),
        amount_words(one.unmet, "percent"),
        cell_words(one.people_unmet, "percent"),
    )


def hidden_criteria_words(found: Adherence) -> str:
    """How many have too few marks; empty where none has."""
    if not found.few:
        return ""
    return say_many(
        "{n} criterion with fewer than {smallest} marks is not shown.",
        "{n} criteria with fewer than {smallest} marks each are not shown.",
        found.few,
        smallest=SMALLEST,
    )


def requests_words(found: Requests) -> str:
    """Where the same request varies most between agents."""
    if not found.found:
        return say(
            "No topic on one channel has {people} people with {smallest} contacts or "
            "more, so handle times are not compared.",
            people=FEWEST_PEOPLE,
            smallest=SMALLEST,
        )
    if not found.beyond:
        return say_many(
            "The same request takes about as long whoever answers, as far as can be "
            "seen: in the one topic and channel that was compared, people differ by "
            "no more than chance.",
            "The same request takes about as long whoever answers, as far as can be "
            "seen: in none of {n} topics and channels do people differ by more than "
            "chance.",
            len(found.found),
        )
    most = max(found.beyond, key=lambda one: (one.low, one.factor))
    return say(
        "{topic} on {channel} depends most on who answers: a quick person takes "
        "{quick} and a slow one {slow}, {factor} ({agents} people, {n}).",
        topic=most.topic,
        channel=most.channel,
        quick=amount_words(most.quick, "minutes"),
        slow=amount_words(most.slow, "minutes"),
        factor=factor_words(most),
        agents=most.agents,
        n=counted(most.n, "contact"),
    )


def factor_words(one: Request) -> str:
    """How many times as long a slow person takes, with the interval."""
    times, low = (decimal_words(each, "#,##0.0") for each in (one.factor, one.low))
    if one.high == inf:
        return say("{times} times as long (95 % interval from {low} on)",
                   times=times, low=low)  # fmt: skip
    return say(
        "{times} times as long (95 % interval {low} to {high})",
        times=times,
        low=low,
        high=decimal_words(one.high, "#,##0.0"),
    )


def how_requests_words(found: Requests) -> str:
    """How to read the requests, and how many have too few people."""
    how = say(UNLIKE, people=FEWEST_PEOPLE, smallest=SMALLEST)
    if not found.few:
        return how
    few = say_many(
        "{n} other topic and channel has too few.",
        "{n} other topics and channels have too few.",
        found.few,
    )
    return f"{how} {few}"


def beside_words(found: Beside) -> str:
    """How many a bot kept, how many came back, and what was said afterwards."""
    if found.of_too_few:
        return few_words()
    if found.bots is None or found.people is None:
        return f"{say(DECLARE)} {_alike_words(found.alike)}".strip()
    if not found.bots.kept.is_enough:
        return say(
            "Bots solved {n} in this period whose customer is known: too few to tell "
            "how many they kept.",
            n=counted(found.bots.kept.n, "ticket"),
        )
    return " ".join((_kept_words(found.bots), _after_words(found.bots, found.people)))


def _alike_words(many: int) -> str:
    if not many:
        return ""
    return say_many(
        "{n} name that worked on these tickets looks like a bot's.",
        "{n} names that worked on these tickets look like a bot's.",
        many,
    )


def _kept_words(bots: Side) -> str:
    return say(
        "Of {n} that bots solved, they kept {kept} ({share}; 95 % interval {range}); "
        "{back} came back, {person} of them with a new ticket that a person answered.",
        n=counted(bots.kept.n, "ticket"),
        kept=bots.kept.good,
        share=amount_words(bots.kept.share, "percent"),
        range=between_words(*bots.kept.interval, "percent"),
        back=bots.came_back,
        person=bots.to_person,
    )


def _after_words(bots: Side, people: Side) -> str:
    if people.satisfied.is_of_too_few:
        return say(
            "How satisfied customers were afterwards is not compared: fewer than "
            "{fewest} people were rated.",
            fewest=FEWEST_PEOPLE,
        )
    if not (bots.satisfied.is_enough and people.satisfied.is_enough):
        return say("Too few answered afterwards to tell how satisfied they were.")
    return say(
        "Afterwards {bots} of those who answered were satisfied with a bot "
        "({bots_range}; n = {bots_n}), and {people} with a person ({people_range}; "
        "n = {people_n}).",
        bots=amount_words(bots.satisfied.share, "percent"),
        bots_range=between_words(*bots.satisfied.interval, "percent"),
        bots_n=bots.satisfied.n,
        people=amount_words(people.satisfied.share, "percent"),
        people_range=between_words(*people.satisfied.interval, "percent"),
        people_n=people.satisfied.n,
    )


def told_words(told: Told) -> str:
    """A share with its interval and n; or that there are too few."""
    if told.is_of_too_few:
        return say("fewer than {fewest} people", fewest=FEWEST_PEOPLE)
    if not told.is_enough:
        return say("too few (n = {n})", n=told.n)
    return say(
        "{share} ({range}; n = {n})",
        share=amount_words(told.share, "percent"),
        range=between_words(*told.interval, "percent"),
        n=told.n,
    )


def back_words(side: Side) -> tuple[str, str]:
    """How many came back, and how many of them a person answered then."""
    if side.kept.is_of_too_few:
        return NOTHING, NOTHING
    return count_words(side.came_back), count_words(side.to_person)


def left_words(found: Beside) -> str:
    """Which solved tickets are not in it."""
    sides = [one for one in (found.bots, found.people) if one is not None]
    if not sides:
        return ""
    fresh, unknown = (
        sum(one.fresh for one in sides),
        sum(one.unknown for one in sides),
    )
    left = say(
        "Left out: {fresh} too fresh to tell, and {unknown} of no known customer.",
        fresh=counted(fresh, "ticket"),
        unknown=count_words(unknown),
    )
    return f"{say(KEPT)} {left}"
