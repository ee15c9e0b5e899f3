"""Retention: who is a customer at two moments."""

from __future__ import annotations

from datetime import datetime, timedelta

import pandas as pd

from tests.oracle.orders import known
from tests.oracle.tables import Settings, Tables

DAY, SILENCE = timedelta(days=1), timedelta(days=31)
EVER = pd.Timestamp(9000, 1, 1)
NOBODY = pd.Series(dtype=float)


def crr(
    tables: Tables, settings: Settings, start: datetime, end: datetime
) -> pd.Series:
    """1 for a customer at the start who is one at the end."""
    if len(tables["subscriptions"]):
        return _subscribed(tables["subscriptions"], settings, start, end)
    return _bought(tables, settings, start, end)


def _subscribed(
    paid: pd.DataFrame, settings: Settings, start: datetime, end: datetime
) -> pd.Series:
    """Who pays from the start to the end, without a lapse of over a day."""
    paid = paid[paid["started_at"] <= settings.through]
    told = pd.concat([paid["started_at"], paid["cancelled_at"]]).dropna()
    told = told[told <= settings.through]
    if paid.empty or start < told.min():
        return NOBODY
    if end > min(told.max() + SILENCE, settings.through + DAY):
        return NOBODY
    found = []
    for _, subscriptions in paid.groupby("customer_id"):
        stretches = _stretches(subscriptions)
        found += [float(end < until) for at, until in stretches if at <= start < until]
    return pd.Series(found, dtype=float)


def _stretches(subscriptions: pd.DataFrame) -> list[list[datetime]]:
    """When one customer paid, changes of plan within a day joined."""
    found: list[list[datetime]] = []
    ordered = subscriptions.fillna({"cancelled_at": EVER}).sort_values("started_at")
    for at, until in zip(ordered["started_at"], ordered["cancelled_at"], strict=True):
        if found and at <= found[-1][1] + DAY:
            found[-1][1] = max(found[-1][1], until)
        else:
            found.append([at, until])
    return found


def _bought(
    tables: Tables, settings: Settings, start: datetime, end: datetime
) -> pd.Series:
    """Who bought in the retention window before either moment."""
    orders = known(tables)
    orders = orders[orders["ordered_at"] <= settings.through]
    lasting = timedelta(days=settings.retention_days)
    moments = orders["ordered_at"]
    if orders.empty or start < moments.min() + lasting:
        return NOBODY
    if end > min(moments.max() + max(lasting / 10, DAY), settings.through + DAY):
        return NOBODY

    def customers(at: datetime) -> set[str]:
        return set(orders[(moments <= at) & (moments > at - lasting)]["customer_id"])

    before, after = customers(start), customers(end)
    return pd.Series([float(customer in after) for customer in before], dtype=float)
