"""A helpdesk's figure typed in, and what explains it."""

from __future__ import annotations

from zoneinfo import available_timezones

import pandas as pd
import streamlit as st

from dashboard.behind import definition_results
from dashboard.house import house
from dashboard.plain import capital, plain
from dashboard.view import View
from metrics.bands import Band
from metrics.figures import FigureError
from metrics.nouns import counted, things
from metrics.parity import Parity, Tried
from metrics.parity_words import (
    closes_words,
    difference_words,
    untold_words,
    verdict_words,
)
from metrics.scorecard import unit_of
from metrics.values import Promise
from metrics.wording import amount_words, count_words
from words import say


def parity_desk(view: View, promise: Promise, band: Band) -> None:
    """The form, and under it the answer; nothing where there is no amount."""
    if band.ours.amount is None:
        return
    st.subheader(say("Your helpdesk shows another figure?"))
    figure, n, zone = _typed()
    if not figure:
        return
    try:
        found = definition_results.parity(
            view.version,
            view.values,
            promise,
            view.period.running(view.through),
            view.through,
            view.filters,
            (figure, n, zone),
        )
    except FigureError as problem:
        st.warning(plain(str(problem)))
        return
    _answer(found, view, promise)


def _typed() -> tuple[str, int | None, str | None]:
    """The figure, how many it was counted from, and the zone of the helpdesk."""
    columns = st.columns([1, 1, 1.4], vertical_alignment="bottom")
    figure = columns[0].text_input(
        say("Your helpdesk shows"),
        key="helpdesk",
        placeholder="87.9",
        help=say("With all the decimals it shows, for this period."),
        bind="query-params",
    )
    n = columns[1].number_input(
        say("Counted from"),
        key="helpdesk-n",
        value=None,
        min_value=0,
        step=1,
        placeholder=say("n, if it says"),
        bind="query-params",
    )
    zone = columns[2].selectbox(
        say("Its time zone"),
        sorted(available_timezones()),
        key="helpdesk-zone",
        index=None,
        placeholder=say("If it is another than ours"),
        bind="query-params",
    )
    return figure or "", None if n is None else int(n), zone


def _answer(found: Parity, view: View, promise: Promise) -> None:
    definition = house().catalog[promise.metric]
    unit = unit_of(definition, view.values.company)
    noun = definition.observation
    st.markdown(f"**{plain(verdict_words(found, unit, noun))}**")
    untold = untold_words(found)
    if untold:
        st.markdown(plain(untold))
    shown = [*found.moving, *((found.pair,) if found.pair else ())]
    if shown:
        st.caption(
            plain(
                say(
                    "Ours is {amount} from {observations}. Counted again, one choice "
                    "at a time:",
                    amount=amount_words(found.amount, unit),
                    observations=counted(found.n, noun),
                )
            )
        )
        _table(shown, unit, capital(things(noun)))
    if found.still:
        same = "; ".join(one.words for one in found.still)
        told = say("Makes no difference here: {choices}.", choices=same)
        st.caption(plain(told))


def _table(tried: list[Tried], unit: str, observed: str) -> None:
    rows = [
        {
            say("Choice"): one.words,
            say("Amount"): amount_words(one.amount, unit),
            say("From ours"): difference_words(one, unit),
            say("Closes the gap"): closes_words(one),
            observed: count_words(one.n),
        }
        for one in tried
    ]
    st.dataframe(
        pd.DataFrame(rows),
        hide_index=True,
        alt=say("Ours under each other choice, the nearest to the helpdesk first"),
    )
