"""The company whose numbers are shown: its values, its store, its inbox.

One for the whole process. Until the first export arrives the house shows the
made-up company, from a store of its own: the two never mix.
"""

from __future__ import annotations

import logging
import os
import shutil
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from datetime import date
from functools import cache, cached_property
from pathlib import Path

import duckdb

from demo import write_company
from intake.arriving.inbox import Inbox
from intake.customers import hidden
from intake.house import House as Settings
from intake.house import house_of
from intake.keeping.commented import empty_comments
from intake.keeping.receipts import Receipt, receipts
from intake.keeping.undoing import Undone, undo
from intake.loading import load_export
from intake.own_forms import folder_of, zoneless_sources
from intake.scratch import clear_away
from metrics.ahead import count_ahead
from metrics.alternatives import Alternatives, load_alternatives
from metrics.catalog import load_catalog
from metrics.errors import SelarasError, StoreError
from metrics.hours_forms import FILE_NAME as CALENDAR
from metrics.values import Values
from metrics.values_forms import load_values
from metrics.versions import remember
from metrics.warehouse import MAKER, Warehouse
from metrics.working import keep_hours
from words import say

ROOT = Path(__file__).parent.parent
LOG = logging.getLogger("selaras")
OPENING = threading.Lock()
LOOK = 0.5  # seconds between looks at whether the store is another one
ENDING = 20.0  # seconds that what is under way is given to end
MADE = "made"  # the demo's exports, in its folder


class House:
    """The open stores of one process, and what decides how they are read.

    The demo company's data end with `demo_until`, or yesterday.
    """

    def __init__(
        self, folder: Path, values_path: Path, demo_until: date | None = None
    ) -> None:
        self.folder = folder
        self.demo_until = demo_until
        self.values_path = values_path
        self.catalog = load_catalog(values_path.parent / "metrics")
        self.own = Warehouse.open(folder)
        remember(self.own, self.catalog)
        clear_away(folder)
        self._demo: Warehouse | None = None
        self._read: tuple[object, Values] | None = None
        self._opening = threading.Lock()
        self.stopped = threading.Event()
        self._threads: list[threading.Thread] = []
        self.inbox = Inbox(lambda: self.own, self.settings, folder / "inbox")

    def values(self) -> Values:
        """values.yaml and the hours beside it, read anew when they changed.

        Raises ValuesError.
        """
        calendar = self.values_path.with_name(CALENDAR)
        stamp = _stamp(self.values_path), _stamp(calendar)
        if self._read is None or self._read[0] != stamp:
            read = load_values(self.values_path, self.catalog, self._sources)
            for store in filter(None, (self.own, self._demo)):
                keep_hours(store, read.hours)
            self._read = stamp, read
        return self._read[1]

    def _sources(self) -> frozenset[str] | None:
        return zoneless_sources(folder_of(self.values_path))

    def settings(self) -> Settings:
        """What intake needs to know of the company; raises ValuesError."""
        return house_of(self.values(), self.catalog, self.values_path)

    @cached_property
    def alternatives(self) -> Alternatives:
        """Other published ways to count; raises DefinitionError."""
        return load_alternatives(self.catalog, self.values_path.parent / "metrics")

    @property
    def is_demo(self) -> bool:
        """Whether there is nothing of the company's own to show."""
        return self.own.is_empty()

    @property
    def warehouse(self) -> Warehouse:
        """The store that is shown."""
        return self.demo() if self.is_demo else self.own

    @property
    def receipts_from(self) -> Warehouse:
        """The store whose receipts are shown: your own from the first export on."""
        return self.own if receipts(self.own) else self.warehouse

    def version(self) -> str:
        """Changes whenever the numbers may have."""
        own = self.own.version()
        return f"demo-{self.demo().version()}-{own}" if self.is_demo else f"own-{own}"

    def demo(self) -> Warehouse:
        """The made-up company, made once and kept beside the data."""
        with self._opening:
            if self._demo is None:
                self._demo = self._open_demo()
            return self._demo

    def make_ready(self) -> None:
        """Make the demo company ahead of the first page; a problem is its to say."""
        try:
            self.demo()
        except SelarasError as problem:
            LOG.warning("%s", problem)

    def load(self, path: Path, file_name: str, by: str) -> Receipt:
        """Take one export in; raises ExportError when it is refused."""
        settings = self.settings()
        return load_export(self.own, path, settings, file_name=file_name, by=by)

    def undo(self, export_id: int, by: str) -> Undone:
        """Take an export back; raises UndoError where there is no such."""
        return undo(self.own, export_id, by, self.settings().published)

    def news(self) -> str:
        """The last thing that happened to the store, in a sentence."""
        found = receipts(self.own)
        return max(found, key=Receipt.happened).news() if found else ""

    def run(self) -> None:
        """Take in what is dropped into the inbox, until closed."""
        self._empty_comments()
        self._start("inbox", lambda: self.inbox.watch(self.stopped))
        if self.is_demo:
            self._start("demo", self.make_ready)
        self._start("ahead", self.work_ahead)

    def work_ahead(self) -> None:
        """Sum up days at the start, and have what filters show known, as the store
        changes; a load sums up for itself."""
        if not self.is_demo:
            self.sum_up()
        known: object = None
        while not self.stopped.wait(LOOK):
            if self.own.state is not known:
                known = self.own.state
                self._count_ahead()

    def _count_ahead(self) -> None:
        with self._left_to_pages("what filters show cannot be counted ahead"):
            count_ahead(
                self.own,
                self.values(),
                self.catalog,
                lambda: not self.stopped.is_set(),
            )

    def sum_up(self) -> None:
        """Bring the sums by day up to date, where a definition is another one now.

        A load does it too; a mistake in values.yaml is a page's to say.
        """
        with self._left_to_pages("days cannot be summed up"):
            published = self.settings().published
            if published:
                published.sum_up(self.own)

    @contextmanager
    def _left_to_pages(self, problem: str) -> Iterator[None]:
        """A mistake of the company's is a page's to say; any other is written down."""
        try:
            yield
        except SelarasError:
            pass
        except Exception:  # noqa: BLE001 what is done ahead outlives any number
            if not self.stopped.is_set():
                LOG.error("%s\n%s", problem, hidden(traceback.format_exc()))

    def _empty_comments(self) -> None:
        """Keep none that the company does not ask for; a mistake is a page's to say."""
        with suppress(SelarasError):
            if not self.settings().keep_comments:
                empty_comments(self.own)

    def _start(self, name: str, work: Callable[[], None]) -> None:
        self._threads.append(threading.Thread(target=work, name=name, daemon=True))
        self._threads[-1].start()

    def close(self) -> None:
        """Let the stores go, once what is under way is done or left."""
        self.stopped.set()
        for thread in self._threads:
            thread.join(ENDING)
        self.own.close()
        if self._demo:
            self._demo.close()

    def _open_demo(self) -> Warehouse:
        """The demo's store; one that was left half made is made anew."""
        folder = self.folder / "demo"
        try:
            if not _is_whole(folder):
                LOG.info("Making the demo company, about half a minute")
                settings = replace(self.settings(), published=None)
                _make_demo(folder, settings, self.stopped, self.demo_until)
            store = Warehouse.open(folder)
            remember(store, self.catalog)
            if self._read:
                keep_hours(store, self._read[1].hours)
            return store
        except (OSError, duckdb.Error) as error:
            said = getattr(error, "strerror", None) or str(error).splitlines()[0]
            raise StoreError(
                say(
                    "{folder}: the made-up company cannot be made ({why}); make room "
                    "on the disk, or load an export of your own.",
                    folder=str(folder),
                    why=said,
                )
            ) from error


def _is_whole(folder: Path) -> bool:
    """Whether each of the demo's exports was taken in."""
    if not folder.exists():
        return False
    with closing(Warehouse.open(folder)) as store:
        taken = sum(one.loaded_by == MAKER for one in receipts(store))
    made = len(list(folder.glob(f"{MADE}/*.csv")))
    return 0 < made <= taken  # with the decisions that were written since


def _make_demo(
    folder: Path, settings: Settings, stopped: threading.Event, until: date | None
) -> None:
    """Make it beside its place, and move it there when it is whole.

    Raises StoreError where it is stopped before.
    """
    making = folder.with_name(f"{folder.name}.making")
    shutil.rmtree(making, ignore_errors=True)
    with closing(Warehouse.open(making)) as store:
        for path in write_company(making / MADE, until=until):
            if stopped.is_set():
                raise StoreError(
                    say("{folder}: stopped before it was whole.", folder=str(folder))
                )
            if path.suffix == ".csv":
                load_export(store, path, settings, by=MAKER)
    if folder.exists():
        shutil.rmtree(folder)
    making.rename(folder)


def house() -> House:
    """The house of this process, from SELARAS_DATA and SELARAS_VALUES.

    Opened at the first call that succeeds; raises SelarasError until then.
    """
    folder = Path(os.environ.get("SELARAS_DATA", ROOT / "data"))
    values = Path(os.environ.get("SELARAS_VALUES", ROOT / "config" / "values.yaml"))
    with OPENING:
        return _open(folder, values)


def _stamp(path: Path) -> object:
    """What changes when a file does; None while there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


@cache
def _open(folder: Path, values: Path) -> House:
    opened = House(folder, values)
    opened.run()
    return opened


@contextmanager
def quiet_at_the_end() -> Iterator[None]:
    """A page that is interrupted because the house closes has no more to say."""
    try:
        yield
    except duckdb.Error:
        if not house().stopped.is_set():
            raise


def start() -> None:
    """Open the house before the first page; a problem is left for it to say."""
    try:
        house()
    except SelarasError as problem:
        LOG.warning("%s", problem)


def stop() -> None:
    """Close the house, if it was opened."""
    if _open.cache_info().currsize:
        house().close()
