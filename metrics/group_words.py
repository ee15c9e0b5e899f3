"""Groups side by side, as one says it: how alike, and who lies beyond chance."""

from __future__ import annotations

from math import inf

from metrics.catalog import Definition
from metrics.funnels import WARNING
from metrics.groups import SMALLEST, Comparison, Group, Place, dimensions_of
from metrics.nouns import DIMENSIONS, counted, things
from metrics.shrinking import Consistency
from metrics.wording import (
    NOTHING,
    PERCENT,
    amount_words,
    between_words,
    count_words,
    decimal_words,
    difference_words,
)
from words import known, mark, say, say_many

# Whether customers meet the same, whatever they meet: the sentence and its part.
SAME = {
    "agent": mark("customers get the same {what} whoever answers"),
    "team": mark("customers get the same {what} whichever team answers"),
    "channel": mark("customers get the same {what} on every channel"),
    "topic": mark("customers get the same {what} whatever the topic"),
}
ALIKE = {
    "agent": mark("Customers get the same {what} whoever answers"),
    "team": mark("Customers get the same {what} whichever team answers"),
    "channel": mark("Customers get the same {what} on every channel"),
    "topic": mark("Customers get the same {what} whatever the topic"),
}
NARROW = 0.25  # an interval up to here leaves little that may differ
UNRANKED = mark(
    "In alphabetical order: nobody is ranked, as chance alone would put somebody "
    "first and somebody last."
)
HOW = mark(
    "The limits show how far chance alone carries a group with so many {things}: about "
    "95 in 100 groups stay inside the inner pair, about 998 in 1,000 inside the outer "
    "one. "
    "The estimate draws each group's own amount towards the overall amount, the "
    "more so the fewer {things} it has and the less the groups differ. Beyond a "
    "limit does not say why: other topics, customers or hours move an amount as "
    "well as the work does."
)


def plural(dimension: str) -> str:
    """agent is agents."""
    return known(DIMENSIONS[dimension][1])


def uncompared_words(definition: Definition) -> str:
    """Why a metric is not compared between groups; empty where it is."""
    if dimensions_of(definition):
        return ""
    name = known(definition.name)
    if definition.kind == "total":
        return say(
            "{metric} is a total: a group has more of it by being larger, so groups "
            "are not compared by it.",
            metric=name,
        )
    if definition.kind == "retention":
        return say(
            "{metric} belongs to customers, who meet many agents and teams, so groups "
            "are not compared by it.",
            metric=name,
        )
    return say(
        "{metric} is counted from {things} that name no agent, team, channel or "
        "topic, so there are no groups to compare.",
        metric=name,
        things=things(definition.observation),
    )


def consistency_words(found: Comparison, what: str, unit: str) -> str:
    """Whether customers meet the same in every group; `what` as Speed (FRT)."""
    many, consistency = plural(found.dimension), found.consistency
    if consistency is None:
        return say(
            "Every {dimension} has the same amount; with nothing varying, it cannot be "
            "told whether customers would always get the same.",
            dimension=known(found.dimension),
        )
    if consistency.low > 0:
        return _apart_words(found, consistency, unit)
    same = say(SAME[found.dimension], what=what)
    if not consistency.high:
        return say(
            "Whether {same} cannot be told: the spread between {groups} is even less "
            "than chance alone mostly makes it.",
            same=same,
            groups=many,
        )
    most = _percent(consistency.high)
    if consistency.high < NARROW:
        return _alike_words(found, what, most, unit)
    return say(
        "Whether {same} cannot be told: anything from none to {most} of the spread "
        "between {groups} may be more than chance.",
        same=same,
        most=most,
        groups=many,
    )


def _apart_words(found: Comparison, consistency: Consistency, unit: str) -> str:
    """That groups differ, and by how much where that is known."""
    many, spread = plural(found.dimension), found.spread
    low, high = consistency.low, consistency.high
    parts = {
        "share": _percent(consistency.share),
        "groups": many,
        "low": decimal_words(100 * low, "0"),
        "high": _percent(high),
    }
    if spread is None or spread.size == inf:
        return say(
            "{share} of the spread between {groups} is more than chance (95 % interval "
            "{low} to {high}): {groups} differ by more than chance; why is not told.",
            **parts,
        )
    return say(
        "{share} of the spread between {groups} is more than chance (95 % interval "
        "{low} to {high}): {groups} differ by more than chance, typically by "
        "±{apart}; why is not told.",
        **parts,
        apart=difference_words(spread.size, unit),
    )


def _alike_words(found: Comparison, what: str, most: str, unit: str) -> str:
    """That groups are alike, and how far they may still lie apart."""
    parts = {
        "same": say(ALIKE[found.dimension], what=what),
        "most": most,
        "groups": plural(found.dimension),
    }
    if found.spread is None:
        return say(
            "{same}, as far as can be seen: at most {most} of the spread between "
            "{groups} is more than chance.",
            **parts,
        )
    return say(
        "{same}, as far as can be seen: at most {most} of the spread between {groups} "
        "is more than chance, typically ±{apart}.",
        **parts,
        apart=difference_words(found.spread.most, unit),
    )


def _percent(share: float) -> str:
    return say(PERCENT, number=decimal_words(round(100 * share), "0"))


def beyond_words(found: Comparison) -> str:
    """How many lie beyond the limits, and how often chance puts any there."""
    beyond = [group for group in found.groups if group.place is not Place.INSIDE]
    far = [one for one in beyond if one.place in (Place.FAR_HIGHER, Place.FAR_LOWER)]
    return say_many(
        "{some} of {all} {groups} lies beyond the 95 % limits, {far} beyond 99.8 %; "
        "chance alone puts at least one beyond 95 % in up to {chance} of such "
        "comparisons.",
        "{some} of {all} {groups} lie beyond the 95 % limits, {far} beyond 99.8 %; "
        "chance alone puts at least one beyond 95 % in up to {chance} of such "
        "comparisons.",
        len(beyond) or 1,
        some=count_words(len(beyond)) if beyond else say("None"),
        far=count_words(len(far)) if far else say("none"),
        all=len(found.groups),
        groups=plural(found.dimension),
        chance=_percent(1 - WARNING ** len(found.groups)),
    )


def hidden_words(found: Comparison, observation: str) -> str:
    """Who is not shown, and what belongs to nobody."""
    said: list[str] = []
    if found.few:
        said.append(
            say_many(
                "{n} other with fewer than {smallest} {things} each ({all} in all)",
                "{n} others with fewer than {smallest} {things} each ({all} in all)",
                found.few,
                smallest=SMALLEST,
                things=things(observation),
                all=found.few_n,
            )
        )
    if found.nameless:
        said.append(
            say(
                "{observations} of no known {dimension}",
                observations=counted(found.nameless, observation),
                dimension=known(found.dimension),
            )
        )
    if not said:
        return ""
    return say("In the overall amount, but not shown: {hidden}.", hidden=said)


def alone_words(found: Comparison, observation: str) -> str:
    """Why there is nothing to compare; empty where there is."""
    if found.groups:
        return ""
    if not found.n:
        return say("Nothing was counted in this period.")
    return say(
        ONE_HAS_ENOUGH if found.enough else NONE_HAS_ENOUGH,
        dimension=known(found.dimension),
        smallest=SMALLEST,
        things=things(observation),
    )


NONE_HAS_ENOUGH = mark(
    "No {dimension} has {smallest} {things} or more, so there is nothing to compare."
)
ONE_HAS_ENOUGH = mark(
    "Only one {dimension} has {smallest} {things} or more, so there is nothing to "
    "compare."
)


def estimate_words(group: Group, unit: str) -> str:
    """The estimate with its unit."""
    return amount_words(group.estimate, unit)


def range_words(group: Group, unit: str) -> str:
    """The interval of the estimate."""
    if group.low is None or group.high is None:
        return NOTHING
    return between_words(group.low, group.high, unit)


def group_words(group: Group, unit: str, observation: str) -> str:
    """All that is known of one group, in a few lines."""
    estimate, interval = estimate_words(group, unit), range_words(group, unit)
    own = amount_words(group.amount, unit)
    return "<br>".join(
        (
            counted(group.n, observation),
            say("Estimate {amount} ({interval})", amount=estimate, interval=interval),
            say("Own amount {amount}: {place}", amount=own, place=place_words(group)),
        )
    )


def place_words(group: Group) -> str:
    """Where a group's own amount lies, against the limits."""
    return known(group.place.value)


def how_words(observation: str) -> str:
    """How to read the limits and the estimates."""
    return say(HOW, things=things(observation))
