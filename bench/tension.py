"""How often chance alone is told as a tension or a free lunch, and a real one is.

    python -m bench.tension [COMPANIES]

Each company has the promises of the demo company's values.yaml: 25 months of each,
the last one judged, drawn anew. Where months are `shared`, half of each amount's
variance is what befalls all of them alike, its sign of the promise's own.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import numpy as np

from metrics.catalog import Definition, load_catalog
from metrics.changes import Behaviour
from metrics.measuring import EMPTY
from metrics.periods import parse_period
from metrics.scorecard import Card, Fared, Scorecard
from metrics.tension import matrix_of, pairs_of
from metrics.values import Values
from metrics.values_forms import load_values
from metrics.variation import Spot, variation
from metrics.verdicts import Verdict

VALUES = Path(__file__).parent.parent / "config" / "values.yaml"
MARCH = parse_period("2026-03", "UTC", datetime(2026, 4, 2))
LENGTH, N = 25, 300
# How many sigmas first replies get faster and first contact worse, for so long.
SHIFTS = ((2.0, 4), (3.0, 4), (5.0, 1))


def fared(key: str, definition: Definition, places: np.ndarray) -> Fared:
    """A promise whose amounts lie so many sigmas from their mean; no decisions."""
    spots = [Spot(N, 50 + float(one)) for one in places]
    plain = replace(definition, kind="mean", better=_way(definition))
    behaviour = Behaviour(variation(spots, "mean"), (None,) * LENGTH, (), None)
    name, unit = definition.name, definition.unit
    told = (None, None, EMPTY, EMPTY, Verdict.CANT_TELL, behaviour)
    return Fared(plain, key, name, unit, *told, (), (), (), MARCH, MARCH, None)


def _way(definition: Definition) -> str:
    """A band is left as often as a target is missed."""
    return "down" if definition.better == "band" else definition.better


def company(
    values: Values, random: np.random.Generator, shared: float, shift: float, many: int
) -> Scorecard:
    """A made-up scorecard of March 2026."""
    catalog = load_once()
    months = random.normal(0, 1, LENGTH)

    def drawn(metric: str) -> Fared:
        own = random.normal(0, 1, LENGTH)
        places = np.sqrt(shared) * months * random.choice([-1, 1])
        places = places + np.sqrt(1 - shared) * own
        if metric in {"frt", "fcr"} and many:
            places[-many:] -= shift
        return fared(metric, catalog[metric], places)

    cards = tuple(
        Card(one.name, one.action, tuple(drawn(it.metric) for it in one.promises))
        for one in values.values
    )
    sales = tuple(Card(it.key, "", (drawn(it.metric),)) for it in values.sales)
    through = datetime(2026, 4, 2)
    return Scorecard(values.company, MARCH, MARCH, through, (), cards, sales)


def load_once(kept: dict[str, Definition] = {}) -> dict[str, Definition]:  # noqa: B006
    """The definitions, read once."""
    kept.update({} if kept else load_catalog())
    return kept


def told(
    shared: float, shift: float, many: int, companies: int
) -> Iterator[tuple[str, float]]:
    """What part of the companies is told each kind, and of all their pairs."""
    values, random = load_values(VALUES, load_once()), np.random.default_rng(6)
    found: Counter[str] = Counter()
    moving = pairs = 0
    for _ in range(companies):
        card = company(values, random, shared, shift, many)
        found.update({str(one.kind) for one in pairs_of(card)})
        matrix = matrix_of(card)
        ways = sum(way is not None for way in matrix.ways)
        moving, pairs = moving + ways * (ways - 1) // 2, pairs + matrix.pairs
    for kind in ("tension", "free lunch"):
        yield kind, found[kind] / companies
    yield "of all pairs", moving / pairs


def main(companies: int = 2_000) -> None:
    """Chance alone, then a policy that makes replies faster and answers worse."""
    scenes = [("chance alone", 0.0, 0), *(("policy", *one) for one in SHIFTS)]
    for what, shift, many in scenes:
        for shared in (0.0, 0.5):
            named = f"{what}, {shift:g} sigmas for {many}, shared {shared:g}: "
            rates = told(shared, shift, many, companies)
            print(named + ", ".join(f"{kind} {rate:.2%}" for kind, rate in rates))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
