"""How an export writes dates and numbers, told from all of its values.

Most exports write ISO dates and plain numbers, and are never looked at here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

import duckdb

from intake.header import Layout
from intake.reading.cells import (
    NUMBERS,
    Evidence,
    Reading,
    Teller,
    home_of,
    number_text,
    text_of,
    times,
)
from intake.reading.months import months
from intake.reading.problems import Refused
from intake.reading.signs import meanings
from intake.reading.zones import HOURS
from intake.wording import literal

WRITTEN = (Path(__file__).parent / "written.sql").read_text(encoding="utf-8")
ALIKE = 2  # so many different numbers like 1,234 are thousands


def in_doubt(cells: Iterable[str], reading: Reading) -> bool:
    """Whether a cell that could not be read is a time or a number."""
    declared = reading.form.cells
    doubtful = ("time", *NUMBERS)
    return any(name in declared and declared[name].type in doubtful for name in cells)


def money_in_doubt(
    cursor: duckdb.DuckDBPyConnection,
    texts: str,
    parameters: dict[str, str],
    layout: Layout,
    reading: Reading,
) -> bool:
    """Whether amounts that can be read may have been read in the wrong way.

    The first amount with a sign ends the search: 12.50 tells, 12.500 does not.
    """
    form = reading.form
    amounts = [
        text_of(name)
        for name, cell in form.cells.items()
        if cell.type == "money" and layout.found.get(name)
    ]
    if not amounts or form.decimal == ".":
        return False
    cursor.execute(WRITTEN)
    for amount in amounts:
        query = (
            f"select is_dot_decimal({amount}) from ({texts}) where "
            f"contains({amount}, '.') and "
            f"(is_dot_decimal({amount}) or is_either_money({amount})) limit 1"
        )
        if (False,) in cursor.execute(query, parameters).fetchall():
            return True
    return False


def evidence(
    cursor: duckdb.DuckDBPyConnection,
    texts: str,
    parameters: dict[str, str],
    layout: Layout,
    reading: Reading,
    *,
    numbered: bool,
) -> Evidence | None:
    """How the file's rows are to be read, None where nothing but ISO is in them.

    Texts that are `numbered` have a column `line`. Raises Refused where its dates or
    its amounts can be read in two ways.
    """
    learn(cursor)
    looked_at = {
        name: cell.type
        for name, cell in reading.form.cells.items()
        if layout.found.get(name) and cell.type in ("time", *NUMBERS)
    }
    if not looked_at:
        return None
    seen = _counts(cursor, texts, parameters, looked_at, reading)
    dates = {name: seen[name] for name, kind in looked_at.items() if kind == "time"}
    numbers = {name: seen[name] for name in looked_at if name not in dates}
    kinds = {name for name, kind in looked_at.items() if kind == "money"}
    doubtful = any(seen[name].either for name in kinds)
    if not doubtful and not any(counted.odd for counted in seen.values()):
        return None
    for name in kinds:
        if _undecided(seen[name], reading):
            line = "line" if numbered else "row_number() over () + 1"
            place = f"select {line} as line, {text_of(name)} as text from ({texts})"
            raise Refused(_either_way(cursor, place, parameters, layout.label(name)))
    signed = any(seen[name].odd for name in kinds)
    if signed:
        _learn_signs(cursor, reading)
    comma = {name: _has_comma(name, numbers[name], reading) for name in numbers}
    day_first, told_by = _order(dates, layout, reading)
    return Evidence(
        day_first,
        {name: is_comma for name, is_comma in comma.items() if is_comma is not None},
        frozenset(name for name, is_comma in comma.items() if is_comma is None),
        told_by,
        signed,
    )


def _learn_signs(cursor: duckdb.DuckDBPyConnection, reading: Reading) -> None:
    """Let the macros know what each sign of a currency means to the company."""
    cell = reading.form.cells.get("currency")
    ours = (cell.otherwise if cell else None) or reading.house.currency
    named = meanings(ours).items()
    pairs = ", ".join(f"{literal(sign)}: {literal(code)}" for sign, code in named)
    cursor.execute(f"set variable currency_signs = map {{{pairs}}}")


def learn(cursor: duckdb.DuckDBPyConnection) -> None:
    """Make the macros that read what people write, and the names they know."""
    for names, known in (("month_names", months()), ("zone_hours", HOURS)):
        pairs = ", ".join(f"{literal(name)}: {value}" for name, value in known.items())
        cursor.execute(f"set variable {names} = map {{{pairs}}}")
    cursor.execute(WRITTEN)


class Counts(NamedTuple):
    """Of one cell: how many rows are odd, and what they speak for.

    `one` speaks for day first, or a decimal comma; `other` for month first, or
    a decimal point; `either` may be read both ways, as the example; `plain` is
    read as it is.
    """

    odd: int
    one: int
    other: int
    either: int
    plain: int
    example: str | None


def _counts(
    cursor: duckdb.DuckDBPyConnection,
    texts: str,
    parameters: dict[str, str],
    looked_at: Mapping[str, str],
    reading: Reading,
) -> dict[str, Counts]:
    counted = [
        _of_a_date(name, reading)
        if kind == "time"
        else _of_a_number(number_text(name, kind), kind)
        for name, kind in looked_at.items()
    ]
    query = f"select {', '.join(counted)} from ({texts})"
    row = cursor.execute(query, parameters).fetchall()[0]
    wide = len(Counts._fields)
    return {
        name: Counts(*row[at * wide : (at + 1) * wide])
        for at, name in enumerate(looked_at)
    }


def _of_a_date(name: str, reading: Reading) -> str:
    text = text_of(name)
    parts = f"date_parts({text})"
    plain = f"as_likely_time({times(text, home_of(name, reading), reading)})"
    wanted = f"{parts}.a <> '' and {plain} is null"
    ordered = f"{wanted} and is_ordered({parts})"
    a_day = "as integer) between 13 and 31"
    return (
        f"count(*) filter ({wanted}), "
        f"count(*) filter ({ordered} and try_cast({parts}.a {a_day}), "
        f"count(*) filter ({ordered} and try_cast({parts}.b {a_day}), "
        f"count(*) filter ({ordered}), "
        f"count(*) filter ({plain} is not null), "
        f"min({text}) filter ({ordered})"
    )


def _of_a_number(text: str, kind: str) -> str:
    figures = f"figures({text})"
    is_either = "is_either_money" if kind == "money" else "is_either"
    return (
        f"count(*) filter (as_number({text}) is null and {figures} <> ''), "
        f"count(*) filter (is_comma_decimal({figures})), "
        f"count(*) filter (is_dot_decimal({figures})), "
        f"count(distinct {figures}) filter ({is_either}({figures})), 0, null"
    )


def _order(
    dates: dict[str, Counts], layout: Layout, reading: Reading
) -> tuple[bool | None, Teller]:
    """Whether dates are day first, and who tells; None where nothing does.

    Then few need it. Raises Refused where many do.
    """
    day = sum(counted.one for counted in dates.values())
    month = sum(counted.other for counted in dates.values())
    if day != month:
        return day > month, "dates"
    needed = any(counted.either for counted in dates.values())
    if reading.form.day_first is not None:
        return reading.form.day_first, "source" if needed else "dates"
    if reading.house.day_first is not None:
        return reading.house.day_first, "company" if needed else "dates"
    unsure = [name for name in dates if dates[name].either > dates[name].plain]
    if not unsure:
        return None, "dates"
    column, example = layout.label(unsure[0]), dates[unsure[0]].example
    why = "dates in it speak for both" if day else "no date in it tells which"
    raise Refused(
        f"{example} in its column {column} may be day first or month first, and "
        f"{why}; write in values.yaml under company dates: day-first or dates: "
        "month-first, and load it again."
    )


def _undecided(counts: Counts, reading: Reading) -> bool:
    """Whether amounts like 100.000 are all there is, and nobody says what they are."""
    tells = counts.one != counts.other or reading.form.decimal
    return bool(counts.either) and not tells


def _either_way(
    cursor: duckdb.DuckDBPyConnection,
    amounts: str,
    parameters: dict[str, str],
    label: str,
) -> str:
    """Why amounts cannot be read, by the first that may be read in two ways."""
    query = (
        f"select line, text from ({amounts}) "
        "where is_either_money(figures(text)) order by line limit 1"
    )
    line, text = cursor.execute(query, parameters).fetchall()[0]
    digits = re.sub(r"\D", "", text)
    return (
        f"row {line}, {label} {text!r} may be {digits} or "
        f"{digits[:-3]}.{digits[-3:]}, and no other amount in the column tells which; "
        "match its columns and say which sign parts decimals (--decimal comma or "
        f"dot), or write it as {digits} or {digits[:-3]}.{digits[-3:]}0."
    )


def _has_comma(name: str, counts: Counts, reading: Reading) -> bool | None:
    """Whether decimals follow a comma; None where nothing tells."""
    if counts.one != counts.other:
        return counts.one > counts.other
    if reading.form.decimal:
        return reading.form.decimal == ","
    if counts.either not in range(1, ALIKE) or reading.form.cells[name].type == "whole":
        return False
    return None
