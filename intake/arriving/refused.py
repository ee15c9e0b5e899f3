"""Files that were refused: why, and what one may do with them."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from intake.names import cut
from intake.recognition import UNKNOWN
from intake.telling import in_english
from words import heard

REFUSED = "refused"
DISMISSED = "dismissed"


@dataclass(frozen=True)
class RefusedFile:
    """A file that no source took, and why.

    `path` is where it lies, `at` when it was put there (UTC); `bytes` is None
    where somebody took it away.
    """

    file_name: str
    reason: str
    path: Path
    at: datetime
    bytes: int | None

    @property
    def is_unknown(self) -> bool:
        """Whether no source knows its columns, and they may be matched."""
        return UNKNOWN in in_english(self.reason)

    def belongings(self) -> tuple[Path, ...]:
        """What lies beside it to tell why."""
        name = self.path.name
        return (
            self.path.with_name(f"{name}.reason.txt"),
            self.path.with_name(f"{name}.json"),
        )


def refused_files(folder: Path) -> tuple[RefusedFile, ...]:
    """The files under a data folder that were refused, the newest first."""
    found = [_refused(told) for told in (folder / REFUSED).glob("*.json")]
    return tuple(sorted(filter(None, found), key=lambda one: one.at, reverse=True))


def _refused(told: Path) -> RefusedFile | None:
    """The file that a receipt tells of; None for a file that is no receipt.

    A file that was refused may be one of JSON itself.
    """
    path = told.with_name(told.name.removesuffix(".json"))
    reason = path.with_name(f"{path.name}.reason.txt")
    if not (path.is_file() or reason.is_file()):
        return None
    try:
        known = json.loads(told.read_text("utf-8"))
        at = datetime.fromtimestamp(told.stat().st_mtime, UTC).replace(tzinfo=None)
        size = path.stat().st_size if path.is_file() else None
        name = Path(known["file_name"]).name
        why = heard(known.get("said") or known["reason"])
        return RefusedFile(name, why, path, at, size)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def dismiss(refused: RefusedFile) -> None:
    """Put a refused file out of sight, with its reason; it is never deleted."""
    place = refused.path.parent / DISMISSED
    place.mkdir(exist_ok=True)
    for path in (refused.path, *refused.belongings()):
        if path.exists():
            shutil.move(path, place / path.name)


def try_again(refused: RefusedFile, inbox: Path) -> bool:
    """Put a refused file back into the inbox; False where one of its name waits."""
    target = inbox / cut(refused.file_name)
    if target.exists() or not refused.path.is_file():
        return False
    shutil.move(refused.path, target)
    for path in refused.belongings():
        path.unlink(missing_ok=True)
    return True
