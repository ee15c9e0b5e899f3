"""The SQL that reads cells, as macros of a cursor: they end with it."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from pathlib import Path

import duckdb

ROOM = Path(__file__).parent
APART = ("tags", "criteria")  # types of cells whose macros few exports need


def make_macros(cursor: duckdb.DuckDBPyConnection, types: Collection[str] = ()) -> None:
    """Make those of every export, and those of the types of cells that it has."""
    for name in ("cells", *(kind for kind in APART if kind in types)):
        cursor.execute(_macros(name))


@cache
def _macros(name: str) -> str:
    return (ROOM / f"{name}.sql").read_text(encoding="utf-8")
