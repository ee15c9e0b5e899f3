"""Types of cells: what a text becomes in SQL.

A function here gets the name of the SQL column with the cell's text (trimmed,
null where empty) and gives the expression of what it says, null where it
cannot be read.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from intake.forms import Cell, Form
from intake.house import House
from intake.wording import choice, literal, literals

ISO_TIMES = (
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%d %H:%M",
    "%Y-%m-%dT%H:%M:%S",
    "%Y-%m-%dT%H:%M",
    "%Y-%m-%d",
    "%Y-%m-%d %H:%M:%S.%f",
    "%Y-%m-%dT%H:%M:%S.%f",
)


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


def value_of(name: str, cell: Cell, reading: Reading) -> str:
    """The SQL of what a cell says."""
    text = text_of(name)
    if cell.type in MACROS:
        return MACROS[cell.type].format(text)
    return VALUES[cell.type](text, cell, reading)
