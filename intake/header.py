"""The first row of an export: what its columns are called."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from intake.forms import Columns, Form

DELIMITERS = (",", ";", "\t", "|")
WAYS = ("email", "phone", "anyone", "named", "id")  # to know a person by
HASHED = "hashed"
PARTS_OF_CRITERIA = ("points", "lowest", "highest")
CUSTOM_FIELD = re.compile(r"\s*\[[a-z ]+\]$")  # Zendesk: "Topic [list]"


@dataclass(frozen=True)
class Header:
    """The columns' names as they stand in the file, and what parts them."""

    names: tuple[str, ...]
    delimiter: str


@dataclass(frozen=True)
class Layout:
    """A kind of export found in a header: the positions of each cell's columns.

    A cell's name leads to its columns, `<cell>_email`, `_phone`, `_anyone`,
    `_named` and `_id` to a person's, `<cell>_hashed` to those of an id that are
    hashed, `<cell>_points`, `_lowest` and `_highest` to a criterion's, `rating` and
    `own_people` to those. An id made of cells has theirs. `unread` are columns that
    the company does not want read.
    """

    form: Form
    header: Header
    found: Mapping[str, tuple[int, ...]]
    unread: tuple[int, ...] = ()

    def label(self, name: str) -> str:
        """What the file calls a cell; our own name where it has none."""
        cell = self.form.cells.get(name)
        if cell and cell.of:
            return self.label(cell.of[0])
        positions = self.positions(name)
        return self.header.names[positions[0]] if positions else name

    def positions(self, name: str) -> tuple[int, ...]:
        """Those of all columns that say what a cell does; none where it is missing."""
        names = (name, *(f"{name}_{way}" for way in (*WAYS, HASHED)))
        return tuple(at for known in names for at in self.found.get(known, ()))


def plain(name: str) -> str:
    """A column's name without what differs between accounts."""
    squeezed = " ".join(name.removeprefix("\ufeff").casefold().split())
    return CUSTOM_FIELD.sub("", squeezed)


def headers_of(text: str) -> tuple[Header, ...]:
    """The first row of a text, taken apart at each delimiter it may have."""
    headers = []
    for delimiter in DELIMITERS:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        try:
            first = next(row for row in rows if any(cell.strip() for cell in row))
        except (csv.Error, StopIteration):
            continue
        names = (name.removeprefix("\ufeff").strip() for name in first)
        headers.append(Header(tuple(names), delimiter))
    return tuple(sorted(headers, key=lambda header: -len(header.names)))


def lay_out(form: Form, header: Header) -> Layout:
    """Find the columns of a form; those the header lacks have no position."""
    places: dict[str, int] = {}
    for position, name in enumerate(header.names):
        places.setdefault(plain(name), position)

    def positions(columns: Columns) -> tuple[int, ...]:
        known = (name for column in columns for name in like(column, places))
        return tuple(dict.fromkeys(places[name] for name in known))

    found = {name: positions(columns) for name, columns in wanted(form).items()}
    found["own_people"] = found["own_people"][:1]
    return Layout(form, header, found)


def like(column: str, names: Iterable[str]) -> list[str]:
    """The plain names that a declared one stands for; * is any text."""
    pattern = re.compile(re.escape(plain(column)).replace(r"\*", ".*"))
    return [name for name in names if pattern.fullmatch(name)]


def wanted(form: Form) -> dict[str, Columns]:
    """The columns a form looks for, by what they are for."""
    columns: dict[str, Columns] = {"own_people": form.own_people}
    if form.rating:
        columns["rating"] = form.rating.columns
    for name, cell in form.cells.items():
        if cell.type != "person":
            columns[name] = cell.columns
            if cell.hashed:
                columns[f"{name}_{HASHED}"] = cell.hashed
            if cell.points and not cell.field:
                told = {part: getattr(cell, part) for part in PARTS_OF_CRITERIA}
                columns |= {f"{name}_{part}": names for part, names in told.items()}
            continue
        columns |= {f"{name}_{way}": getattr(cell, way) for way in WAYS}
    return columns
