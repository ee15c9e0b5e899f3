"""What a definition's query gives, found out on a store without rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

import duckdb

from metrics.errors import DefinitionError
from metrics.warehouse import Warehouse
from words import say

Columns = Mapping[str, str]
SAMPLE = {
    "clock": "calendar",
    "currency": "EUR",
    "retention_days": 90,
    "through": datetime(2026, 1, 1),
    "first": datetime(2026, 1, 1),
    "last": datetime(2026, 2, 1),
}
MOMENT = ("TIMESTAMP",)
NUMBER = ("DOUBLE", "FLOAT", "DECIMAL", "INTEGER", "BIGINT", "HUGEINT", "BOOLEAN")
TEXT = ("VARCHAR",)
OBSERVED = {"subject_id": (), "counted_at": MOMENT, "amount": NUMBER, "left_out": TEXT}
RETAINED = {
    "subject_id": (),
    "customer_id": (),
    "starts_at": MOMENT,
    "ends_at": MOMENT,
    "known_from": MOMENT,
    "known_until": MOMENT,
}
CASTS = {MOMENT: "timestamp", NUMBER: "double", TEXT: "varchar"}


def check_columns(
    store: Warehouse,
    file_name: str,
    query: str,
    parameters: Sequence[str],
    kind: str,
    dimensions: Sequence[str],
) -> None:
    """Raise DefinitionError, naming the fix, unless all that is counted is there."""
    found = _described(store, file_name, query, parameters)
    wanted = RETAINED if kind == "retention" else OBSERVED
    for name in (*wanted, *dimensions):
        if name not in found:
            raise DefinitionError(
                say(
                    "{file}: the query gives no column {column}. "
                    "Select one, if need be as {null}.",
                    file=file_name,
                    column=name,
                    null=f"null::{_cast(wanted.get(name, TEXT))}",
                )
            )
        types = wanted.get(name, ())
        if types and found[name].split("(")[0] not in types:
            raise DefinitionError(
                say(
                    "{file}: the column {column} is {type}. Cast it: {cast}.",
                    file=file_name,
                    column=name,
                    type=found[name],
                    cast=f"{name}::{_cast(types)}",
                )
            )


def _cast(types: tuple[str, ...]) -> str:
    return CASTS.get(types, "varchar")


def _described(
    store: Warehouse, file_name: str, query: str, parameters: Sequence[str]
) -> Columns:
    given = {name: SAMPLE[name] for name in parameters}
    try:
        rows = store.rows(f"describe {query}", given)
    except duckdb.Error as error:
        raise DefinitionError(f"{file_name}: {str(error).splitlines()[0]}") from error
    return {str(row[0]): str(row[1]) for row in rows}
