"""How we count this: a metric's own file, as a person reads it."""

from __future__ import annotations

import streamlit as st

from dashboard.behind import definition_results
from dashboard.house import house
from dashboard.plain import plain
from metrics.band_words import band_words
from metrics.catalog import Definition
from metrics.scorecard import Fared, Scorecard
from metrics.trend_words import standing_words
from metrics.wording import (
    amount_words,
    clock_words,
    count_words,
    interval_words,
    period_words,
    target_words,
)

DIRECTION = {
    "up": "More is better",
    "down": "Less is better",
    "band": "Better inside a band",
}


def how_we_count(scorecard: Scorecard, fared: Fared) -> None:
    """Opens a dialog: the number at hand, then its definition."""
    title = f"{plain(fared.name)}: how we count this"
    st.dialog(title, width="large")(_explain)(scorecard, fared)


def _explain(scorecard: Scorecard, fared: Fared) -> None:
    definition = fared.definition
    st.markdown(f"**{plain(definition.question)}**")
    st.markdown(_number(fared))
    if fared.left_out:
        reasons = (
            f"{plain(one.because)}: {count_words(one.n)}" for one in fared.left_out
        )
        st.markdown("**Left out in this period.** " + ", ".join(reasons))
    st.page_link(
        "app_pages/observations.py",
        label=f"See the {count_words(fared.reading.n)} {definition.observation}s "
        "behind this number",
        icon=":material/table_rows:",
        query_params=_view(scorecard, fared),
    )
    _other_definitions(scorecard, fared)
    definition_text(definition)


def _other_definitions(scorecard: Scorecard, fared: Fared) -> None:
    """How far apart the published definitions lie, where there are others."""
    at_hand = house()
    if fared.definition.metric not in at_hand.alternatives:
        return
    values = at_hand.values()
    promised = [one for value in values.values for one in value.promises]
    promise = next(one for one in (*promised, *values.sales) if one.key == fared.key)
    found = definition_results.band(
        at_hand.version(),
        values,
        promise,
        fared.period,
        scorecard.data_through,
        scorecard.filters,
    )
    st.markdown(f"**Other definitions.** {plain(band_words(found, fared.unit))}")


def _view(scorecard: Scorecard, fared: Fared) -> dict[str, str]:
    """The view that leads behind this number."""
    filters = {str(name): only for name, only in scorecard.filters}
    return {
        "metric": fared.key,
        "period": scorecard.period.label,
        "tab": "Rows",
        **filters,
    }


def definition_text(definition: Definition) -> None:
    """What counts, by which rule, from which source, and the query itself."""
    st.markdown(plain(definition.counts.strip()))
    st.markdown(
        f"**Filed under** {plain(definition.filed_under)}.  \n"
        f"**{DIRECTION[definition.better]}**, in {plain(definition.unit)}; "
        f"a verdict from n = {definition.min_n}; "
        f"read it together with {plain(definition.counter)}.  \n"
        f"**Source** {plain(definition.source)}.  \n"
        f"**Version** {definition.version}"
    )
    st.code(definition.query, language="sql")


def _number(fared: Fared) -> str:
    reading = fared.reading
    p90 = amount_words(reading.p90, fared.unit) if reading.p90 is not None else ""
    facts = (
        f"{amount_words(reading.amount, fared.unit)} in {period_words(fared.period)}",
        f"95 % interval {interval_words(fared)}" if interval_words(fared) else "",
        f"n = {count_words(reading.n)}",
        f"nine in ten within {p90}" if p90 else "",
        f"target {target_words(fared.bounds, fared.unit)}",
        f"verdict: {fared.verdict}",
        standing_words(fared),
        f"{period_words(fared.before)}: "
        f"{amount_words(fared.previous.amount, fared.unit)} "
        f"(n = {count_words(fared.previous.n)})",
        clock_words(fared),
    )
    return plain(" · ".join(fact for fact in facts if fact))
