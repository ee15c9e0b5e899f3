"""Teams and their part: what the measurements say of the metrics they live by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from metrics.own_words import forms_of
from metrics.values import Target, Team, TeamMetric, Values
from metrics.warehouse import Warehouse

POINTS = 12  # measurements of a course, the last ones


@dataclass(frozen=True)
class Measurement:
    """One number that was counted elsewhere; when it was measured is in UTC."""

    measured_at: datetime
    amount: float
    n: int | None
    unit: str | None


Course = tuple[Measurement, ...]  # the oldest first; the last one is the latest
Courses = Mapping[tuple[str, str], Course]  # by team and metric


def courses_of(warehouse: Warehouse, values: Values, until: datetime) -> Courses:
    """The measurements of every team's metrics before a moment (UTC).

    A measurement that names the team is its own; one that names nobody is of all.
    Of one moment the team's own counts. Names are compared in any case and in any
    language that the company gave them in. Those that
    name an agent, a channel or a topic are of a part only, and left out.
    """
    asked = [
        (str(team.name), form, one.metric)
        for team in values.teams
        for form in sorted(forms_of(team.name) | {str(team.name).lower()})
        for one in team.metrics
    ]
    rows = warehouse.rows(
        """
        with asked as (
            select
                unnest($teams::varchar[]) as team,
                unnest($forms::varchar[]) as form,
                unnest($metrics::varchar[]) as metric
        ),

        found as (
            select
                asked.team, asked.metric, measurements.measured_at,
                measurements.amount, measurements.n, measurements.unit,
                row_number() over (
                    partition by
                        asked.team, asked.metric, measurements.measured_at
                    order by
                        measurements.team is null, measurements.source
                ) as place
            from asked
            inner join measurements
                on
                    lower(asked.metric) = lower(measurements.metric)
                    and (
                        measurements.team is null
                        or asked.form = lower(measurements.team)
                    )
            where
                measurements.measured_at < $until
                and coalesce(
                    measurements.agent, measurements.channel, measurements.topic
                ) is null
        )

        select team, metric, measured_at, amount, n, unit from found
        where place = 1
        qualify row_number() over (
            partition by team, metric order by measured_at desc
        ) <= $points
        order by measured_at
        """,
        {
            "teams": [team for team, _, _ in asked],
            "forms": [form for _, form, _ in asked],
            "metrics": [metric for _, _, metric in asked],
            "until": until,
            "points": POINTS,
        },
    )
    return _by_metric(rows)


def _by_metric(rows: list[tuple[Any, ...]]) -> Courses:
    courses: dict[tuple[str, str], Course] = {}
    for team, metric, *rest in rows:
        key = (team, metric)
        courses[key] = (*courses.get(key, ()), Measurement(*rest))
    return courses


def course_of(courses: Courses, team: Team, metric: TeamMetric) -> Course:
    """The measurements of one metric of a team; none is an empty course."""
    return courses.get((str(team.name), metric.metric), ())


Side = Literal["below", "within", "above"]


def side_of(target: Target, amount: float) -> Side:
    """On which side of its target an amount lies; on an end it is within."""
    if target.low is not None and amount < target.low:
        return "below"
    return "above" if target.high is not None and amount > target.high else "within"


def unlived(values: Values) -> tuple[str, ...]:
    """The values that no team has a part in."""
    lived = {one.casefold() for team in values.teams for one in team.lives}
    return tuple(one.name for one in values.values if not forms_of(one.name) & lived)


def unmeasured(values: Values) -> tuple[str, ...]:
    """The teams without a metric."""
    return tuple(team.name for team in values.teams if not team.metrics)
