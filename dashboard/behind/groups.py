"""Agents, teams, channels or topics side by side, and nobody ranked."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import results
from dashboard.address import choice_in_url
from dashboard.behind.funnel import funnel_chart
from dashboard.house import house
from dashboard.plain import capital, plain
from dashboard.view import View
from metrics.group_words import (
    UNRANKED,
    alone_words,
    beyond_words,
    consistency_words,
    estimate_words,
    hidden_words,
    how_words,
    place_words,
    plural,
    range_words,
    uncompared_words,
)
from metrics.groups import Comparison, dimensions_of
from metrics.nouns import things
from metrics.own_words import spoken
from metrics.scorecard import unit_of
from metrics.values import Promise
from metrics.wording import amount_words, count_words
from words import known, say


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
        label=say("Compare"),
        words=lambda name: capital(plural(name)),
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
    st.caption(plain(f"{known(UNRANKED)} {hidden_words(found, noun)}".strip()))
    groups_table(found, unit, capital(things(noun)))
    st.caption(plain(how_words(noun)))


def _promised(view: View, promise: Promise) -> str:
    """The value with its metric: Speed (FRT); of sales, the metric alone."""
    short = known(house().catalog[promise.metric].short)
    for value in view.values.values:
        if promise in value.promises:
            return f"{spoken(value.name)} ({short})"
    return short


def groups_table(found: Comparison, unit: str, counted: str) -> None:
    """Every group in its order, with n, estimate, interval and its own amount."""
    head = capital(known(found.dimension))
    rows = [
        {
            head: group.name,
            counted: count_words(group.n),
            say("Estimate"): estimate_words(group, unit),
            say("95 % interval"): range_words(group, unit),
            say("Against the limits"): place_words(group),
            say("Own amount"): amount_words(group.amount, unit),
        }
        for group in found.groups
    ]
    st.dataframe(
        pd.DataFrame(rows),
        hide_index=True,
        column_config={head: st.column_config.TextColumn(pinned=True)},
        alt=say("The {groups} with their estimates", groups=plural(found.dimension)),
    )
