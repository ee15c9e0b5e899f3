"""The store: one DuckDB file, opened once by a process, a cursor a thread."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from weakref import WeakSet

import duckdb

from metrics.errors import StoreBusyError, StoreError
from metrics.remembering import Found, Memory
from words import say

FILE_NAME = "selaras.duckdb"
MAKER = "demo"  # whose exports the demo company's are
ROOM = Path(__file__).parent
SCHEMA = ROOM / "schema.sql"
# Columns that other rows decide, one after the other.
SETTLE = tuple(sorted((ROOM / "settling").glob("*.sql")))
NEXT_CONTACTS = ROOM / "next_contacts.sql"
ABOUT_TICKETS = ("tickets", "surveys", "reviews", "calls")
# What those are told of, and of whose rows that is.
TOUCHED = {
    "touched_customers": ("customer_id", "tickets"),
    "touched_tickets": ("ticket_id", "tickets"),
    "touched_buyers": ("customer_id", "orders"),
}
# Those that every store has had from the beginning.
ALWAYS_SETTLED = ("1_next_contacts", "2_told_by_tickets")
# What needs more memory goes over the disk, beside the store.
CONFIG: dict[str, str | bool | int | float | list[str]] = {"memory_limit": "1200MB"}
LOCKED = "IO Error: Could not set lock on file "
INTERRUPTED = 5.0  # seconds until a query, or a write at the end, must have ended
TABLES = (
    "tickets", "surveys", "reviews", "calls", "orders", "subscriptions", "measurements",
    "decisions",
)  # fmt: skip


class Warehouse:
    """The shared tables of one data folder.

    Reading takes a cursor for each thread; writing is one transaction at a
    time, seen whole or not at all.
    """

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, folder: Path, path: str = ""
    ) -> None:
        self._connection = connection
        self._threads = threading.local()
        self._write = threading.Lock()
        self._swapping = threading.Lock()
        self._cursors: WeakSet[duckdb.DuckDBPyConnection] = WeakSet()
        self._memory: Memory | None = Memory()
        self._is_dead = False
        self._path = path
        self.folder = folder
        connection.execute(SCHEMA.read_text())
        _settle_what_is_new(connection)

    @classmethod
    def open(cls, folder: Path) -> Warehouse:
        """Open or make the store of a data folder.

        Raises StoreError when another process has it open or it is no store.
        """
        try:
            folder.mkdir(parents=True, exist_ok=True)
            path = str(folder / FILE_NAME)
            return cls(duckdb.connect(path, config=CONFIG), folder, path)
        except (OSError, duckdb.Error) as error:
            raise cannot_open(folder, error) from error

    @classmethod
    def in_memory(cls) -> Warehouse:
        """A store that is gone when the process ends."""
        return cls(duckdb.connect(":memory:"), Path())

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """This thread's own cursor; use up a result before the next query."""
        self._live()
        with self._swapping:
            if not hasattr(self._threads, "cursor"):
                self._threads.cursor = self._connection.cursor()
                self._cursors.add(self._threads.cursor)
            cursor: duckdb.DuckDBPyConnection = self._threads.cursor
            return cursor

    def rows(self, query: str, parameters: object = None) -> list[tuple[Any, ...]]:
        """All rows of one query, which is not to hang on chance or on the clock."""

        def find() -> list[tuple[Any, ...]]:
            return self.cursor().execute(query, parameters).fetchall()

        return list(self.remembered((query, repr(parameters)), find))

    def remembered(self, asked: Hashable, find: Callable[[], Found]) -> Found:
        """What was found of the store as this thread's one moment sees it; out of
        such a moment, it is found anew."""
        memory: Memory | None = getattr(self._threads, "memory", None)
        return memory.of(asked, find) if memory else find()

    @contextmanager
    def one_moment(self) -> Iterator[None]:
        """All that this thread reads meanwhile is of one moment, whatever is loaded,
        and what others found of the same state is known."""
        cursor = self.cursor()
        if getattr(self._threads, "memory", None):
            yield
            return
        self._begin(cursor)
        try:
            yield
        finally:
            self._threads.memory = None
            with suppress(duckdb.Error):
                cursor.execute("rollback")

    def next_moment(self) -> None:
        """After a query that failed: read on, from now."""
        if getattr(self._threads, "memory", None):
            cursor = self.cursor()
            with suppress(duckdb.Error):
                cursor.execute("rollback")
            self._begin(cursor)

    def _begin(self, cursor: duckdb.DuckDBPyConnection) -> None:
        """Where something is being written, nobody knows which state is seen."""
        memory = self._memory
        cursor.execute("begin transaction read only")
        try:
            cursor.execute("from exports limit 0")  # it sees what its first query finds
        except duckdb.Error:
            with suppress(duckdb.Error):
                cursor.execute("rollback")
            raise
        is_known = memory is not None and memory is self._memory
        self._threads.memory = memory if is_known else Memory()

    @contextmanager
    def writing(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor in a transaction: all of it is kept, or none."""
        with self._write:
            self._live()
            cursor = self._connection.cursor()
            cursor.execute("begin transaction")
            try:
                yield cursor
                self._memory = None
                cursor.execute("commit")
            except BaseException as error:
                with suppress(duckdb.Error):
                    cursor.execute("rollback")
                if isinstance(error, duckdb.FatalException):
                    cursor.close()
                    self._reopen()
                raise
            finally:
                self._memory = Memory()
                cursor.close()

    def _live(self) -> None:
        """Open a store again that died; StoreError while that cannot be."""
        if self._is_dead:
            self._reopen()
        if self._is_dead:
            raise StoreError(
                say(
                    "{path}: the store cannot be opened again; make room on the disk, "
                    "and start again.",
                    path=self._path,
                )
            )

    def _reopen(self) -> None:
        """A full disk at the commit kills the engine, not what was committed.

        A dead engine lives as long as a handle of it, so all are closed. Where
        one is in use, it is left, and the next call tries again.
        """
        if not self._path:
            return
        with self._swapping:
            for handle in (*self._cursors, self._connection):
                _let_go(handle)
            self._is_dead = not self._revive()

    def _revive(self) -> bool:
        try:
            connection = duckdb.connect(self._path, config=CONFIG)
            connection.execute("select 1")
        except duckdb.Error:
            return False
        self._connection, self._threads = connection, threading.local()
        self._cursors = WeakSet()
        return True

    def copy(self, folder: Path) -> Warehouse:
        """The same store in another folder, as it is now."""
        name = self.rows("select current_database()")[0][0]
        cursor = self.cursor()
        cursor.execute(f"attach '{_quoted(folder / FILE_NAME)}' as a_copy")
        try:
            cursor.execute(f'copy from database "{name}" to a_copy')
        finally:
            cursor.execute("detach a_copy")
        return Warehouse.open(folder)

    def version(self) -> int:
        """Grows with every export that comes or goes; caches hang on it."""
        newest = self.rows(
            "select coalesce(max(export_id), 0) + count(undone_at) from exports"
        )
        return int(newest[0][0])

    @property
    def state(self) -> object:
        """Another one after each write, also of what is no export."""
        return self._memory

    def is_empty(self) -> bool:
        """Whether no export stands in it of which a row was taken."""
        return not self.rows(
            "select 1 from exports "
            "where undone_at is null and rows_read > rows_rejected limit 1"
        )

    def is_made_up(self) -> bool:
        """Whether what stands in it is of the demo company."""
        made = "select 1 from exports where undone_at is null and loaded_by = ? limit 1"
        return bool(self.rows(made, [MAKER]))

    def close(self) -> None:
        """Write everything to the file and let it go.

        What only reads is interrupted. A write ends first; one that takes longer
        is left to the end of the process, and was never made.
        """
        has_ended = self._write.acquire(timeout=INTERRUPTED)
        try:
            with self._swapping:
                left = (self._connection,) if has_ended else ()
                for handle in (*self._cursors, *left):
                    _let_go(handle)
        finally:
            if has_ended:
                self._write.release()


def _settle_what_is_new(connection: duckdb.DuckDBPyConnection) -> None:
    """Work out, in a store that was made before, what it does not know of yet."""
    known = {name for (name,) in connection.execute("from settled").fetchall()}
    new = [step for step in SETTLE if step.stem not in known]
    if not new:
        return
    connection.execute("begin transaction")
    if connection.execute("from exports limit 1").fetchall():
        for name, (one, table) in TOUCHED.items():
            tables = ABOUT_TICKETS if one == "ticket_id" else (table,)
            every = " union ".join(f"select {one} from {told}" for told in tables)
            connection.execute(
                f"create or replace temp table {name} as "
                f"from ({every}) where {one} is not null"
            )
        for step in new:
            if step.stem not in ALWAYS_SETTLED:
                connection.execute(step.read_text(encoding="utf-8"))
    connection.executemany(
        "insert into settled values (?)", [[step.stem] for step in new]
    )
    connection.execute("commit")


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _let_go(handle: duckdb.DuckDBPyConnection) -> None:
    """Close a handle; whatever runs on it is interrupted."""
    until = time.monotonic() + INTERRUPTED
    while time.monotonic() < until:
        with suppress(duckdb.Error):
            handle.interrupt()
        try:
            handle.close()
            return
        except duckdb.Error:
            time.sleep(0.01)


def cannot_open(folder: Path, error: Exception) -> StoreError:
    """Say in one sentence why a store does not open, and what to do."""
    path = folder / FILE_NAME
    words = str(error)
    if words.startswith(LOCKED):
        return StoreBusyError(
            say(
                "{path}: another process, a dashboard perhaps, has the store open. "
                "Stop it, or look at the dashboard.",
                path=str(path),
            )
        )
    if isinstance(error, OSError):
        return StoreError(
            say(
                "{path}: {error}. Check the folder and its permissions.",
                path=str(path),
                error=str(error.strerror),
            )
        )
    return StoreError(
        say(
            "{path}: this is no store of Selaras ({error}).",
            path=str(path),
            error=words.splitlines()[0],
        )
    )
