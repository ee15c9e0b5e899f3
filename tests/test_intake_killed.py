"""It keeps a store whole when the process is killed or the disk is full."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from intake.loading import load_export
from metrics.warehouse import Warehouse
from tests.intake_desk import AMSTERDAM, Desk, counts

pytestmark = pytest.mark.xdist_group("killed")

ROOT = Path(__file__).parents[1]
ROWS = 40_000
LOAD = """
import sys
from pathlib import Path
from intake.loading import House, load_export
from metrics.errors import ExportError
from metrics.warehouse import Warehouse

warehouse = Warehouse.open(Path(sys.argv[1]))
print("open", flush=True)
try:
    house = House("Europe/Amsterdam", "EUR")
    print(load_export(warehouse, Path(sys.argv[2]), house).sentence(), flush=True)
except ExportError as error:
    print(error, flush=True)
"""
LIMITED = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), -1))
"""


@pytest.fixture(scope="module")
def export(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Forty thousand tickets, one of them impossible."""
    path = tmp_path_factory.mktemp("export") / "tickets.csv"
    with path.open("w") as file:
        file.write("Id,Requester id,Requester email,Status,Created at,Updated at,")
        file.write("Solved at,Satisfaction Score,Topic [list]\n")
        for n in range(ROWS):
            file.write(
                f"{n},{n % 999},customer{n % 12_000}@example.com,Solved,"
                f"2026-03-{1 + n % 28:02} 09:00:00,2026-04-01 09:00:00,"
                f"2026-03-{1 + n % 28:02} {'10' if n else '08'}:00:00,"
                f"{n % 5 + 1},Topic {n % 3}\n"
            )
    return path


def start(data: Path, export: Path) -> subprocess.Popen[str]:
    loading = subprocess.Popen(
        [sys.executable, "-c", LOAD, data, export],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert loading.stdout is not None
    assert loading.stdout.readline() == "open\n"
    return loading


def what_is_stored(data: Path) -> tuple[int, int, int, int, int]:
    desk = Desk(data.parent, store=data)
    found = tuple(
        desk.one(f"select count(*) from {table}")
        for table in ("tickets", "surveys", "rejects", "exports")
    )
    settled = desk.one("select count(next_contact_at) from tickets")
    desk.warehouse.close()
    return (*found, settled)


NOTHING = (0, 0, 0, 0, 0)


@pytest.fixture(scope="module")
def everything(
    export: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[int, ...]:
    """What a load that nobody kills leaves, and how long it takes."""
    data = tmp_path_factory.mktemp("whole") / "data"
    began = time.monotonic()
    loading = start(data, export)
    assert loading.wait(timeout=60) == 0
    took = time.monotonic() - began
    stored = what_is_stored(data)
    assert stored[:4] == (39_999, 39_999, 1, 1)
    assert stored[4] > 20_000
    return (*stored, round(took * 1000))


@pytest.mark.parametrize("part", [0.2, 0.5, 0.7, 0.9])
def test_holds_all_or_nothing_when_it_is_killed(
    export: Path, everything: tuple[int, ...], tmp_path: Path, part: float
) -> None:
    data = tmp_path / "data"
    loading = start(data, export)
    time.sleep(part * everything[-1] / 1000)
    loading.send_signal(signal.SIGKILL)
    loading.wait(timeout=10)
    assert what_is_stored(data) in (NOTHING, everything[:-1])


def test_takes_the_file_in_after_it_was_killed(
    export: Path, everything: tuple[int, ...], tmp_path: Path
) -> None:
    data = tmp_path / "data"
    loading = start(data, export)
    while not list(data.glob("tmp/*")):
        time.sleep(0.01)
    loading.kill()
    loading.wait(timeout=10)
    assert list(data.glob("tmp/*"))
    desk = Desk(tmp_path, store=data)
    assert counts(load_export(desk.warehouse, export, AMSTERDAM))[0] == ROWS
    desk.warehouse.close()
    assert what_is_stored(data) == everything[:-1]
    assert list(data.glob("tmp/*")) == []


@pytest.mark.parametrize("megabytes", [1])
def test_stores_nothing_when_the_disk_is_full(
    export: Path, everything: tuple[int, ...], tmp_path: Path, megabytes: int
) -> None:
    data = tmp_path / "data"
    Warehouse.open(data).close()
    script = [sys.executable, "-c", LIMITED + LOAD, data, export]
    loading = subprocess.run(
        [*script, str(megabytes * 1_000_000)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert loading.stdout.splitlines() == [
        "open",
        "tickets.csv: the disk is full; make room and load it again. "
        "Nothing of it was stored.",
    ]
    assert what_is_stored(data) == NOTHING
    desk = Desk(tmp_path, store=data)
    assert counts(load_export(desk.warehouse, export, AMSTERDAM))[0] == ROWS
    desk.warehouse.close()
    assert what_is_stored(data) == everything[:-1]
