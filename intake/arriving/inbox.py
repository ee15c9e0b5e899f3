"""The folder that exports are dropped into, and what becomes of them.

A file taken in moves to exports/, a refused one to refused/ with its reason
beside it; what happened stands in receipts/ or refused/ as JSON. One that is
written to after it was taken in comes back, and is taken in whole.
"""

from __future__ import annotations

import hashlib
import json
import logging
import shutil
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb

from intake.arriving.handing import (
    Outcome,
    answer,
    brought_by,
    clear_leftovers,
    handed_over,
    is_handed_over,
    watching,
)
from intake.arriving.looks import Look, Waiting, is_export, look_at, same, waiting
from intake.arriving.progress import Progress, Standing
from intake.arriving.refused import REFUSED
from intake.arriving.waking import Waking, woken_by
from intake.customers import hidden
from intake.house import House
from intake.keeping.receipts import Receipt
from intake.loading import load_export
from intake.names import cut, printable, readable
from intake.refusals import StillWrittenError
from intake.telling import in_english, kept, told
from metrics.errors import ExportError, SelarasError, StoreError
from metrics.warehouse import Warehouse
from words import mark, say

SWEEP_EVERY = 1.0  # seconds
IDLE = 5.0  # seconds between sweeps while nothing waits and the system tells of files
PATIENCE = 3.0  # seconds in which nobody writes to a whole file
DIGITS = 12  # of a file's SHA-256, before its name
UNEXPECTED = mark(
    "{file}: something unexpected went wrong ({error}); the log has it all."
)

log = logging.getLogger(__name__)


class Inbox:
    """Takes in the files of `folder`; its neighbours get what comes of them.

    The warehouse and the house are asked for at each file, so that both may
    change while the inbox is watched. `patience` is how many seconds a file
    has to stay as it is.
    """

    def __init__(
        self,
        warehouse: Callable[[], Warehouse],
        house: Callable[[], House],
        folder: Path,
        patience: float = PATIENCE,
    ) -> None:
        self._warehouse = warehouse
        self._house = house
        self._patience = patience
        self._looks: dict[Path, Look] = {}
        self._stuck: dict[Path, Look] = {}
        self._said: set[str] = set()
        self._taking: tuple[Path, Progress] | None = None
        self.folder = folder

    def watch(self, stop: threading.Event) -> None:
        """Sweep as soon as a file comes, and every few seconds, until told to stop."""
        with watching(self.folder), woken_by(self.folder) as waking:
            clear_leftovers(self.folder)
            while not stop.is_set():
                try:
                    self.sweep()
                except Exception:  # noqa: BLE001 the watch outlives any file or disk
                    _log_trace("the inbox could not be swept")
                waking.sleep(self._pause(waking), stop)

    def _pause(self, waking: Waking) -> float:
        """Seconds until something may have become of what waits."""
        if not self._looks:
            return IDLE if waking.works else SWEEP_EVERY
        now = time.monotonic()
        left = (look.at + self._patience - now for look in self._looks.values())
        return min([SWEEP_EVERY, *(seconds for seconds in left if seconds > 0)])

    def taking(self) -> Standing | None:
        """The file that is being taken in, and how far it is."""
        taking = self._taking
        return taking[1].standing() if taking else None

    def waiting(self) -> tuple[Waiting, ...]:
        """The files that wait, the oldest first."""
        taking = self._taking
        paths = [path for path in self._files() if not taking or path != taking[0]]
        found = [waiting(path, printable(path.name)) for path in paths]
        return tuple(sorted(filter(None, found), key=lambda one: one.since))

    def sweep(self) -> tuple[Receipt, ...]:
        """Take in every file that is whole, oldest first; their receipts."""
        self._bring_back()
        waiting = {path: look for path in self._files() if (look := look_at(path))}
        whole = [path for path, look in waiting.items() if self._is_whole(path, look)]
        known = self._looks
        self._looks = {
            path: known[path] if same(known.get(path), look) else look
            for path, look in waiting.items()
        }
        taken = [self._turn(path) for path in sorted(whole, key=self._age)]
        return tuple(receipt for receipt in taken if receipt)

    def _files(self) -> list[Path]:
        self.folder.mkdir(parents=True, exist_ok=True)
        dropped = [path for path in self.folder.iterdir() if is_export(path)]
        return dropped + handed_over(self.folder)

    def _is_whole(self, path: Path, look: Look) -> bool:
        if is_handed_over(path):
            return True
        before = self._looks.get(path)
        return (
            before is not None
            and same(before, look)
            and look.at - before.at >= self._patience
            and not same(self._stuck.get(path), look)
        )

    def _age(self, path: Path) -> tuple[int, str]:
        return self._looks[path].changed, path.name

    def _turn(self, path: Path) -> Receipt | None:
        """Whatever happens to this file, the next one gets its turn."""
        try:
            receipt = self._take(path)
        except Exception:  # noqa: BLE001
            _log_trace(f"{path.name} could not be put aside")
            return None
        if receipt:
            self._keep(path, receipt)
        return receipt

    def _take(self, path: Path) -> Receipt | None:
        name = printable(path.name)
        progress, by = Progress(name), brought_by(path)
        self._taking = path, progress
        try:
            warehouse = self._warehouse()
            with readable(path) as text:
                return load_export(
                    warehouse,
                    text,
                    self._house(),
                    file_name=name,
                    by=by,
                    progress=progress,
                )
        except StillWrittenError as error:
            self._wait(path, error)
        except ExportError as error:
            if _is_well(warehouse):
                self._refuse(path, told(error))
            else:
                self._wait(path, error)
        except SelarasError as error:  # the store or values.yaml: not the file's fault
            self._wait(path, error)
        except Exception as error:  # noqa: BLE001
            _log_trace(f"{name} could not be taken in")
            self._refuse(path, say(UNEXPECTED, file=name, error=str(error)))
        finally:
            self._taking = None
        return None

    def _wait(self, path: Path, error: SelarasError) -> None:
        """Leave a file for the next sweep, and say so once."""
        said = f"{path.name} stays in the inbox: {error}"
        if said not in self._said:
            _log(logging.WARNING, said)
        self._said.add(said)
        if is_handed_over(path):  # who waits has the file, and may load it again
            answer(path, Outcome.of_error(error))

    def _keep(self, path: Path, receipt: Receipt) -> None:
        """Put a file aside that is in the store; what fails now loses nothing."""
        _log(logging.INFO, receipt.sentence())
        try:
            self._keep_original(path, receipt)
            ending = ".again.json" if receipt.already else ".json"
            receipts = self._neighbour("receipts")
            _write_json(receipts / f"{receipt.export_id}{ending}", receipt.as_dict())
        except (OSError, duckdb.Error):
            _log_trace(f"{path.name} was taken in, but could not be put aside")
            if look := look_at(path):
                self._stuck[path] = look
        if is_handed_over(path):
            answer(path, Outcome.of(receipt))

    def _keep_original(self, path: Path, receipt: Receipt) -> None:
        rows = self._warehouse().rows(
            "select sha256 from exports where export_id = $export_id",
            {"export_id": receipt.export_id},
        )
        before = self._looks[path]
        target = self._move(path, "exports", rows[0][0])
        now = look_at(target)
        if now and not same(before, now) and not is_handed_over(path):
            shutil.move(target, path)

    def _bring_back(self) -> None:
        """Files that grew after they were taken in: somebody still wrote to them."""
        for grown in self._grown():
            path = self.folder / grown.name[DIGITS + 1 :]
            if not path.exists():
                _log(logging.WARNING, f"{path.name} was written to; it is taken again")
                shutil.move(grown, path)

    def _grown(self) -> Iterator[Path]:
        folder = self.folder.parent / "exports"
        kept = sorted(folder.iterdir()) if folder.is_dir() else []
        if not kept:
            return
        known = self._warehouse().rows(
            "select left(sha256, $digits), min(bytes) from exports group by all",
            {"digits": DIGITS},
        )
        sizes = dict(known)
        for path in kept:
            look = look_at(path)
            if look and look.size > sizes.get(path.name[:DIGITS], look.size):
                yield path

    def _refuse(self, path: Path, reason: str) -> None:
        _log(logging.WARNING, reason)
        if is_handed_over(path):
            answer(path, Outcome(kept(reason), refused=True))
        if not path.exists():
            return
        put = self._move(path, REFUSED, _fingerprint(path))
        why = in_english(reason)
        put.with_name(f"{put.name}.reason.txt").write_text(why + "\n", "utf-8")
        known = {"file_name": printable(path.name), "reason": why, "said": kept(reason)}
        _write_json(put.with_name(f"{put.name}.json"), known)

    def _move(self, path: Path, neighbour: str, sha256: str) -> Path:
        """To a neighbour, under a name that no other content has."""
        name = f"{sha256[:DIGITS]}-{cut(printable(path.name))}"
        target = self._neighbour(neighbour) / name
        shutil.move(path, target)
        return target

    def _neighbour(self, name: str) -> Path:
        folder = self.folder.parent / name
        folder.mkdir(exist_ok=True)
        return folder


def _fingerprint(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return "unreadable"


def _is_well(warehouse: Warehouse) -> bool:
    """Whether the store still answers; a full disk may have cost it its life."""
    try:
        return bool(warehouse.rows("select 1"))
    except (duckdb.Error, StoreError):
        return False


def _log(level: int, words: str) -> None:
    """A line in the log, without customers."""
    log.log(level, "%s", hidden(printable(words)))


def _log_trace(words: str) -> None:
    log.error("%s\n%s", hidden(printable(words)), hidden(traceback.format_exc()))


def _write_json(path: Path, content: dict[str, Any]) -> None:
    """Whoever waits for the file sees it whole."""
    part = path.with_name(path.name + ".part")
    part.write_text(json.dumps(content, indent=2, ensure_ascii=False), "utf-8")
    part.replace(path)
