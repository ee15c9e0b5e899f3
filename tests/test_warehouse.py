"""It opens one store for one process, and opens it again when its engine dies."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from metrics import remembering
from metrics.errors import StoreBusyError, StoreError
from metrics.remembering import Memory
from metrics.warehouse import Warehouse
from tests.intake_desk import Desk

SLOW = "select count(*) from range(1000000000000) as t(i) where i % 7 = 3"
HOLD = """
import duckdb, sys
connection = duckdb.connect(sys.argv[1])
print("open", flush=True)
sys.stdin.read()
"""


def test_says_that_another_process_has_the_store(tmp_path: Path) -> None:
    path = tmp_path / "selaras.duckdb"
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)],
        stdout=subprocess.PIPE,
        stdin=subprocess.PIPE,
    )
    assert holder.stdout
    holder.stdout.readline()
    with pytest.raises(StoreBusyError) as busy:
        Warehouse.open(tmp_path)
    holder.communicate()
    assert str(busy.value) == (
        f"{path}: another process, a dashboard perhaps, has the store open. "
        "Stop it, or look at the dashboard."
    )


def test_does_not_take_a_folder_called_clock_for_a_lock(tmp_path: Path) -> None:
    folder = tmp_path / "clock"
    folder.mkdir()
    (folder / "selaras.duckdb").write_bytes(b"garbage" * 1000)
    with pytest.raises(StoreError) as refused:
        Warehouse.open(folder)
    assert not isinstance(refused.value, StoreBusyError)
    assert "this is no store of Selaras" in str(refused.value)


def test_opens_again_while_somebody_reads(tmp_path: Path) -> None:
    warehouse = Warehouse.open(tmp_path)
    with warehouse.writing() as cursor:
        cursor.execute("insert into keys values ('kept')")
    ended: list[str] = []

    def read() -> None:
        try:
            warehouse.rows(SLOW)
        except duckdb.Error as error:
            ended.append(type(error).__name__)
        ended.append(str(warehouse.rows("select fingerprint from keys")))

    reader = threading.Thread(target=read)
    reader.start()
    time.sleep(0.3)
    warehouse._reopen()
    reader.join(timeout=10)
    assert ended == ["InterruptException", "[('kept',)]"]
    assert warehouse.rows("select fingerprint from keys") == [("kept",)]
    with warehouse.writing() as cursor:
        cursor.execute("insert into keys values ('and written')")
    warehouse.close()


def test_closes_while_somebody_reads(tmp_path: Path) -> None:
    warehouse = Warehouse.open(tmp_path)
    with warehouse.writing() as cursor:
        cursor.execute("insert into keys values ('kept')")
    ended: list[str] = []

    def read() -> None:
        for _ in range(2):
            try:
                warehouse.rows(SLOW)
            except duckdb.Error as error:
                ended.append(type(error).__name__)

    reader = threading.Thread(target=read)
    reader.start()
    time.sleep(0.3)
    warehouse.close()
    reader.join(timeout=10)
    assert ended == ["InterruptException", "ConnectionException"]
    with closing(Warehouse.open(tmp_path)) as again:
        assert again.rows("select fingerprint from keys") == [("kept",)]


def test_reads_on_after_a_moment_that_could_not_begin() -> None:
    warehouse = Warehouse.in_memory()
    with warehouse.writing() as cursor:
        cursor.execute("alter table exports rename to away")
    with pytest.raises(duckdb.CatalogException), warehouse.one_moment():
        pass
    with warehouse.writing() as cursor:
        cursor.execute("alter table away rename to exports")
    for _ in range(2):
        with warehouse.one_moment():
            assert warehouse.rows("select count(*) from exports") == [(0,)]


KEYS = "select fingerprint from keys order by all"


def test_remembers_what_was_found_of_one_state_alone(tmp_path: Path) -> None:
    warehouse = Warehouse.open(tmp_path)
    asked = []

    def keys() -> list[tuple[str]]:
        asked.append(KEYS)
        return warehouse.rows(KEYS)

    def remembered() -> list[tuple[str]]:
        return warehouse.remembered("keys", keys)

    with warehouse.one_moment():
        assert remembered() == remembered() == []
    with warehouse.one_moment():
        assert remembered() == []
        _write(warehouse, "one")
        assert remembered() == warehouse.rows(KEYS) == []
    assert len(asked) == 1
    with warehouse.one_moment():
        assert remembered() == warehouse.rows(KEYS) == [("one",)]
    assert len(asked) == 2
    assert remembered() == [("one",)]
    assert len(asked) == 3


def test_forgets_first_what_was_asked_for_the_longest_ago(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(remembering, "MOST", 3)
    memory = Memory()
    found = []

    def asked(key: str) -> None:
        memory.of(key, lambda: found.append(key))

    for key in ("a", "b", "c", "a", "d"):
        asked(key)
    assert found == ["a", "b", "c", "d"]
    asked("a")
    asked("b")
    assert found == ["a", "b", "c", "d", "b"]


def test_keeps_no_long_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembering, "LONGEST", 2)
    memory = Memory()
    first = memory.of("short", lambda: [1, 2])
    assert memory.of("short", lambda: [3]) is first
    memory.of("long", lambda: [1, 2, 3])
    assert memory.of("long", lambda: [4]) == [4]


def test_remembers_nothing_that_was_never_committed(tmp_path: Path) -> None:
    warehouse = Warehouse.open(tmp_path)

    def fail() -> None:
        with warehouse.writing() as cursor:
            cursor.execute("insert into keys values ('gone')")
            with warehouse.one_moment():
                assert warehouse.rows(KEYS) == []
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    with warehouse.one_moment():
        assert warehouse.rows(KEYS) == []


def test_a_moment_has_what_was_committed_before_it_began(tmp_path: Path) -> None:
    """Whatever is read meanwhile by others: each sees at least what it knows of."""
    warehouse = Warehouse.open(tmp_path)
    written, ended = [0], threading.Event()
    wrong: list[tuple[int, int, int]] = []

    def read() -> None:
        while not ended.is_set():
            before = written[0]
            with warehouse.one_moment():
                first = warehouse.rows("select count(*) from keys")[0][0]
                again = len(warehouse.rows(KEYS))
            if not before <= first == again:
                wrong.append((before, first, again))

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for number in range(90):
        _write(warehouse, str(number))
        written[0] += 1
    ended.set()
    for reader in readers:
        reader.join()
    assert wrong == []


def _write(warehouse: Warehouse, key: str) -> None:
    with warehouse.writing() as cursor:
        cursor.execute("insert into keys values (?)", [key])


def test_lets_a_write_end_before_it_closes(tmp_path: Path) -> None:
    warehouse = Warehouse.open(tmp_path)
    has_begun = threading.Event()

    def write() -> None:
        with warehouse.writing() as cursor:
            has_begun.set()
            time.sleep(0.3)
            cursor.execute("insert into keys values ('kept')")

    writer = threading.Thread(target=write)
    writer.start()
    has_begun.wait(timeout=10)
    warehouse.close()
    writer.join(timeout=10)
    with closing(Warehouse.open(tmp_path)) as again:
        assert again.rows("select fingerprint from keys") == [("kept",)]


def test_tries_again_to_open_a_store_that_did_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    warehouse = Warehouse.open(tmp_path)
    monkeypatch.setattr(Warehouse, "_revive", lambda _: False)
    warehouse._reopen()
    with pytest.raises(StoreError) as refused:
        warehouse.rows("select 1")
    assert str(refused.value) == (
        f"{tmp_path / 'selaras.duckdb'}: the store cannot be opened again; "
        "make room on the disk, and start again."
    )
    monkeypatch.undo()
    assert warehouse.rows("select 1") == [(1,)]


def test_makes_no_file_for_a_store_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    warehouse = Warehouse.in_memory()
    warehouse._reopen()
    assert warehouse.rows("select 1") == [(1,)]
    assert list(tmp_path.iterdir()) == []


def test_brings_an_older_store_up_to_date(tmp_path: Path) -> None:
    desk = Desk(tmp_path, tmp_path)
    desk.load("ticket_id,created_at,status\n7,2026-03-01,open\n")
    desk.load(
        "call_id,ticket_id,started_at,answered,talk_seconds\n1,7,2026-03-02,yes,60\n"
    )
    desk.warehouse.close()
    connection = duckdb.connect(str(tmp_path / "selaras.duckdb"))
    connection.execute("alter table exports drop column house")
    connection.execute("alter table reviews drop column from_ticket")
    connection.execute("alter table surveys drop column comment")
    connection.execute("alter table tickets drop column first_call_at")
    connection.execute("drop table settled")
    connection.close()
    warehouse = Warehouse.open(tmp_path)
    assert warehouse.rows("select house from exports") == [(None,), (None,)]
    assert warehouse.rows("select from_ticket from reviews") == []
    assert warehouse.rows("select comment from surveys") == []
    called = warehouse.rows("select first_call_at::date::varchar from tickets")
    assert called == [("2026-03-01",)]
