"""Other definitions of a number, and why a helpdesk shows another one."""

from __future__ import annotations

import streamlit as st

from dashboard.behind import definition_results
from dashboard.behind.parity import parity_desk
from dashboard.behind.strip import strip_chart
from dashboard.house import house
from dashboard.plain import plain
from dashboard.view import View
from metrics.band_words import band_words, way_words
from metrics.bands import Band
from metrics.scorecard import unit_of
from metrics.values import Promise
from metrics.versions import Breaks
from metrics.wording import moment_words, period_words
from words import known, say


def definitions_view(view: View, promise: Promise) -> None:
    """The band of definitions, each with its words, and the helpdesk's figure."""
    definition = house().catalog[promise.metric]
    unit = unit_of(definition, view.values.company)
    period = view.period.running(view.through)
    found = definition_results.band(
        view.version, view.values, promise, period, view.through, view.filters
    )
    heading = say(
        "{metric} in {period}",
        metric=known(definition.short),
        period=period_words(period),
    )
    st.subheader(plain(heading))
    st.markdown(f"**{plain(band_words(found, unit))}**")
    strip_chart(found, unit, known(definition.name))
    with st.expander(say("What each definition counts")):
        _ways(found, unit)
    breaks = definition_results.breaks(view.version, definition.metric)
    st.caption(plain(_version(definition.version, breaks, period.zone)))
    parity_desk(view, promise, found)


def _ways(found: Band, unit: str) -> None:
    for way in found.ways:
        st.markdown(
            f"**{plain(known(way.name))}**: {plain(way_words(way, unit))}  \n"
            f"{plain(known(way.counts))}  \n"
            f"{plain(say('Source: {source}', source=way.source))}"
        )


def _version(version: str, breaks: Breaks, zone: str) -> str:
    """Which version of our definition this is, and since when."""
    if not breaks:
        return say("Our definition is version {version}.", version=version)
    return say(
        "Our definition is version {version}, changed {moment}.",
        version=version,
        moment=moment_words(breaks[-1][0], zone),
    )
