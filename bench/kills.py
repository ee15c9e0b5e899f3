"""Killed for real, kill -9, at random moments of a load, an undo and a forgetting.

python -m bench.kills [KILLS]

After each kill the store must open and be as before or as after, with no row
twice; then the same thing is done again, to its end, and the store must be as
if nobody had been killed.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import shutil
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from intake.house import House
from intake.keeping.forgetting import ForgetError, forget
from intake.keeping.undoing import UndoError, undo
from intake.loading import load_export
from intake.tables import TABLES
from metrics.warehouse import Warehouse

COMPANY = House("Europe/Amsterdam", "EUR")
ROWS = 15_000
PEOPLE = 2_000
FORK = multiprocessing.get_context("fork")
Doing = Callable[[Warehouse, Path], object]
State = dict[str, Any]


def tickets(path: Path, first: int, updated: str) -> None:
    """A Zendesk export of tickets from a number on."""
    with path.open("w") as file:
        file.write("Id,Requester id,Requester email,Status,Created at,Updated at,")
        file.write("Solved at,Satisfaction Score,Topic [list]\n")
        for n in range(first, first + ROWS):
            day = f"2026-03-{1 + n % 28:02}"
            file.write(
                f"{n},{n},p{n % PEOPLE}@example.com,Solved,{day} 09:00:00,"
                f"2026-04-{updated} 09:00:00,{day} {'10' if n % 999 else '08'}:00:00,"
                f"{('Good', 'Bad')[n % 2]},Topic {n % 3}\n"
            )


def _load(store: Warehouse, place: Path) -> None:
    load_export(store, place / "second.csv", COMPANY)


def _undo(store: Warehouse, _place: Path) -> None:
    try:
        undo(store, 1, "a bench")
    except UndoError:  # it had been done when the kill came
        return


def _forget(store: Warehouse, _place: Path) -> None:
    for person in range(5):
        with suppress(ForgetError):  # somebody forgotten before the kill
            forget(store, f"p{person}@example.com", COMPANY)


# What is done, and which exports have come before.
DOINGS: dict[str, tuple[Doing, tuple[str, ...]]] = {
    "load": (_load, ("first.csv",)),
    "undo": (_undo, ("first.csv", "second.csv")),
    "forget": (_forget, ("first.csv", "second.csv")),
}


def apart(work: Callable[..., object], *given: object, kill_at: float = 0) -> Any:
    """Do something in a process of its own; with `kill_at` seconds, kill it then."""
    reader, writer = FORK.Pipe(duplex=False)

    def run() -> None:
        writer.send(work(*given))

    process = FORK.Process(target=run)
    process.start()
    if kill_at:
        time.sleep(kill_at)
        os.kill(process.pid or 0, signal.SIGKILL)
    process.join()
    writer.close()
    try:
        return reader.recv()
    except EOFError:
        return None


def prepare(data: Path, place: Path, exports: tuple[str, ...]) -> None:
    with closing(Warehouse.open(data)) as store:
        for name in exports:
            load_export(store, place / name, COMPANY)


def do(what: str, data: Path, place: Path) -> float:
    """Do it to its end; seconds."""
    started = time.perf_counter()
    with closing(Warehouse.open(data)) as store:
        DOINGS[what][0](store, place)
    return time.perf_counter() - started


def state(data: Path) -> State:
    """All that is in a store, but the numbers of its exports; raises if a row is
    there twice or a receipt does not add up."""
    found: State = {}
    with closing(Warehouse.open(data)) as store:
        for name, table in TABLES.items():
            for kept in (name, f"said_{name}"):
                found[kept] = store.rows(
                    "select count(*), bit_xor(hash(one)) "
                    f"from (select * exclude (export_id) from {kept}) as one"
                )
            twice = store.rows(
                f"select count(*) - count(distinct (source, {table.id})) from {name}"
            )
            if twice != [(0,)]:
                raise AssertionError(f"{twice} rows of {name} are there twice")
        found["exports"] = store.rows(
            "select file_name, rows_read, rows_new, rows_updated, rows_unchanged, "
            "rows_rejected, undone_at is null from exports order by all"
        )
        wrong = store.rows(
            "select count(*) from exports where rows_rejected <> (select count(*) "
            "from rejects where rejects.export_id = exports.export_id)"
        )
        if wrong != [(0,)]:
            raise AssertionError("a receipt does not add up")
        found["forgotten"] = store.rows("select count(*) from forgotten")
    return found


def main(kills: int) -> None:
    chance = random.Random(2026)  # noqa: S311 - no secret
    with TemporaryDirectory() as folder:
        place = Path(folder)
        tickets(place / "first.csv", 0, "01")
        tickets(place / "second.csv", ROWS // 2, "02")
        for turn, what in enumerate(DOINGS):
            share = kills // len(DOINGS) + (turn < kills % len(DOINGS))
            ends = _killed(what, place, share, chance)
            print(f"{what}: {share} kills, {dict(ends)}", flush=True)


def _killed(what: str, place: Path, kills: int, chance: random.Random) -> Counter[str]:
    before, data = place / f"before-{what}", place / "data"
    apart(prepare, before, place, DOINGS[what][1])
    _copy(before, data)
    took = apart(do, what, data, place)
    was, done = apart(state, before), apart(state, data)
    if was is None or done is None or was == done:
        raise AssertionError(f"{what} did nothing")
    ends: Counter[str] = Counter()
    for _ in range(kills):
        _copy(before, data)
        apart(do, what, data, place, kill_at=chance.uniform(0.001, took))
        found = apart(state, data)
        if found is None:
            raise AssertionError(f"{what}: the store does not open after a kill")
        ends[_named(what, found, was, done)] += 1
        apart(do, what, data, place)
        if apart(state, data) != done:
            raise AssertionError(f"{what}, done again, does not end as it should")
    return ends


def _named(what: str, found: State, was: State, done: State) -> str:
    """Forgetting five people is five transactions; some of them may be done."""
    if found == was:
        return "as before"
    if found == done:
        return "as after"
    if what == "forget" and was["forgotten"] < found["forgotten"] < done["forgotten"]:
        return "some forgotten"
    raise AssertionError(f"{what}: neither as before nor as after")


def _copy(source: Path, target: Path) -> None:
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(source, target)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
