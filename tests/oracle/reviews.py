"""Reviews: QA. Amounts by the day of the review."""

from __future__ import annotations

import pandas as pd

from tests.oracle.tables import Settings, Tables, asked_for, counted, filed


def qa(tables: Tables, settings: Settings) -> pd.Series:
    """The final score of each review."""
    rows = asked_for(counted(tables["reviews"]), settings)
    return filed(rows["reviewed_at"], rows["score"])
