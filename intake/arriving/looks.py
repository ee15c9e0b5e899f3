"""Looks at a file that may still be being written."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from babel.numbers import format_decimal

from words import locale, say_many

UNFINISHED = (".part", ".tmp", ".crdownload", ".download")


@dataclass(frozen=True)
class Look:
    """A file at one moment; the same size and time later means it is whole."""

    size: int
    changed: int  # nanoseconds
    at: float  # on the monotonic clock


@dataclass(frozen=True)
class Waiting:
    """A file that is not taken in yet; it has been there since then (UTC)."""

    name: str
    bytes: int
    since: datetime


def size_words(size: int) -> str:
    """A file's size as people say it: 12 bytes, 3.3 MB."""
    for unit, much in (("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if size >= much:
            return f"{format_decimal(size / much, '#,##0.0', locale())} {unit}"
    return say_many("{n} byte", "{n} bytes", size)


def waiting(path: Path, name: str) -> Waiting | None:
    """How long a file has been where it is; None where it has vanished."""
    try:
        status = path.lstat()
    except FileNotFoundError:
        return None
    since = datetime.fromtimestamp(status.st_ctime, UTC).replace(tzinfo=None)
    return Waiting(name, status.st_size, since)


def is_export(path: Path) -> bool:
    """A file that is meant for us: not hidden, unfinished, linked or a folder."""
    return (
        not path.name.startswith((".", "~$"))
        and path.suffix.lower() not in UNFINISHED
        and not path.is_symlink()
        and path.is_file()
    )


def look_at(path: Path) -> Look | None:
    """How the file is now; None where it has vanished."""
    try:
        status = path.lstat()
    except FileNotFoundError:
        return None
    return Look(status.st_size, status.st_mtime_ns, time.monotonic())


def same(before: Look | None, now: Look) -> bool:
    """Whether nobody has written to it in between."""
    return before is not None and (before.size, before.changed) == (
        now.size,
        now.changed,
    )
