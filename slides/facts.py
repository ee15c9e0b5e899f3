"""What stands beside a number on a picture: short facts, the needed ones first."""

from __future__ import annotations

from slides.model import SlidePromise
from words import say


def facts_of(promise: SlidePromise) -> tuple[str, ...]:
    """With the target on every picture: n, the 95 % interval, and who answered."""
    said = (promise.n, promise.interval, promise.response)
    return tuple(one for one in said if one)


def more_of(promise: SlidePromise) -> tuple[str, ...]:
    """Signal, clock and remarks: where there is room."""
    return tuple(one for one in (*_signal(promise), *_told(promise)) if one)


def full_facts_of(promise: SlidePromise) -> tuple[str, ...]:
    """The facts as a page has room for them, one a line."""
    interval = promise.interval
    said = (
        target_fact(promise),
        promise.n,
        say("95 % interval {interval}", interval=interval) if interval else "",
        promise.response,
    )
    return tuple(one for one in said if one)


def full_more_of(promise: SlidePromise) -> tuple[str, ...]:
    """Signal or routine, clock, remarks and version, one a line."""
    version = say("{short}, version {v}", short=promise.short, v=promise.version)
    usual = () if promise.change else (promise.standing,)
    said = (*_signal(promise), *usual, promise.clock, *promise.remarks, version)
    return tuple(one for one in said if one)


def target_fact(promise: SlidePromise) -> str:
    """What was promised: Target ≥ 65 %."""
    return say("{label} {target}", label=promise.target_label, target=promise.target)


def origin_of(promise: SlidePromise) -> str:
    """Where a definition comes from, and which version of it counted."""
    return say(
        "Source: {source}. Version {version}.",
        source=promise.source,
        version=promise.version,
    )


def chart_words(promise: SlidePromise) -> str:
    """A chart for those who do not see it."""
    known = [point for point in promise.known_series if point.amount is not None]
    if not known:
        return promise.name
    return say(
        "{name} from {first}, {amount}, to {last}, {latest}; {target}",
        name=promise.name,
        first=known[0].label,
        amount=known[0].words,
        last=known[-1].label,
        latest=known[-1].words,
        target=target_fact(promise),
    )


def year_legend() -> str:
    """What the bars of a year mean."""
    return say(
        "A bar a week: up is kept, down is broken, a short one probably; the line "
        "between is where the data can't tell, thin where there are too few."
    )


def _signal(promise: SlidePromise) -> tuple[str, ...]:
    """How far a signal is from the usual, and what makes it one."""
    if not promise.change:
        return ()
    return (say("{change} from the usual", change=promise.change), promise.standing)


def _told(promise: SlidePromise) -> tuple[str, ...]:
    """What a reader must know; calendar time goes without saying."""
    is_plain = promise.clock == say("calendar time")
    return ("" if is_plain else promise.clock, *promise.remarks)
