"""A Zendesk export of ten million tickets: rows per second, and the peak of memory.

python -m bench.large [MILLIONS]
"""

from __future__ import annotations

import multiprocessing
import re
import sys
import tempfile
import time
from multiprocessing.connection import Connection
from pathlib import Path

import duckdb

from bench.load import one_file
from intake.house import House
from intake.loading import load_export
from metrics.warehouse import Warehouse

MILLION = 1_000_000
APART = 100_000_000  # between the ids of one million and those of the next
GIB = 1 << 20  # kilobytes


def main(millions: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "large.csv"
        _repeat(one_file(MILLION, Path(folder)), whole, millions)
        size = whole.stat().st_size / 1e9
        apart = multiprocessing.get_context("spawn")
        reader, writer = apart.Pipe(duplex=False)
        loading = apart.Process(target=_load, args=(whole, Path(folder), writer))
        loading.start()
        read, seconds, peak = reader.recv()
        loading.join()
    print(f"{read:,} rows, {size:.1f} GB: {read / seconds:,.0f} rows a second")
    print(f"at most {peak / GIB:.2f} GiB of memory")


def _repeat(file: Path, target: Path, times: int) -> None:
    """The same tickets so many times, each time under other ids and customers."""
    duckdb.execute(
        f"""
        copy (
            select
                * exclude (turn) replace (
                    (Id::bigint + turn * {APART})::varchar as Id,
                    ("Requester id"::bigint + turn * {APART})::varchar
                        as "Requester id",
                    turn || "Requester email" as "Requester email"
                )
            from
                read_csv('{file}', all_varchar = true),
                range({times}) as turns (turn)
        ) to '{target}' (header)
        """
    )


def _load(file: Path, folder: Path, writer: Connection) -> None:
    started = time.perf_counter()
    warehouse = Warehouse.open(folder / "store")
    receipt = load_export(warehouse, file, House("Europe/Amsterdam", "EUR"))
    warehouse.close()
    seconds = time.perf_counter() - started
    writer.send((receipt.read, seconds, _peak()))


def _peak() -> int:
    """Kilobytes this process had at most; getrusage would add its parent's."""
    status = Path("/proc/self/status").read_text()
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(found[1]) if found else 0


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10)
