"""It tells how far an export has come, and draws it for a person."""

from __future__ import annotations

import io
import re
import threading
import time
from pathlib import Path

import pytest

from intake.arriving import progress_line as line_module
from intake.arriving.progress import Progress, Standing
from intake.arriving.progress_line import progress_line
from intake.loading import load_export
from metrics.warehouse import Warehouse
from tests.intake_desk import AMSTERDAM, TICKETS


def test_goes_on_from_where_the_stage_before_ended() -> None:
    progress = Progress("march.csv")
    seen = [progress.standing().share]
    progress.begin("looking at it")
    seen.append(progress.standing().share)
    progress.begin("reading it row by row", 200)
    progress.count(50)
    seen.append(round(progress.standing().share, 3))
    progress.begin("storing")
    seen.append(progress.standing().share)
    progress.begin("done")
    seen.append(progress.standing().share)
    # looking ends at 0.07 and the copy at 0.35; a quarter of the copy is done
    assert seen == [0.0, 0.0, 0.14, 0.35, 1.0]


def test_never_goes_back_when_a_file_is_read_again() -> None:
    progress = Progress("march.csv")
    shares = []
    for stage in ("reading", "reading it row by row", "reading", "storing"):
        progress.begin(stage, 100)
        shares.append(progress.standing().share)
    assert shares == [0.0, 0.6, 0.6, 0.6]


def test_says_rows_and_their_rate_while_they_are_known() -> None:
    reading = Standing("march.csv", "reading", 0.2, 1_200, 5_000, 3_000)
    assert reading.words() == "reading, 1,200 of 5,000 rows, 3,000 a second"
    started = Standing("march.csv", "reading", 0.1, 0, 5_000, 0)
    assert started.words() == "reading"


def test_counts_no_more_rows_than_the_file_has() -> None:
    progress = Progress("march.csv")
    progress.begin("reading it row by row", 10)
    progress.count(12)
    assert progress.standing().rows == 10


def tickets(folder: Path, rows: int) -> Path:
    path = folder / "tickets.csv"
    lines = (f"{n},2026-03-02 09:00,2026-03-03 09:00,solved" for n in range(rows))
    path.write_text("\n".join([TICKETS, *lines]) + "\n")
    return path


def test_follows_a_load_from_another_thread_without_going_back(tmp_path: Path) -> None:
    store, progress = Warehouse.in_memory(), Progress("tickets.csv")
    ended, seen = threading.Event(), [progress.standing()]

    def ask() -> None:
        while not ended.wait(0.001):
            seen.append(progress.standing())

    asking = threading.Thread(target=ask)
    asking.start()
    receipt = load_export(
        store, tickets(tmp_path, 60_000), AMSTERDAM, progress=progress
    )
    ended.set()
    asking.join()
    shares = [one.share for one in seen]
    assert shares == sorted(shares)
    assert {"looking at it", "reading", "storing"} <= {one.stage for one in seen}
    assert {one.of for one in seen if one.stage == "reading"} == {60_000}
    assert progress.standing().share == 1.0
    assert receipt.new == 60_000


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_draws_a_line_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line_module, "SOON", 0.0)
    monkeypatch.setattr(line_module, "EVERY", 0.01)
    monkeypatch.setenv("COLUMNS", "80")
    terminal = Terminal()
    monkeypatch.setattr("sys.stdout", terminal)
    progress = Progress("a-name-that-is-much-too-long-for-a-line.csv")
    with progress_line(progress):
        progress.begin("storing")
        while "storing" not in terminal.getvalue():
            time.sleep(0.01)
        progress.begin("done")
    drawn = re.split(r"[\r\n]", terminal.getvalue())
    assert (
        "a-name-that-is-much-too…  [################]  100%  done"
        in terminal.getvalue()
    )
    assert max(map(len, drawn)) <= 80 + len("\x1b[?25l")


def test_draws_nothing_where_no_person_looks(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(line_module, "SOON", 0.0)
    with progress_line(Progress("march.csv")):
        pass
    assert capsys.readouterr() == ("", "")
