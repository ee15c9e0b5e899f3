"""A Pareto with its words, its table, and the rows behind one bar."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd
import streamlit as st

from dashboard.address import choice_in_url
from dashboard.charts import as_written
from dashboard.complaints.complaints_results import behind
from dashboard.complaints.pareto_chart import height_of, pareto_chart, picked_bar
from dashboard.complaints.rows import rows_behind
from dashboard.plain import plain
from dashboard.view import View
from metrics.complaints.complaint_words import (
    COMPLAINTS,
    CRITERIA,
    HOW_TO_READ,
    bar_words,
    like_words,
    name_words,
    signal_words,
    together_words,
)
from metrics.complaints.pareto import Bar, Pareto
from metrics.complaints.taxonomy import Taxonomy
from metrics.wording import amount_words
from words import known, say

# What the URL calls answers without a topic, and those that could not be placed.
NAMELESS, UNPLACED = ":without", ":unplaced"


@dataclass(frozen=True)
class Shown:
    """What a tab shows: its kind of bars, its finding, and what stands against it.

    `rest` are the answers of no bar, by their key in the URL, with their words.
    """

    kind: str
    pareto: Pareto
    kinds: Taxonomy
    finding: str
    alt: str
    doubt: str = ""
    rest: Mapping[str, str] = field(default_factory=dict)

    def name(self, bar: Bar) -> str:
        """What a bar is called."""
        return name_words(bar, self.kind, self.kinds)


def bars_view(shown: Shown, *, brief: bool) -> None:
    """The finding, what changed, the chart, and the bar that was chosen."""
    st.markdown(f"#### {plain(shown.finding)}")
    if shown.doubt:
        st.markdown(f":material/help: {plain(shown.doubt)}")
    for line in signal_words(shown.pareto, shown.kind, shown.kinds):
        st.markdown(f":material/trending_up: {plain(line)}")
    if not shown.pareto.bars:
        return
    if brief:
        st.space(height_of(shown.pareto))
    else:
        _chart(shown)
    st.caption(plain(known(HOW_TO_READ)))
    with st.expander(say("The same as a table")):
        _table(shown)


def chosen_bar(view: View, shown: Shown) -> None:
    """Which bar to read the answers of, by a click or by name, and its rows."""
    bars = {_key(bar): bar for bar in shown.pareto.bars}
    named = {key: shown.name(bar) for key, bar in bars.items()} | dict(shown.rest)
    if not named:
        return
    chosen = choice_in_url(
        shown.kind,
        tuple(named),
        None,
        label=say("Read what is behind"),
        words=lambda name: named[name],
        placeholder=say("Click a bar, or choose here"),
    )
    if chosen is None:
        return
    name = bars[chosen].name if chosen in bars else None
    kind = "unplaced" if chosen == UNPLACED else shown.kind
    one = shown.kinds.named(name) if name and kind == COMPLAINTS else None
    if name and kind == CRITERIA:
        st.markdown(plain(like_words(name, shown.kinds)))
    rows = behind(view, shown.kinds, (kind, name))
    rows_behind(view, rows, shown.kind, shown.kinds, one)


def _key(bar: Bar) -> str:
    """What the URL calls a bar; no name begins as the keys of the rest do."""
    return f":{bar.name}" if bar.name.startswith(":") else bar.name


def _chart(shown: Shown) -> None:
    key = f"pareto-{shown.kind}"
    bars = shown.pareto.bars
    names = [shown.name(bar) for bar in bars]
    told = [
        f"<b>{as_written(name)}</b><br>{bar_words(bar, shown.kind)}<br>"
        f"{together_words(bar)}"
        for name, bar in zip(names, bars, strict=True)
    ]
    pareto_chart(shown.pareto, names, told, key, lambda: _open(key, shown), shown.alt)


def _open(key: str, shown: Shown) -> None:
    """The bar that was clicked is the one that is read."""
    place = picked_bar(key)
    if place is not None:
        st.query_params[shown.kind] = _key(shown.pareto.bars[place])


def _table(shown: Shown) -> None:
    rows = [
        {
            say("Kind"): shown.name(bar),
            say("How many"): bar.n,
            say("What that is"): bar_words(bar, shown.kind),
            say("Together"): amount_words(bar.together, "percent"),
        }
        for bar in shown.pareto.bars
    ]
    st.dataframe(pd.DataFrame(rows), hide_index=True, alt=shown.alt)
