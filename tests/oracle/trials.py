"""A metric tried on random companies until the two counts disagree."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st

from metrics.catalog import Definition
from metrics.periods import Window
from metrics.warehouse import Warehouse
from tests.oracle.companies import companies, settings, windows
from tests.oracle.comparing import differences
from tests.oracle.filling import fill
from tests.oracle.pools import BORDERS, HISTORY
from tests.oracle.tables import Rows, Settings, tables_of

TICKETS = companies("tickets")
ORDERS = companies("orders")
COMPANIES: dict[str, st.SearchStrategy[Rows]] = {
    "nps": companies("surveys", instrument=("nps", "nps", "csat")),
    "qa": companies("reviews"),
    "gap": companies("tickets", "surveys", "reviews")
    | companies(
        *("tickets", "surveys", "reviews"),
        answered_at=BORDERS[1:2],
        reviewed_at=BORDERS[1:3],
        instrument=("csat", "ces"),
        is_good=(True, False),
        score=(79.99, 80, 100),
    ),
    "fcr": TICKETS,
    "csat": companies("surveys", instrument=("csat", "csat", "csat", "nps"))
    | companies("surveys", instrument=("csat",), answered_at=BORDERS[1:3])
    | companies("surveys", instrument=("csat", "nps"), set_aside=(None,)),
    "frt": TICKETS,
    "resolution": TICKETS,
    "aht": companies("tickets", "calls"),
    "crr": ORDERS
    | companies("orders", ordered_at=HISTORY)
    | companies("orders", "subscriptions"),
    "aov": ORDERS,
    "ces": companies("surveys", instrument=("ces", "ces", "csat")),
    "revenue": ORDERS,
    "orders": ORDERS,
    "new_customers": ORDERS,
    "repeat_purchase": ORDERS,
}


def try_on_small_companies(
    warehouse: Warehouse, definition: Definition, **limited: Any
) -> None:
    """Raise AssertionError with a company on which the counts disagree."""

    @limits(deadline=None, **limited)
    @given(rows=COMPANIES[definition.metric], asked=windows(), chosen=settings())
    def agrees(rows: Rows, asked: Sequence[Window], chosen: Settings) -> None:
        fill(warehouse, rows)
        found = differences(warehouse, tables_of(rows), definition, asked, chosen)
        assert not found, found

    agrees()
