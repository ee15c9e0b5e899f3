"""The answers or reviews behind a bar, down to the ticket."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
import streamlit as st

from dashboard.plain import plain
from dashboard.tables import downloadable
from dashboard.tongue import in_this_language
from dashboard.view import View
from metrics.complaints.complaint_words import CRITERIA
from metrics.complaints.placing import MOST
from metrics.complaints.taxonomy import Complaint, Taxonomy
from metrics.own_words import spoken
from words import known, mark, say, say_many

HEADINGS = {
    "counted_at": mark("Counted at"),
    "ticket_id": mark("Ticket"),
    "source": mark("Source"),
    "instrument": mark("Metric"),
    "score": mark("Score"),
    "kinds": mark("Kinds"),
    "tags": mark("Tags"),
    "comment": mark("Comment"),
    "criteria": mark("Criteria"),
    "team": mark("Team"),
    "channel": mark("Channel"),
    "topic": mark("Topic"),
}


def rows_behind(
    view: View, rows: pd.DataFrame, kind: str, kinds: Taxonomy, one: Complaint | None
) -> None:
    """The newest ones first, and the way to the number that they are of."""
    if one:
        st.markdown(plain(spoken(one.what)))
    if rows.empty:
        st.info(say("Nothing is behind it in this period."))
        return
    told = say_many("{n} row.", "{n} rows.", len(rows))
    if len(rows) >= MOST:
        told = say("The newest {n} rows.", n=len(rows))
    st.caption(plain(told))
    _table(view, rows, kinds)
    downloadable(_flat(rows), f"{kind}-{view.period.label}.csv", view.period.zone)
    _way(view, "qa" if kind == CRITERIA else "csat")


def _table(view: View, rows: pd.DataFrame, kinds: Taxonomy) -> None:
    shown = rows
    if "keys" in rows:
        shown = rows.assign(kinds=rows["keys"].map(lambda keys: _named(keys, kinds)))
    if "criteria" in rows:
        shown = shown.assign(criteria=rows["criteria"].map(_in_one_cell))
    if "instrument" in rows:
        shown = shown.assign(instrument=rows["instrument"].str.upper())
    there = [name for name in HEADINGS if name in shown and shown[name].notna().any()]
    st.dataframe(
        shown[there].rename(columns={name: known(HEADINGS[name]) for name in there}),
        hide_index=True,
        column_config={
            say("Counted at"): st.column_config.DatetimeColumn(
                format="YYYY-MM-DD HH:mm", timezone=view.period.zone
            )
        },
        alt=say("The rows behind the bar that was chosen"),
    )


def _named(keys: list[str], kinds: Taxonomy) -> list[str]:
    found = (kinds.named(key) for key in keys)
    return [spoken(one.name) for one in found if one]


def _flat(rows: pd.DataFrame) -> pd.DataFrame:
    """The same without what a table cannot hold in one cell."""
    lists = [name for name in ("keys", "tags", "criteria") if name in rows]
    texts = {name: [_in_one_cell(cell) for cell in rows[name]] for name in lists}
    return rows.assign(**texts)


def _in_one_cell(cell: object) -> str:
    if isinstance(cell, dict):
        return ", ".join(f"{name}: {points:g}" for name, points in cell.items())
    return ", ".join(map(str, cell)) if isinstance(cell, Iterable) else ""


def _way(view: View, metric: str) -> None:
    promised = (one for value in view.values.values for one in value.promises)
    key = next((one.key for one in promised if one.metric == metric), None)
    if key is None:
        return
    asked = {"metric": key, "period": view.period.label, "tab": "rows"}
    filters = {str(name): only for name, only in view.filters}
    st.page_link(
        "app_pages/observations.py",
        label=say("Look behind the number"),
        icon=":material/arrow_forward:",
        query_params=in_this_language(asked | filters),
    )
