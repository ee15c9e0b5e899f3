"""Types of cells: what a text becomes in SQL, and when it is a problem.

A function here gets the name of the SQL column with the cell's text (trimmed,
null where empty) and gives the expression of what it says, null where it
cannot be read.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from intake.forms import Cell, Form
from intake.header import WAYS
from intake.house import House
from intake.wording import choice, english, literal, literals

ISO_TIMES = (
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%d %H:%M",
    "%Y-%m-%dT%H:%M:%S",
    "%Y-%m-%dT%H:%M",
    "%Y-%m-%d",
    "%Y-%m-%d %H:%M:%S.%f",
    "%Y-%m-%dT%H:%M:%S.%f",
)
HIDDEN = "[hidden]"
TIME = "This is no time that can be read; write it like 2026-03-31 14:05:00."
BARE_TIME = "This time has no offset from UTC; write it like 2026-03-31 14:05:00 +0700."
NUMBER = "This is no number; write it like 1234.5."
WHOLE = "This is no whole number; write it like 12."
DURATION = "This is no duration; write it as hours:minutes:seconds, like 26:15:00."
BELOW_ZERO = "This number is below zero; correct it."
YES_NO = "This is neither yes nor no; write one of them."
CURRENCY = "This is no currency code; write its three letters, like EUR."
CUT_SHORT = (
    "A spreadsheet has cut this number short; export again and load the file "
    "before any spreadsheet opens it."
)
WAS_HIDDEN = (
    "This cell was hidden in a file of rejects; correct the row in the export "
    "it came from."
)


@dataclass(frozen=True)
class Problem:
    """When a row cannot be taken (SQL), the cell to blame, and why in words."""

    when: str
    cell: str
    reason: str


@dataclass(frozen=True)
class Reading:
    """What a cell is read with."""

    form: Form
    house: House


Value = Callable[[str, Cell, Reading], str]


def text_of(name: str) -> str:
    """The SQL column that holds a cell's text."""
    return f"text_{name}"


def _time(text: str, _cell: Cell, reading: Reading) -> str:
    form = reading.form
    formats = literals((*ISO_TIMES, *form.time_formats))
    bare = f"try_strptime({text}, [{formats}])"
    ways = {
        "company": [_in_zone(bare, reading.house.zone)],
        "utc": [bare],
        "offset": [],
    }[form.zone]
    ways.append(f"as_time_with_offset({text})")
    if form.unix_times:
        ways.append(f"as_unix_time({text})")
    return f"as_likely_time(coalesce({', '.join(ways)}))"


def _in_zone(bare: str, zone: str) -> str:
    return f"timezone('UTC', timezone({literal(zone)}, {bare}))"


def _word(text: str, cell: Cell, _reading: Reading) -> str:
    ours = {theirs: literal(word) for theirs, word in cell.words.items()}
    word = choice(text, ours, f"lower({text})")
    return f"coalesce({word}, {literal(cell.otherwise)})" if cell.otherwise else word


def _currency(text: str, _cell: Cell, reading: Reading) -> str:
    return f"coalesce(upper({text}), {literal(reading.house.currency)})"


def _person(text: str, _cell: Cell, reading: Reading) -> str:
    """A key for an address or number; else the system's own id."""
    person = (
        f"coalesce(as_email({text}_email), as_phone({text}_phone), "
        f"as_anyone({text}_anyone), as_email({text}_id))"
    )
    return (
        f"coalesce(keyed({person}, $inner_pad, $outer_pad), "
        f"{literal(reading.form.source + ':')} || {text}_id)"
    )


MACROS = {
    "id": "as_id({})",
    "name": "as_name({})",
    "text": "{}",
    "minutes": "as_number({})",
    "seconds": "as_number({}) / 60",  # kept as minutes
    "duration": "as_duration({})",
    "number": "as_number({})",
    "money": "as_money({})",
    "whole": "as_whole({})",
    "yes_no": "as_yes_no({})",
    "score": "as_number({})",
}
VALUES: dict[str, Value] = {
    "word": _word,
    "time": _time,
    "currency": _currency,
    "person": _person,
}
UNREADABLE = {
    "minutes": NUMBER,
    "seconds": NUMBER,
    "number": NUMBER,
    "money": NUMBER,
    "whole": WHOLE,
    "yes_no": YES_NO,
}
NEVER_BELOW_ZERO = {"minutes", "seconds", "number", "money", "whole"}


def value_of(name: str, cell: Cell, reading: Reading) -> str:
    """The SQL of what a cell says."""
    text = text_of(name)
    if cell.type in MACROS:
        return MACROS[cell.type].format(text)
    return VALUES[cell.type](text, cell, reading)


def problems_of(
    name: str, cell: Cell, value: str, row: str, label: str, reading: Reading
) -> list[Problem]:
    """What can be wrong with a cell; `value` is the SQL column of what it says."""
    text = text_of(name)
    found: list[tuple[str, str]] = []
    if cell.required:
        empty = f"{label} is empty, and every {row} needs it; fill it in."
        is_empty = value if cell.type == "person" else text
        found.append((f"{is_empty} is null", empty))
    if cell.type in UNREADABLE:
        unread = f"{text} is not null and {value} is null"
        found.append((unread, UNREADABLE[cell.type]))
    if cell.type in NEVER_BELOW_ZERO:
        found.append((f"{value} < 0", BELOW_ZERO))
    found += _problems_of_type(text, value, cell, reading)
    return [Problem(when, name, reason) for when, reason in found]


def _problems_of_type(
    text: str, value: str, cell: Cell, reading: Reading
) -> list[tuple[str, str]]:
    unread = f"{text} is not null and {value} is null"
    if cell.type == "id":
        return [(f"is_cut_short({text})", CUT_SHORT)]
    if cell.type == "time":
        return [(unread, BARE_TIME if reading.form.zone == "offset" else TIME)]
    if cell.type == "duration":
        # a negative one is a clock gone wrong, and says nothing
        return [(f"{unread} and not starts_with({text}, '-')", DURATION)]
    if cell.type == "currency":
        return [(f"not regexp_full_match({value}, '[A-Z]{{3}}')", CURRENCY)]
    if cell.type == "person":
        hidden = " or ".join(f"{text}_{way} = {literal(HIDDEN)}" for way in WAYS)
        return [(hidden, WAS_HIDDEN)]
    if cell.only:
        one_of = f"This has to be {english(cell.only, 'or')}; write one of them."
        return [(f"{value} not in ({literals(cell.only)})", one_of)]
    return []
