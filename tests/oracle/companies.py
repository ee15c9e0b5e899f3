"""Random companies: small ones full of coincidences, and a large one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from itertools import pairwise
from random import Random
from typing import Any

from hypothesis import strategies as st

from metrics.periods import Window
from tests.oracle.pools import (
    BORDERS,
    CELLS,
    DATES,
    DAY,
    GROUPS,
    IDS,
    KEYS,
    SOURCES,
    STEPS,
    Pool,
    finished,
)
from tests.oracle.tables import Rows, Settings

LARGE = {
    "tickets": 3_000,
    "surveys": 3_000,
    "reviews": 600,
    "calls": 1_200,
    "orders": 3_000,
    "subscriptions": 300,
}
SIZES = (0, 4, 12)
AFTER_ALL = datetime(2200, 1, 1)
YEAR = 366 * 24 * 60


def windows() -> st.SearchStrategy[tuple[Window, ...]]:
    """One window, or a few that follow one another."""
    borders = st.lists(
        st.sampled_from(BORDERS), min_size=2, max_size=len(BORDERS), unique=True
    )
    return (st.just(BORDERS) | borders).map(between)


def between(borders: list[datetime] | tuple[datetime, ...]) -> tuple[Window, ...]:
    """The windows between borders."""
    return tuple(Window(*pair) for pair in pairwise(sorted(borders)))


def settings() -> st.SearchStrategy[Settings]:
    """What a company may declare and a reader may choose."""
    groups = [(group, only) for group, pool in GROUPS.items() for only in pool if only]
    one = st.sampled_from(groups)
    two = st.tuples(one, one).filter(lambda both: both[0][0] != both[1][0])
    return st.builds(
        Settings,
        currency=st.sampled_from(["EUR", "IDR", "USD"]),
        retention_days=st.sampled_from([1, 7, 30, 90]),
        clock=st.sampled_from(["calendar", "working"]),
        filters=st.just(()) | st.tuples(one) | two,
        through=st.sampled_from([AFTER_ALL, AFTER_ALL, *BORDERS]),
    )


@st.composite
def companies(draw: st.DrawFn, *tables: str, **only: Pool) -> Rows:
    """A few rows of each table, often at one and the same moment.

    What is given `only` holds in each table that has such a cell.
    """
    moments = draw(_moments())
    pools = {table: _narrowed(_pools(table, moments), only) for table in tables}
    return {table: draw(_rows(table, pools[table])) for table in tables}


def _narrowed(pools: dict[str, Pool], only: dict[str, Pool]) -> dict[str, Pool]:
    return {name: only.get(name, pool) for name, pool in pools.items()}


@st.composite
def _moments(draw: st.DrawFn) -> list[datetime]:
    """A few steps from a few borders, and at times one well after all."""
    borders = draw(st.lists(st.sampled_from(BORDERS), min_size=1, max_size=3))
    steps = draw(st.lists(st.sampled_from(STEPS), min_size=1, max_size=5))
    moments = [border + step for border in borders for step in steps]
    later = draw(st.sampled_from([None, 7 * DAY, 90 * DAY]))
    return [*moments, max(moments) + later] if later else moments


def _rows(
    table: str, pools: Mapping[str, Pool]
) -> st.SearchStrategy[list[dict[str, Any]]]:
    cells = {name: st.sampled_from(pool) for name, pool in pools.items()}
    drawn = st.fixed_dictionaries(cells)
    key = KEYS[table]
    rows = st.sampled_from(SIZES).flatmap(
        lambda least: st.lists(
            drawn,
            min_size=least,
            max_size=least + 3,
            unique_by=lambda row: (row["source"], row[key]),
        )
    )
    return rows.map(lambda chosen: [finished(table, row) for row in chosen])


def _pools(table: str, moments: Pool) -> dict[str, Pool]:
    unanswered = [None] if table == "surveys" else []
    return {
        "source": SOURCES,
        KEYS[table]: IDS,
        DATES[table]: [*moments, *unanswered],
        **CELLS[table],
    }


def large_company(seed: int, *, subscribed: bool) -> Rows:
    """Thousands of rows in the year around the borders."""
    random = Random(seed)  # noqa: S311
    sizes = LARGE if subscribed else {**LARGE, "subscriptions": 0}
    return {
        table: [_random_row(random, table, number) for number in range(size)]
        for table, size in sizes.items()
    }


def _random_row(random: Random, table: str, number: int) -> dict[str, Any]:
    moment = datetime(2023, 8, 1) + timedelta(minutes=random.randrange(YEAR))
    pools = _pools(table, [moment]) | _spread(random, table)
    row = {name: random.choice(pool) for name, pool in pools.items()}
    return finished(table, {**row, KEYS[table]: str(number)})


def _spread(random: Random, table: str) -> dict[str, Pool]:
    """More customers, tickets and amounts than a small company has."""
    somebody = f"customer {random.randrange(400)}"
    if table == "subscriptions":
        return {"customer_id": (somebody,)}
    if table in ("surveys", "calls"):
        return {"ticket_id": (None, str(random.randrange(3_000)))}
    if table == "reviews":
        ticket = (None, str(random.randrange(3_000)))
        return {
            "score": (round(random.triangular(0, 100, 90), 2),),
            "ticket_id": ticket,
        }
    if table == "orders":
        amount = round(random.lognormvariate(4, 1), 2)
        return {"amount": (amount,), "customer_id": (somebody, somebody, None)}
    waits = (None, round(random.expovariate(1 / 90), 3))
    minutes = ("first_reply_minutes", "first_reply_working_minutes", "handle_minutes")
    return dict.fromkeys(minutes, waits) | {"customer_id": (somebody,)}
