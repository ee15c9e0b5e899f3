"""The forms that calendar.yaml must fill, and what a mistake in it is told."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated

from babel import Locale
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
)
from pydantic_core import PydanticCustomError

from metrics.hours import DAYS, MIDNIGHT, Calendar, Hours, Span
from metrics.hours_clashes import add_clashes
from metrics.values_file import (
    add_mistakes,
    no_such,
    quoted,
    read_values_file,
    there_are,
)
from metrics.zones import known_zone
from words import mark, say

FILE_NAME = "calendar.yaml"
NO_PART = mark("{word} is no part of {country} with holidays of its own.")
NO_TIME = mark("{span} is no time of the day. Write 0:00 to 24:00.")
SPAN = re.compile(
    r"(\d{1,2}):(\d\d)\s*[-\u2013]\s*(\d{1,2}):(\d\d)(\s+next\s+day)?", re.IGNORECASE
)


def load_hours(path: Path, zone: str) -> Hours | None:
    """Read calendar.yaml; None where there is no such file.

    `zone` (IANA) is that of calendars without one. Raises ValuesError with
    every mistake, a line each.
    """
    if not path.exists():
        return None
    file = read_values_file(path)
    try:
        form = _HoursForm.model_validate(file.data)
    except ValidationError as error:
        add_mistakes(file, error.errors(), KEYS, MUST)
        raise file.error() from None
    hours = Hours(tuple(one.build(zone) for one in form.calendars))
    add_clashes(file, hours)
    if file.problems:
        raise file.error()
    return hours


# --- what a mistake is ---


def _mistake(says: str) -> PydanticCustomError:
    return PydanticCustomError("mistake", "{says}", {"says": says})


def _country(code: str) -> str:
    if code not in _countries():
        there = {name.casefold(): one for one, name in _names().items()}
        named = there.get(code.casefold(), code.upper())
        fix = (
            say('Write "{word}".', word=named)
            if named in _countries()
            else say("Write two letters: NL.")
        )
        raise _mistake(f"{say('{word} is no country.', word=quoted(code))} {fix}")
    return code


def _subdivision(code: str, info: ValidationInfo) -> str:
    country = info.data.get("country")
    if country is None:
        if "country" not in info.data:
            return code
        raise _mistake(
            say('"subdivision" needs a country. Write it above, as country: NL.')
        )
    known = _countries()[country]
    if code not in known:
        fix = there_are(known) if known else say("Remove it.")
        raise _mistake(no_such(NO_PART, code, known, fix, country=country))
    return code


@cache
def _countries() -> dict[str, list[str]]:
    from holidays import list_supported_countries

    return list_supported_countries()


@cache
def _names() -> dict[str, str]:
    return {one: name for one, name in Locale("en").territories.items() if len(one) < 3}


def _span(text: str) -> Span:
    match = SPAN.fullmatch(text)
    if match is None:
        raise _mistake(
            say(
                "{span} is no span of hours. Write one such as 9:00-17:30.",
                span=quoted(text),
            )
        )
    hours = [int(part) for part in match.groups()[:4]]
    if max(hours[1], hours[3]) > 59 or max(hours[0], hours[2]) > 24:
        raise _mistake(say(NO_TIME, span=quoted(text)))
    start, end = hours[0] * 60 + hours[1], hours[2] * 60 + hours[3]
    if max(start, end) > MIDNIGHT or start == MIDNIGHT:
        raise _mistake(say(NO_TIME, span=quoted(text)))
    return _ordered(text, start, end, is_next=bool(match[5]))


def _ordered(text: str, start: int, end: int, *, is_next: bool) -> Span:
    if is_next and end > start:
        raise _mistake(
            say(
                '{span} is longer than a day. Remove "next day", '
                "or write a span for each day.",
                span=quoted(text),
            )
        )
    if is_next:
        return start, end + MIDNIGHT
    if end == start:
        raise _mistake(
            say(
                "{span} ends when it starts. For a whole day write 0:00-24:00.",
                span=quoted(text),
            )
        )
    if end < start:
        raise _mistake(
            say(
                "{span} ends before it starts. Turn it round, or where it runs "
                'past midnight, write "{text} next day".',
                span=quoted(text),
                text=text,
            )
        )
    return start, end


def _as_list(written: object) -> object:
    """A text may hold several spans; a day without any is closed."""
    if not isinstance(written, str):
        return written
    if written.strip().lower() == "closed":
        return ()
    return tuple(part.strip() for part in written.split(","))


# --- what may stand in the file ---

Text = Annotated[str, AfterValidator(lambda text: " ".join(text.split()))]
Spans = Annotated[
    tuple[Annotated[str, AfterValidator(_span)], ...], BeforeValidator(_as_list)
]


class _Form(BaseModel):
    model_config = ConfigDict(
        extra="forbid", strict=True, str_strip_whitespace=True, str_min_length=1
    )


class _WeekForm(_Form):
    monday: Spans = ()
    tuesday: Spans = ()
    wednesday: Spans = ()
    thursday: Spans = ()
    friday: Spans = ()
    saturday: Spans = ()
    sunday: Spans = ()

    def build(self) -> tuple[tuple[Span, ...], ...]:
        return tuple(getattr(self, day) for day in DAYS)


class _CalendarForm(_Form):
    name: Text
    zone: Annotated[str, AfterValidator(known_zone)] | None = None
    hours: _WeekForm
    country: Annotated[str, AfterValidator(_country)] | None = None
    subdivision: Annotated[str, AfterValidator(_subdivision)] | None = None
    days_off: tuple[date, ...] = ()
    days_worked: tuple[date, ...] = ()
    teams: tuple[Text, ...] = ()
    channels: tuple[Text, ...] = ()

    def build(self, zone: str) -> Calendar:
        return Calendar(
            self.name,
            self.zone or zone,
            self.hours.build(),
            self.country,
            self.subdivision,
            tuple(sorted(self.days_off)),
            tuple(sorted(self.days_worked)),
            self.teams,
            self.channels,
        )


class _HoursForm(_Form):
    calendars: tuple[_CalendarForm, ...] = Field(min_length=1)


# The keys of each group, and what each has to be.
KEYS = {
    "": tuple(_HoursForm.model_fields),
    "calendars[]": tuple(_CalendarForm.model_fields),
    "hours": DAYS,
}
HOURS = mark("be hours such as [9:00-12:30, 13:00-17:30]")
MUST = {
    "": mark("hold calendars"),
    "calendars": mark("be a list; each entry has name and hours"),
    "calendars[]": mark("have name and hours"),
    "name": mark('be a name (a number or a date goes in quotes: "24/7")'),
    "zone": mark("be a time zone such as Europe/Amsterdam"),
    "hours": mark("have a line for each day, such as monday: 9:00-17:30"),
    **dict.fromkeys(DAYS, HOURS),
    **{f"{day}[]": mark("be a span such as 9:00-17:30") for day in DAYS},
    "country": mark("be two letters such as NL"),
    "subdivision": mark("be a part of the country, such as BY for Bavaria"),
    "days_off": mark("be a list of dates such as [2026-12-24]"),
    "days_off[]": mark("be a date such as 2026-12-24, without quotes"),
    "days_worked": mark("be a list of dates such as [2026-12-26]"),
    "days_worked[]": mark("be a date such as 2026-12-26, without quotes"),
    "teams": mark("be a list of teams such as [Chat, Mail]"),
    "teams[]": mark("be the name of a team"),
    "channels": mark("be a list of channels such as [phone]"),
    "channels[]": mark("be the name of a channel"),
}
