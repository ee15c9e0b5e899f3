"""It takes in what is dropped into the inbox, and says what became of it."""

from __future__ import annotations

import json
import logging
import os
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from intake.arriving import inbox as inbox_module
from intake.arriving import waking
from intake.arriving.handing import clear_leftovers, coming, hand_over, outcome_of
from intake.arriving.inbox import Inbox
from intake.arriving.looks import size_words
from intake.arriving.refused import dismiss, refused_files, try_again
from intake.keeping.receipts import Receipt, receipts
from intake.loading import House, load_export
from intake.refusals import changed
from metrics.errors import StoreError, ValuesError
from metrics.warehouse import Warehouse
from tests.intake_desk import AMSTERDAM, SAMPLES, TICKETS
from words import say

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


def test_is_patient_for_three_seconds_by_default(tmp_path: Path) -> None:
    warehouse = Warehouse.in_memory()
    inbox = Inbox(lambda: warehouse, lambda: AMSTERDAM, tmp_path / "inbox")
    inbox.sweep()
    (tmp_path / "inbox" / "march.csv").write_text(GOOD)
    inbox.sweep()
    time.sleep(1.1)
    assert inbox.sweep() == ()
    time.sleep(2)
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
        "e3b0c44298fc-empty.csv",
        "e3b0c44298fc-empty.csv.json",
        "e3b0c44298fc-empty.csv.reason.txt",
    ]
    refused = office.data / "refused"
    reason = "empty.csv: the file is empty; export it again."
    assert (refused / "e3b0c44298fc-empty.csv.reason.txt").read_text() == reason + "\n"
    told = json.loads((refused / "e3b0c44298fc-empty.csv.json").read_text())
    said = say("{file}: the file is empty; export it again.", file="empty.csv").kept()
    assert told == {"file_name": "empty.csv", "reason": reason, "said": said}


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
    reason = office.data / "refused" / "70f57d06c34e-march.csv.reason.txt"
    assert reason.read_text() == (
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


def wait_for(office: Office, folder: str) -> None:
    until = time.monotonic() + 10
    while not office.files(folder) and time.monotonic() < until:
        time.sleep(0.02)


def watched(office: Office, name: str) -> None:
    """Watch until the file, dropped meanwhile, has its receipt."""
    stop = threading.Event()
    watch = threading.Thread(target=office.inbox.watch, args=(stop,))
    watch.start()
    while not (office.data / "inbox" / ".watched").exists():
        time.sleep(0.02)
    time.sleep(0.2)  # the first sweep is over, and the next one far away
    office.drop(name)
    wait_for(office, "receipts")
    stop.set()
    watch.join(timeout=5)
    assert not watch.is_alive()


def test_is_woken_by_a_file_long_before_the_next_sweep(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inbox_module, "SWEEP_EVERY", 600.0)
    monkeypatch.setattr(inbox_module, "IDLE", 600.0)
    office.inbox._patience = 0.05
    watched(office, "march.csv")
    assert office.files("receipts") == ["1.json"]


def test_sweeps_without_being_woken_where_the_system_watches_no_more_folders(
    office: Office, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def start(_: Any) -> None:
        raise OSError(28, "inotify watch limit reached")

    monkeypatch.setattr(waking.Observer, "start", start)
    monkeypatch.setattr(inbox_module, "SWEEP_EVERY", 0.05)
    monkeypatch.setattr(inbox_module, "IDLE", 600.0)
    watched(office, "march.csv")
    assert office.files("receipts") == ["1.json"]
    assert caplog.messages.count(
        f"{office.data / 'inbox'}: the system does not say when a file comes "
        "(inotify watch limit reached); it is looked at every second instead"
    ) == 1  # fmt: skip


def test_sweeps_again_when_the_first_file_is_whole(office: Office) -> None:
    office.inbox._patience = 3.0
    alarm = waking.Waking()
    alarm.works = True
    assert office.inbox._pause(alarm) == 5.0
    office.drop("march.csv")
    office.inbox.sweep()
    assert office.inbox._pause(alarm) == 1.0
    office.inbox._patience = 0.4
    assert 0 < office.inbox._pause(alarm) <= 0.4


def test_tells_what_is_being_taken_in_and_what_waits(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []

    def load(*arguments: Any, **named: Any) -> Receipt:
        receipt = load_export(*arguments, **named)
        now, left = office.inbox.taking(), office.inbox.waiting()
        assert now is not None
        seen.append((now.name, now.stage, now.share, [one.name for one in left]))
        return receipt

    monkeypatch.setattr("intake.arriving.inbox.load_export", load)
    for age, name in enumerate(["a.csv", "b.csv"]):
        path = office.drop(name, GOOD.replace("1,", f"{age},"))
        os.utime(path, (1_000_000 + age, 1_000_000 + age))
    assert [(one.name, one.bytes) for one in office.inbox.waiting()] == [
        ("a.csv", 57), ("b.csv", 57),
    ]  # fmt: skip
    office.sweep_twice()
    assert seen == [("a.csv", "done", 1.0, ["b.csv"]), ("b.csv", "done", 1.0, [])]
    assert office.inbox.taking() is None


def test_says_a_size_as_people_do() -> None:
    sizes = (0, 1, 999, 1_000, 3_273_509, 2_100_000_000)
    assert [size_words(size) for size in sizes] == [
        "0 bytes", "1 byte", "999 bytes", "1.0 kB", "3.3 MB", "2.1 GB",
    ]  # fmt: skip


def test_knows_who_brought_a_file_that_was_handed_over(office: Office) -> None:
    inbox = office.data / "inbox"
    handed = hand_over(
        inbox, "march.csv", lambda place: place.write_text(GOOD), "ani@kopi.example"
    )
    assert outcome_of(handed) is None
    office.inbox.sweep()
    assert receipts(office.warehouse)[0].loaded_by == "ani@kopi.example"
    told = outcome_of(handed)
    assert told is not None
    assert (told.refused, told.rejected) == (False, 0)
    assert office.files("answers") == []


def test_follows_no_link_in_a_handed_folder(office: Office, tmp_path: Path) -> None:
    (tmp_path / "outside.csv").write_text(GOOD)
    handed = office.data / "inbox" / "handed-1"
    handed.mkdir()
    (handed / "link.csv").symlink_to(tmp_path / "outside.csv")
    assert office.sweep_twice() == []
    assert office.stored() == 0


def test_leaves_files_alone_that_are_still_coming(office: Office) -> None:
    with coming(office.data / "inbox") as place:
        (place / "march.csv").write_text(GOOD)
        assert office.sweep_twice() == []
    assert office.files("inbox") == []


def test_clears_away_what_was_left_a_day_ago(office: Office) -> None:
    inbox, answers = office.data / "inbox", office.data / "answers"
    answers.mkdir()
    for day, name in ((0, "new"), (2, "old")):
        folders = [inbox / f".coming-{name}", inbox / f".handed-{name}"]
        for folder in folders:
            folder.mkdir()
        (answers / f"handed-{name}.json").write_text("{}")
        for path in (*folders, answers / f"handed-{name}.json"):
            moment = time.time() - day * 86_400
            os.utime(path, (moment, moment))
    clear_leftovers(inbox)
    assert office.files("inbox") == [".coming-new", ".handed-new"]
    assert office.files("answers") == ["handed-new.json"]


def test_dismisses_a_refused_file_without_losing_it(office: Office) -> None:
    office.drop("empty.csv", "")
    office.sweep_twice()
    [refused] = refused_files(office.data)
    assert (refused.file_name, refused.bytes) == ("empty.csv", 0)
    dismiss(refused)
    assert refused_files(office.data) == ()
    assert office.files("refused") == ["dismissed"]
    assert office.files("refused/dismissed") == [
        "e3b0c44298fc-empty.csv",
        "e3b0c44298fc-empty.csv.json",
        "e3b0c44298fc-empty.csv.reason.txt",
    ]


def test_takes_no_refused_file_for_a_receipt(office: Office) -> None:
    office.drop("rows.json", '{"file_name": "other.csv", "reason": "none"}')
    office.sweep_twice()
    assert [one.file_name for one in refused_files(office.data)] == ["rows.json"]


def test_puts_a_refused_file_back_into_the_inbox_alone(office: Office) -> None:
    office.drop("empty.csv", "")
    office.sweep_twice()
    [told] = (office.data / "refused").glob("*.json")
    told.write_text(told.read_text().replace("empty.csv", "../../away.csv", 1))
    [refused] = refused_files(office.data)
    assert try_again(refused, office.data / "inbox")
    assert office.files("inbox") == ["away.csv"]


def test_tries_a_refused_file_again_once_the_reason_is_gone(office: Office) -> None:
    office.house = RuntimeError("the moon is full")
    office.drop("march.csv")
    office.sweep_twice()
    office.house = AMSTERDAM
    [refused] = refused_files(office.data)
    waiting = office.drop("march.csv", "another")
    assert not try_again(refused, office.data / "inbox")
    waiting.unlink()
    assert try_again(refused, office.data / "inbox")
    assert office.files("refused") == []
    assert office.sweep_twice() == ["march.csv"]
    assert office.stored() == 1


def test_takes_a_file_in_whole_that_grew_after_it_was_taken(office: Office) -> None:
    path = office.drop("march.csv", "")
    with path.open("a") as file:
        file.write(GOOD)
        file.flush()
        assert office.sweep_twice() == ["march.csv"]
        assert office.stored() == 1
        file.write("2,2026-03-02,,open\n")
    assert office.sweep_twice() == ["march.csv"]
    assert office.stored() == 2
    assert office.files("inbox") == []
    assert len(office.files("exports")) == 1


def test_puts_a_file_back_that_changed_between_its_reading_and_its_move(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = office.drop("march.csv")

    def load(*arguments: Any, **named: Any) -> Receipt:
        receipt = load_export(*arguments, **named)
        path.write_text(GOOD.replace("1,", "7,"))
        return receipt

    monkeypatch.setattr("intake.arriving.inbox.load_export", load)
    office.sweep_twice()
    monkeypatch.undo()
    assert office.files("inbox") == ["march.csv"]
    office.sweep_twice()
    assert office.stored() == 2


def test_leaves_a_file_waiting_that_changes_while_it_is_read(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.drop("march.csv")

    def load(*_: Any, **__: Any) -> Receipt:
        raise changed("march.csv")

    monkeypatch.setattr("intake.arriving.inbox.load_export", load)
    assert office.sweep_twice() == []
    monkeypatch.undo()
    assert office.files("refused") == []
    assert office.sweep_twice() == ["march.csv"]


def test_takes_in_a_file_whose_name_is_as_long_as_a_disk_allows(
    office: Office,
) -> None:
    office.drop("a" * 246 + ".csv")
    assert office.sweep_twice() == ["a" * 246 + ".csv"]
    assert office.files("inbox") == []
    assert office.files("exports") == ["70f57d06c34e-" + "a" * 176 + ".csv"]
    assert office.files("refused") == []


def test_takes_in_a_file_whose_name_is_not_utf_8(office: Office) -> None:
    office.drop(os.fsdecode(b"caf\xe9.csv"))
    assert office.sweep_twice() == ["café.csv"]
    assert office.files("exports") == ["70f57d06c34e-café.csv"]


def test_keeps_two_refused_files_of_one_name(office: Office) -> None:
    for content in ("first,one\n1,2\n", "second,two\n1,2\n"):
        office.drop("same.csv", content)
        office.sweep_twice()
    refused = (office.data / "refused").glob("*same.csv")
    assert sorted(path.read_text()[:6] for path in refused) == ["first,", "second"]


def test_stores_a_file_once_that_cannot_be_put_aside(office: Office) -> None:
    (office.data / "exports").write_text("in the way")
    office.drop("march.csv")
    assert office.sweep_twice() == ["march.csv"]
    assert office.sweep_twice() == []
    assert office.files("inbox") == ["march.csv"]
    assert not (office.data / "refused").exists()


def test_logs_no_address_of_a_customer(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    office.house = RuntimeError("what is ani@example.com or +62 812-0000-0001?")
    office.drop("march.csv")
    office.drop("bram@example.com.csv", "bram@example.com,+31612345678\n1,2\n")
    with caplog.at_level(logging.INFO):
        office.sweep_twice()
    assert "what is [hidden] or [hidden]?" in caplog.text
    assert "@example" not in caplog.text
    assert "0001" not in caplog.text
    assert "31612345678" not in caplog.text


def test_answers_whoever_handed_a_file_over_and_nobody_else(office: Office) -> None:
    for number, content in enumerate((GOOD, "nonsense,columns\n1,2\n")):
        folder = office.data / "inbox" / f"handed-{number}"
        folder.mkdir()
        (folder / "export.csv").write_text(content)
    assert [r.file_name for r in office.inbox.sweep()] == ["export.csv"]
    answers = office.data / "answers"
    told = [json.loads((answers / f"handed-{n}.json").read_text()) for n in (0, 1)]
    assert [one["refused"] for one in told] == [False, True]
    assert "1 new" in told[0]["words"]
    assert office.files("inbox") == []


def test_tells_whoever_waits_that_the_values_are_at_fault(office: Office) -> None:
    office.house = ValuesError(("values.yaml, line 3: no zone.",))
    folder = office.data / "inbox" / "handed-1"
    folder.mkdir()
    (folder / "export.csv").write_text(GOOD)
    office.inbox.sweep()
    told = json.loads((office.data / "answers" / "handed-1.json").read_text())
    assert told["words"] == "values.yaml, line 3: no zone."
