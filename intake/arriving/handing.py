"""Exports for whoever has the store open: this process, or a dashboard.

A file that somebody waits for goes into a folder of its own in the inbox, and the
answer comes under that folder's name.
"""

from __future__ import annotations

import fcntl
import json
import secrets
import shutil
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from intake.arriving.bundling import gathered
from intake.arriving.progress import Progress
from intake.house import House
from intake.keeping.receipts import Receipt
from intake.loading import load_export
from intake.names import cut, printable, readable
from intake.telling import kept, told
from metrics.errors import ExportError, SelarasError, StoreBusyError
from metrics.warehouse import Warehouse
from metrics.working import keep_hours
from words import heard, in_language, say
from words.languages import ENGLISH

HANDED = "handed-"
ANSWERS = "answers"
WATCHED = ".watched"
COMING = ".coming-"
LEFT = 86_400.0  # seconds, after which nobody comes back for a thing
ASK_EVERY = 0.2  # seconds
STARTING = 3.0  # seconds in which a dashboard must be at its inbox
PATIENCE = 600.0  # seconds until a dashboard must have answered


@dataclass(frozen=True)
class Outcome:
    """What happened to one file, told in lines to store; `rejected` counts rows.

    `in_vain`: it was read, and every row of it was rejected.
    """

    told: str
    refused: bool = False
    rejected: int = 0
    in_vain: bool = False

    @classmethod
    def of(cls, receipt: Receipt) -> Outcome:
        """What a receipt says."""
        in_vain = 0 < receipt.read == receipt.rejected
        told = "\n".join(map(kept, receipt.lines()))
        return cls(told, rejected=receipt.rejected, in_vain=in_vain)

    @classmethod
    def of_error(cls, error: SelarasError) -> Outcome:
        """Why it was refused."""
        return cls(kept(told(error)), refused=True)

    @property
    def lines(self) -> tuple[str, ...]:
        """What happened, in the language that is spoken now."""
        return tuple(map(heard, self.told.split("\n")))

    @property
    def words(self) -> str:
        """The lines, for a terminal."""
        return ("\n" if self.refused else "\n  ").join(self.lines)


Shown = Callable[[Progress], AbstractContextManager[object]]


def load_files(
    folder: Path, files: Iterable[Path], house: House, shown: Shown = nullcontext
) -> Iterator[Outcome]:
    """Load exports into a data folder, or hand them to the dashboard that has it.

    `shown` is entered for the time that each file takes. Raises StoreError when
    the store opens for neither.
    """
    warehouse = _opened(folder)
    if warehouse and house.published:
        keep_hours(warehouse, house.published.values.hours)
    with gathered(tuple(files), house) as exports:
        for file in exports:
            progress = Progress(printable(file.name))
            with shown(progress):
                outcome = (
                    _load(warehouse, file, house, progress)
                    if warehouse
                    else _ask(folder / "inbox", file, progress)
                )
            yield outcome
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
                    say(
                        "{folder}: another program has the store open and takes in "
                        "nothing; load it again when that one is done.",
                        folder=str(folder),
                    )
                ) from busy
        time.sleep(ASK_EVERY)


def _load(
    warehouse: Warehouse, file: Path, house: House, progress: Progress
) -> Outcome:
    try:
        with readable(file) as path:
            name = printable(file.name)
            receipt = load_export(
                warehouse, path, house, file_name=name, progress=progress
            )
    except ExportError as refusal:
        return Outcome.of_error(refusal)
    return Outcome.of(receipt)


def _ask(inbox: Path, file: Path, progress: Progress) -> Outcome:
    """Put a copy into the inbox and wait for the dashboard's answer."""
    progress.begin("with the dashboard")
    name = printable(file.name)
    try:
        handed = hand_over(inbox, name, lambda place: shutil.copyfile(file, place))
    except OSError as error:
        why = str(error.strerror)
        said = say("{file}: {error}.", file=printable(str(file)), error=why)
        return Outcome(said.kept(), refused=True)
    return _answer_to(handed, name)


def hand_over(
    inbox: Path, name: str, put: Callable[[Path], object], by: str | None = None
) -> Path:
    """A folder in the inbox with a file that somebody waits for.

    `put` writes the file to the path it is given; `by` is who brought it, where
    that is not whose file it is. Raises OSError.
    """
    handed = inbox / f"{HANDED}{secrets.token_hex(8)}"
    unfinished = inbox / f".{handed.name}"
    try:
        unfinished.mkdir(parents=True)
        put(unfinished / (cut(name) or "export"))
        if by:
            place = _place_of_bringer(handed)
            place.parent.mkdir(exist_ok=True)
            place.write_text(by, "utf-8")
        return unfinished.rename(handed)
    except OSError:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise


def brought_by(path: Path) -> str | None:
    """Who brought a file that was handed over, where that was said."""
    with suppress(OSError):
        return _place_of_bringer(path.parent).read_text("utf-8")
    return None


@contextmanager
def coming(inbox: Path) -> Iterator[Path]:
    """A folder in the inbox for files on their way; nobody takes them from there."""
    inbox.mkdir(parents=True, exist_ok=True)
    place = inbox / f"{COMING}{secrets.token_hex(8)}"
    place.mkdir()
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _answer_to(handed: Path, name: str) -> Outcome:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        time.sleep(ASK_EVERY)
        watched = is_watched(handed.parent)
        if outcome := outcome_of(handed):
            return outcome
        if not watched:
            shutil.rmtree(handed, ignore_errors=True)
            ended = say("{file}: the dashboard has ended; load it again.", file=name)
            return Outcome(ended.kept(), refused=True)
    silent = say("{file}: the dashboard has not answered yet.", file=name)
    return Outcome(silent.kept(), refused=True)


def outcome_of(handed: Path) -> Outcome | None:
    """What became of a file, told once; None while it waits."""
    place = _place_of_answer(handed)
    if not place.exists():
        return None
    said = json.loads(place.read_text("utf-8"))
    place.unlink()
    return Outcome(**{"told": said.pop("words"), **said})


def handed_over(inbox: Path) -> list[Path]:
    """The files that somebody waits for; every one of them is whole."""
    found: list[Path] = []
    for handed in inbox.glob(f"{HANDED}*"):
        with suppress(OSError):  # it was answered, and cleared away, meanwhile
            found += [
                path
                for path in handed.iterdir()
                if path.is_file() and not path.is_symlink()
            ]
    return found


def is_handed_over(path: Path) -> bool:
    """Whether somebody waits for the answer to this file."""
    return path.parent.name.startswith(HANDED)


def answer(path: Path, outcome: Outcome) -> None:
    """Tell whoever handed a file over what became of it, and clear its folder."""
    handed = path.parent
    place = _place_of_answer(handed)
    place.parent.mkdir(exist_ok=True)
    part = place.with_suffix(".part")
    with in_language(ENGLISH):
        said = {**asdict(outcome), "words": outcome.words}
    part.write_text(json.dumps(said, ensure_ascii=False), "utf-8")
    part.replace(place)
    shutil.rmtree(handed, ignore_errors=True)
    _place_of_bringer(handed).unlink(missing_ok=True)


def _place_of_answer(handed: Path) -> Path:
    return handed.parent.parent / ANSWERS / f"{handed.name}.json"


def _place_of_bringer(handed: Path) -> Path:
    return _place_of_answer(handed).with_suffix(".by")


def clear_leftovers(inbox: Path) -> None:
    """Remove what was left half-way a day ago, and answers nobody came for."""
    now = time.time()
    unfinished = (*inbox.glob(f"{COMING}*"), *inbox.glob(f".{HANDED}*"))
    for path in (*unfinished, *inbox.parent.glob(f"{ANSWERS}/*")):
        with suppress(FileNotFoundError):
            if now - path.stat().st_mtime < LEFT:
                continue
            shutil.rmtree(path) if path.is_dir() else path.unlink()


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
