"""Survey answers: NPS, CSAT, CES. Amounts by the day of the answer."""

from __future__ import annotations

import numpy as np
import pandas as pd

from tests.oracle.tables import Settings, Tables, asked_for, counted, filed


def nps(tables: Tables, settings: Settings) -> pd.Series:
    """100 for a promoter, 0 for a passive, -100 for a detractor."""
    rows = _of(tables, "nps")
    rows = rows[rows["ticket_id"].isna() & rows["score"].notna()]
    scores = np.select([rows["score"] > 8, rows["score"] < 7], [100.0, -100.0], 0.0)
    return filed(rows["answered_at"], scores)


def csat(tables: Tables, settings: Settings) -> pd.Series:
    """1 for a satisfied customer; the latest answer for a ticket wins."""
    rows = _of(tables, "csat")
    rows = rows[rows["is_good"].notna() & (rows["answered_at"] <= settings.through)]
    winners = pd.concat(
        [rows[rows["ticket_id"].isna()], _latest(rows[rows["ticket_id"].notna()])]
    )
    return _good(winners, settings)


def ces(tables: Tables, settings: Settings) -> pd.Series:
    """1 for a customer who found it easy."""
    rows = _of(tables, "ces")
    return _good(rows[rows["is_good"].notna()], settings)


def _of(tables: Tables, instrument: str) -> pd.DataFrame:
    surveys = counted(tables["surveys"])
    return surveys[surveys["instrument"] == instrument]


def _latest(rows: pd.DataFrame) -> pd.DataFrame:
    """The last answer for each ticket; on a tie 10 is later than 9."""
    lengths = rows.assign(length=rows["survey_id"].str.len())
    ordered = lengths.sort_values(["answered_at", "length", "survey_id"])
    return ordered.groupby(["source", "ticket_id"]).tail(1)


def _good(rows: pd.DataFrame, settings: Settings) -> pd.Series:
    rows = asked_for(rows, settings)
    return filed(rows["answered_at"], rows["is_good"])
