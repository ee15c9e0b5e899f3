"""Declared pieces as they stand in SQL. A cell's contents never come here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def literal(text: str) -> str:
    """A text of ours as an SQL string."""
    return "'" + text.replace("'", "''") + "'"


def literals(texts: Iterable[str]) -> str:
    """Several, with commas between."""
    return ", ".join(literal(text) for text in texts)


def identifier(name: str) -> str:
    """A name, quoted."""
    return '"' + name.replace('"', '""') + '"'


def columns(expressions: Mapping[str, str]) -> str:
    """The list of a select: each expression with its name."""
    return ", ".join(
        f"{sql} as {identifier(name)}" for name, sql in expressions.items()
    )


def layered(query: str, layers: Iterable[Mapping[str, str]]) -> str:
    """A query with more columns: each layer may use those of the ones before it."""
    for layer in layers:
        if layer:
            query = f"select *, {columns(layer)} from ({query})"
    return query


def choice(cell: str, words: Mapping[str, str], otherwise: str) -> str:
    """An SQL case: for each word in lower case, what stands for it."""
    if not words:
        return otherwise
    whens = " ".join(
        f"when {literal(word.lower())} then {sql}" for word, sql in words.items()
    )
    return f"case lower({cell}) {whens} else {otherwise} end"
