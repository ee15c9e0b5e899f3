"""Criteria of quality reviews that failed: those that were given no points at all."""

from __future__ import annotations

import pandas as pd

from metrics.complaints.placing import MOST, Asked
from metrics.warehouse import Warehouse

METRICS = ("qa",)
JUDGED = """
    with observed as materialized ({observed}),
    judged as materialized (
        select
            observed.*,
            reviews.ticket_id,
            reviews.criteria
        from observed
        inner join reviews
            on
                observed.source = reviews.source
                and observed.subject_id = reviews.review_id
    ),
    points as (
        select
            is_now,
            unnest(map_keys(criteria)) as criterion,
            unnest(map_values(criteria)) as points
        from judged
    )
"""


def failed(
    warehouse: Warehouse, asked: Asked
) -> list[tuple[str, str | None, bool, int, int]]:
    """Kind of row, its name, whether it is of this period, how many failed, and how
    many were judged.

    Rows are of reviews (those without criteria fail none, as far as we know), and
    of each criterion.
    """
    return warehouse.rows(
        f"""
        {JUDGED.format(observed=asked.observed)}
        select 'reviews', null, is_now, count(*)::bigint, count(criteria)::bigint
        from judged group by all
        union all
        select
            'criterion', criterion, is_now,
            count(*) filter (points = 0), count(*)
        from points group by all
        """,
        asked.parameters,
    )


def reviews(warehouse: Warehouse, asked: Asked, criterion: str) -> pd.DataFrame:
    """The reviews of this period in which a criterion failed, newest first."""
    return (
        warehouse.cursor()
        .execute(
            f"""
        {JUDGED.format(observed=asked.observed)}
        select
            counted_at, amount as score, team, channel, topic, source, subject_id,
            ticket_id, criteria
        from judged
        where is_now and criteria[$criterion] = 0
        order by counted_at desc, source, subject_id
        limit {MOST}
        """,
            {**asked.parameters, "criterion": criterion},
        )
        .df()
    )
