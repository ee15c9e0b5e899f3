"""What exports call the fields of a table: all that our sources know, and more."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz, process, utils
from ruamel.yaml import YAML

from intake.forms import Cell, forms
from intake.header import plain
from intake.tables import TABLES

PATH = Path(__file__).with_suffix(".yaml")
HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
BRACKETS = re.compile(r"[\[(].*?[\])]")
EXACT, NEARLY, CLOSE = 100.0, 96.0, 60.0
ALIKE = 86  # of 100: a word spelt a little otherwise
VAGUE = frozenset(
    [
        "at", "date", "time", "timestamp", "on", "of", "the", "in", "id", "no",
        "name", "customer", "duration", "seconds", "minutes",
    ]
)  # fmt: skip


def words(name: str) -> str:
    """A column's name as words: small letters, one blank between."""
    bare = BRACKETS.sub(" ", name) if BRACKETS.sub("", name).strip() else name
    parted = utils.default_process(HUMP.sub(" ", bare).replace("_", " "))
    return " ".join(parted.split())


def likeness(column: str, table: str, field: str) -> float:
    """How much a column is called like a field, 0 to 100; 100 is a known name.

    The share of the words that two names have in common; words like "date"
    count half, and the table's own word, as in "order status", not at all.
    """
    ours = {token for name in (table, TABLES[table].row) for token in (name, name[:-1])}
    best = 0.0
    for known in known_names()[table, field]:
        if plain(column) == plain(known):
            return EXACT
        best = max(best, _common(words(column), words(known), ours))
    return min(best, NEARLY)


def _common(name: str, known: str, ours: Collection[str]) -> float:
    """Dice's share of common words; a word may be spelt a little otherwise."""
    left, right = name.split(), known.split()
    if left == right:
        return NEARLY
    left = [word for word in left if word not in ours] or left
    right = [word for word in right if word not in ours] or right
    common = [
        word
        for word in left
        if process.extractOne(word, right, scorer=fuzz.ratio, score_cutoff=ALIKE)
        is not None
    ]
    whole = _weight(left) + _weight(right)
    return 100 * min(2 * _weight(common) / whole, 1.0) if whole else 0.0


def _weight(tokens: Iterable[str]) -> float:
    return sum(0.5 if token in VAGUE else 1.0 for token in tokens)


@cache
def known_names() -> Mapping[tuple[str, str], frozenset[str]]:
    """The names of each field of each table."""
    found: dict[tuple[str, str], set[str]] = {}
    for form in forms():
        for field, cell in form.cells.items():
            named = {column for column in _columns(cell) if "*" not in column}
            found.setdefault((form.table, field), {field}).update(named)
    for table, fields in said()["fields"].items():
        for field, names in fields.items():
            found.setdefault((table, field), set()).update(names)
    return {key: frozenset(names) for key, names in found.items()}


@cache
def said() -> Mapping[str, Any]:
    """The list of synonyms, its fields apart from the rest."""
    read = YAML(typ="safe").load(PATH.read_text(encoding="utf-8"))
    rest = ("kinds", "statuses", "asides", "ours", "answered", "unanswered")
    apart = {name: read.pop(name) for name in rest}
    return {"fields": read, **apart}


def _columns(cell: Cell) -> tuple[str, ...]:
    return (
        *cell.columns,
        *cell.email,
        *cell.phone,
        *cell.anyone,
        *cell.named,
        *cell.id,
    )
