"""What happened to an export, in numbers and in one sentence."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb

from intake.house import House
from intake.names import cut
from intake.scratch import data_folder
from intake.telling import all_kept
from metrics.warehouse import Warehouse
from words import heard, known, say, say_many

REJECTS_FOLDER = "rejects"
STORED = {
    "export_id": "export_id",
    "file_name": "file_name",
    "form": "form",
    "title": "title",
    "read": "rows_read",
    "new": "rows_new",
    "updated": "rows_updated",
    "unchanged": "rows_unchanged",
    "rejected": "rows_rejected",
    "first_day": "first_day",
    "last_day": "last_day",
    "notes": "notes",
    "sha256": "sha256",
    "bytes": "bytes",
    "loaded_at": "loaded_at",
    "loaded_by": "loaded_by",
    "understood": "understood",
    "undone_at": "undone_at",
    "undone_by": "undone_by",
}
MOVES_SHOWN = 10


@dataclass(frozen=True)
class Receipt:
    """Rows of the file: read = new + updated + unchanged + rejected.

    Days are the company's, `loaded_at` and `undone_at` in UTC. `understood` says
    how its text was read, a line each; `moved` which published numbers are others
    now. `already`: the same bytes had been loaded before, nothing changed, and
    every row counts as unchanged. `seconds` is null where the receipt was looked
    up later.
    """

    export_id: int
    file_name: str
    form: str
    title: str
    read: int
    new: int
    updated: int
    unchanged: int
    rejected: int
    first_day: date | None
    last_day: date | None
    notes: tuple[str, ...]
    sha256: str
    bytes: int
    loaded_at: datetime
    loaded_by: str | None
    understood: tuple[str, ...]
    undone_at: datetime | None = None
    undone_by: str | None = None
    moved: tuple[str, ...] = ()
    rejects_file: Path | None = None
    already: bool = False
    seconds: float | None = None

    def sentence(self) -> str:
        """All of it in a line."""
        if self.already:
            return say_many(
                "{file}: {title}, loaded before; its {n} row changed nothing.",
                "{file}: {title}, loaded before; its {n} rows changed nothing.",
                self.read,
                file=self.file_name,
                title=known(self.title),
            )
        counted = say_many(
            "{what}: {n} row read, {new} new, {updated} updated, {unchanged} "
            "unchanged, {rejected} rejected.",
            "{what}: {n} rows read, {new} new, {updated} updated, {unchanged} "
            "unchanged, {rejected} rejected.",
            self.read,
            what=self._what(),
            new=self.new,
            updated=self.updated,
            unchanged=self.unchanged,
            rejected=self.rejected,
        )
        if not self.rejects_file:
            return counted
        return say(
            "{counted} The rejected rows are in {path}.",
            counted=counted,
            path=str(self.rejects_file),
        )

    def _what(self) -> str:
        """The file, what it is, and from which day to which."""
        named = {"file": self.file_name, "title": known(self.title)}
        if self.first_day is None:
            return say("{file}: {title}", **named)
        return say(
            "{file}: {title}, {first} to {last}",
            **named,
            first=str(self.first_day),
            last=str(self.last_day),
        )

    def happened(self) -> datetime:
        """When it came, or was undone (UTC)."""
        return self.undone_at or self.loaded_at

    def news(self) -> str:
        """The last thing that happened to it."""
        if self.undone_at:
            return say("{file}: undone.", file=self.file_name)
        return self.sentence()

    def lines(self) -> tuple[str, ...]:
        """The sentence, and the notes below it."""
        more = () if self.already else (*self.notes, *first_of(self.moved))
        return (self.sentence(), *more)

    def told(self) -> str:
        """The lines, for a terminal."""
        return "\n  ".join(self.lines())

    def as_dict(self) -> dict[str, Any]:
        """The receipt as JSON has it."""
        return asdict(self) | {
            "first_day": _text(self.first_day),
            "last_day": _text(self.last_day),
            "loaded_at": _text(self.loaded_at),
            "undone_at": _text(self.undone_at),
            "rejects_file": _text(self.rejects_file),
            "notes": list(self.notes),
            "understood": list(self.understood),
            "moved": list(self.moved),
            "sentence": self.sentence(),
        }

    def again(self) -> Receipt:
        """The receipt of the same file, loaded once more."""
        return replace(
            self, new=0, updated=0, rejected=0, unchanged=self.read, already=True
        )


@dataclass(frozen=True)
class Reject:
    """A row that was not taken: where it is in the file, and why."""

    file_row: int
    column: str | None
    value: str | None
    reason: str


def keep_receipt(
    cursor: duckdb.DuckDBPyConnection, receipt: Receipt, house: House, layout: str
) -> None:
    """Store a receipt in its export's transaction, with what it was read with."""
    row = {column: getattr(receipt, name) for name, column in STORED.items()} | {
        "notes": all_kept(receipt.notes),
        "understood": all_kept(receipt.understood),
        "house": house_text(house),
        "layout": layout,
    }
    names, places = ", ".join(row), ", ".join(f"${column}" for column in row)
    cursor.execute(f"insert into exports ({names}) values ({places})", row)


def receipts(warehouse: Warehouse) -> tuple[Receipt, ...]:
    """Every export taken in, the newest first."""
    return _looked_up(warehouse, "true", {})


def receipt_of(
    warehouse: Warehouse, sha256: str, form: str, house: House | None = None
) -> Receipt | None:
    """The receipt of these very bytes, if they were last read as now.

    What they say hangs on the company's zone, currency and domains.
    """
    same = "sha256 = $sha256 and form = $form and undone_at is null"
    parameters = {"sha256": sha256, "form": form}
    found = _looked_up(warehouse, same, parameters)
    if not found or house is None:
        return found[0] if found else None
    read_with = warehouse.rows(
        "select house from exports where export_id = $export_id",
        {"export_id": found[0].export_id},
    )
    return found[0] if read_with == [(house_text(house),)] else None


def house_text(house: House) -> str:
    """What an export was read with, to be compared with another time."""
    return json.dumps(house.told(), sort_keys=True)


def rejects_of(warehouse: Warehouse, export_id: int) -> tuple[Reject, ...]:
    """The rows of an export that were not taken, in the file's order."""
    rows = warehouse.rows(
        "select file_row, column_name, cell, reason from rejects "
        "where export_id = $export_id order by file_row",
        {"export_id": export_id},
    )
    return tuple(
        Reject(row, column, value, heard(reason)) for row, column, value, reason in rows
    )


def rejects_file(folder: Path, export_id: int, file_name: str) -> Path:
    """Where the rejected rows of an export are, if it has any."""
    stem = cut(file_name.removesuffix(".csv"), 100)
    return folder / REJECTS_FOLDER / f"{export_id}-{stem}.csv"


def _looked_up(
    warehouse: Warehouse, which: str, parameters: dict[str, str]
) -> tuple[Receipt, ...]:
    stored = ", ".join(f"{column} as {name}" for name, column in STORED.items())
    rows = warehouse.rows(
        f"select {stored} from exports where {which} order by export_id desc",
        parameters,
    )
    folder = data_folder(warehouse)
    return tuple(_receipt(folder, dict(zip(STORED, row, strict=True))) for row in rows)


def _receipt(folder: Path | None, stored: dict[str, Any]) -> Receipt:
    stored["notes"] = tuple(map(heard, stored["notes"]))
    stored["understood"] = tuple(map(heard, stored["understood"] or ()))
    receipt = Receipt(**stored)
    if folder is None:
        return receipt
    path = rejects_file(folder, receipt.export_id, receipt.file_name)
    return replace(receipt, rejects_file=path if path.exists() else None)


def first_of(moved: tuple[str, ...]) -> tuple[str, ...]:
    """The first of many, and how many more there are."""
    more = len(moved) - MOVES_SHOWN
    if more <= 0:
        return moved
    rest = say_many(
        "and {n} more published number moved",
        "and {n} more published numbers moved",
        more,
    )
    return (*moved[:MOVES_SHOWN], rest)


def _text(thing: object) -> str | None:
    return None if thing is None else str(thing)
