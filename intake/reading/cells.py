"""Types of cells: what a text becomes in SQL.

A function here gets the name of the SQL column with the cell's text (trimmed,
null where empty) and gives the expression of what it says, null where it
cannot be read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from intake.comments import written
from intake.forms import Cell, Form
from intake.header import HASHED
from intake.house import House
from intake.reading.offsets import in_utc
from intake.reading.tags import tags_in
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


NUMBERS = (
    "minutes", "seconds", "milliseconds", "hours", "number", "money", "whole",
    "score", "signed",
)  # fmt: skip


Teller = Literal["dates", "source", "company"]


@dataclass(frozen=True)
class Evidence:
    """How a file writes what is neither an ISO date nor a plain number.

    `comma` says of each number's cell whether decimals follow a comma;
    nothing tells it of those that are `unsure`. `told_by` is who says which comes
    first, the day or the month. Amounts may name a currency where `priced`.
    """

    day_first: bool | None
    comma: Mapping[str, bool]
    unsure: frozenset[str]
    told_by: Teller = "dates"
    priced: bool = False


@dataclass(frozen=True)
class Reading:
    """What a cell is read with; `zones` are those that columns name."""

    form: Form
    house: House
    zones: Mapping[str, str] = field(default_factory=dict)
    evidence: Evidence | None = None


Value = Callable[[str, Cell, Reading], str]


def text_of(name: str) -> str:
    """The SQL column that holds a cell's text."""
    return f"text_{name}"


def _time(name: str, _cell: Cell, reading: Reading) -> str:
    """Of the columns that `time_layers` makes."""
    plain = f"as_likely_time({moment_of(name)})"
    if not reading.evidence:
        return plain
    order = {True: "true", False: "false", None: "null::boolean"}
    day_first, home = order[reading.evidence.day_first], home_of(name, reading)
    zone = literal(home) if home else "null::varchar"
    written = f"written_time({parts_of(name)}, {day_first}, {zone})"
    return f"coalesce({plain}, as_likely_time({written}))"


def moment_of(name: str) -> str:
    """The SQL column of a time that is written as a computer writes it."""
    return f"moment_{name}"


def parts_of(name: str) -> str:
    """The SQL column of a written date's parts."""
    return f"parts_{name}"


def home_of(name: str, reading: Reading) -> str | None:
    """The zone of a cell's times that name none; None where they have to."""
    homes = {
        "company": reading.house.zone_of(reading.form),
        "utc": "UTC",
        "offset": None,
    }
    return reading.zones.get(name, homes[reading.form.zone])


def time_layers(names: Iterable[str], reading: Reading) -> list[dict[str, str]]:
    """What is read of the times of these cells before they are one: columns in
    layers, since a macro writes what it is given wherever it names it."""
    form, first, moments = reading.form, {}, {}
    formats = literals((*ISO_TIMES, *form.time_formats))
    for name in names:
        text, home, bare = text_of(name), home_of(name, reading), f"bare_{name}"
        ways = [f"as_time_with_offset({text})"]
        if home:
            first[bare] = f"try_strptime({text}, [{formats}])"
            ways.insert(0, bare if home == "UTC" else in_utc(bare, home))
        if form.unix_times:
            ways.append(f"as_unix_time({text})")
        if reading.evidence:
            first[parts_of(name)] = f"date_parts({text})"
        moments[moment_of(name)] = f"coalesce({', '.join(ways)})"
    return [first, moments]


def _yes_no(name: str, cell: Cell, _reading: Reading) -> str:
    text = text_of(name)
    ours = {
        theirs: f"as_yes_no({literal(word)})" for theirs, word in cell.words.items()
    }
    return choice(text, ours, f"as_yes_no({text})")


def _word(name: str, cell: Cell, _reading: Reading) -> str:
    text = text_of(name)
    ours = {theirs: literal(word) for theirs, word in cell.words.items()}
    word = choice(text, ours, f"lower({text})")
    return f"coalesce({word}, {literal(cell.otherwise)})" if cell.otherwise else word


def _currency(name: str, cell: Cell, reading: Reading) -> str:
    text, ours = text_of(name), cell.otherwise or reading.house.currency
    signs = [f"nullif(currency_sign({amount}), '')" for amount in priced(reading)]
    if not signs:
        return f"coalesce(upper({text}), {literal(ours)})"
    sign = f"coalesce({', '.join(signs)})"
    named = f"getvariable('currency_signs')[{sign}]"
    return f"coalesce(upper({text}), if({sign} is null, {literal(ours)}, {named}))"


def priced(reading: Reading) -> list[str]:
    """The SQL columns of amounts that may name a currency, the required first."""
    if not reading.evidence or not reading.evidence.priced:
        return []
    cells = [(n, c) for n, c in reading.form.cells.items() if c.type == "money"]
    return [
        text_of(name) for name, cell in sorted(cells, key=lambda c: not c[1].required)
    ]


def _person(name: str, _cell: Cell, reading: Reading) -> str:
    """A key for an address or number; else the system's own id."""
    text = text_of(name)
    person = (
        f"coalesce(as_email({text}_email), as_phone({text}_phone), "
        f"as_anyone({text}_anyone), "
        f"as_named({text}_named, {literal(reading.form.source)}), as_email({text}_id))"
    )
    return (
        f"coalesce(keyed({person}, $inner_pad, $outer_pad), "
        f"{literal(reading.form.source + ':')} || {text}_id)"
    )


def _id(name: str, cell: Cell, _reading: Reading) -> str:
    """The system's own id; else a key for what may be somebody's name."""
    own = f"as_id({text_of(name)})"
    if not cell.hashed:
        return own
    called = f"as_named({text_of(name)}_{HASHED}, {literal(name)})"
    return f"coalesce({own}, keyed({called}, $inner_pad, $outer_pad))"


def _comment(name: str, _cell: Cell, _reading: Reading) -> str:
    return written(text_of(name))


def _tags(name: str, cell: Cell, _reading: Reading) -> str:
    return tags_in(text_of(name), cell)


def _made(_name: str, _cell: Cell, _reading: Reading) -> str:
    """What an id is made of is known once the other cells are."""
    return "null::varchar"


MACROS = {
    "name": "as_name({})",
    "text": "{}",
    "minutes": "as_number({})",
    "seconds": "as_number({}) / 60",  # kept as minutes
    "milliseconds": "as_number({}) / 60e3",
    "hours": "as_number({}) * 60",
    "duration": "as_duration({})",
    "number": "as_number({})",
    "money": "as_money({})",
    "whole": "as_whole({})",
    "filled": "({} is not null)",
    "score": "as_number({})",
    "signed": "as_number({})",
    "criteria": "as_criteria({})",
}
# What a cell says that the export does not have.
NOTHING = {
    **dict.fromkeys(
        ("minutes", "seconds", "milliseconds", "hours", "number", "score", "signed",
         "duration"),
        "null::double",
    ),
    **dict.fromkeys(("name", "text", "comment", "id", "person"), "null::varchar"),
    "time": "null::timestamp",
    "yes_no": "null::boolean",
    "whole": "null::integer",
    "money": "null::decimal(18, 4)",
    "tags": "null::varchar[]",
    "criteria": "null::map(varchar, double)",
}  # fmt: skip
VALUES: dict[str, Value] = {
    "word": _word,
    "yes_no": _yes_no,
    "time": _time,
    "currency": _currency,
    "person": _person,
    "id": _id,
    "made": _made,
    "comment": _comment,
    "tags": _tags,
}


def value_of(name: str, cell: Cell, reading: Reading) -> str:
    """The SQL of what a cell says."""
    if cell.type in VALUES:
        return VALUES[cell.type](name, cell, reading)
    plain = _plain(name, cell, reading)
    value = MACROS[cell.type].format(plain)
    if cell.bare:
        value = f"coalesce({value}, {MACROS[cell.bare].format(plain)})"
    return f"{value} * 60" if cell.kept == "seconds" else value


def number_text(name: str, kind: str) -> str:
    """SQL of a number's text; one that may be a percentage is without its sign."""
    text = text_of(name)
    return rf"regexp_replace({text}, '\s*%$', '')" if kind == "signed" else text


def _plain(name: str, cell: Cell, reading: Reading) -> str:
    """A cell's text, or its number as a computer writes it."""
    text, found = number_text(name, cell.type), reading.evidence
    if cell.type not in NUMBERS or not found or name not in found.comma:
        return text
    macro = "with_comma_decimal" if found.comma[name] else "with_dot_decimal"
    return f"{macro}(figures({text}))"
