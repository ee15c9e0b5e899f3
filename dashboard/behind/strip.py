"""One number by every definition: a dot each, ours the large one."""

from __future__ import annotations

import plotly.graph_objects as go
import streamlit as st

from dashboard.charts import INK, QUIET
from metrics.bands import Band, Counted
from metrics.wording import amount_words
from words import known, say

ROW, EDGES = 34, 44  # pixels
SIZES = {True: 15, False: 10}


def strip_chart(band: Band, unit: str, name: str) -> None:
    """Nothing where there is only one amount."""
    ways = band.counted
    if len(ways) < 2:
        return
    line, ours, quiet = INK[st.context.theme.type or "light"]
    font = {"size": 13, "color": quiet, "family": "Source Sans, sans-serif"}
    figure = go.Figure(layout=_layout(ways, font))
    figure.add_scatter(
        x=[way.amount for way in ways],
        y=[known(way.name) for way in ways],
        mode="markers+text",
        marker={
            "color": [ours if way.is_ours else line for way in ways],
            "symbol": ["diamond" if way.is_ours else "circle" for way in ways],
            "size": [SIZES[way.is_ours] for way in ways],
            "opacity": 1,
        },
        text=[f"  {amount_words(way.amount, unit)}" for way in ways],
        textposition="middle right",
        textfont=font,
        cliponaxis=False,
        customdata=[_hover(way, unit) for way in ways],
        hovertemplate="%{customdata}<extra></extra>",
    )
    height = EDGES + ROW * len(ways)
    st.plotly_chart(
        figure,
        theme=None,
        key="strip",
        config=QUIET,
        height=height,
        alt=_alt(band, unit, name),
    )


def _layout(ways: tuple[Counted, ...], font: dict[str, object]) -> go.Layout:
    clear = "rgba(0,0,0,0)"
    return go.Layout(
        height=EDGES + ROW * len(ways),
        margin={"l": 0, "r": 96, "t": 6, "b": 6},
        showlegend=False,
        xaxis={"visible": False, "fixedrange": True},
        yaxis={
            "fixedrange": True,
            "automargin": True,
            "tickfont": font,
            "gridcolor": "rgba(128,128,128,0.25)",
            "autorange": "reversed",
        },
        paper_bgcolor=clear,
        plot_bgcolor=clear,
    )


def _hover(way: Counted, unit: str) -> str:
    return say(
        "{name}: {amount} (n = {n})",
        name=known(way.name),
        amount=amount_words(way.amount, unit),
        n=way.n,
    )


def _alt(band: Band, unit: str, name: str) -> str:
    told = ", ".join(
        f"{known(way.name)} {amount_words(way.amount, unit)}" for way in band.counted
    )
    return say("{name} by definition, lowest first: {told}", name=name, told=told)
