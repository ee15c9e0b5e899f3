"""What the pieces of calendar.yaml cannot know of each other."""

from __future__ import annotations

from collections.abc import Iterator

from metrics.hours import DAYS, MIDNIGHT, Calendar, Hours, Span
from metrics.values_file import Loc, ValuesFile, quoted
from words import known, mark, say

WEEK = 7 * MIDNIGHT
RULE = mark("One calendar has neither: it holds for all other tickets.")
NAMED_TWICE = {
    "teams": mark("the team {name} stands under {calendar} already. Keep one."),
    "channels": mark("the channel {name} stands under {calendar} already. Keep one."),
}


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
    file.add(file.place(loc).line, says, name)


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
    parts = {"day": DAYS[other[0]], "span": second, "other": first}
    if one[0] == other[0]:
        return say(
            "{day} {span} overlaps {other}. End one before the other starts.", **parts
        )
    return say(
        "{day} {span} overlaps {other} of {other_day}. End one before the other "
        "starts.",
        **parts,
        other_day=DAYS[one[0]],
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
        return say("another calendar has this name too. Rename one.")
    return say(NAMED_TWICE[kind], name=quoted(name), calendar=first)


def _add_defaults(file: ValuesFile, hours: Hours) -> None:
    default = [i for i, one in enumerate(hours.calendars) if one.is_default]
    if not default:
        line = file.place(("calendars",)).line
        every, add = say("every calendar has teams or channels."), say("Add it.")
        file.add(line, f"{every} {known(RULE)} {add}")
    for place in default[1:]:
        first = hours.calendars[default[0]].name
        neither = say(
            "it has neither teams nor channels, and so has {calendar}.", calendar=first
        )
        give = say("Give this one its teams or channels.")
        _add(file, hours, ("calendars", place), f"{neither} {known(RULE)} {give}")
