"""Does the interval hold what was planted? Made-up customers, then made-up companies.

python -m bench.linked [RUNS [SEED [PARTS]]]

First customers drawn by the odds that the demo plants, in strata as sparse as its
own. Then, with PARTS, the company of a million tickets in so many parts, each as
large as a company of its own: there nothing is drawn but what `demo` draws.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np

from bench.stores import store
from demo.planted import RETENTION_ODDS_RATIO
from metrics.linked import SERVICES, Linked, linked_of, window_of
from metrics.linked_strata import Compared, Ratio, Stratum, Sums, TooFew, means, shares
from metrics.periods import Window
from metrics.values import Company
from metrics.warehouse import Warehouse

COMPANY = Company("", "Europe/Amsterdam", "EUR", 0, 90)
END = datetime(2027, 1, 1)
TABLES = ("tickets", "surveys", "orders")
# How many were served well and badly in a stratum, on average.
SIZES = ((200.0, 25.0), (40.0, 5.0), (12.0, 1.5), (3.0, 0.4))
STRATA = 48
GAP = 0.12  # planted difference of shares


@dataclass
class Held:
    """What many intervals came to."""

    held: list[bool] = field(default_factory=list)
    seen: list[bool] = field(default_factory=list)
    found: list[float] = field(default_factory=list)

    def hear(self, low: float, high: float, found: float, true: float) -> None:
        self.held.append(low <= true <= high)
        self.found.append(found)

    def line(self, name: str, true: float) -> str:
        seen = f"{np.mean(self.seen):8.1%}" if self.seen else " " * 8
        return (
            f"{name:<34}{np.mean(self.held):8.1%}{seen}"
            f"{np.mean(self.found) - true:+9.3f}{len(self.held):>7}"
        )


def drawn(chance: np.random.Generator, size: tuple[float, float]) -> list[tuple]:
    """For each stratum: how many well and badly served, and its own base rate."""
    sizes = chance.poisson(size, (STRATA, 2))
    return [
        (*pair, base)
        for pair, base in zip(sizes, chance.uniform(0.35, 0.75, STRATA), strict=True)
    ]


def of_shares(
    chance: np.random.Generator, size: tuple[float, float], *, odds: bool
) -> Compared | TooFew:
    """Good service doubles the odds in every stratum, or adds GAP to the share."""

    def stratum(good: int, bad: int, base: float) -> Stratum:
        doubled = RETENTION_ODDS_RATIO * base / (1 - base)
        better = doubled / (1 + doubled) if odds else base + GAP
        happened = [chance.binomial(*one) for one in ((good, better), (bad, base))]
        return Stratum(
            *(
                Sums(int(n), int(x), int(x))
                for n, x in zip((good, bad), happened, strict=True)
            )
        )

    return shares(stratum(*one) for one in drawn(chance, size))


def of_means(
    chance: np.random.Generator, size: tuple[float, float]
) -> Compared | TooFew:
    """Order values as skewed as the demo's; good service does nothing."""

    def sums(n: int, base: float) -> Sums:
        amounts = 60 * base * np.exp(chance.normal(0, 1, n))
        return Sums(int(n), float(amounts.sum()), float((amounts**2).sum()))

    return means(
        Stratum(sums(good, base), sums(bad, base))
        for good, bad, base in drawn(chance, size)
    )


def simulated(runs: int, chance: np.random.Generator) -> None:
    for size in SIZES:
        odds, gap, nothing = Held(), Held(), Held()
        for _ in range(runs):
            found = of_shares(chance, size, odds=True)
            if isinstance(found, Compared) and found.odds:
                _hear_odds(odds, found.odds)
            found = of_shares(chance, size, odds=False)
            if isinstance(found, Compared):
                gap.hear(*found.interval, found.difference, 100 * GAP)
            found = of_means(chance, size)
            if isinstance(found, Compared):
                nothing.hear(*found.interval, found.difference, 0.0)
                nothing.seen.append(found.is_seen)
        name = f"{size[0]:g} and {size[1]:g} a stratum"
        for what, held, true in (
            ("odds", odds, np.log(RETENTION_ODDS_RATIO)),
            ("gap", gap, 100 * GAP),
            ("mean", nothing, 0.0),
        ):
            if held.held:
                print(held.line(f"{what}, {name}", true), flush=True)


def _hear_odds(held: Held, odds: Ratio) -> None:
    true = np.log(RETENTION_ODDS_RATIO)
    held.hear(*np.log((odds.low, odds.high, odds.amount)), true)


def parts(many: int) -> None:
    """The odds ratio and what was not planted, in parts of a large company."""
    whole = Warehouse.open(store(1_000_000))
    found: dict[str, list[Linked]] = {key: [] for key in SERVICES}
    for part in range(many):
        own = a_part(whole, part, many)
        for key, service in SERVICES.items():
            window = window_of(Window(END, END), "all")
            found[key].append(linked_of(own, COMPANY, service.key, window, END))
        own.close()
    tell(found)
    whole.close()


def tell(found: dict[str, list[Linked]]) -> None:
    odds = Held()
    for one in found["csat"]:
        returned = one.outcomes["returned"]
        if isinstance(returned, Compared) and returned.odds:
            _hear_odds(odds, returned.odds)
            odds.seen.append(returned.is_seen)
    print(odds.line("planted odds ratio, log", np.log(RETENTION_ODDS_RATIO)))
    for key, outcome in (
        ("csat", "order_value"),
        ("fcr", "order_value"),
        ("frt", "order_value"),
        ("frt", "returned"),
        ("frt", "revenue"),
    ):
        held = Held()
        for one in found[key]:
            compared = one.outcomes[outcome]  # type: ignore[index]
            if isinstance(compared, Compared):
                held.hear(*compared.interval, compared.difference, 0.0)
                held.seen.append(compared.is_seen)
        print(held.line(f"nothing planted: {key}, {outcome}", 0.0))


def a_part(whole: Warehouse, part: int, many: int) -> Warehouse:
    """A store in memory with the customers whose hash falls to that part."""
    own = Warehouse.in_memory()
    with own.writing() as cursor:
        for table in TABLES:
            asked = f"from {table} where hash(customer_id) % $many = $part"
            given = {"many": many, "part": part}
            rows = whole.cursor().sql(asked, params=given).to_arrow_table()
            cursor.register("rows", rows)
            cursor.execute(f"insert into {table} by name select * from rows")
            cursor.unregister("rows")
    return own


def main(runs: int = 1_000, seed: int = 2026, many: int = 0) -> None:
    print(
        f"{runs:,} draws a line, seed {seed}; planted odds ratio {RETENTION_ODDS_RATIO}"
    )
    print(" " * 34 + f"{'held':>8}{'seen':>8}{'bias':>9}{'n':>7}")
    simulated(runs, np.random.default_rng(seed))
    if many:
        print(f"a million tickets in {many} parts")
        parts(many)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
