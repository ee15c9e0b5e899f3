"""What moved a number, drawn as bars that add up to the whole change."""

from __future__ import annotations

from html import escape
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from dashboard.charts import INK, QUIET
from metrics.axis_words import separators
from metrics.contribution_words import bars_of, bars_words, effect_words
from metrics.contributions import Moved
from metrics.kitagawa import Effect

ROW, REST = 30, 50  # pixels of a bar, and of all that is not bars
CLEAR = "rgba(0,0,0,0)"


def moved_chart(found: Moved, unit: str) -> None:
    """A bar for the mix, one for each group, and one for the whole change."""
    bars = bars_of(found)
    height = REST + ROW * len(bars)
    names = [escape(name) for name, _ in bars]
    effects = [effect for _, effect in bars]
    line, _, grey = INK[st.context.theme.type or "light"]
    colors = [grey, *[line] * (len(bars) - 2), grey]
    figure = go.Figure(layout=_layout(height, grey))
    figure.add_bar(
        x=[one.amount for one in effects],
        y=list(range(len(bars))),
        orientation="h",
        marker={"color": colors, "opacity": 0.75},
        error_x=_ranges(effects, grey),
        customdata=[
            f"<b>{name}</b><br>{effect_words(effect, unit)}"
            for name, effect in zip(names, effects, strict=True)
        ],
        hovertemplate="%{customdata}<extra></extra>",
    )
    figure.update_yaxes(tickvals=list(range(len(bars))), ticktext=names)
    st.plotly_chart(
        figure,
        theme=None,
        key="moved",
        config=QUIET,
        height=height,
        alt=bars_words(found, unit),
    )


def _ranges(effects: list[Effect], color: str) -> dict[str, Any]:
    """The intervals as whiskers; a total has none."""
    if any(one.high is None or one.low is None for one in effects):
        return {"visible": False}
    return {
        "type": "data",
        "symmetric": True,
        "array": [one.reach for one in effects],
        "color": color,
        "thickness": 1.4,
        "width": 4,
    }


def _layout(height: int, grey: str) -> go.Layout:
    small = {"size": 12, "color": grey, "family": "Source Sans, sans-serif"}
    still = {"fixedrange": True, "tickfont": small, "showgrid": False}
    zero = {"zeroline": True, "zerolinecolor": grey, "zerolinewidth": 1}
    return go.Layout(
        height=height,
        margin={"l": 0, "r": 16, "t": 6, "b": 24},
        showlegend=False,
        hovermode="closest",
        bargap=0.35,
        separators=separators(),
        xaxis=still | zero | {"automargin": True},
        yaxis=still | {"autorange": "reversed", "automargin": True, "zeroline": False},
        paper_bgcolor=CLEAR,
        plot_bgcolor=CLEAR,
    )
