"""Which column of an unknown file is which field: by its name and its cells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from intake.match.fitting import NUMBERS, SURE, Field, fit
from intake.match.profiles import Profile
from intake.match.synonyms import CLOSE, NEARLY, likeness, said, words
from intake.own_forms import needed, plain_form
from words import known, mark, say

KINDS: tuple[str, ...] = tuple(said()["kinds"])
# asked of the analyst instead; comments the company asks for, or nobody
NEVER = ("source", "set_aside", "scale", "direction", "comment", "tags", "criteria")
ENOUGH = 74.0  # of 100, to be suggested
LONE = 66.0  # what the only column that can be a required field is worth
ALONE = mark("the only column with such cells")
KNOWN_NAME, LIKE_NAME = mark("a known name"), mark("a name like it")
CELLS = {"id": mark("its cells differ"), "time": mark("its cells are times")}
ARE_NUMBERS, FIT = mark("its cells are numbers"), mark("its cells fit")


@dataclass(frozen=True)
class Match:
    """A column for a field, how sure that is (0 to 100), and what speaks for it."""

    field: str
    column: str
    score: float
    because: tuple[str, ...] = ()

    @property
    def why(self) -> str:
        """What speaks for it, in a line."""
        if len(self.because) < 2:
            return known("".join(self.because))
        name, cells = map(known, self.because)
        return say("{name}, and {cells}", name=name, cells=cells)


def fields_of(table: str) -> tuple[Field, ...]:
    """The fields of a table that a column may fill, the required ones first."""
    form, must = plain_form(table), needed(table)
    must = must - {"currency", "instrument"} | ({"score"} & set(form.cells))
    named = {name: cell for name, cell in form.cells.items() if name not in NEVER}
    made = (Field(name, cell, name in must) for name, cell in named.items())
    return tuple(sorted(made, key=lambda field: not field.required))


def suggest(table: str, columns: Mapping[str, Profile]) -> tuple[Match, ...]:
    """The best column for each field that has one; a column serves one field."""
    fields = fields_of(table)
    pairs = [
        match
        for field in fields
        for column, seen in columns.items()
        if (match := _match(table, field, column, seen)).score >= ENOUGH
    ]
    found = _best(pairs, ())
    for field in fields:
        taken = {match.column for match in found}
        if field.required and field.name not in {match.field for match in found}:
            found += _only_one(table, field, columns, taken) or _from_another(
                table, field, columns, found
            )
    found = list({match.column: match for match in found}.values())
    order = [field.name for field in fields]
    return tuple(sorted(found, key=lambda match: order.index(match.field)))


def _best(pairs: Iterable[Match], found: Sequence[Match]) -> list[Match]:
    """One match for a field and for a column, the surest first."""
    kept = list(found)
    for match in sorted(pairs, key=lambda one: -one.score):
        if all(match.field != k.field and match.column != k.column for k in kept):
            kept.append(match)
    return kept


def _only_one(
    table: str, field: Field, columns: Mapping[str, Profile], taken: Iterable[str]
) -> list[Match]:
    """The one column left whose cells can be a required field, if it is one."""
    can = [
        column
        for column, seen in columns.items()
        if column not in taken and fit(table, field, column, seen) >= SURE
    ]
    if len(can) != 1:
        return []
    return [Match(field.name, can[0], LONE, (ALONE,))]


def _from_another(
    table: str, field: Field, columns: Mapping[str, Profile], found: Iterable[Match]
) -> list[Match]:
    """The only column of amounts for a required one, where an optional one has it."""
    if field.cell.type != "money":
        return []
    amounts = {one.name for one in fields_of(table) if one.cell.type == "money"}
    needed = {match.column for match in found if match.field not in amounts}
    return _only_one(table, field, columns, needed)


def _match(table: str, field: Field, column: str, seen: Profile) -> Match:
    name = likeness(column, table, field.name)
    if field.cell.type == "person" and seen.addresses > SURE and _is_theirs(column):
        name = max(name, LONE)
    content = fit(table, field, column, seen)
    if not content or name < CLOSE:
        return Match(field.name, column, 0.0)
    called = KNOWN_NAME if name >= NEARLY else LIKE_NAME
    score = 0.75 * name + 25 * content
    return Match(field.name, column, score, (called, _cells(field.cell.type)))


def _is_theirs(column: str) -> bool:
    """Whether a column of addresses is not one of the company's own people."""
    return not set(words(column).split()) & set(said()["ours"])


def _cells(kind: str) -> str:
    return CELLS.get(kind, ARE_NUMBERS if kind in NUMBERS else FIT)


def suggest_kind(file_name: str, columns: Mapping[str, Profile]) -> str:
    """The table that a file's rows most likely belong to."""
    return max(KINDS, key=lambda table: likely(table, file_name, columns))


def likely(table: str, file_name: str, columns: Mapping[str, Profile]) -> float:
    """How much a file looks like a table's: its required fields, its name."""
    must = {field.name for field in fields_of(table) if field.required}
    matches = {match.field: match.score for match in suggest(table, columns)}
    found = sum(matches.get(name, 0.0) for name in must) / len(must)
    told = sum(_tells(table, column) for column in columns) / max(len(columns), 1)
    named = _tells(table, Path(file_name).stem)
    return found + 40 * told + 30 * named + min(len(matches), 10)


def _tells(table: str, name: str) -> bool:
    """Whether a name has a word that only such rows have."""
    return any(word in words(name) for word in said()["kinds"][table])
