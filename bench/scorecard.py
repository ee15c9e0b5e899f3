"""The whole scorecard against the same numbers from hand-written queries.

python -m bench.scorecard [TICKETS]
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from statistics import median

from bench.stores import store
from metrics.catalog import load_catalog
from metrics.periods import parse_period
from metrics.scorecard import build_scorecard, data_through
from metrics.values_forms import load_values
from metrics.warehouse import Warehouse

BY_HAND = Path(__file__).parent / "by_hand.sql"
VALUES = Path(__file__).parent.parent / "config" / "values.yaml"
BORDERS = {
    "first": datetime(2025, 9, 30, 22),
    "before": datetime(2026, 8, 31, 22),
    "month": datetime(2026, 9, 30, 22),
    "last": datetime(2026, 10, 31, 23),
}
ROUNDS = 7


def main(tickets: int) -> None:
    warehouse = Warehouse.open(store(tickets))
    catalog = load_catalog()
    values = load_values(VALUES, catalog)
    through = data_through(warehouse, datetime(2026, 11, 22))
    assert through is not None  # noqa: S101
    period = parse_period("2026-10", values.company.zone, through)
    ours, by_hand = [], []
    for _ in range(ROUNDS):
        by_hand.append(seconds(lambda: run_by_hand(warehouse)))
        ours.append(
            seconds(
                lambda: build_scorecard(warehouse, values, catalog, period, through)
            )
        )
    pairs = sorted(a / b for a, b in zip(ours, by_hand, strict=True))
    print(f"{tickets:,} tickets, {ROUNDS} rounds, one after the other")
    print(f"by hand   {median(by_hand):.3f} s")
    print(f"scorecard {median(ours):.3f} s")
    print(f"ratio     {median(pairs):.2f} ({pairs[0]:.2f} to {pairs[-1]:.2f})")


def run_by_hand(warehouse: Warehouse) -> None:
    for query in BY_HAND.read_text().split(";"):
        if query.strip():
            used = {name: at for name, at in BORDERS.items() if f"${name}" in query}
            warehouse.rows(query, used)


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
