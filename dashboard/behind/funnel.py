"""The funnel of groups, drawn with Plotly from what was compared."""

from __future__ import annotations

from html import escape
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from dashboard.charts import INK, QUIET
from dashboard.plain import capital
from metrics.axis_words import separators
from metrics.group_words import group_words, plural
from metrics.groups import Comparison, Group, Limits, Place
from metrics.nouns import things
from metrics.wording import amount_words
from words import say

HEIGHT = 380
WIDE = 15  # times as large as the smallest group: then n is drawn by ratios
# What a group's point looks like: told by shape, never by colour alone.
SHAPES = {
    Place.INSIDE: "circle-open",
    Place.HIGHER: "triangle-up-open",
    Place.LOWER: "triangle-down-open",
    Place.FAR_HIGHER: "triangle-up",
    Place.FAR_LOWER: "triangle-down",
}
FAR = (Place.FAR_HIGHER, Place.FAR_LOWER)


def funnel_chart(found: Comparison, unit: str, observation: str) -> None:
    """Each group by its n and its own amount, between the limits of chance."""
    line, limit, _ = _inks()
    figure = go.Figure(layout=_layout(found, unit, observation))
    for edges, dash in ((_edges(found.lines, "warning"), "dot"),
                        (_edges(found.lines, "alarm"), "solid")):  # fmt: skip
        for edge in edges:
            figure.add_scatter(
                x=[one.n for one in found.lines],
                y=edge,
                mode="lines",
                hoverinfo="skip",
                line={"color": limit, "width": 1.2, "dash": dash},
            )
    figure.add_scatter(
        x=[group.n for group in found.groups],
        y=[group.amount for group in found.groups],
        mode="markers+text",
        text=[_label(group) for group in found.groups],
        textposition="top center",
        textfont=_small(),
        marker={
            "color": line,
            "size": [11 if one.place in FAR else 9 for one in found.groups],
            "symbol": [SHAPES[one.place] for one in found.groups],
            "line": {"color": line, "width": 2},
        },
        customdata=[_hover(one, unit, observation) for one in found.groups],
        hovertemplate="%{customdata}<extra></extra>",
        cliponaxis=False,
    )
    st.plotly_chart(
        figure,
        theme=None,
        key="funnel",
        config=QUIET,
        height=HEIGHT,
        alt=_alt(found, unit),
    )
    st.caption(
        say(
            "○ inside · △ ▽ beyond 95 % · ▲ ▼ beyond 99.8 % · dotted line 95 %, "
            "solid line 99.8 %, dashed line the overall amount"
        )
    )


def _edges(lines: tuple[Limits, ...], name: str) -> list[list[float]]:
    pairs = [getattr(one, name) for one in lines]
    return [[low for low, _ in pairs], [high for _, high in pairs]]


def _label(group: Group) -> str:
    """Only who lies beyond chance is named in the chart."""
    return escape(group.name) if group.place in FAR else ""


def _hover(group: Group, unit: str, observation: str) -> str:
    return f"<b>{escape(group.name)}</b><br>{group_words(group, unit, observation)}"


def _inks() -> tuple[str, str, str]:
    return INK[st.context.theme.type or "light"]


def _small() -> dict[str, Any]:
    return {"size": 11, "color": _inks()[2], "family": "Source Sans, sans-serif"}


def _layout(found: Comparison, unit: str, observation: str) -> go.Layout:
    clear = "rgba(0,0,0,0)"
    overall = {
        "type": "line",
        "xref": "paper",
        "x0": 0,
        "x1": 1,
        "y0": found.amount,
        "y1": found.amount,
        "line": {"color": _inks()[2], "width": 1.2, "dash": "dash"},
    }
    return go.Layout(
        height=HEIGHT,
        separators=separators(),
        margin={"l": 0, "r": 12, "t": 12, "b": 6},
        showlegend=False,
        hovermode="closest",
        xaxis=_sizes(found, observation),
        yaxis=_scale(found, unit),
        shapes=[overall],
        paper_bgcolor=clear,
        plot_bgcolor=clear,
    )


def _axis() -> dict[str, Any]:
    return {
        "fixedrange": True,
        "tickfont": _small(),
        "showgrid": False,
        "zeroline": False,
        "automargin": True,
    }


def _sizes(found: Comparison, observation: str) -> dict[str, Any]:
    """How many observations; by ratios where the groups are of many sizes."""
    sizes = [group.n for group in found.groups]
    wide = max(sizes) > WIDE * min(sizes)
    said = capital(say("{things} of the group", things=things(observation)))
    title = {"text": said, "font": _small()}
    kind = {"type": "log", "dtick": "D2"} if wide else {"type": "linear"}
    return _axis() | kind | {"title": title, "tickformat": ",d"}


def _scale(found: Comparison, unit: str) -> dict[str, Any]:
    """The limits, the overall amount and the groups all fit; three are named."""
    shown = [group.amount for group in found.groups]
    shown += [edge for one in found.lines for edge in (*one.warning, *one.alarm)]
    low, high = min(shown), max(shown)
    ticks = [low, found.amount or low, high]
    more = 0.06 * (high - low)
    return _axis() | {
        "range": [low - more, high + more],
        "tickvals": ticks,
        "ticktext": [amount_words(tick, unit) for tick in ticks],
    }


def _alt(found: Comparison, unit: str) -> str:
    beyond = [one.name for one in found.groups if one.place is not Place.INSIDE]
    return say(
        "{n} {groups} around the overall {amount}; beyond the 95 % limits: {beyond}",
        n=len(found.groups),
        groups=plural(found.dimension),
        amount=amount_words(found.amount, unit),
        beyond=", ".join(beyond) if beyond else say("none"),
    )
