"""What is bought after good and after bad service, by customers joined."""

from __future__ import annotations

import streamlit as st

from dashboard.address import choice_in_url
from dashboard.linked_chart import good_and_bad
from dashboard.linked_results import linked, overlap
from dashboard.plain import plain
from dashboard.view import View
from metrics.linked import SERVICES, SPANS, Linked, OutcomeKey, ServiceKey, Span
from metrics.linked_about import (
    definition_words,
    left_out_words,
    match_words,
    method_words,
    numbers_words,
    odds_words,
)
from metrics.linked_strata import Compared
from metrics.linked_words import (
    NAMES,
    facts,
    outcome_words,
    point_base_words,
    point_words,
    unit_of,
    verdict_words,
    within_words,
)
from words import known, say

SHOWN: tuple[OutcomeKey, ...] = ("returned", "repeated", "order_value")
POINTS: tuple[ServiceKey, ...] = ("csat", "fcr")
NARROWEST = 290


def choose_linked(view: View, *, reserved: bool) -> Linked:
    """What counts as good service, and of which services; kept in the URL."""
    left, right = st.columns(2)
    with left:
        service = choice_in_url(
            "service",
            tuple(SERVICES),
            "csat",
            label=say("What counts as good service"),
            words=lambda key: known(SERVICES[_service(key)].name),
            reserved=reserved,
        )
    with right:
        span = choice_in_url(
            "services",
            tuple(SPANS),
            "all",
            label=say("Services looked at"),
            words=lambda key: known(SPANS[_span(key)]),
            reserved=reserved,
        )
    with st.spinner(say("Looking at every row")):
        found = linked(view, _service(service), _span(span))
    st.caption(plain(definition_words(found)))
    return found


def _service(asked: str | None) -> ServiceKey:
    return next((one for one in SERVICES if one == asked), "csat")


def _span(asked: str | None) -> Span:
    return next((one for one in SPANS if one == asked), "all")


def headline(view: View, found: Linked) -> None:
    """Who could be joined, and then what is associated."""
    with st.spinner(say("Looking at every row")):
        met = overlap(view.version)
    st.markdown(plain(match_words(met.both, met.service, met.sales)))
    st.markdown(f"#### {plain(outcome_words(found, 'returned'))}")


def outcomes(found: Linked, *, charts: bool) -> None:
    """Buying again, buying repeatedly and the value of an order, each the same size."""
    grid = st.grid(len(SHOWN), min_column_width=NARROWEST, border=True, gap="small")
    for outcome in SHOWN:
        with grid.cell(), st.container(gap="xsmall"):
            _outcome(found, outcome, charts=charts)


def _outcome(found: Linked, outcome: OutcomeKey, *, charts: bool) -> None:
    within = plain(within_words(found, outcome))
    st.markdown(f"**{plain(known(NAMES[outcome]))}** :small[{within}]")
    compared = found.outcomes[outcome]
    if isinstance(compared, Compared) and charts:
        unit, alt = unit_of(found, outcome), outcome_words(found, outcome)
        good_and_bad(compared, unit, alt, f"linked-{outcome}")
    st.markdown(plain(verdict_words(found, outcome)))
    st.caption("  \n".join(plain(line) for line in facts(found, outcome)))


def points(view: View) -> None:
    """What one point of CSAT and of FCR goes with in revenue."""
    st.subheader(say("What one point is associated with in revenue"))
    grid = st.grid(len(POINTS), min_column_width=NARROWEST, border=True, gap="small")
    span = _span(st.query_params.get("services"))
    for service in POINTS:
        with grid.cell(), st.container(gap="xsmall"):
            with st.spinner(say("Looking at every row")):
                found = linked(view, service, span)
            st.markdown(f"**{plain(point_words(found))}**")
            st.caption("  \n".join(plain(line) for line in facts(found, "revenue")))
    st.caption(plain(point_base_words(found)))


def worked_out(view: View, found: Linked) -> None:
    """Who was left out, by what method, and the ratios."""
    met = overlap(view.version)
    with st.expander(say("How this was worked out")):
        st.markdown("\n".join(f"- {plain(line)}" for line in left_out_words(found)))
        numbers = numbers_words(met.service_numbers, met.sales_numbers)
        ratios = [odds_words(found, outcome) for outcome in SHOWN]
        for line in (numbers, method_words(), *ratios):
            if line:
                st.caption(plain(line))
