"""JSON records as rows of text: one object a row, nested names with dots."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import ijson

from metrics.errors import ExportError
from words import say

MOST_COLUMNS = 5_000
Record = dict[str, str]


def record_rows(path: Path, name: str) -> Iterator[list[str]]:
    """A header and a row for each record; the file is read twice.

    Raises ExportError where it is no JSON, or holds no records.
    """
    try:
        names = _names(path, name)
        yield names
        for record in _records(path):
            flat = flattened(record)
            yield [flat.get(one, "") for one in names]
    except (ijson.JSONError, json.JSONDecodeError, UnicodeDecodeError) as error:
        raise ExportError(
            say("{file}: this is no whole JSON ({error}).", file=name, error=str(error))
        ) from error


def _names(path: Path, name: str) -> list[str]:
    names: dict[str, None] = {}
    for record in _records(path):
        names |= dict.fromkeys(flattened(record))
        if len(names) > MOST_COLUMNS:
            raise ExportError(
                say(
                    "{file}: its records have more than {n} different names; export "
                    "the records themselves, one object each.",
                    file=name,
                    n=MOST_COLUMNS,
                )
            )
    if not names:
        raise ExportError(
            say("{file}: there is no record in it; export it again.", file=name)
        )
    return list(names)


def _records(path: Path) -> Iterator[Any]:
    """The objects of a JSON Lines file, or of the first list in a document."""
    with path.open("rb") as file:
        if file.read(3) != b"\xef\xbb\xbf":
            file.seek(0)
        start = file.tell()
        prefix = _list_of_records(file)
        file.seek(start)
        if prefix is None:
            yield from ijson.items(file, "", multiple_values=True)
        else:
            yield from ijson.items(file, prefix)


def _list_of_records(file: Any) -> str | None:
    """Where the list is; None where each object stands by itself."""
    for prefix, event, _ in ijson.parse(file, multiple_values=True):
        if event == "start_map" and (prefix == "item" or prefix.endswith(".item")):
            return str(prefix) if prefix.count("item") == 1 else None
        if event == "end_map" and not prefix:
            return None
    return None


def flattened(record: Any, above: str = "") -> Record:
    """A record's texts by name: {"ticket": {"id": 1}} is ticket.id."""
    if not isinstance(record, dict):
        return {above or "value": _text(record)}
    flat: Record = {}
    for name, held in record.items():
        path = f"{above}.{name}" if above else str(name)
        flat |= flattened(held, path) if isinstance(held, dict) else {path: _text(held)}
    return flat


def _text(held: Any) -> str:
    if held is None:
        return ""
    if isinstance(held, bool):
        return "true" if held else "false"
    if isinstance(held, str):
        return held
    if isinstance(held, list) and not any(isinstance(one, dict | list) for one in held):
        return ", ".join(map(_text, held))
    if isinstance(held, list | dict):
        return json.dumps(held, default=_number, ensure_ascii=False)
    return str(held)


def _number(number: Decimal) -> float:
    return float(number)
