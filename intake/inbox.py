"""The folder that exports are dropped into, and what becomes of them.

A file taken in moves to exports/, a refused one to refused/ with its reason
beside it; what happened stands in receipts/ or refused/ as JSON.
"""

from __future__ import annotations

import json
import logging
import shutil
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb

from intake.house import House
from intake.loading import load_export
from intake.looks import Look, is_export, look_at, same
from intake.receipts import Receipt
from metrics.errors import ExportError, SelarasError
from metrics.warehouse import Warehouse

LOOK_EVERY = 1.0  # seconds
UNEXPECTED = "{name}: something unexpected went wrong ({error}); the log has it all."

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
        patience: float = LOOK_EVERY,
    ) -> None:
        self._warehouse = warehouse
        self._house = house
        self._patience = patience
        self._looks: dict[Path, Look] = {}
        self._said: set[str] = set()
        self.folder = folder

    def watch(self, stop: threading.Event) -> None:
        """Sweep every second until told to stop."""
        while not stop.wait(LOOK_EVERY):
            try:
                self.sweep()
            except Exception:  # the watch outlives whatever a file or disk does
                log.exception("the inbox could not be swept")

    def sweep(self) -> tuple[Receipt, ...]:
        """Take in every file that is whole, oldest first; their receipts."""
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
        return [path for path in self.folder.iterdir() if is_export(path)]

    def _is_whole(self, path: Path, look: Look) -> bool:
        before = self._looks.get(path)
        return (
            before is not None
            and same(before, look)
            and look.at - before.at >= self._patience
        )

    def _age(self, path: Path) -> tuple[int, str]:
        return self._looks[path].changed, path.name

    def _turn(self, path: Path) -> Receipt | None:
        """Whatever happens to this file, the next one gets its turn."""
        try:
            return self._take(path)
        except Exception:
            log.exception("%s could not be put aside", path.name)
            return None

    def _take(self, path: Path) -> Receipt | None:
        try:
            warehouse = self._warehouse()
            receipt = load_export(warehouse, path, self._house())
            self._keep(path, receipt, warehouse)
        except ExportError as error:
            if _is_well(warehouse):
                self._refuse(path, str(error))
            else:
                self._wait(path, error)
        except SelarasError as error:  # the store or values.yaml: not the file's fault
            self._wait(path, error)
        except Exception as error:
            log.exception("%s could not be taken in", path.name)
            self._refuse(path, UNEXPECTED.format(name=path.name, error=error))
        else:
            return receipt
        return None

    def _wait(self, path: Path, error: SelarasError) -> None:
        """Leave a file for the next sweep, and say so once."""
        said = f"{path.name} stays in the inbox: {error}"
        if said not in self._said:
            log.warning(said)
        self._said.add(said)

    def _keep(self, path: Path, receipt: Receipt, warehouse: Warehouse) -> None:
        log.info(receipt.sentence())
        rows = warehouse.rows(
            "select sha256 from exports where export_id = $export_id",
            {"export_id": receipt.export_id},
        )
        self._move(path, self._neighbour("exports") / f"{rows[0][0][:12]}-{path.name}")
        ending = ".again.json" if receipt.already else ".json"
        receipts = self._neighbour("receipts")
        _write_json(receipts / f"{receipt.export_id}{ending}", receipt.as_dict())

    def _refuse(self, path: Path, reason: str) -> None:
        log.warning(reason)
        if not path.exists():
            return
        refused = self._neighbour("refused")
        self._move(path, refused / path.name)
        (refused / f"{path.name}.reason.txt").write_text(reason + "\n", "utf-8")
        told = {"file_name": path.name, "reason": reason}
        _write_json(refused / f"{path.name}.json", told)

    def _move(self, path: Path, target: Path) -> None:
        shutil.move(path, target)
        self._looks.pop(path, None)

    def _neighbour(self, name: str) -> Path:
        folder = self.folder.parent / name
        folder.mkdir(exist_ok=True)
        return folder


def _is_well(warehouse: Warehouse) -> bool:
    """Whether the store still answers; a full disk may have cost it its life."""
    try:
        return bool(warehouse.rows("select 1"))
    except duckdb.Error:
        return False


def _write_json(path: Path, content: dict[str, Any]) -> None:
    """Whoever waits for the file sees it whole."""
    part = path.with_name(path.name + ".part")
    part.write_text(json.dumps(content, indent=2, ensure_ascii=False), "utf-8")
    part.replace(path)
