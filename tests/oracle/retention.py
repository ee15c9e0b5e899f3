"""Retention: who is a customer at two moments."""

from __future__ import annotations

from datetime import datetime, timedelta

import pandas as pd

from tests.oracle.orders import known
from tests.oracle.tables import Settings, Tables


def crr(
    tables: Tables, settings: Settings, start: datetime, end: datetime
) -> pd.Series:
    """1 for a customer at the start who is one at the end."""
    spans, known_from, known_until = _spans(tables, settings)
    if spans.empty or start < known_from or end > known_until:
        return pd.Series(dtype=float)
    before, after = _customers(spans, start), _customers(spans, end)
    return pd.Series([float(customer in after) for customer in before])


def _spans(
    tables: Tables, settings: Settings
) -> tuple[pd.DataFrame, datetime, datetime]:
    """From when until when somebody is a customer, and how far that is known."""
    paid = tables["subscriptions"]
    if not paid.empty:
        made = paid[["customer_id", "started_at", "cancelled_at"]]
        spans = made.set_axis(["customer", "since", "until"], axis=1)
        spans = spans.fillna({"until": pd.Timestamp.max.floor("us")})
        return spans, spans["since"].min(), pd.Timestamp.max
    bought, lasting = known(tables), timedelta(days=settings.retention_days)
    spans = pd.DataFrame({"customer": bought["customer_id"]})
    spans["since"] = bought["ordered_at"]
    spans["until"] = bought["ordered_at"] + lasting
    first, last = spans["since"].min(), spans["since"].max()
    return spans, first + lasting, last + timedelta(days=1)


def _customers(spans: pd.DataFrame, moment: datetime) -> set[str]:
    there = (spans["since"] <= moment) & (spans["until"] > moment)
    return set(spans.loc[there, "customer"])
