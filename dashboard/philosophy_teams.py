"""Teams and their part, each with what the measurements say of its metrics."""

from __future__ import annotations

import streamlit as st

from dashboard.philosophy_results import courses
from dashboard.plain import plain
from dashboard.view import View
from metrics.own_words import spoken
from metrics.philosophy_team_words import facts, latest_words, lives_words
from metrics.philosophy_teams import Courses, course_of
from metrics.values import Team, Values
from words import say

NARROWEST = 300


def teams(view: View) -> None:
    """A card for each team, in the order of values.yaml; nothing without teams."""
    values = view.values
    if not values.teams:
        return
    found = courses(view.version, values, view.period.window().end)
    st.subheader(say("Teams and their part"))
    columns = min(3, len(values.teams))
    grid = st.grid(columns, min_column_width=NARROWEST, border=True, gap="small")
    for team in values.teams:
        with grid.cell(), st.container(gap="small"):
            _team(team, values, found)


def _team(team: Team, values: Values, found: Courses) -> None:
    st.markdown(f"### {plain(spoken(team.name))}")
    st.markdown(plain(spoken(team.part)))
    lived = lives_words(team, values)
    if lived:
        st.caption(plain(lived))
    if not team.metrics:
        st.caption(say("No metric yet."))
    for metric in team.metrics:
        course = course_of(found, team, metric)
        st.metric(
            plain(metric.metric),
            latest_words(course),
            chart_data=[one.amount for one in course] if course[1:] else None,
            chart_type="line",
        )
        st.caption("  \n".join(map(plain, facts(metric, course, values.company.zone))))
