"""Groups side by side, as one says it: how alike, and who lies beyond chance."""

from __future__ import annotations

from metrics.catalog import Definition
from metrics.groups import SMALLEST, Comparison, Group, Place, dimensions_of
from metrics.shrinking import Consistency
from metrics.wording import NOTHING, amount_words, count_words

# Where a customer may or may not meet the same.
WHOEVER = {
    "agent": "whoever answers",
    "team": "whichever team answers",
    "channel": "on every channel",
    "topic": "whatever the topic",
}
EXPECTED = 0.05  # of groups that differ by chance alone, beyond 95 %
UNRANKED = (
    "In alphabetical order: nobody is ranked, as chance alone would put somebody "
    "first and somebody last."
)
HOW = (
    "The limits show how far chance alone carries a group with so many {things}: 95 "
    "in 100 groups stay inside the inner pair, 998 in 1,000 inside the outer one. "
    "The estimate draws each group's own amount towards the overall amount, the "
    "more so the fewer {things} it has and the less the groups differ. Beyond a "
    "limit does not say why: other topics, customers or hours move an amount as "
    "well as the work does."
)


def plural(dimension: str) -> str:
    """agent is agents."""
    return f"{dimension}s"


def uncompared_words(definition: Definition) -> str:
    """Why a metric is not compared between groups; empty where it is."""
    if dimensions_of(definition):
        return ""
    name = definition.name
    if definition.kind == "total":
        return (
            f"{name} is a total: a group has more of it by being larger, so groups "
            "are not compared by it."
        )
    if definition.kind == "retention":
        return (
            f"{name} belongs to customers, who meet many agents and teams, so groups "
            "are not compared by it."
        )
    return (
        f"{name} is counted from {definition.observation}s that name no agent, team, "
        "channel or topic, so there are no groups to compare."
    )


def consistency_words(found: Comparison, what: str) -> str:
    """Whether customers meet the same in every group; `what` as Speed (FRT)."""
    many, consistency = plural(found.dimension), found.consistency
    same = f"Customers get the same {what} {WHOEVER[found.dimension]}"
    if consistency is None:
        return f"{same}: every {found.dimension} has the same amount."
    range_ = _range(consistency)
    share = _percent(consistency.share)
    if consistency.low > 0:
        return (
            f"{share} of the spread between {many} is more than chance ({range_}): "
            f"customers do not get the same {what} {WHOEVER[found.dimension]}."
        )
    if consistency.share < 0.005:
        return (
            f"{same}, as far as these data tell: none of the spread between {many} "
            f"need be more than chance ({range_})."
        )
    return (
        f"It may be that {same[0].lower()}{same[1:]}: {share} of the spread between "
        f"{many} looks like more than chance, but all of it may be chance ({range_})."
    )


def _range(consistency: Consistency) -> str:
    low, high = _percent(consistency.low), _percent(consistency.high)
    return f"95 % interval {low.removesuffix(' %')} to {high}"


def _percent(share: float) -> str:
    return f"{round(100 * share)} %"


def beyond_words(found: Comparison) -> str:
    """How many lie beyond the limits, and how many chance would put there."""
    beyond = [group for group in found.groups if group.place is not Place.INSIDE]
    far = [one for one in beyond if one.place in (Place.FAR_HIGHER, Place.FAR_LOWER)]
    expected = EXPECTED * len(found.groups)
    chance = "less than one" if expected < 1 else f"about {round(expected)}"
    return (
        f"{len(beyond) or 'None'} of {count_words(len(found.groups))} "
        f"{plural(found.dimension)} {'lie' if len(beyond) > 1 else 'lies'} beyond the "
        f"95 % limits, where chance alone would put {chance}; "
        f"{len(far) or 'none'} beyond 99.8 %."
    )


def hidden_words(found: Comparison, observation: str) -> str:
    """Who is not shown, and what belongs to nobody."""
    said = []
    if found.few:
        others = "other" if found.few == 1 else "others"
        said.append(
            f"{count_words(found.few)} {others} with fewer than {SMALLEST} "
            f"{observation}s each ({count_words(found.few_n)} in all)"
        )
    if found.nameless:
        said.append(
            f"{_counted(found.nameless, observation)} of no known {found.dimension}"
        )
    if not said:
        return ""
    return f"In the overall amount, but not shown: {' and '.join(said)}."


def alone_words(found: Comparison, observation: str) -> str:
    """Why there is nothing to compare; empty where there is."""
    if found.groups:
        return ""
    if not found.n:
        return "Nothing was counted in this period."
    enough = "No" if not found.enough else "Only one"
    return (
        f"{enough} {found.dimension} has {SMALLEST} {observation}s or more, so there "
        "is nothing to compare."
    )


def estimate_words(group: Group, unit: str) -> str:
    """The estimate with its unit."""
    return amount_words(group.estimate, unit)


def range_words(group: Group, unit: str) -> str:
    """The interval of the estimate."""
    if group.low is None or group.high is None:
        return NOTHING
    low, high = amount_words(group.low, unit), amount_words(group.high, unit)
    for ending in (" %", " min"):
        if high.endswith(ending):
            low = low.removesuffix(ending)
    return f"{low} to {high}"


def group_words(group: Group, unit: str, observation: str) -> str:
    """All that is known of one group, in a few lines."""
    return "<br>".join(
        (
            f"{_counted(group.n, observation)}",
            f"Estimate {estimate_words(group, unit)} ({range_words(group, unit)})",
            f"Own amount {amount_words(group.amount, unit)}: {group.place.value}",
        )
    )


def how_words(observation: str) -> str:
    """How to read the limits and the estimates."""
    return HOW.format(things=f"{observation}s")


def _counted(n: int, noun: str) -> str:
    return f"{count_words(n)} {noun}" if n == 1 else f"{count_words(n)} {noun}s"
