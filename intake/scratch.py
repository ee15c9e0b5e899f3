"""Where a store keeps its files, and a corner to work in."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

from metrics.warehouse import Warehouse

SCRATCH = "tmp"


def data_folder(warehouse: Warehouse) -> Path | None:
    """The folder of a store; None where it lives in memory."""
    stored = warehouse.rows(
        "select path from duckdb_databases() where database_name = current_database()"
    )
    return warehouse.folder if stored[0][0] else None


@contextmanager
def scratch(folder: Path | None) -> Iterator[Path]:
    """A folder for copies of an export, gone afterwards."""
    if folder is None:
        with TemporaryDirectory() as place:
            yield Path(place)
        return
    clear_away(folder)
    (folder / SCRATCH).mkdir(exist_ok=True)
    corner = mkdtemp(dir=folder / SCRATCH)
    try:
        yield Path(corner)
    finally:
        shutil.rmtree(corner, ignore_errors=True)


def clear_away(folder: Path) -> None:
    """Remove what a killed process left: copies hold what no store keeps.

    Whoever has the store open may: nobody else works in its folder.
    """
    for corner in (folder / SCRATCH).glob("*"):
        shutil.rmtree(corner, ignore_errors=True)
