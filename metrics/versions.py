"""Versions of definitions: a short hash of what counts, and since when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Protocol

import sqlglot
from sqlglot import TokenType

from metrics.warehouse import Warehouse

LENGTH = 8
# When (UTC), and to which version, oldest first.
Breaks = tuple[tuple[datetime, str], ...]
# As they are written: letters in them have a case that counts.
QUOTED = (TokenType.STRING, TokenType.IDENTIFIER)


class Versioned(Protocol):
    """As much of a definition as is remembered."""

    @property
    def metric(self) -> str:
        """Its name."""
        ...

    @property
    def version(self) -> str:
        """The hash of what counts."""
        ...


def version_of(query: str, facts: Mapping[str, object]) -> str:
    """Eight hex digits that change when the query or a fact does.

    Comments, line breaks and the case of keywords are no part of a query, words
    for people none of the facts. It is taken from what the query is written
    with, so a newer SQLGlot that writes it otherwise changes nothing.
    """
    told = (f"{name}={fact!r}" for name, fact in sorted(facts.items()))
    written = "\n".join((*told, *_written(query)))
    return sha256(written.encode()).hexdigest()[:LENGTH]


def _written(query: str) -> Iterator[str]:
    for token in sqlglot.tokenize(query, read="duckdb"):
        if token.token_type in QUOTED:
            yield f"{token.token_type.name} {token.text}"
        else:
            yield token.text.lower()


def remember(warehouse: Warehouse, catalog: Mapping[str, Versioned]) -> None:
    """Note from when on the store is counted with another version."""
    last = dict(
        warehouse.rows(
            "select metric, arg_max(version, since) "
            "from definition_versions group by metric"
        )
    )
    now = datetime.now(UTC).replace(tzinfo=None)
    new = [
        (one.metric, one.version, now)
        for one in catalog.values()
        if last.get(one.metric) != one.version
    ]
    if new:
        with warehouse.writing() as cursor:
            cursor.executemany("insert into definition_versions values (?, ?, ?)", new)


def breaks_of(warehouse: Warehouse, metric: str) -> Breaks:
    """When (UTC) a metric's definition changed, and to which version; oldest first.

    The version that it was first counted with is no change.
    """
    rows = warehouse.rows(
        "select since, version from definition_versions "
        "where metric = $metric order by since",
        {"metric": metric},
    )
    return tuple((since, version) for since, version in rows[1:])
