"""Where a store keeps its files, and a corner to work in."""

from __future__ import annotations

import os
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
    _clear_away(folder / SCRATCH)
    (folder / SCRATCH).mkdir(exist_ok=True)
    corner = mkdtemp(prefix=_ours(), dir=folder / SCRATCH)
    try:
        yield Path(corner)
    finally:
        shutil.rmtree(corner, ignore_errors=True)


def _ours() -> str:
    return f"{os.getpid()}-"


def _clear_away(corners: Path) -> None:
    """Remove what a killed process left: copies hold what no store keeps."""
    for corner in corners.glob("*"):
        if not corner.name.startswith(_ours()):
            shutil.rmtree(corner, ignore_errors=True)
