"""Taking in a Zendesk export against DuckDB's own typed read of the same file.

python -m bench.load [TICKETS]
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import duckdb

from bench.stores import exports
from intake.loading import House, load_export
from metrics.warehouse import Warehouse

ROUNDS = 9


def main(tickets: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = one_file(tickets, Path(folder))
        floor, ours = [], []
        for turn in range(ROUNDS):
            floor.append(by_duckdb(file, Path(folder) / f"floor-{turn}.duckdb"))
            ours.append(by_selaras(file, Path(folder) / f"store-{turn}"))
    pairs = sorted(a / b for a, b in zip(ours, floor, strict=True))
    print(f"{tickets:,} tickets, {ROUNDS} rounds, one after the other")
    print(f"DuckDB  {median(floor):.2f} s")
    print(f"Selaras {median(ours):.2f} s")
    print(f"ratio   {median(pairs):.2f} ({pairs[0]:.2f} to {pairs[-1]:.2f})")


def one_file(tickets: int, folder: Path) -> Path:
    """All Zendesk tickets of the made-up company in one export.

    About four of five tickets of the company are Zendesk's.
    """
    parts = [one for one in exports(tickets * 5 // 4) if "zendesk" in one.name]
    whole = folder / "zendesk.csv"
    with whole.open("wb") as target:
        for place, part in enumerate(parts):
            with part.open("rb") as source:
                if place:
                    source.readline()
                shutil.copyfileobj(source, target)
    return whole


def by_duckdb(file: Path, database: Path) -> float:
    start = time.perf_counter()
    with duckdb.connect(str(database)) as connection:
        connection.execute(
            f"create table tickets as from read_csv('{file}')"
        ).fetchall()
    return time.perf_counter() - start


def by_selaras(file: Path, folder: Path) -> float:
    start = time.perf_counter()
    warehouse = Warehouse.open(folder)
    receipt = load_export(warehouse, file, House("Europe/Amsterdam", "EUR"))
    warehouse.close()
    assert receipt.rejected == 0, receipt.sentence()  # noqa: S101
    return time.perf_counter() - start


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
