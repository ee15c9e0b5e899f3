"""A desk to load exports at: a store, and a folder to write files into."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from intake.keeping.receipts import Receipt, rejects_of
from intake.loading import House, load_export
from metrics.warehouse import Warehouse

SAMPLES = Path(__file__).parent / "exports"
AMSTERDAM = House("Europe/Amsterdam", "EUR", ("kopi.example",))
TICKETS = "ticket_id,created_at,solved_at,status"


class Desk:
    """A store in memory, unless it is given a folder."""

    def __init__(self, folder: Path, store: Path | None = None) -> None:
        self.folder = folder
        self.warehouse = Warehouse.open(store) if store else Warehouse.in_memory()

    def file(self, content: str | bytes, name: str = "export.csv") -> Path:
        path = self.folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def load(
        self, content: str | bytes, name: str = "export.csv", house: House = AMSTERDAM
    ) -> Receipt:
        return load_export(self.warehouse, self.file(content, name), house)

    def sample(self, form: str, house: House = AMSTERDAM) -> Receipt:
        return load_export(self.warehouse, SAMPLES / f"{form}.csv", house)

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        return self.warehouse.rows(query)

    def one(self, query: str) -> Any:
        return self.rows(query)[0][0]

    def reasons(self, export_id: int = 1) -> list[tuple[Any, ...]]:
        """Row, column, value and reason of what was rejected."""
        rejects = rejects_of(self.warehouse, export_id)
        return [(r.file_row, r.column, r.value, r.reason) for r in rejects]


def counts(receipt: Receipt) -> tuple[int, int, int, int, int]:
    """Read, new, updated, unchanged, rejected."""
    return (
        receipt.read,
        receipt.new,
        receipt.updated,
        receipt.unchanged,
        receipt.rejected,
    )
