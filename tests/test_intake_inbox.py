"""It takes in what is dropped into the inbox, and says what became of it."""

from __future__ import annotations

import json
import logging
import os
import threading
import time
from pathlib import Path

import pytest

from intake.inbox import Inbox
from intake.loading import House
from metrics.errors import StoreError, ValuesError
from metrics.warehouse import Warehouse
from tests.intake_desk import AMSTERDAM, SAMPLES, TICKETS

GOOD = f"{TICKETS}\n1,2026-03-02,,open\n"


class Office:
    """A data folder with an inbox that is patient for no time at all."""

    def __init__(self, folder: Path) -> None:
        self.data = folder / "data"
        self.warehouse = Warehouse.open(self.data)
        self.house: House | Exception = AMSTERDAM
        self.inbox = Inbox(
            lambda: self.warehouse, self.ask_house, self.data / "inbox", patience=0
        )
        self.inbox.sweep()

    def ask_house(self) -> House:
        if isinstance(self.house, Exception):
            raise self.house
        return self.house

    def drop(self, name: str, content: str | bytes = GOOD) -> Path:
        path = self.data / "inbox" / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def sweep_twice(self) -> list[str]:
        return [r.file_name for _ in range(2) for r in self.inbox.sweep()]

    def files(self, folder: str) -> list[str]:
        return sorted(path.name for path in (self.data / folder).glob("*"))

    def stored(self) -> int:
        return int(self.warehouse.rows("select count(*) from tickets")[0][0])


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def test_takes_in_a_file_and_keeps_the_original_and_the_receipt(office: Office) -> None:
    office.drop("march.csv")
    assert office.sweep_twice() == ["march.csv"]
    assert office.stored() == 1
    assert office.files("inbox") == []
    # the first twelve digits of the file's SHA-256
    assert office.files("exports") == ["70f57d06c34e-march.csv"]
    assert office.files("receipts") == ["1.json"]
    receipt = json.loads((office.data / "receipts" / "1.json").read_text())
    assert (receipt["file_name"], receipt["new"]) == ("march.csv", 1)


def test_waits_until_a_file_no_longer_grows(office: Office) -> None:
    path = office.drop("march.csv", f"{TICKETS}\n")
    assert office.inbox.sweep() == ()
    with path.open("a") as file:
        file.write("1,2026-03-02,,open\n")
    assert office.inbox.sweep() == ()
    assert [r.read for r in office.inbox.sweep()] == [1]


def test_looks_twice_a_second_apart_by_default(tmp_path: Path) -> None:
    warehouse = Warehouse.in_memory()
    inbox = Inbox(lambda: warehouse, lambda: AMSTERDAM, tmp_path / "inbox")
    inbox.sweep()
    (tmp_path / "inbox" / "march.csv").write_text(GOOD)
    inbox.sweep()
    assert inbox.sweep() == ()
    time.sleep(1.05)
    assert [r.file_name for r in inbox.sweep()] == ["march.csv"]


def test_takes_the_oldest_first(office: Office) -> None:
    for age, name in enumerate(["a.csv", "b.csv", "c.csv"]):
        path = office.drop(name, GOOD.replace("1,", f"{age},"))
        os.utime(path, (1_000_000 - age, 1_000_000 - age))
    assert office.sweep_twice() == ["c.csv", "b.csv", "a.csv"]


def test_leaves_alone_what_is_unfinished_hidden_linked_or_a_folder(
    office: Office, tmp_path: Path
) -> None:
    outside = tmp_path / "outside.csv"
    outside.write_text(GOOD)
    names = [".hidden.csv", "a.csv.part", "b.tmp", "c.csv.crdownload", "~$d.csv"]
    for name in names:
        office.drop(name)
    (office.data / "inbox" / "folder.csv").mkdir()
    (office.data / "inbox" / "link.csv").symlink_to(outside)
    assert office.sweep_twice() == []
    assert office.files("inbox") == sorted([*names, "folder.csv", "link.csv"])


def test_puts_a_refused_file_aside_with_its_reason(office: Office) -> None:
    office.drop("empty.csv", "")
    office.drop("march.csv")
    assert office.sweep_twice() == ["march.csv"]
    assert office.files("inbox") == []
    assert office.files("refused") == [
        "empty.csv",
        "empty.csv.json",
        "empty.csv.reason.txt",
    ]
    refused = office.data / "refused"
    reason = "empty.csv: the file is empty; export it again."
    assert (refused / "empty.csv.reason.txt").read_text() == reason + "\n"
    told = json.loads((refused / "empty.csv.json").read_text())
    assert told == {"file_name": "empty.csv", "reason": reason}


def test_keeps_the_first_receipt_when_the_same_file_comes_again(office: Office) -> None:
    for _ in range(2):
        office.drop("march.csv")
        office.sweep_twice()
    assert office.files("receipts") == ["1.again.json", "1.json"]
    assert json.loads((office.data / "receipts" / "1.json").read_text())["new"] == 1
    again = json.loads((office.data / "receipts" / "1.again.json").read_text())
    assert (again["already"], again["unchanged"]) == (True, 1)


def test_survives_a_file_that_vanishes(office: Office) -> None:
    gone = office.drop("gone.csv")
    office.drop("march.csv")
    os.utime(gone, (1, 1))
    office.inbox.sweep()
    gone.unlink()
    assert office.sweep_twice() == ["march.csv"]
    assert office.files("refused") == []


def test_leaves_files_waiting_while_the_values_or_the_store_are_at_fault(
    office: Office,
) -> None:
    office.drop("march.csv")
    for fault in (ValuesError(("values.yaml, 3: …",)), StoreError("locked")):
        office.house = fault
        assert office.sweep_twice() == []
        assert office.files("inbox") == ["march.csv"]
    office.house = AMSTERDAM
    assert office.sweep_twice() == ["march.csv"]


def test_puts_a_file_aside_when_something_unexpected_happens(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    office.house = RuntimeError("the moon is full")
    office.drop("march.csv")
    with caplog.at_level(logging.ERROR):
        assert office.sweep_twice() == []
    assert "the moon is full" in caplog.text
    assert (office.data / "refused" / "march.csv.reason.txt").read_text() == (
        "march.csv: something unexpected went wrong (the moon is full); "
        "the log has it all.\n"
    )


def test_watches_until_it_is_told_to_stop(office: Office) -> None:
    stop = threading.Event()
    watch = threading.Thread(target=office.inbox.watch, args=(stop,))
    watch.start()
    office.drop("calls.csv", (SAMPLES / "own_calls.csv").read_bytes())
    until = time.monotonic() + 10
    while not office.files("receipts") and time.monotonic() < until:
        time.sleep(0.05)
    stop.set()
    watch.join(timeout=5)
    assert not watch.is_alive()
    assert office.warehouse.rows("select count(*) from calls") == [(12,)]
