"""Tables that a person reads, sorts and takes away."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard.address import choice_in_url
from dashboard.house import house
from metrics.catalog import Catalog
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
        promise.key: promise for value in values.values for promise in value.promises
    }
    promises = {promise.key: promise for promise in values.sales} | promises
    catalog = house().catalog
    first = values.values[0].promises[0].key
    chosen = choice_in_url(
        "metric",
        tuple(promises),
        first,
        label="Metric",
        words=lambda key: _name(promises[key], catalog),
    )
    return promises[chosen or first]


def _name(promise: Promise, catalog: Catalog) -> str:
    name = catalog[promise.metric].name
    return f"{name}, {promise.clock} time" if promise.clock else name


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


def downloadable(rows: pd.DataFrame, file_name: str, zone: str) -> None:
    """The same rows as CSV; a cell that a spreadsheet would run is text.

    Times are on the company's clock, with their offset from UTC.
    """
    local = rows["counted_at"].dt.tz_localize("UTC").dt.tz_convert(zone)
    st.download_button(
        "Download as CSV",
        rows.assign(counted_at=local).map(_harmless).to_csv(index=False).encode(),
        file_name,
        "text/csv",
        icon=":material/download:",
    )


def _harmless(cell: object) -> object:
    if isinstance(cell, str) and cell.startswith(FORMULA_SIGNS):
        return f"'{cell}"
    return cell
