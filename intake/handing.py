"""Exports from the command line, whether or not a dashboard has the store open.

A file for a dashboard goes into a folder of its own in the inbox, and the
answer comes under that folder's name.
"""

from __future__ import annotations

import fcntl
import json
import secrets
import shutil
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from intake.house import House
from intake.loading import load_export
from intake.names import cut, printable, readable
from metrics.errors import ExportError, StoreBusyError
from metrics.warehouse import Warehouse

HANDED = "handed-"
ANSWERS = "answers"
WATCHED = ".watched"
ASK_EVERY = 0.2  # seconds
STARTING = 3.0  # seconds in which a dashboard must be at its inbox
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
    warehouse = _opened(folder)
    for file in files:
        if warehouse:
            yield _load(warehouse, file, house)
        else:
            yield _hand_over(folder / "inbox", file)
    if warehouse:
        warehouse.close()


def _opened(folder: Path) -> Warehouse | None:
    """The store; None where a dashboard has it and watches the inbox."""
    until = time.monotonic() + STARTING
    while True:
        try:
            return Warehouse.open(folder)
        except StoreBusyError as busy:
            if is_watched(folder / "inbox"):
                return None
            if time.monotonic() > until:
                raise StoreBusyError(
                    f"{folder}: another program has the store open and takes in "
                    "nothing; load it again when that one is done."
                ) from busy
        time.sleep(ASK_EVERY)


def _load(warehouse: Warehouse, file: Path, house: House) -> Outcome:
    try:
        with readable(file) as path:
            name = printable(file.name)
            receipt = load_export(warehouse, path, house, file_name=name)
    except ExportError as refusal:
        return Outcome(str(refusal), refused=True)
    return Outcome(receipt.told(), rejected=receipt.rejected)


def _hand_over(inbox: Path, file: Path) -> Outcome:
    """Put a copy into the inbox and wait for the dashboard's answer."""
    name = cut(printable(file.name))
    handed = inbox / f"{HANDED}{secrets.token_hex(8)}"
    unfinished = inbox / f".{handed.name}"
    try:
        unfinished.mkdir()
        shutil.copyfile(file, unfinished / name)
        unfinished.rename(handed)
    except OSError as error:
        shutil.rmtree(unfinished, ignore_errors=True)
        return Outcome(f"{printable(str(file))}: {error.strerror}.", refused=True)
    return _answer_to(handed, name)


def _answer_to(handed: Path, name: str) -> Outcome:
    answer = _place_of_answer(handed)
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        time.sleep(ASK_EVERY)
        watched = is_watched(handed.parent)
        if answer.exists():
            told = Outcome(**json.loads(answer.read_text(encoding="utf-8")))
            answer.unlink()
            return told
        if not watched:
            shutil.rmtree(handed, ignore_errors=True)
            return Outcome(f"{name}: the dashboard has ended; load it again.", True)
    return Outcome(f"{name}: the dashboard has not answered yet.", refused=True)


def handed_over(inbox: Path) -> list[Path]:
    """The files that somebody waits for; every one of them is whole."""
    return [path for path in inbox.glob(f"{HANDED}*/*") if path.is_file()]


def is_handed_over(path: Path) -> bool:
    """Whether somebody waits for the answer to this file."""
    return path.parent.name.startswith(HANDED)


def answer(path: Path, outcome: Outcome) -> None:
    """Tell whoever handed a file over what became of it, and clear its folder."""
    handed = path.parent
    place = _place_of_answer(handed)
    place.parent.mkdir(exist_ok=True)
    part = place.with_suffix(".part")
    part.write_text(json.dumps(asdict(outcome), ensure_ascii=False), "utf-8")
    part.replace(place)
    shutil.rmtree(handed, ignore_errors=True)


def _place_of_answer(handed: Path) -> Path:
    return handed.parent.parent / ANSWERS / f"{handed.name}.json"


@contextmanager
def watching(inbox: Path) -> Iterator[None]:
    """Let it be known, until the end, that the inbox is watched."""
    inbox.mkdir(parents=True, exist_ok=True)
    with (inbox / WATCHED).open("w") as file:
        fcntl.flock(file, fcntl.LOCK_SH)
        yield


def is_watched(inbox: Path) -> bool:
    """Whether a dashboard takes in what is in the inbox."""
    with suppress(FileNotFoundError), (inbox / WATCHED).open() as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False
