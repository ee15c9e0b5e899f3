"""Ten million tickets of history: what a scorecard, a filter and an export cost.

python -m bench.history [TICKETS]
"""

from __future__ import annotations

import csv
import multiprocessing
import pickle
import random
import resource
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from statistics import median, quantiles

from bench.frames import by_pandas, by_polars, written
from bench.stores import exports, store
from intake.house import house_of
from intake.loading import load_export
from metrics.catalog import load_catalog
from metrics.daily import spoil_all
from metrics.periods import parse_period, series
from metrics.published import Published
from metrics.questions import Filters
from metrics.reach import MOMENTS, choices
from metrics.scorecard import Scorecard, build_scorecard, data_through
from metrics.values_forms import load_values
from metrics.warehouse import Warehouse

VALUES = Path(__file__).parent.parent / "config" / "values.yaml"
CATALOG = load_catalog()
DECLARED = load_values(VALUES, CATALOG)
MONTH, QUARTER, ROUNDS = "2026-10", "2026-Q3", 5
RECENT = 1_000_000
FRAMES, ROUNDS_OF_FRAMES = (("pandas", by_pandas), ("Polars", by_polars)), 1
ON_TOP = 10_000
PEOPLE, CHANGES, PAUSE = 25, 12, 4.0  # seconds between a person's changes, about


class Desk:
    """A store that is looked at."""

    def __init__(self, folder: Path) -> None:
        self.warehouse = Warehouse.open(folder)
        through = data_through(self.warehouse, datetime(2026, 11, 22))
        assert through is not None  # noqa: S101
        self.through = through

    def look(self, label: str, filters: Filters = ()) -> Scorecard:
        period = parse_period(label, DECLARED.company.zone, self.through)
        return build_scorecard(
            self.warehouse, DECLARED, CATALOG, period, self.through, filters
        )


def main(tickets: int) -> None:
    folder = store(tickets)
    print(f"{tickets:,} tickets, {ROUNDS} rounds in turn, medians in seconds")
    with tempfile.TemporaryDirectory(dir=folder.parent) as place:
        _sum_up(folder)
        _beside_frames(folder, Path(place))
        _growth(folder, Path(place))
        copy = Path(shutil.copytree(folder, Path(place) / "on-top"))
        _on_top(copy, tickets)
        _people(folder)


def _beside_frames(folder: Path, place: Path) -> None:
    frames = written(folder, place)
    zone = DECLARED.company.zone
    period = parse_period(MONTH, zone, datetime(2026, 11, 22))
    windows = [one.window() for one in series(period, 25)]
    borders = [one.start for one in windows] + [windows[-1].end]
    took: dict[str, list[float]] = {}
    for turn in range(ROUNDS):
        for name, seconds in _apart(folder, turn).items():
            took.setdefault(name, []).append(seconds)
        for name, count in FRAMES if turn < ROUNDS_OF_FRAMES else ():
            seconds = _seconds(count, frames, borders)
            took.setdefault(name, []).append(seconds)
    for name, found in took.items():
        spread = f"({min(found):.3f} to {max(found):.3f})"
        print(f"  {name:<28} {median(found):.3f} {spread}", flush=True)


def _apart(folder: Path, turn: int) -> dict[str, float]:
    """Seconds in a process of its own: a first look, another filter, once more."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_looks, (folder, turn))


def _looks(folder: Path, turn: int) -> dict[str, float]:
    took = {"store opened, month, cold": _seconds(lambda: Desk(folder).look(MONTH))}
    desk = Desk(folder)
    teams, channels = (choices(desk.warehouse, one) for one in ("team", "channel"))
    by_team: Filters = (("team", teams[turn % len(teams)]),)
    by_channel: Filters = (("channel", channels[turn % len(channels)]),)
    took["changed filter, team"] = _seconds(desk.look, MONTH, by_team)
    took["changed filter, channel"] = _seconds(desk.look, MONTH, by_channel)
    took["quarter"] = _seconds(desk.look, QUARTER)
    took["year"] = _seconds(desk.look, "2025")
    took["running month"] = _seconds(desk.look, "2026-11")
    kept = pickle.dumps(desk.look(MONTH))  # as Streamlit's cache keeps it
    took["same view again"] = _seconds(pickle.loads, kept)
    desk.warehouse.close()
    return took


def _growth(folder: Path, place: Path) -> None:
    """The same quarter with little history and with all of it."""
    short = Path(shutil.copytree(folder, place / "short"))
    _cut(short)
    little, much = Desk(short), Desk(folder)
    ratios = []
    for _ in range(ROUNDS):
        before = _seconds(little.look, QUARTER)
        ratios.append(_seconds(much.look, QUARTER) / before)
    kept = little.warehouse.rows("select count(*) from tickets")[0][0]
    print(f"  a quarter, beside {kept:,}: {median(ratios):.2f} times as long")
    little.warehouse.close()
    much.warehouse.close()


def _cut(folder: Path) -> None:
    """Leave the newest million tickets, and of all else what is as new."""
    warehouse = Warehouse.open(folder)
    since = warehouse.rows(
        "select min(created_at) from "
        f"(select created_at from tickets order by created_at desc limit {RECENT})"
    )[0][0]
    with warehouse.writing() as cursor:
        for table, (column, *_) in MOMENTS.items():
            cursor.execute(
                f"delete from {table} where {column} < $since", {"since": since}
            )
        spoil_all(cursor)
    warehouse.rows("checkpoint")
    warehouse.close()
    _sum_up(folder)


def _on_top(folder: Path, tickets: int) -> None:
    """An export of which half is known already."""
    newest = [one for one in exports(tickets) if one.name.startswith("zendesk")][-1]
    with newest.open(newline="") as file:
        header, *rows = csv.reader(file)
    place, house = header.index("Id"), house_of(DECLARED, CATALOG, VALUES)
    warehouse, took = Warehouse.open(folder), []
    for turn in range(ROUNDS):
        export = folder / f"zendesk-{turn}.csv"
        with export.open("w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(header)
            for number, row in enumerate(rows[-ON_TOP:]):
                if number % 2:
                    row[place] = str(10**9 + turn * ON_TOP + number)
                writer.writerow(row)
        took.append(_seconds(load_export, warehouse, export, house))
    print(f"  {ON_TOP:,} tickets on top           {median(took):.2f}")
    warehouse.close()


def _people(folder: Path) -> None:
    """People who change period and filters at once, with a look in between."""
    desk, took = Desk(folder), list[float]()
    teams, channels = (choices(desk.warehouse, one) for one in ("team", "channel"))

    def person(number: int) -> None:
        chance = random.Random(number)  # noqa: S311
        for _ in range(CHANGES):
            time.sleep(chance.uniform(0, 2 * PAUSE))
            label = f"2026-{chance.randint(1, 10):02}"
            chosen = chance.choice([("team", teams), ("channel", channels)])
            filters: Filters = ((chosen[0], chance.choice(chosen[1])),)  # type: ignore[assignment]
            took.append(_seconds(desk.look, label, filters))

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    people = [threading.Thread(target=person, args=(one,)) for one in range(PEOPLE)]
    for one in people:
        one.start()
    for one in people:
        one.join()
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    p95 = quantiles(took, n=20)[-1]
    print(
        f"  {PEOPLE} people, {len(took)} changes: median {median(took):.2f}, "
        f"p95 {p95:.2f}; {grown / 1024:,.0f} MiB more at the peak"
    )
    desk.warehouse.close()


def _sum_up(folder: Path) -> None:
    warehouse = Warehouse.open(folder)
    Published(DECLARED, CATALOG).sum_up(warehouse)
    warehouse.close()


def _seconds(work: Callable[..., object], *given: object) -> float:
    start = time.perf_counter()
    work(*given)
    return time.perf_counter() - start


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000_000)
