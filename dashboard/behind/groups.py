"""Agents, teams, channels or topics side by side, and nobody ranked."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import results
from dashboard.address import choice_in_url
from dashboard.behind.funnel import funnel_chart
from dashboard.house import house
from dashboard.plain import plain
from dashboard.view import View
from metrics.group_words import (
    UNRANKED,
    alone_words,
    beyond_words,
    consistency_words,
    estimate_words,
    hidden_words,
    how_words,
    plural,
    range_words,
    uncompared_words,
)
from metrics.groups import Comparison, dimensions_of
from metrics.scorecard import unit_of
from metrics.values import Promise
from metrics.wording import amount_words, count_words


def groups_view(view: View, promise: Promise) -> None:
    """A funnel of the groups, their estimates, and how alike they are."""
    definition = house().catalog[promise.metric]
    why = uncompared_words(definition)
    if why:
        st.markdown(plain(why))
        return
    dimensions = dimensions_of(definition)
    chosen = choice_in_url(
        "group",
        dimensions,
        dimensions[0],
        label="Compare",
        words=lambda name: plural(name).capitalize(),
    )
    found = results.comparison(
        view.version,
        view.values,
        promise,
        view.period.running(view.through),
        view.through,
        view.filters,
        next(name for name in dimensions if name == chosen),
    )
    _show(view, promise, found)


def _show(view: View, promise: Promise, found: Comparison) -> None:
    definition = house().catalog[promise.metric]
    unit, noun = unit_of(definition, view.values.company), definition.observation
    alone = alone_words(found, noun)
    if alone:
        st.markdown(plain(f"{alone} {hidden_words(found, noun)}".strip()))
        return
    what = _promised(view, promise)
    st.markdown(f"**{plain(consistency_words(found, what, unit))}**")
    st.markdown(plain(beyond_words(found)))
    funnel_chart(found, unit, noun)
    st.caption(plain(f"{UNRANKED} {hidden_words(found, noun)}".strip()))
    _table(found, unit, f"{noun.capitalize()}s")
    st.caption(plain(how_words(noun)))


def _promised(view: View, promise: Promise) -> str:
    """The value with its metric: Speed (FRT); of sales, the metric alone."""
    short = house().catalog[promise.metric].short
    for value in view.values.values:
        if promise in value.promises:
            return f"{value.name} ({short})"
    return short


def _table(found: Comparison, unit: str, things: str) -> None:
    head = found.dimension.capitalize()
    rows = [
        {
            head: group.name,
            things: count_words(group.n),
            "Estimate": estimate_words(group, unit),
            "95 % interval": range_words(group, unit),
            "Against the limits": group.place.value,
            "Own amount": amount_words(group.amount, unit),
        }
        for group in found.groups
    ]
    st.dataframe(
        pd.DataFrame(rows),
        hide_index=True,
        column_config={head: st.column_config.TextColumn(pinned=True)},
        alt=f"The {plural(found.dimension)} with their estimates",
    )
