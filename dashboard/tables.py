"""Tables that a person reads, sorts and takes away."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.address import choice_in_url
from dashboard.house import house
from metrics.catalog import Catalog
from metrics.values import Promise, Values
from metrics.wording import NOTHING, decimal_words
from words import known, mark, say, say_many

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
LIMIT = 10_000
QUICK = 2_500  # rows whose numbers are written in less than half a second
WORDS = ("left_out", "agent", "team", "channel", "topic", "customer_id")
HEADINGS = {
    "source": mark("Source"),
    "subject_id": mark("Id"),
    "counted_at": mark("Counted at"),
    "amount": mark("Amount"),
    "left_out": mark("Left out because"),
    "agent": mark("Agent"),
    "team": mark("Team"),
    "channel": mark("Channel"),
    "topic": mark("Topic"),
    "customer_id": mark("Customer"),
}
CLOCKS = {
    "calendar": mark("{name}, calendar time"),
    "working": mark("{name}, working time"),
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
        label=say("Metric"),
        words=lambda key: metric_words(promises[key], catalog),
    )
    return promises[chosen or first]


def metric_words(promise: Promise, catalog: Catalog) -> str:
    """A metric by its name, with its clock where it has one."""
    name = known(catalog[promise.metric].name)
    return say(CLOCKS[promise.clock], name=name) if promise.clock else name


def observation_table(rows: pd.DataFrame, zone: str) -> None:
    """The rows, newest first; those that do not count say why."""
    counted = int(rows["amount"].notna().sum())
    if "left_out" in rows:
        counted = int(rows["left_out"].isna().sum())
    told = [
        say_many(
            "{n} row, of which {counted} count.",
            "{n} rows, of which {counted} count.",
            len(rows),
            counted=counted,
        )
    ]
    if len(rows) >= LIMIT:
        told.append(say("The newest ones are shown."))
    st.caption(" ".join(told))
    shown = _shown(rows)
    st.dataframe(
        in_words(shown, {say("Amount"): _amount}) if len(shown) <= QUICK else shown,
        hide_index=True,
        column_config={
            say("Counted at"): st.column_config.DatetimeColumn(
                format="YYYY-MM-DD HH:mm", timezone=zone
            )
        },
        height=520,
        alt=say("The observations behind the number"),
    )


def _shown(rows: pd.DataFrame) -> pd.DataFrame:
    """The columns that have anything, under their headings, with their reasons."""
    there = rows.columns[rows.notna().any()]
    shown = rows[[name for name in HEADINGS if name in there]]
    shown = shown.fillna(dict.fromkeys(WORDS, ""))
    if "left_out" in shown:
        shown = shown.assign(left_out=shown["left_out"].map(known))
    return shown.rename(columns={name: known(one) for name, one in HEADINGS.items()})


def _amount(amount: float) -> str:
    return decimal_words(amount, "#,##0.####")


def in_words(rows: pd.DataFrame, words: Mapping[str, Callable[[Any], str]]) -> Any:
    """A table whose numbers are written by locale, and still sort as numbers."""
    there: dict[Any, Any] = {name: one for name, one in words.items() if name in rows}
    return rows.style.format(there, na_rep=NOTHING)


def downloadable(rows: pd.DataFrame, file_name: str, zone: str) -> None:
    """The same rows as CSV; a cell that a spreadsheet would run is text.

    Times are on the company's clock, with their offset from UTC.
    """
    local = rows["counted_at"].dt.tz_localize("UTC").dt.tz_convert(zone)
    st.download_button(
        say("Download as CSV"),
        rows.assign(counted_at=local).map(_harmless).to_csv(index=False).encode(),
        file_name,
        "text/csv",
        icon=":material/download:",
    )


def _harmless(cell: object) -> object:
    if isinstance(cell, str) and cell.startswith(FORMULA_SIGNS):
        return f"'{cell}"
    return cell
