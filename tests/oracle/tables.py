"""The shared tables as DataFrames, and what a count is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

TEXT, MOMENT, NUMBER, FLAG = "str", "datetime64[us]", "float64", "boolean"
GROUPS = {"agent": TEXT, "team": TEXT, "channel": TEXT, "topic": TEXT}

COLUMNS: dict[str, dict[str, str]] = {
    "tickets": {
        "source": TEXT,
        "ticket_id": TEXT,
        "created_at": MOMENT,
        "solved_at": MOMENT,
        "status": TEXT,
        **GROUPS,
        "customer_id": TEXT,
        "replies": NUMBER,
        "reopens": NUMBER,
        "first_reply_minutes": NUMBER,
        "first_reply_working_minutes": NUMBER,
        "our_reply_minutes": NUMBER,
        "our_solve_minutes": NUMBER,
        "handle_minutes": NUMBER,
        "set_aside": TEXT,
        "next_contact_at": MOMENT,
    },
    "surveys": {
        "source": TEXT,
        "survey_id": TEXT,
        "instrument": TEXT,
        "ticket_id": TEXT,
        **GROUPS,
        "answered_at": MOMENT,
        "score": NUMBER,
        "is_good": FLAG,
        "set_aside": TEXT,
    },
    "reviews": {
        "source": TEXT,
        "review_id": TEXT,
        "ticket_id": TEXT,
        "reviewed_at": MOMENT,
        **GROUPS,
        "score": NUMBER,
        "set_aside": TEXT,
    },
    "calls": {
        "source": TEXT,
        "call_id": TEXT,
        "ticket_id": TEXT,
        "started_at": MOMENT,
        **GROUPS,
        "answered": FLAG,
        "talk_seconds": NUMBER,
        "hold_seconds": NUMBER,
        "wrap_seconds": NUMBER,
    },
    "orders": {
        "source": TEXT,
        "order_id": TEXT,
        "ordered_at": MOMENT,
        "customer_id": TEXT,
        "channel": TEXT,
        "currency": TEXT,
        "amount": NUMBER,
        "set_aside": TEXT,
    },
    "subscriptions": {
        "source": TEXT,
        "subscription_id": TEXT,
        "customer_id": TEXT,
        "started_at": MOMENT,
        "cancelled_at": MOMENT,
    },
}

Row = Mapping[str, Any]
Rows = Mapping[str, list[dict[str, Any]]]
Tables = Mapping[str, pd.DataFrame]


@dataclass(frozen=True)
class Settings:
    """What a company declares and a reader chooses."""

    currency: str = "EUR"
    retention_days: int = 90
    clock: str = "calendar"
    filters: tuple[tuple[str, str], ...] = ()
    through: datetime = datetime(2200, 1, 1)


def tables_of(rows: Rows) -> Tables:
    """Typed DataFrames, with a column even where no row is."""
    return {
        table: frame(table, rows[table]) if rows.get(table) else empty(table)
        for table in COLUMNS
    }


def frame(table: str, rows: Iterable[Row]) -> pd.DataFrame:
    """One table; what is unknown is missing in it."""
    wanted = COLUMNS[table]
    return pd.DataFrame(list(rows), columns=list(wanted)).astype(wanted)


@cache
def empty(table: str) -> pd.DataFrame:
    """A table without rows; it has its columns all the same."""
    return frame(table, ())


def counted(table: pd.DataFrame) -> pd.DataFrame:
    """The rows that nobody set aside."""
    return table[table["set_aside"].isna()]


def filed(moments: pd.Series, amounts: Iterable[Any]) -> pd.Series:
    """Amounts by the moment that each is filed under; unknown ones are out."""
    numbers = np.asarray(amounts, dtype=float)
    return pd.Series(numbers, index=pd.DatetimeIndex(moments)).dropna()


def within(amounts: pd.Series, start: datetime, end: datetime) -> pd.Series:
    """Those filed in a window; its end is outside."""
    return amounts[(amounts.index >= start) & (amounts.index < end)]


def asked_for(rows: pd.DataFrame, settings: Settings) -> pd.DataFrame:
    """The rows that pass every filter; an unknown group passes none."""
    for group, only in settings.filters:
        rows = rows[rows[group].eq(only).fillna(value=False).astype(bool)]
    return rows
