"""The store: one DuckDB file, opened once by a process, a cursor a thread."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import duckdb

from metrics.errors import StoreBusyError, StoreError

FILE_NAME = "selaras.duckdb"
ROOM = Path(__file__).parent
SCHEMA = ROOM / "schema.sql"
SETTLE = ROOM / "settle.sql"
TABLES = ("tickets", "surveys", "reviews", "calls", "orders", "subscriptions")


class Warehouse:
    """The shared tables of one data folder.

    Reading takes a cursor for each thread; writing is one transaction at a
    time, seen whole or not at all.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
        self._connection = connection
        self._threads = threading.local()
        self._write = threading.Lock()
        self.folder = folder
        connection.execute(SCHEMA.read_text())

    @classmethod
    def open(cls, folder: Path) -> Warehouse:
        """Open or make the store of a data folder.

        Raises StoreError when another process has it open or it is no store.
        """
        try:
            folder.mkdir(parents=True, exist_ok=True)
            return cls(duckdb.connect(str(folder / FILE_NAME)), folder)
        except (OSError, duckdb.Error) as error:
            raise cannot_open(folder, error) from error

    @classmethod
    def in_memory(cls) -> Warehouse:
        """A store that is gone when the process ends."""
        return cls(duckdb.connect(":memory:"), Path())

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """This thread's own cursor; use up a result before the next query."""
        if not hasattr(self._threads, "cursor"):
            self._threads.cursor = self._connection.cursor()
        cursor: duckdb.DuckDBPyConnection = self._threads.cursor
        return cursor

    def rows(self, query: str, parameters: object = None) -> list[tuple[Any, ...]]:
        """All rows of one query."""
        return self.cursor().execute(query, parameters).fetchall()

    @contextmanager
    def writing(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor in a transaction: all of it is kept, or none."""
        with self._write:
            cursor = self._connection.cursor()
            cursor.execute("begin transaction")
            try:
                yield cursor
                cursor.execute("commit")
            except BaseException as error:
                with suppress(duckdb.Error):
                    cursor.execute("rollback")
                if isinstance(error, duckdb.FatalException):
                    self._reopen()
                raise
            finally:
                cursor.close()

    def _reopen(self) -> None:
        """A full disk at the commit kills the engine, not what was committed."""
        self._connection.close()
        self._connection = duckdb.connect(str(self.folder / FILE_NAME))
        self._threads = threading.local()

    def version(self) -> int:
        """Grows with every export that is taken in; caches hang on it."""
        newest = self.rows("select coalesce(max(export_id), 0) from exports")
        return int(newest[0][0])

    def close(self) -> None:
        """Write everything to the file and let it go."""
        self._connection.close()


def cannot_open(folder: Path, error: Exception) -> StoreError:
    """Say in one sentence why a store does not open, and what to do."""
    path = folder / FILE_NAME
    words = str(error)
    if "lock" in words.lower():
        return StoreBusyError(
            f"{path}: another process, a dashboard perhaps, has the store open. "
            "Stop it, or look at the dashboard."
        )
    if isinstance(error, OSError):
        return StoreError(
            f"{path}: {error.strerror}. Check the folder and its permissions."
        )
    return StoreError(f"{path}: this is no store of Selaras ({words.splitlines()[0]}).")
