"""Two bars: what followed good service, and what followed bad.

Where no association is seen, they are alike but for their length.
"""

from __future__ import annotations

import plotly.graph_objects as go
import streamlit as st

from dashboard.charts import INK, QUIET
from metrics.linked_strata import Compared
from metrics.wording import amount_words
from words import say

HEIGHT = 92
BAD = {"light": "#b8c0bc", "dark": "#4b5652"}
WORDS = {"light": "#1f2937", "dark": "#e5e7eb"}
CLEAR = "rgba(0,0,0,0)"


def good_and_bad(found: Compared, unit: str, alt: str, key: str) -> None:
    """The amounts after good and after bad service, from nothing on."""
    mode = st.context.theme.type or "light"
    amounts = (found.bad, found.good)
    figure = go.Figure(layout=_layout(max(amounts), WORDS[mode]))
    figure.add_bar(
        x=amounts,
        y=(say("after bad"), say("after good")),
        orientation="h",
        marker={"color": (BAD[mode], INK[mode][0] if found.is_seen else BAD[mode])},
        text=[f"<b>{amount_words(amount, unit)}</b>" for amount in amounts],
        textposition="outside",
        textfont={"color": WORDS[mode], "size": 15},
        cliponaxis=False,
        hoverinfo="skip",
    )
    st.plotly_chart(figure, theme=None, key=key, config=QUIET, height=HEIGHT, alt=alt)


def _layout(most: float, ink: str) -> go.Layout:
    font = {"size": 13, "color": ink, "family": "Source Sans, sans-serif"}
    return go.Layout(
        height=HEIGHT,
        margin={"l": 0, "r": 0, "t": 2, "b": 2},
        showlegend=False,
        dragmode=False,
        bargap=0.28,
        font=font,
        # room for the amounts beside the bars
        xaxis={"range": [0, 1.4 * most], "visible": False, "fixedrange": True},
        yaxis={"fixedrange": True, "automargin": True, "tickfont": font},
        paper_bgcolor=CLEAR,
        plot_bgcolor=CLEAR,
    )
