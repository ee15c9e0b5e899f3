"""A large made-up company, written and loaded once, then kept for all benches."""

from __future__ import annotations

import sys
import time
from datetime import date
from pathlib import Path

from demo import write_company
from intake.loading import House, load_export
from metrics.catalog import load_catalog
from metrics.published import Published
from metrics.values_forms import load_values
from metrics.warehouse import Warehouse

HOME = Path(__file__).parent / "results"
VALUES = Path(__file__).parent.parent / "config" / "values.yaml"
UNTIL = date(2026, 11, 21)
# Months of history: a larger company is an older one.
SHORT, LONG, MANY = 18, 60, 2_000_000


def exports(tickets: int) -> tuple[Path, ...]:
    """The exports of a company with that many tickets."""
    folder = HOME / f"exports-{tickets}"
    if not (folder / "planted.json").exists():
        print(f"writing {tickets:,} tickets", file=sys.stderr)
        months = LONG if tickets > MANY else SHORT
        write_company(folder, tickets=tickets, months=months, until=UNTIL)
    return tuple(sorted(folder.glob("*.csv")))


def store(tickets: int) -> Path:
    """The data folder of a company with that many tickets."""
    folder = HOME / f"store-{tickets}"
    done = folder / "loaded"
    if not done.exists():
        warehouse = Warehouse.open(folder)
        for path in exports(tickets):
            start = time.perf_counter()
            receipt = load_export(warehouse, path, House("Europe/Amsterdam", "EUR"))
            seconds = time.perf_counter() - start
            print(f"{receipt.sentence()} ({seconds:.1f} s)", file=sys.stderr)
        _sum_up(warehouse)
        warehouse.close()
        done.touch()
    return folder


def _sum_up(warehouse: Warehouse) -> None:
    """What the end of a load into a company's own store does."""
    catalog = load_catalog()
    Published(load_values(VALUES, catalog), catalog).sum_up(warehouse)
