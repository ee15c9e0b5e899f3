"""How we count this: a metric's own file, as a person reads it."""

from __future__ import annotations

import streamlit as st

from dashboard.behind import definition_results
from dashboard.house import house
from dashboard.plain import plain
from dashboard.tongue import dialog, in_this_language
from metrics.band_words import band_words
from metrics.catalog import Definition
from metrics.nouns import counted
from metrics.own_words import spoken
from metrics.scorecard import Fared, Scorecard
from metrics.trend_words import standing_words
from metrics.verdicts import verdict_words
from metrics.wording import (
    amount_words,
    clock_words,
    count_words,
    interval_words,
    period_words,
    target_words,
)
from words import known, mark, say

DIRECTION = {
    "up": mark("**More is better**, in {unit}"),
    "down": mark("**Less is better**, in {unit}"),
    "band": mark("**Better inside a band**, in {unit}"),
}


def how_we_count(scorecard: Scorecard, fared: Fared) -> None:
    """Opens a dialog: the number at hand, then its definition."""
    title = say("{name}: how we count this", name=plain(spoken(fared.name)))
    dialog(title, _explain, "large")(scorecard, fared)


def _explain(scorecard: Scorecard, fared: Fared) -> None:
    definition = fared.definition
    st.markdown(f"**{plain(known(definition.question))}**")
    st.markdown(_number(fared))
    if fared.left_out:
        reasons = (
            f"{plain(known(one.because))}: {count_words(one.n)}"
            for one in fared.left_out
        )
        said = say("**Left out in this period.** {reasons}", reasons=", ".join(reasons))
        st.markdown(said)
    st.page_link(
        "app_pages/observations.py",
        label=say(
            "See the {observations} behind this number",
            observations=counted(fared.reading.n, definition.observation),
        ),
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
    told = plain(band_words(found, fared.unit))
    st.markdown(say("**Other definitions.** {told}", told=told))


def _view(scorecard: Scorecard, fared: Fared) -> dict[str, str]:
    """The view that leads behind this number."""
    filters = {str(name): only for name, only in scorecard.filters}
    view = {"metric": fared.key, "period": scorecard.period.label, "tab": "rows"}
    return in_this_language({**view, **filters})


def definition_text(definition: Definition) -> None:
    """What counts, by which rule, from which source, and the query itself."""
    st.markdown(plain(known(definition.counts)))
    unit = plain(known(definition.unit))
    lines = (
        say("**Filed under** {what}.", what=plain(known(definition.filed_under))),
        say(
            "{better}; a verdict from n = {n}; read it together with {counter}.",
            better=say(DIRECTION[definition.better], unit=unit),
            n=definition.min_n,
            counter=plain(definition.counter),
        ),
        say("**Source** {source}.", source=plain(definition.source)),
        say("**Version** {version}", version=plain(definition.version)),
    )
    st.markdown("  \n".join(lines))
    st.code(definition.query, language="sql")


def _number(fared: Fared) -> str:
    reading, interval = fared.reading, interval_words(fared)
    p90 = amount_words(reading.p90, fared.unit) if reading.p90 is not None else ""
    facts = (
        say(
            "{amount} in {period}",
            amount=amount_words(reading.amount, fared.unit),
            period=period_words(fared.period),
        ),
        say("95 % interval {interval}", interval=interval) if interval else "",
        say("n = {n}", n=reading.n),
        say("nine in ten within {amount}", amount=p90) if p90 else "",
        say("target {target}", target=target_words(fared.bounds, fared.unit)),
        say("verdict: {verdict}", verdict=verdict_words(fared.verdict)),
        standing_words(fared),
        say(
            "{period}: {amount} (n = {n})",
            period=period_words(fared.before),
            amount=amount_words(fared.previous.amount, fared.unit),
            n=fared.previous.n,
        ),
        clock_words(fared),
    )
    return plain(" · ".join(fact for fact in facts if fact))
