"""What moved a number, as a manager reads it."""

from __future__ import annotations

from metrics.catalog import Definition
from metrics.contributions import Moved
from metrics.groups import SMALLEST
from metrics.kitagawa import Effect, Group
from metrics.medians import Half, Middle
from metrics.nouns import DIMENSIONS, things
from metrics.own_words import spoken
from metrics.periods import Period
from metrics.wording import (
    NOTHING,
    amount_words,
    between_words,
    change_words,
    count_words,
    decimal_words,
    period_words,
)
from words import known, mark, say

NO_SPLIT = mark(
    "A median has no exact split: what the groups did does not add up to its change. "
    "Here are the groups' own medians instead."
)
NOT_SURE = mark(
    "The change as a whole may be chance alone: zero lies inside its interval."
)
SAYS_WHERE = mark(
    "The split says where the change lies, not why. The mix is what would have changed "
    "had every group kept its own amount; the rest is what happened within the groups, "
    "had each kept its share."
)
OF_TOTALS = mark(
    "The split says where the change lies, not why. The first part is how many "
    "{things} there were; the second is how much each of them was worth. Everything is "
    "counted, so there are no intervals."
)
ONE_SIDED = mark(
    "Whose interval lies on one side of zero: {told}. Of {n} {groups}, chance alone "
    "puts one or more there in up to {share} of comparisons."
)
NONE_SIDED = mark(
    "Of no single {dimension} can it be said that it moved the number: zero lies "
    "inside every interval."
)


def whole_words(moved: Moved, before: Period, after: Period, unit: str) -> str:
    """From where to where the number went, and how sure that is."""
    parts = {
        "then": amount_words(moved.before, unit),
        "before": period_words(before),
        "now": amount_words(moved.after, unit),
        "after": period_words(after),
    }
    if moved.change is None:
        return say("{before}: {then}. {after}: {now}.", **parts)
    return say(
        "{before}: {then}. {after}: {now}. Change: {change}.",
        **parts,
        change=effect_words(moved.change, unit),
    )


def split_words(moved: Moved, unit: str) -> str:
    """Both parts of the change, no surer than their intervals."""
    if moved.change is None or moved.mix is None or moved.rates is None:
        return ""
    template = TOTAL if moved.kind == "total" else MEAN
    said = say(
        template,
        mix=effect_words(moved.mix, unit),
        rates=effect_words(moved.rates, unit),
        groups=known(DIMENSIONS[moved.dimension][1]),
    )
    return said if moved.change.is_sure else f"{said} {known(NOT_SURE)}"


MEAN = mark(
    "{mix} comes from the mix of {groups}, and {rates} from what happened within them."
)
TOTAL = mark(
    "{mix} comes from how many there were, and {rates} from what each was worth."
)


def sure_words(moved: Moved, unit: str) -> str:
    """Which groups moved it by more than chance explains; by name, not by size."""
    if moved.kind == "total" or not moved.groups:
        return ""
    told_of = [one for one in moved.groups if not one.few]
    sure = [one for one in told_of if one.both.is_sure]
    one, many = DIMENSIONS[moved.dimension]
    if not sure:
        return say(NONE_SIDED, dimension=known(one))
    named: list[str] = [
        say(
            "{group} ({change})",
            group=group_name(group, moved),
            change=change_words(group.both.amount, unit),
        )
        for group in sure
    ]
    chance = decimal_words(round(100 * (1 - 0.95 ** len(told_of))), "0")
    return say(
        ONE_SIDED,
        told=named,
        n=len(told_of),
        groups=known(many),
        share=say("{number} %", number=chance),
    )


def effect_words(effect: Effect, unit: str) -> str:
    """A part of a change with its interval: −2.1 pts (−3.4 to −0.8)."""
    amount = change_words(effect.amount, unit)
    if effect.low is None or effect.high is None:
        return amount
    range_ = change_range(effect.low, effect.high, unit)
    return say("{change} (95 % interval {range})", change=amount, range=range_)


def change_range(low: float, high: float, unit: str) -> str:
    """Two changes, the unit with each."""
    first, last = change_words(low, unit), change_words(high, unit)
    return say("{first} to {last}", first=first, last=last)


def group_name(group: Group, moved: Moved) -> str:
    """What a group is called; those of no name, and the small ones together."""
    if group.name is not None:
        return group.name
    one, many = DIMENSIONS[moved.dimension]
    if group.few:
        return say("Small {groups} together", groups=known(many))
    return say("No known {dimension}", dimension=known(one))


def group_row(group: Group, moved: Moved, unit: str) -> tuple[str, ...]:
    """A group's row: its name, n and amounts before and after, and its parts."""
    return (
        group_name(group, moved),
        count_words(group.n_before),
        count_words(group.n_after),
        amount_words(group.before, unit),
        amount_words(group.after, unit),
        _cell(group.mix, unit),
        _cell(group.rates, unit),
        _cell(group.both, unit),
    )


def _cell(effect: Effect, unit: str) -> str:
    """A part of a change with its interval, which the column's head names."""
    amount = change_words(effect.amount, unit)
    if effect.low is None or effect.high is None:
        return amount
    return f"{amount} ({change_range(effect.low, effect.high, unit)})"


def middle_row(middle: Middle, unit: str) -> tuple[str, ...]:
    """A group's row where medians stand in: its name, and both with n and range."""
    return (
        middle.name,
        half_words(middle.before, unit),
        half_words(middle.after, unit),
    )


def half_words(half: Half, unit: str) -> str:
    """A median with its n and its interval."""
    if half.amount is None:
        return NOTHING
    amount, n = amount_words(half.amount, unit), count_words(half.n)
    if half.low is None or half.high is None:
        return say("{amount} (n = {n})", amount=amount, n=n)
    return say(
        "{amount} (n = {n}, 95 % interval {range})",
        amount=amount,
        n=n,
        range=between_words(half.low, half.high, unit),
    )


def method_words(moved: Moved, definition: Definition) -> str:
    """How to read the split, and how often chance alone makes a bar stand out."""
    what = things(definition.observation)
    if moved.kind == "total":
        return say(OF_TOTALS, things=what)
    return known(SAYS_WHERE)


def days_words(moved: Moved) -> str:
    """Of how many days a total's amounts are, where they were scaled."""
    if moved.per_days is None:
        return ""
    days = decimal_words(float(f"{moved.per_days:.4g}"), "0.##")
    return say("The first amount is as of {days} days, too.", days=days)


def unsplit_words(definition: Definition) -> str:
    """Why the change of a metric is not split by groups; empty where it is."""
    if definition.kind == "retention":
        return say(
            "{metric} belongs to customers, who meet many teams and channels, so its "
            "change is not split between them.",
            metric=spoken(definition.name),
        )
    return say(
        "{metric} is counted from {things} that name no channel, team or topic, so its "
        "change is not split between them.",
        metric=spoken(definition.name),
        things=things(definition.observation),
    )


def too_few_words(definition: Definition) -> str:
    """Why there is no split, where either period has too few."""
    return say(
        "One of the two periods has fewer than {smallest} {things}, too few to split a "
        "change.",
        smallest=SMALLEST,
        things=things(definition.observation),
    )


HEADINGS = (
    mark("n before"),
    mark("n after"),
    mark("Amount before"),
    mark("Amount after"),
    mark("By its share (95 % interval)"),
    mark("By its own amount (95 % interval)"),
    mark("Together (95 % interval)"),
)
MEDIANS = (mark("Before"), mark("After"))


def bars_of(moved: Moved) -> tuple[tuple[str, Effect], ...]:
    """The bars of the change, from the top: the mix, what happened within each
    group, and all together. The bars above the last add up to it."""
    if moved.change is None or moved.mix is None:
        return ()
    many = known(DIMENSIONS[moved.dimension][1])
    first = say("How many") if moved.kind == "total" else say("Mix of {groups}",
        groups=many)  # fmt: skip
    return (
        (first, moved.mix),
        *((group_name(one, moved), one.rates) for one in moved.groups),
        (say("Whole change"), moved.change),
    )


def bars_words(moved: Moved, unit: str) -> str:
    """All bars in a sentence, for those who do not see them."""
    told: list[str] = [
        say("{group}: {change}", group=name, change=effect_words(effect, unit))
        for name, effect in bars_of(moved)
    ]
    return "; ".join(told)
