"""Who was asked, who answered, and what the silence may hide."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from dashboard.address import choice_in_url
from dashboard.behind import definition_results
from dashboard.charts import INK, QUIET
from dashboard.house import house
from dashboard.plain import capital, plain
from dashboard.tables import in_words
from dashboard.view import View
from metrics.offering import spread_of
from metrics.survey_funnel import INSTRUMENTS, Stage, SurveyFunnel
from metrics.survey_words import (
    ANOTHER_DAY,
    agents_words,
    answers_only_words,
    funnel_words,
    nothing_words,
    rate_words,
    reopened_words,
    silence_words,
)
from metrics.values import Promise
from metrics.wording import count_words
from words import known, mark, say

HEIGHT = 150
GROUPS = ("team", "topic", "agent")
UNNAMED = {
    "team": mark("The exports name no team of these tickets."),
    "topic": mark("The exports name no topic of these tickets."),
    "agent": mark("The exports name no agent of these tickets."),
}


def survey_view(view: View, promise: Promise) -> None:
    """Eligible, offered and answered, by group; or why that cannot be told."""
    definition = house().catalog[promise.metric]
    if promise.metric not in INSTRUMENTS:
        said = say(
            "{metric} is not asked of customers: there is no survey.",
            metric=known(definition.name),
        )
        st.markdown(plain(said))
        return
    period = view.period.running(view.through)
    found = definition_results.survey_funnel(
        view.version, promise.metric, period, view.filters
    )
    if found.is_empty:
        undated = definition_results.undated_surveys(view.version, promise.metric)
        for words in nothing_words(undated):
            st.markdown(plain(words))
        return
    if found.told and found.told.offered:
        _told(found, found.told, known(definition.short))
    for stage in found.answers_only:
        st.markdown(plain(answers_only_words(stage)))
    st.caption(plain(known(ANOTHER_DAY)))


def _told(found: SurveyFunnel, whole: Stage, short: str) -> None:
    """The funnel where offers are known."""
    st.markdown(f"**{plain(funnel_words(whole))}**")
    _chart(whole)
    st.markdown(plain(silence_words(whole, short)))
    st.subheader(say("Is everyone asked alike?"))
    st.markdown(plain(agents_words(spread_of(found.agents))))
    st.markdown(plain(reopened_words(found, spread_of(found.reopened))))
    by = choice_in_url(
        "survey-by",
        GROUPS,
        GROUPS[0],
        label=say("By"),
        words=lambda name: capital(known(name)),
    )
    groups = {"team": found.teams, "topic": found.topics, "agent": found.agents}
    _table(groups[by or GROUPS[0]], by or GROUPS[0])


def _chart(stage: Stage) -> None:
    line, _, quiet = INK[st.context.theme.type or "light"]
    steps = {
        say("Solved"): stage.eligible,
        say("Asked"): stage.offered,
        say("Answered"): stage.answered,
    }
    font = {"size": 13, "color": quiet, "family": "Source Sans, sans-serif"}
    clear = "rgba(0,0,0,0)"
    figure = go.Figure(
        layout=go.Layout(
            height=HEIGHT,
            margin={"l": 0, "r": 64, "t": 0, "b": 0},
            xaxis={"visible": False, "fixedrange": True},
            yaxis={
                "autorange": "reversed",
                "fixedrange": True,
                "automargin": True,
                "tickfont": font,
            },
            paper_bgcolor=clear,
            plot_bgcolor=clear,
        )
    )
    figure.add_bar(
        x=list(steps.values()),
        y=list(steps),
        orientation="h",
        marker={"color": line},
        text=[count_words(n) for n in steps.values()],
        textposition="outside",
        textfont=font,
        cliponaxis=False,
        hoverinfo="skip",
    )
    told = ", ".join(f"{name} {count_words(n)}" for name, n in steps.items())
    st.plotly_chart(
        figure,
        theme=None,
        key="survey-funnel",
        config=QUIET,
        height=HEIGHT,
        alt=say("The survey funnel: {told}", told=told),
    )


def _table(stages: tuple[Stage, ...], by: str) -> None:
    if not stages:
        st.markdown(plain(known(UNNAMED[by])))
        return
    rows = [
        {
            capital(known(by)): one.name,
            say("Solved"): one.eligible,
            say("Asked"): one.offered,
            say("Asked of solved (95 %)"): rate_words(
                one.offering, one.offering_interval, one.is_small
            ),
            say("Answered"): one.answered,
            say("Response rate (95 %)"): rate_words(
                one.response, one.response_interval, one.is_small
            ),
        }
        for one in stages
    ]
    counts = say("Solved"), say("Asked"), say("Answered")
    st.dataframe(
        in_words(pd.DataFrame(rows), dict.fromkeys(counts, count_words)),
        hide_index=True,
        alt=say("Solved, asked and answered by {dimension}", dimension=known(by)),
    )
