"""Groups side by side, as one says it: how alike, and who lies beyond chance."""

from __future__ import annotations

from math import inf

from metrics.catalog import Definition
from metrics.funnels import WARNING
from metrics.groups import SMALLEST, Comparison, Group, Place, dimensions_of
from metrics.shrinking import Consistency, Spread
from metrics.wording import NOTHING, amount_words, change_words, count_words

# Where a customer may or may not meet the same.
WHOEVER = {
    "agent": "whoever answers",
    "team": "whichever team answers",
    "channel": "on every channel",
    "topic": "whatever the topic",
}
NARROW = 0.25  # an interval up to here leaves little that may differ
UNRANKED = (
    "In alphabetical order: nobody is ranked, as chance alone would put somebody "
    "first and somebody last."
)
HOW = (
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


def consistency_words(found: Comparison, what: str, unit: str) -> str:
    """Whether customers meet the same in every group; `what` as Speed (FRT)."""
    many, consistency = plural(found.dimension), found.consistency
    same = f"customers get the same {what} {WHOEVER[found.dimension]}"
    if consistency is None:
        return (
            f"Every {found.dimension} has the same amount; with nothing varying, it "
            "cannot be told whether customers would always get the same."
        )
    if consistency.low > 0:
        return (
            f"{_percent(consistency.share)} of the spread between {many} is more than "
            f"chance ({_range(consistency)}): {many} differ by more than chance"
            f"{_typically(found.spread, unit)}; why is not told."
        )
    if not consistency.high:
        return (
            f"Whether {same} cannot be told: the spread between {many} is even less "
            "than chance alone mostly makes it."
        )
    if consistency.high < NARROW:
        return (
            f"{same[0].upper()}{same[1:]}, as far as can be seen: at most "
            f"{_percent(consistency.high)} of the spread between {many} is more than "
            f"chance{_at_most(found.spread, unit)}."
        )
    return (
        f"Whether {same} cannot be told: anything from none to "
        f"{_percent(consistency.high)} of the spread between {many} may be more than "
        "chance."
    )


def _typically(spread: Spread | None, unit: str) -> str:
    if spread is None or spread.size == inf:
        return ""
    return f", typically by ±{_apart(spread.size, unit)}"


def _at_most(spread: Spread | None, unit: str) -> str:
    return "" if spread is None else f", typically ±{_apart(spread.most, unit)}"


def _apart(size: float, unit: str) -> str:
    """A difference; of a percentage, in points."""
    return change_words(size, unit).removeprefix("+")


def _range(consistency: Consistency) -> str:
    low, high = _percent(consistency.low), _percent(consistency.high)
    return f"95 % interval {low.removesuffix(' %')} to {high}"


def _percent(share: float) -> str:
    return f"{round(100 * share)} %"


def beyond_words(found: Comparison) -> str:
    """How many lie beyond the limits, and how often chance puts any there."""
    beyond = [group for group in found.groups if group.place is not Place.INSIDE]
    far = [one for one in beyond if one.place in (Place.FAR_HIGHER, Place.FAR_LOWER)]
    chance = 1 - WARNING ** len(found.groups)
    return (
        f"{len(beyond) or 'None'} of {count_words(len(found.groups))} "
        f"{plural(found.dimension)} {'lie' if len(beyond) > 1 else 'lies'} beyond the "
        f"95 % limits, {len(far) or 'none'} beyond 99.8 %; chance alone puts at least "
        f"one beyond 95 % in up to {_percent(chance)} of such comparisons."
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
