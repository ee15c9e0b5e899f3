"""A chart as plain data, for those that a page has many of."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from plotly.basedatatypes import BaseFigure

Traits = dict[str, Any]


class Drawing(BaseFigure):  # type: ignore[misc]
    """A figure that nobody changes any more, by the properties of Plotly's reference.

    Plotly checks each property of a graph object when it is set, and Streamlit has
    it copied whenever it is shown: with sixteen charts on a page that is most of the
    page's time. Tests build each drawing as a graph object, so that it is checked.
    """

    def __init__(self, traces: Iterable[Traits], layout: Traits) -> None:
        self._drawn = {"data": list(traces), "layout": layout}

    def to_dict(self) -> Traits:
        """What is sent to the browser."""
        return self._drawn
