"""What the pieces of calendar.yaml cannot know of each other."""

from __future__ import annotations

from collections.abc import Iterator

from metrics.hours import DAYS, MIDNIGHT, Calendar, Hours, Span
from metrics.values_file import Loc, ValuesFile, quoted

WEEK = 7 * MIDNIGHT
RULE = "One calendar has neither: it holds for all other tickets."


def add_clashes(file: ValuesFile, hours: Hours) -> None:
    """Note overlapping spans, what two calendars claim, and a missing default."""
    for place, calendar in enumerate(hours.calendars):
        for loc, says in _overlaps(calendar):
            _add(file, hours, ("calendars", place, *loc), says)
    for kind in ("name", "teams", "channels"):
        for loc, says in _twice(hours, kind):
            _add(file, hours, loc, says)
    _add_defaults(file, hours)


def _add(file: ValuesFile, hours: Hours, loc: Loc, says: str) -> None:
    name = hours.calendars[int(loc[1])].name
    file.add(file.place(loc).line, says, f", {name}")


def _overlaps(calendar: Calendar) -> Iterator[tuple[Loc, str]]:
    """Spans that begin before the one before them in the week has ended."""
    week = sorted(
        (day * MIDNIGHT + start, day * MIDNIGHT + end, day, place)
        for day, spans in enumerate(calendar.week)
        for place, (start, end) in enumerate(spans)
    )
    again = [(start + WEEK, end + WEEK, *at) for start, end, *at in week[:1]]
    for one, other in zip(week, [*week[1:], *again], strict=True):
        if other[0] < one[1]:
            loc = ("hours", DAYS[other[2]], other[3])
            yield loc, _overlap_words(calendar, (one[2], one[3]), (other[2], other[3]))


def _overlap_words(
    calendar: Calendar, one: tuple[int, int], other: tuple[int, int]
) -> str:
    first, second = (_said(calendar.week[day][at]) for day, at in (one, other))
    whose = "" if one[0] == other[0] else f" of {DAYS[one[0]]}"
    return (
        f"{DAYS[other[0]]} {second} overlaps {first}{whose}. "
        "End one before the other starts."
    )


def _said(span: Span) -> str:
    start, end = (f"{at // 60}:{at % 60:02}" for at in span)
    if span[1] <= MIDNIGHT:
        return f"{start}-{end}"
    after = span[1] - MIDNIGHT
    return f"{start}-{after // 60}:{after % 60:02} next day"


def _twice(hours: Hours, kind: str) -> Iterator[tuple[Loc, str]]:
    """A name, a team or a channel that stands under a calendar before."""
    seen: dict[str, str] = {}
    for place, calendar in enumerate(hours.calendars):
        named = getattr(calendar, kind)
        for at, name in enumerate((named,) if kind == "name" else named):
            loc: Loc = ("calendars", place, kind, at)
            if name.lower() in seen:
                yield loc, _twice_words(kind, name, seen[name.lower()])
            seen.setdefault(name.lower(), calendar.name)


def _twice_words(kind: str, name: str, first: str) -> str:
    if kind == "name":
        return "another calendar has this name too. Rename one."
    return f"the {kind[:-1]} {quoted(name)} stands under {first} already. Keep one."


def _add_defaults(file: ValuesFile, hours: Hours) -> None:
    default = [i for i, one in enumerate(hours.calendars) if one.is_default]
    if not default:
        line = file.place(("calendars",)).line
        file.add(line, f"every calendar has teams or channels. {RULE} Add it.")
    for place in default[1:]:
        first = hours.calendars[default[0]].name
        says = (
            f"it has neither teams nor channels, and so has {first}. {RULE} "
            "Give this one its teams or channels."
        )
        _add(file, hours, ("calendars", place), says)
