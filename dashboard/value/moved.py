"""What moved a promise's amount: its change, split by groups."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard.address import choice_in_url
from dashboard.house import house
from dashboard.plain import capital, plain
from dashboard.value import value_results
from dashboard.value.moved_chart import moved_chart
from dashboard.view import View
from metrics.catalog import Definition, Dimension
from metrics.contribution_words import (
    HEADINGS,
    MEDIANS,
    NO_SPLIT,
    days_words,
    group_row,
    method_words,
    middle_row,
    split_words,
    sure_words,
    too_few_words,
    unsplit_words,
    whole_words,
)
from metrics.contributions import Moved, split_by
from metrics.group_words import plural
from metrics.nouns import thing
from metrics.periods import SERIES, Period, earlier
from metrics.scorecard import Fared, unit_of
from metrics.values import Promise
from metrics.wording import amount_words, period_words
from words import known, say


def moved_view(view: View, promise: Promise) -> None:
    """Both periods, the split of the change, its bars and its table."""
    definition = house().catalog[promise.metric]
    dimensions = split_by(definition)
    if not dimensions:
        st.markdown(plain(unsplit_words(definition)))
        return
    left, right = st.columns(2)
    with left:
        dimension = _choose_dimension(dimensions)
    with right:
        before = _choose_before(view, view.scorecard().fared(promise.key))
    after = view.period.running(view.through)
    found = value_results.what_moved(
        view.version,
        view.values,
        promise,
        (before, after),
        view.through,
        view.filters,
        dimension,
    )
    unit = unit_of(definition, view.values.company)
    st.markdown(f"**{plain(whole_words(found, before, after, unit))}**")
    _split(found, definition, unit)


def _choose_dimension(dimensions: tuple[Dimension, ...]) -> Dimension:
    chosen = choice_in_url(
        "by",
        dimensions,
        dimensions[0],
        label=say("Split by"),
        words=lambda name: capital(plural(name)),
    )
    return next(one for one in dimensions if one == chosen)


def _choose_before(view: View, fared: Fared) -> Period:
    """What the period is compared with: the one before, if no other is chosen.

    Each is offered with its amount, so that the last good one is found.
    """
    period = view.period.running(view.through)
    first = period.stretch_before()
    steps = range(1, SERIES)
    there = {one.label: one for one in (earlier(period, step) for step in steps)}
    labels = tuple(there)
    there[labels[0]] = first
    amounts = {one.label: one.amount for one in fared.series}

    def words(label: str) -> str:
        whole, amount = there[label], amounts.get(label)
        if amount is None or whole.until:
            return period_words(whole)
        return f"{period_words(whole)} · {amount_words(amount, fared.unit)}"

    chosen = choice_in_url(
        "against",
        labels,
        labels[0],
        label=say("Compared with"),
        words=words,
    )
    return there[chosen or labels[0]]


def _split(found: Moved, definition: Definition, unit: str) -> None:
    if found.kind == "median":
        _medians(found, unit)
        return
    if found.change is None:
        st.markdown(plain(too_few_words(definition)))
        return
    for said in (split_words(found, unit), sure_words(found, unit), days_words(found)):
        if said:
            st.markdown(plain(said))
    moved_chart(found, unit)
    st.caption(plain(method_words(found, definition)))
    head = (thing_of(found), *map(known, HEADINGS))
    _table(head, [group_row(one, found, unit) for one in found.groups])


def _medians(found: Moved, unit: str) -> None:
    st.markdown(plain(known(NO_SPLIT)))
    if found.middles:
        head = (thing_of(found), *map(known, MEDIANS))
        _table(head, [middle_row(one, unit) for one in found.middles])


def thing_of(found: Moved) -> str:
    """What the groups are, as the head of a column."""
    return capital(thing(found.dimension))


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    st.dataframe(
        pd.DataFrame(rows, columns=list(head)),
        hide_index=True,
        column_config={
            head[0]: st.column_config.TextColumn(pinned=True, width="medium")
        },
        alt=say("What each group did to the change"),
    )
