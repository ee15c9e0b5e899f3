"""How many cells of spoilt files each reader gets right, none told anything.

python -m bench.reading [FILES] [--wrong]
"""

from __future__ import annotations

import csv
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path
from statistics import mean
from tempfile import TemporaryDirectory

import clevercsv
import duckdb
import pandas as pd

from bench.polluted import Written, polluted
from intake.cleaning import clean

Table = tuple[list[str], list[list[str]]]


def ours(path: Path, corner: Path) -> Table:
    target = corner / "out.csv"
    clean(path, target)
    return _read(target)


def _read(path: Path) -> Table:
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    return header, rows


def duckdb_alone(path: Path, _: Path) -> Table:
    found = duckdb.sql(
        f"from read_csv('{path}', all_varchar = true, parallel = false, "
        "null_padding = true)"
    )
    rows = [["" if cell is None else cell for cell in row] for row in found.fetchall()]
    return list(found.columns), rows


def pandas_alone(path: Path, _: Path) -> Table:
    frame = pd.read_csv(
        path, sep=None, engine="python", dtype=str, keep_default_na=False
    )
    return [str(name) for name in frame.columns], frame.fillna("").to_numpy().tolist()


def clevercsv_alone(path: Path, _: Path) -> Table:
    header, *rows = clevercsv.read_table(str(path))
    return header, rows


READERS: dict[str, Callable[[Path, Path], Table]] = {
    "selaras": ours,
    "duckdb": duckdb_alone,
    "pandas": pandas_alone,
    "clevercsv": clevercsv_alone,
}


def main(many: int, show_wrong: bool) -> None:
    scores: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    seconds: Counter[str] = Counter()
    wrong = Counter()
    with TemporaryDirectory() as folder:
        path, corner = Path(folder) / "export.csv", Path(folder)
        for written in polluted(many):
            path.write_bytes(written.content)
            for name, reader in READERS.items():
                start = time.perf_counter()
                score = judged(reader, path, corner, written)
                seconds[name] += time.perf_counter() - start
                scores[name].append(score)
                if name == "selaras" and score != (1.0, True):
                    wrong[f"{written.way}: {score[0]:.2f} {score[1]}"] += 1
    print(f"{many} files   cells   headers   seconds")
    for name, found in scores.items():
        cells = mean(cell for cell, _ in found)
        headers = mean(header for _, header in found)
        print(f"{name:<10} {cells:8.2%} {headers:8.2%} {seconds[name]:8.1f}")
    for way, times in wrong.most_common() if show_wrong else ():
        print(times, way)


def judged(
    reader: Callable[[Path, Path], Table], path: Path, corner: Path, written: Written
) -> tuple[float, bool]:
    """The share of cells right, by F1 over (row, place, text); the header too."""
    try:
        header, rows = reader(path, corner)
    except Exception:  # noqa: BLE001 - whatever a reader raises, it read nothing
        return 0.0, False
    names = [name.strip() for name in header] == written.header
    return f1(rows, written.rows), names


def f1(found: list[list[str]], truth: list[list[str]]) -> float:
    """Rows are matched in their order from both ends, whichever fits better."""
    best = max(_common(found, truth), _common(found[::-1], truth[::-1]))
    total = sum(map(len, found)) + sum(map(len, truth))
    return 2 * best / total if total else 1.0


def _common(found: list[list[str]], truth: list[list[str]]) -> int:
    return sum(
        a == b
        for ours, theirs in zip(found, truth, strict=False)
        for a, b in zip(ours, theirs, strict=False)
    )


if __name__ == "__main__":
    numbers = [int(one) for one in sys.argv[1:] if one.isdigit()]
    main(numbers[0] if numbers else 600, "--wrong" in sys.argv)
