"""What the values of a cell speak for: counted in one pass over the rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import duckdb

from intake.reading.cells import (
    Reading,
    moment_of,
    number_text,
    text_of,
    time_layers,
)
from intake.wording import layered


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


def counts(
    cursor: duckdb.DuckDBPyConnection,
    texts: str,
    parameters: dict[str, str],
    looked_at: Mapping[str, str],
    reading: Reading,
) -> dict[str, Counts]:
    """Count for each cell; the macros of `written.sql` are known by now."""
    apart = {
        name: _date_apart(name)
        if kind == "time"
        else _number_apart(number_text(name, kind), kind)
        for name, kind in looked_at.items()
    }
    # Macros are pasted as text: each is taken apart once, and counted by its name.
    parts = [
        f"{sql} as {name}_{part}"
        for name, parts in apart.items()
        for part, sql in parts.items()
    ]
    counted = [
        (_of_dates if kind == "time" else _of_numbers)(name)
        for name, kind in looked_at.items()
    ]
    times = [name for name, kind in looked_at.items() if kind == "time"]
    read = layered(texts, time_layers(times, reading))
    query = (
        f"select {', '.join(counted)} from (select {', '.join(parts)} from ({read}))"
    )
    row = cursor.execute(query, parameters).fetchall()[0]
    wide = len(Counts._fields)
    return {
        name: Counts(*row[at * wide : (at + 1) * wide])
        for at, name in enumerate(looked_at)
    }


def _date_apart(name: str) -> dict[str, str]:
    text = text_of(name)
    return {
        "text": text,
        "parts": f"date_parts({text})",
        "plain": f"as_likely_time({moment_of(name)})",
    }


def _of_dates(name: str) -> str:
    parts, plain = f"{name}_parts", f"{name}_plain"
    wanted = f"{parts}.a <> '' and {plain} is null"
    ordered = f"{wanted} and is_ordered({parts})"
    a_day = "as integer) between 13 and 31"
    return (
        f"count(*) filter ({wanted}), "
        f"count(*) filter ({ordered} and try_cast({parts}.a {a_day}), "
        f"count(*) filter ({ordered} and try_cast({parts}.b {a_day}), "
        f"count(*) filter ({ordered}), "
        f"count(*) filter ({plain} is not null), "
        f"min({name}_text) filter ({ordered})"
    )


def _number_apart(text: str, kind: str) -> dict[str, str]:
    is_either = "is_either_money" if kind == "money" else "is_either"
    return {
        "figures": f"figures({text})",
        "number": f"as_number({text})",
        "is_either": f"{is_either}(figures({text}))",
    }


def _of_numbers(name: str) -> str:
    figures = f"{name}_figures"
    return (
        f"count(*) filter ({name}_number is null and {figures} <> ''), "
        f"count(*) filter (is_comma_decimal({figures})), "
        f"count(*) filter (is_dot_decimal({figures})), "
        f"count(distinct {figures}) filter ({name}_is_either), 0, null"
    )
