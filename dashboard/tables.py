"""Tables that a person reads, sorts and takes away."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard.address import choice_in_url
from dashboard.house import house
from metrics.values import Promise, Values
from metrics.wording import count_words

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
LIMIT = 10_000
WORDS = ("left_out", "agent", "team", "channel", "topic", "customer_id")
HEADINGS = {
    "source": "Source",
    "subject_id": "Id",
    "counted_at": "Counted at",
    "amount": "Amount",
    "left_out": "Left out because",
    "agent": "Agent",
    "team": "Team",
    "channel": "Channel",
    "topic": "Topic",
    "customer_id": "Customer",
}


def promise_chooser(values: Values) -> Promise:
    """Which number to look behind."""
    promises = {
        promise.metric: promise for value in values.values for promise in value.promises
    }
    promises = {promise.metric: promise for promise in values.sales} | promises
    catalog = house().catalog
    first = values.values[0].promises[0].metric
    chosen = choice_in_url(
        "metric",
        tuple(promises),
        first,
        label="Metric",
        words=lambda metric: catalog[metric].name,
    )
    return promises[chosen or first]


def observation_table(rows: pd.DataFrame, zone: str) -> None:
    """The rows, newest first; those that do not count say why."""
    counted = int(rows["amount"].notna().sum())
    if "left_out" in rows:
        counted = int(rows["left_out"].isna().sum())
    more = " The newest ones are shown." if len(rows) >= LIMIT else ""
    st.caption(
        f"{count_words(len(rows))} rows, of which {count_words(counted)} count.{more}"
    )
    said = rows.columns[rows.notna().any()]
    shown = [name for name in HEADINGS if name in said]
    st.dataframe(
        rows[shown].fillna(dict.fromkeys(WORDS, "")).rename(columns=HEADINGS),
        hide_index=True,
        column_config={
            "Counted at": st.column_config.DatetimeColumn(
                format="YYYY-MM-DD HH:mm", timezone=zone
            )
        },
        height=520,
        alt="The observations behind the number",
    )


def downloadable(rows: pd.DataFrame, file_name: str) -> None:
    """The same rows as CSV; a cell that a spreadsheet would run is text."""
    st.download_button(
        "Download as CSV",
        rows.map(_harmless).to_csv(index=False).encode(),
        file_name,
        "text/csv",
        icon=":material/download:",
    )


def _harmless(cell: object) -> object:
    if isinstance(cell, str) and cell.startswith(FORMULA_SIGNS):
        return f"'{cell}"
    return cell
