"""Files that nobody knows yet, looked at: their columns and first rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from intake.customers import hidden
from intake.match.profiles import Profile, profile
from intake.match.synonyms import words
from intake.parts import pieces_in, understood
from intake.reading.problems import HIDDEN
from intake.refusals import check_file, no_header, no_rows, refusals
from intake.text.understanding import Understood, fitted, table_rows

LOOKED_AT = 2000  # rows that tell what a column holds
OF_A_PERSON = frozenset(
    [
        "email", "mail", "phone", "mobile", "telephone", "address", "street",
        "firstname", "lastname", "surname", "fullname",
    ]
)  # fmt: skip
LONGEST = 60  # signs of a cell that is shown


@dataclass(frozen=True)
class Sheet:
    """One file: its name, its columns, its first rows as text."""

    name: str
    table: Understood
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def cells(self, column: str) -> list[str]:
        """A column's cells in the first rows."""
        at = self.columns.index(column)
        return [row[at] for row in self.rows]

    def profiles(self) -> dict[str, Profile]:
        """What each column's cells look like."""
        return {name: profile(self.cells(name)) for name in self.columns if name}

    def values(self, column: str) -> set[str]:
        """All that a column holds."""
        at, width = self.columns.index(column), len(self.columns)
        rows = (fitted(row, width) for row in table_rows(self.table))
        return {row[at].strip() for row in rows if row[at].strip()}


def look_into(files: Sequence[Path], names: Sequence[str], corner: Path) -> list[Sheet]:
    """Each file, those in an archive too; ExportError where one holds no table.

    `corner` is a folder for what is unpacked.
    """
    sheets: list[Sheet] = []
    for number, (path, name) in enumerate(zip(files, names, strict=True)):
        place = corner / f"file{number}"
        place.mkdir()
        with refusals(path, name):
            check_file(path, name)
            pieces = pieces_in(path, name, place) if _is_archive(path) else ()
            pieces = pieces or understood({name: path}, place)
        sheets += [_sheet(piece.name, piece.table) for piece in pieces]
    return sheets


def _is_archive(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"PK\x03\x04"


def _sheet(name: str, table: Understood) -> Sheet:
    columns = tuple(name.strip() for name in table.names)
    if not any(columns):
        raise no_header(name)
    rows = [fitted(row, len(columns)) for row in islice(table_rows(table), LOOKED_AT)]
    whole = tuple(row for row in rows if len(row) == len(columns))
    if not whole:
        raise no_rows(name)
    return Sheet(name, table, columns, whole)


def shown_rows(
    sheet: Sheet, people: Iterable[str], many: int
) -> list[Mapping[str, str]]:
    """The first rows as anybody may see them: people are hidden."""
    private = {name for name in sheet.columns if _is_private(name)} | set(people)
    return [
        {
            name: HIDDEN if name in private and cell.strip() else _shown(cell)
            for name, cell in zip(sheet.columns, row, strict=True)
        }
        for row in sheet.rows[:many]
    ]


def _is_private(column: str) -> bool:
    called = words(column)
    tokens = {*called.split(), called.replace(" ", "")}
    return bool(tokens & OF_A_PERSON) or called in ("name", "customer name", "client")


def _shown(cell: str) -> str:
    text = " ".join(hidden(cell).split())
    return HIDDEN if "@" in text else text[:LONGEST] + "…" * (len(text) > LONGEST)
