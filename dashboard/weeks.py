"""The strip of the year: a bar a week, up where a value was kept, down where broken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from html import escape
from typing import Any

import streamlit as st

from dashboard import results
from dashboard.charts import INK, QUIET
from dashboard.drawing import Drawing, Traits
from dashboard.plain import plain
from dashboard.view import View
from metrics.own_words import spoken
from metrics.periods import Period
from metrics.questions import Filters
from metrics.values import Values
from metrics.verdicts import Verdict
from metrics.week_words import months, row_words, strip_words, week_words
from metrics.weeks import Row, Year, last_shown, places_of
from slides.looks import BARS
from words import in_language, language, say

# A row, its name above it and the months below all rows, in pixels.
ROW, FOOT, TOP = 58, 40, 4
NARROWEST = 340
COLOURS = {
    "light": {"kept": "#15803d", "unsure": "#8a938f", "broken": "#b91c1c"},
    "dark": {"kept": "#4ade80", "unsure": "#7d8883", "broken": "#f87171"},
}
LOOKS = {
    Verdict.KEPT: "kept",
    Verdict.PROBABLY_KEPT: "kept",
    Verdict.CANT_TELL: "unsure",
    Verdict.PROBABLY_BROKEN: "broken",
    Verdict.BROKEN: "broken",
    Verdict.TOO_FEW: "unsure",
}
SPACE = 3.5  # from one row to the next, a row being 2 high
CLEAR = "rgba(0,0,0,0)"
STAYS = {"marker": {"opacity": 1}}


@dataclass(frozen=True)
class _Strip:
    """A strip as it is drawn, and in words."""

    name: str
    figure: Drawing
    height: int
    alt: str


def weeks_wall(view: View) -> None:
    """Service and sales in each of the 52 weeks, side by side."""
    st.subheader(say("Week by week"))
    strips = _strips(
        view.version,
        view.values,
        view.period,
        view.through,
        view.filters,
        st.context.theme.type or "light",
        language(),
    )
    grid = st.grid(len(strips), min_column_width=NARROWEST, gap="medium")
    for strip in strips:
        with grid.cell():
            _show(strip)
    st.caption(
        plain(
            say(
                "A bar a week: up is kept, down is broken, a short one probably; the "
                "line between is where the data can't tell, thin where there are too "
                "few. A week without data has none. The weeks shown above are shaded. "
                "Click a week to open it."
            )
        )
    )


@results.whole()
def _strips(
    version: str,
    values: Values,
    period: Period,
    through: datetime,
    filters: Filters,
    mode: str,
    tongue: str,
) -> list[_Strip]:
    """The strips of service and of sales, with the weeks of a period shaded."""
    last = last_shown(values.company, period, through)
    year = results.year(version, values, last, through, filters)
    opened = places_of(year, period)
    return [
        _shaded(strip, opened, mode)
        for strip in _drawn(version, values, last, through, filters, mode, tongue)
    ]


@results.whole()
def _drawn(
    version: str,
    values: Values,
    last: Period,
    through: datetime,
    filters: Filters,
    mode: str,
    tongue: str,
) -> list[_Strip]:
    """Those of a year, for a theme and in a language: every period shares them."""
    year = results.year(version, values, last, through, filters)
    both = (("service", year.values), ("sales", year.sales))
    with in_language(tongue):
        return [_strip(name, year, rows, mode) for name, rows in both if rows]


def _strip(name: str, year: Year, rows: tuple[Row, ...], mode: str) -> _Strip:
    height = TOP + ROW * len(rows) + FOOT
    traces = [*_bars(rows, mode), _cells(rows)]
    figure = Drawing(traces, _layout(year, rows, height, mode))
    return _Strip(name, figure, height, strip_words(rows))


def _shaded(strip: _Strip, opened: range, mode: str) -> _Strip:
    """With something behind the opened weeks of each row."""
    if not opened:
        return strip
    drawn = strip.figure.to_dict()
    lines = drawn["layout"]["shapes"]  # one a row
    shades = [_shade(row, opened, INK[mode][2]) for row in range(len(lines))]
    layout = drawn["layout"] | {"shapes": [*shades, *lines]}
    return replace(strip, figure=Drawing(drawn["data"], layout))


def _show(strip: _Strip) -> None:
    key = f"weeks-{strip.name}"
    st.plotly_chart(
        strip.figure,
        theme=None,
        key=key,
        config=QUIET,
        height=strip.height,
        alt=strip.alt,
        on_select=lambda: _open(key),
        selection_mode="points",
    )


def _open(key: str) -> None:
    """The scorecard of the week that was clicked."""
    chosen = st.session_state[key]["selection"]["points"]
    if chosen:
        st.query_params["period"] = chosen[0]["customdata"][1]


def _bars(rows: tuple[Row, ...], mode: str) -> Iterator[Traits]:
    """All bars of a verdict, a lighter one for a week that is not over."""
    for verdict, (start, length) in BARS.items():
        found = [
            (place, number, week.is_running)
            for number, row in enumerate(rows)
            for place, week in enumerate(row.weeks)
            if week.verdict is verdict
        ]
        yield {
            "type": "bar",
            "x": [place for place, _, _ in found],
            "base": [start - SPACE * number for _, number, _ in found],
            "y": [length] * len(found),
            "width": 0.78,  # else as wide as the nearest two of the verdict are apart
            "marker": {
                "color": COLOURS[mode][LOOKS[verdict]],
                "opacity": [0.55 if running else 1 for _, _, running in found],
                "line": {"width": 0},
            },
            "hoverinfo": "skip",
            "unselected": STAYS,
        }


def _cells(rows: tuple[Row, ...]) -> Traits:
    """What is pointed at: each week in its whole height."""
    cells = [
        (place, number, row, week)
        for number, row in enumerate(rows)
        for place, week in enumerate(row.weeks)
    ]
    return {
        "type": "bar",
        "x": [place for place, *_ in cells],
        "base": [-1 - SPACE * number for _, number, *_ in cells],
        "y": [2] * len(cells),
        "width": 1,
        "marker": {"color": CLEAR},
        "customdata": [
            ("<br>".join(map(escape, week_words(row, week))), week.period.label)
            for *_, row, week in cells
        ],
        "hovertemplate": "%{customdata[0]}<extra></extra>",
        "unselected": STAYS,
    }


def _layout(year: Year, rows: tuple[Row, ...], height: int, mode: str) -> Traits:
    quiet = INK[mode][2]
    font = {"size": 12, "color": quiet, "family": "Source Sans, sans-serif"}
    ticks = {
        place: f"{name}<br>{begun}" if begun else name
        for place, name, begun in months(year)
    }
    return {
        "height": height,
        "margin": {"l": 0, "r": 0, "t": TOP, "b": FOOT},
        "showlegend": False,
        "barmode": "overlay",
        "dragmode": False,
        "hovermode": "closest",
        "hoverlabel": {"align": "left", "font": {"size": 12}},
        "xaxis": {
            "range": [-0.5, len(year.weeks) - 0.5],
            "fixedrange": True,
            "tickvals": list(ticks),
            "ticktext": list(ticks.values()),
            "tickangle": 0,
            "tickfont": {**font, "size": 11},
            "showgrid": False,
            "zeroline": False,
        },
        "yaxis": {
            "range": [-SPACE * (len(rows) - 1) - 1.1, SPACE - 1],
            "fixedrange": True,
            "visible": False,
        },
        "annotations": [*_names(rows, font)],
        "shapes": [_middle(number, quiet) for number in range(len(rows))],
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
    }


def _names(rows: tuple[Row, ...], font: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Above each row its name, and how many weeks were kept."""
    for number, row in enumerate(rows):
        line = {
            "xref": "paper",
            "y": 1.08 - SPACE * number,
            "yanchor": "bottom",
            "showarrow": False,
            "font": font,
        }
        name = f"<b>{escape(spoken(row.name))}</b>"
        yield line | {"x": 0, "xanchor": "left", "text": name}
        yield line | {"x": 1, "xanchor": "right", "text": escape(row_words(row))}


def _shade(number: int, opened: range, quiet: str) -> dict[str, Any]:
    """What lies behind the weeks that the scorecard is of."""
    return {
        "type": "rect",
        "x0": opened[0] - 0.5,
        "x1": opened[-1] + 0.5,
        "y0": -1 - SPACE * number,
        "y1": 1 - SPACE * number,
        "line": {"width": 0},
        "fillcolor": quiet,
        "opacity": 0.2,
        "layer": "below",
    }


def _middle(number: int, quiet: str) -> dict[str, Any]:
    """The line that kept weeks stand on and broken ones hang from."""
    return {
        "type": "line",
        "xref": "paper",
        "x0": 0,
        "x1": 1,
        "y0": -SPACE * number,
        "y1": -SPACE * number,
        "line": {"color": quiet, "width": 0.5},
        "opacity": 0.5,
        "layer": "below",
    }
