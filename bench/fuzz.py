"""Files mutated at random: each is read or refused in a sentence, nothing else.

python -m bench.fuzz [FILES [SEED]]
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.polluted import WAYS, polluted
from intake.cleaning import clean
from intake.house import House
from intake.loading import load_export
from metrics.errors import ExportError
from metrics.warehouse import Warehouse

SAMPLES = Path(__file__).parent.parent / "tests" / "exports"
SIGNS = b"\",';\t\n\r\0\xff\xfe{}[]<>=\\ 0"
SLOW = 5.0  # seconds; reported, since machines differ
COMPANY = House("Europe/Amsterdam", "EUR")


def mutated(content: bytes, chance: random.Random) -> bytes:
    """A file with a few bytes changed, cut out, doubled or put in."""
    data = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(data) + 1)
        much = chance.choice((1, 1, 2, 20, 400))
        change = chance.randrange(5)
        if change == 0:
            del data[at : at + much]
        elif change == 1:
            data[at:at] = data[at : at + much]
        elif change == 2:
            data[at:at] = bytes(chance.choices(SIGNS, k=min(much, 20)))
        elif change == 3 and at < len(data):
            data[at] = chance.randrange(256)
        elif change == 4 and chance.random() < 0.3:
            del data[at:]
    return bytes(data)


def main(many: int, seed: int = 2026) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secret
    seeds = [written.content for written in polluted(3 * len(WAYS), seed=3)]
    seeds += [path.read_bytes() for path in sorted(SAMPLES.rglob("*.*"))]
    ends: Counter[str] = Counter()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "export.csv"
        warehouse = Warehouse.in_memory()
        for number, whole in zip(range(many), cycle(seeds), strict=False):
            path.write_bytes(mutated(whole, chance))
            started = time.perf_counter()
            try:
                ends[tried(path, Path(folder) / "clean.csv", warehouse)] += 1
            except Exception:
                Path(f"fuzz-{number}").write_bytes(path.read_bytes())
                print(f"fuzz-{number} keeps the file", file=sys.stderr)
                raise
            if time.perf_counter() - started > SLOW:
                ends["slow"] += 1
    print(f"{many:,} files: {dict(ends)}")


def tried(path: Path, target: Path, warehouse: Warehouse) -> str:
    """How reading a file ended; a receipt must add up."""
    try:
        clean(path, target)
    except ExportError:
        return "refused"
    try:
        receipt = load_export(warehouse, path, COMPANY)
    except ExportError:
        return "read, no source"
    parts = receipt.new + receipt.updated + receipt.unchanged + receipt.rejected
    if receipt.read != parts:
        raise AssertionError(receipt)
    return "loaded"


if __name__ == "__main__":
    main(*(map(int, sys.argv[1:]) if len(sys.argv) > 1 else (20_000,)))
