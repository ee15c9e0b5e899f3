"""Revenue, orders, AOV, new customers, repeat purchases. Amounts by day."""

from __future__ import annotations

import numpy as np
import pandas as pd

from tests.oracle.tables import Settings, Tables, counted, filed


def revenue(tables: Tables, settings: Settings) -> pd.Series:
    """The value of each order in the company's currency."""
    rows = counted(tables["orders"])
    rows = rows[rows["currency"] == settings.currency]
    return filed(rows["ordered_at"], rows["amount"])


def orders(tables: Tables, settings: Settings) -> pd.Series:
    """1 for each order that revenue counts."""
    return revenue(tables, settings) * 0 + 1


def new_customers(tables: Tables, settings: Settings) -> pd.Series:
    """1 for each customer whose first order lies in the window."""
    firsts = known(tables).groupby("customer_id")["ordered_at"].min()
    return filed(firsts, np.ones(len(firsts)))


def repeat_purchase(tables: Tables, settings: Settings) -> pd.Series:
    """1 for an order that is not its customer's first."""
    rows = known(tables).sort_values(["ordered_at", "order_id"])
    again = rows.groupby("customer_id").cumcount() > 0
    return filed(rows["ordered_at"], again)


def known(tables: Tables) -> pd.DataFrame:
    """Orders of which the customer is known."""
    return counted(tables["orders"]).dropna(subset=["customer_id"])
