"""How an export writes dates and numbers, told from all of its values.

Most exports write ISO dates and plain numbers, and are never looked at here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import duckdb

from intake.header import Layout
from intake.reading.cells import (
    NUMBERS,
    Evidence,
    Reading,
    Teller,
    text_of,
)
from intake.reading.evidence_counts import Counts, counts
from intake.reading.months import months
from intake.reading.problems import Refused
from intake.reading.signs import meanings
from intake.reading.zones import HOURS
from intake.wording import literal
from words import Said, say

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
    seen = counts(cursor, texts, parameters, looked_at, reading)
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
    raise Refused(_either_order(str(example), column, speaks_for_both=bool(day)))


def _either_order(example: str, column: str, *, speaks_for_both: bool) -> Said:
    """Why dates cannot be read, by one that may be read in two ways."""
    if speaks_for_both:
        return say(
            "{example} in its column {column} may be day first or month first, and "
            "dates in it speak for both; write in values.yaml under company dates: "
            "day-first or dates: month-first, and load it again.",
            example=example,
            column=column,
        )
    return say(
        "{example} in its column {column} may be day first or month first, and no "
        "date in it tells which; write in values.yaml under company dates: day-first "
        "or dates: month-first, and load it again.",
        example=example,
        column=column,
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
) -> Said:
    """Why amounts cannot be read, by the first that may be read in two ways."""
    query = (
        f"select line, text from ({amounts}) "
        "where is_either_money(figures(text)) order by line limit 1"
    )
    line, text = cursor.execute(query, parameters).fetchall()[0]
    digits = re.sub(r"\D", "", text)
    return say(
        "row {row}, {column} {value} may be {whole} or {part}, and no other amount in "
        "the column tells which; match its columns and say which sign parts decimals "
        "(--decimal comma or dot), or write it as {whole} or {part}0.",
        row=str(line),
        column=label,
        value=repr(text),
        whole=digits,
        part=f"{digits[:-3]}.{digits[-3:]}",
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
