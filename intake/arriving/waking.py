"""Waking whoever waits for files as soon as one comes to a folder."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

from watchdog.events import (
    DirCreatedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer

COMES = (
    DirCreatedEvent, DirMovedEvent, FileClosedEvent, FileCreatedEvent, FileMovedEvent,
)  # fmt: skip
NAP = 0.25  # seconds until a sleeper sees that it is to stop
NOT_WATCHED = (
    "%s: the system does not say when a file comes (%s); "
    "it is looked at every second instead"
)

log = logging.getLogger(__name__)


class Waking(FileSystemEventHandler):
    """An alarm that a file sets off; `works` where the system tells of files."""

    def __init__(self) -> None:
        self._rung = threading.Event()
        self.works = False

    def on_any_event(self, event: FileSystemEvent) -> None:
        """A file or a folder came."""
        self._rung.set()

    def sleep(self, seconds: float, stop: threading.Event) -> None:
        """Sleep until a file comes, the time is over, or it is to stop."""
        until = monotonic() + seconds
        while not stop.is_set() and (left := until - monotonic()) > 0:
            if self._rung.wait(min(left, NAP)):
                break
        self._rung.clear()


@contextmanager
def woken_by(folder: Path) -> Iterator[Waking]:
    """An alarm that goes off when something comes to a folder.

    Where the system cannot watch one more folder, it never does; the log says so.
    """
    waking, observer = Waking(), Observer()
    try:
        observer.schedule(waking, str(folder), event_filter=list(COMES))
        observer.start()
        waking.works = True
    except OSError as error:
        log.warning(NOT_WATCHED, folder, error.strerror or error)
    try:
        yield waking
    finally:
        if waking.works:
            observer.stop()
            observer.join()
