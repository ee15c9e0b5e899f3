"""Break each definition on purpose, and see whether the oracle notices.

    python -m bench.mutants [metric …]

A mutant that survives is a mistake that no random company shows: either it
changes no number, and its line in mutations.py says why, or the companies are too tame.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from hypothesis import HealthCheck, Phase

from bench.mutations import MUTANTS, Mutant
from metrics.catalog import Definition, load_catalog
from metrics.warehouse import Warehouse
from tests.oracle.filling import STEPS
from tests.oracle.trials import try_on_small_companies

EXAMPLES = 1_500


def killed(warehouse: Warehouse, definition: Definition) -> bool:
    """Whether some random company shows the oracle that this is wrong."""
    try:
        try_on_small_companies(
            warehouse,
            definition,
            max_examples=EXAMPLES,
            phases=[Phase.generate],
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        )
    except AssertionError:
        return True
    return False


@contextmanager
def broken(mutant: Mutant) -> Iterator[None]:
    """Meanwhile, what is worked out at intake holds the mistake."""
    if not mutant.step:
        yield
        return
    whole = STEPS[mutant.step]
    if mutant.was not in whole:
        sys.exit(f"{mutant.step}.sql does not say {mutant.was!r} any more.")
    STEPS[mutant.step] = whole.replace(mutant.was, mutant.now)
    try:
        yield
    finally:
        STEPS[mutant.step] = whole


def report(mutants: Iterable[Mutant]) -> int:
    """Print the fate of each; how many survived that should not have."""
    catalog, warehouse = load_catalog(), Warehouse.in_memory()
    unexplained = 0
    for mutant in mutants:
        with broken(mutant):
            died = killed(warehouse, mutant.of(catalog[mutant.metric]))
        unexplained += not died and not mutant.harmless
        print(line(mutant, died=died), flush=True)
    return unexplained


def line(mutant: Mutant, *, died: bool) -> str:
    """Metric, fate, change, and why a survivor changes nothing."""
    change = " ".join(f"{mutant.was} -> {mutant.now or 'nothing'}".split())
    why = "" if died else f" ({mutant.harmless or 'unexplained'})"
    return f"{mutant.metric:16}{'killed' if died else 'SURVIVED':10}{change}{why}"


def main(metrics: list[str]) -> None:
    catalog, warehouse = load_catalog(), Warehouse.in_memory()
    for metric in metrics or list(catalog):
        if killed(warehouse, catalog[metric]):
            sys.exit(f"{metric}: the counts disagree before anything is broken.")
    chosen = [mutant for mutant in MUTANTS if mutant.metric in (metrics or catalog)]
    unexplained = report(chosen)
    print(f"{len(chosen)} mutants, {unexplained} survived without a reason")
    sys.exit(bool(unexplained))


if __name__ == "__main__":
    main(sys.argv[1:])
