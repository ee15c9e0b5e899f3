"""How far the data reach, in the whole store and in each of its tables."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from metrics.warehouse import Warehouse

MOMENTS = {
    "tickets": ("created_at", "solved_at"),
    "surveys": ("answered_at",),
    "reviews": ("reviewed_at",),
    "calls": ("started_at",),
    "orders": ("ordered_at",),
    "subscriptions": ("started_at", "cancelled_at"),
    "measurements": ("measured_at",),
}
# Tables whose rows can be filtered by team and channel.
SERVICE = ("tickets", "surveys", "reviews", "calls")

Reach = Mapping[str, datetime]


def reach_of(warehouse: Warehouse, now: datetime) -> Reach:
    """The last moment (UTC) that the rows of each table speak of.

    A time in the future is a slip of some export and does not count; a table
    without rows is not in it.
    """
    latest = _latest(warehouse, "true")
    if any(moment > now for moment in latest.values()):
        latest = _latest(warehouse, "moment <= $now", now)
    return latest


def _latest(warehouse: Warehouse, which: str, now: datetime | None = None) -> Reach:
    """Without a condition, DuckDB answers from what it knows of each column."""
    moments = " union all ".join(
        f"select '{table}' as name, max(moment) as moment "
        f"from (select {column} as moment from {table}) where {which}"
        for table, columns in MOMENTS.items()
        for column in columns
    )
    query = f"select name, max(moment) from ({moments}) group by name"
    rows = warehouse.rows(query, {"now": now} if now else {})
    return {table: moment for table, moment in rows if moment is not None}


def data_through(warehouse: Warehouse, now: datetime) -> datetime | None:
    """The last moment (UTC) that any row speaks of; None in an empty store."""
    return max(reach_of(warehouse, now).values(), default=None)


def data_since(warehouse: Warehouse) -> datetime | None:
    """The first moment (UTC) that any row is dated; None in an empty store."""
    earliest = " union all ".join(
        f"select min({columns[0]}) as moment from {table}"
        for table, columns in MOMENTS.items()
    )
    query = f"select min(moment) from ({earliest})"
    found: datetime | None = warehouse.rows(query)[0][0]
    return found


def choices(warehouse: Warehouse, dimension: str) -> tuple[str, ...]:
    """What there is to filter by, most rows first."""
    if dimension not in {"team", "channel"}:
        raise ValueError(dimension)
    named = " union all ".join(f"select {dimension} from {name}" for name in SERVICE)
    query = f"""
        select {dimension} from ({named}) where {dimension} is not null
        group by 1 order by count(*) desc, 1 limit 200
    """
    return tuple(str(row[0]) for row in warehouse.rows(query))
