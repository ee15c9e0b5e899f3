"""The promises by people, teams, channels and weekdays; a click opens one cell."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from dashboard.address import choice_in_url
from dashboard.house import house
from dashboard.plain import plain
from dashboard.tongue import in_this_language
from dashboard.view import View
from metrics.consistency.apart import Level
from metrics.consistency.overview import Overview, Row
from metrics.consistency.spread_words import (
    BETWEEN,
    cell_words,
    day_range_words,
    detail_words,
    how_words,
    row_words,
    unlike_words,
    weekday_words,
)
from metrics.consistency.spreads import BYS, By, Day
from metrics.groups import dimensions_of
from metrics.wording import amount_words, count_words
from words import known, say

KEY = "consistency-matrix"
# Over either theme; the words and their signs say the same.
SHADES = {
    Level.MUCH: "background-color: rgba(230, 120, 20, 0.45)",
    Level.SOME: "background-color: rgba(230, 150, 40, 0.22)",
    Level.HARDLY: "background-color: rgba(40, 150, 110, 0.20)",
}


def matrix(found: Overview) -> None:
    """A row a promise, a column a kind of group, each cell in words and shade."""
    rows = found.compared
    head = say("Promise")
    columns = [known(BETWEEN[by]) for by in BYS]
    shown = pd.DataFrame(
        [[row_words(row), *_cells(row)] for row in rows], columns=[head, *columns]
    )
    shades = pd.DataFrame(
        [["", *(SHADES.get(one.apart.level, "") for one in row.cells)] for row in rows],
        columns=shown.columns,
    )
    st.dataframe(
        shown.style.apply(lambda _: shades, axis=None),
        hide_index=True,
        key=KEY,
        on_select=lambda: _open(found, columns),
        selection_mode="single-cell",
        column_config={head: st.column_config.TextColumn(pinned=True)},
        alt=say("Each promise between people, teams, channels and weekdays"),
    )
    notes = (how_words(found), unlike_words(found))
    st.caption(plain(" ".join(note for note in notes if note)))


def _cells(row: Row) -> list[str]:
    return [cell_words(one, row.unit) for one in row.cells]


def _open(found: Overview, columns: list[Any]) -> None:
    """Keep the cell that was clicked on in the URL."""
    cells = st.session_state[KEY]["selection"]["cells"]
    if cells and cells[0][1] in columns:
        number, column = cells[0]
        st.query_params["row"] = found.compared[number].promise.key
        st.query_params["by"] = BYS[columns.index(column)]


def one_cell(view: View, found: Overview) -> None:
    """The cell of the URL, and the way to the groups behind it."""
    by_key = {row.promise.key: row for row in reversed(found.compared)}
    usual = found.most or found.compared[0]
    with st.container(horizontal=True):
        key = choice_in_url(
            "row",
            tuple(dict.fromkeys(row.promise.key for row in found.compared)),
            usual.promise.key,
            label=say("Promise"),
            words=lambda key: row_words(by_key[key]),
        )
        chosen = choice_in_url(
            "by",
            BYS,
            BYS[0],
            label=say("Compare"),
            words=lambda name: known(BETWEEN[name]),
        )
    row = by_key[key or usual.promise.key]
    by: By = next(name for name in BYS if name == chosen)
    st.markdown(f"**{plain(detail_words(row, by))}**")
    if by == "weekday":
        _days(row.cell(by).days, row.unit)
    elif by in dimensions_of(house().catalog[row.promise.metric]):
        _way(view, row, by)


def _way(view: View, row: Row, by: By) -> None:
    filters = {str(name): only for name, only in view.filters}
    query = {
        "value": str(row.value),
        "promise": row.promise.key,
        "tab": "groups",
        "group": by,
        "period": view.period.label,
        **filters,
    }
    st.page_link(
        "app_pages/value.py",
        label=say("Open the groups behind it"),
        icon=":material/arrow_forward:",
        query_params=in_this_language(query),
    )


def _days(days: tuple[Day, ...], unit: str) -> None:
    if not days:
        return
    rows = [
        {
            say("Weekday"): weekday_words(day),
            "n": count_words(day.n),
            say("Estimate"): amount_words(day.estimate, unit),
            say("95 % interval"): day_range_words(day, unit),
            say("Own amount"): amount_words(day.amount, unit),
        }
        for day in days
    ]
    alt = say("The weekdays with their estimates")
    st.dataframe(pd.DataFrame(rows), hide_index=True, alt=alt)
