"""Exports from the command line, whether or not a dashboard has the store open."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from intake.house import House
from intake.loading import load_export
from metrics.errors import ExportError, StoreBusyError
from metrics.warehouse import Warehouse

LOOK_EVERY = 0.2  # seconds
PATIENCE = 600.0  # seconds until a dashboard must have answered


@dataclass(frozen=True)
class Outcome:
    """What happened to one file, in words; `rejected` counts rows."""

    words: str
    refused: bool = False
    rejected: int = 0


def load_files(folder: Path, files: Iterable[Path], house: House) -> Iterator[Outcome]:
    """Load exports into a data folder, or hand them to the dashboard that has it.

    Raises StoreError when the store opens for neither.
    """
    try:
        warehouse = Warehouse.open(folder)
    except StoreBusyError:
        for file in files:
            yield _hand_over(folder / "inbox", file)
        return
    for file in files:
        yield _load(warehouse, file, house)
    warehouse.close()


def _load(warehouse: Warehouse, file: Path, house: House) -> Outcome:
    try:
        receipt = load_export(warehouse, file, house)
    except ExportError as refusal:
        return Outcome(str(refusal), refused=True)
    return Outcome(receipt.sentence(), rejected=receipt.rejected)


def _hand_over(inbox: Path, file: Path) -> Outcome:
    """Put a copy into the inbox and wait for the dashboard's receipt."""
    target = inbox / file.name
    unfinished = inbox / f".{file.name}.part"
    try:
        if target.exists():
            return Outcome(f"{target}: it is still waiting there.", refused=True)
        shutil.copyfile(file, unfinished)
        since = time.time()
        unfinished.rename(target)
    except OSError as error:
        return Outcome(f"{file}: {error.strerror}.", refused=True)
    while time.time() - since < PATIENCE:
        time.sleep(LOOK_EVERY)
        told = _answer(inbox.parent, file.name, since)
        if told:
            return told
    return Outcome(f"{target}: the dashboard has not answered yet.", refused=True)


def _answer(folder: Path, name: str, since: float) -> Outcome | None:
    for told in _newer(folder / "refused", since):
        if told["file_name"] == name:
            return Outcome(told["reason"], refused=True)
    for told in _newer(folder / "receipts", since):
        if told["file_name"] == name:
            return Outcome(told["sentence"], rejected=told["rejected"])
    return None


def _newer(folder: Path, since: float) -> Iterator[dict[str, Any]]:
    """What was written there since, whole files only."""
    for path in folder.glob("*.json"):
        try:
            if path.stat().st_mtime >= since - 1:
                yield json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            continue
