"""Which customers each metric has an observation of, and when its last one was."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from metrics.coverage.rating import Customers
from metrics.periods import Window
from metrics.questions import Filters, Question
from metrics.retention import moments_of
from metrics.warehouse import Warehouse

CUSTOMERS = Path(__file__).parent / "customers.sql"
PARAMETER = re.compile(r"\$([a-z]\w*)")
REVIEW = "review"
# Whose ticket a review was of.
REVIEWED = """
    left join (
        select reviews.source, reviews.review_id as subject_id,
            tickets.customer_id as owner
        from reviews inner join tickets
            on tickets.source = reviews.ticket_source
            and tickets.ticket_id = reviews.ticket_id
        where reviews.reviewed_at >= $since and reviews.reviewed_at < $until
    ) as owners using (source, subject_id)
"""
# Who is a customer at the start of a window, once for each reason; of those with a
# name, only the customers of the period are asked for.
AT_THE_START = """
    select starts_at as counted_at, customer_id
    from ({query})
    where starts_at <= $moment_0 and ends_at > $moment_0
        and known_from <= $moment_0 and known_until >= $moment_1
        and (
            customer_id is null
            or customer_id in (select customer_id from customers)
        )
"""


@dataclass(frozen=True)
class Sight:
    """Customers of the period that were observed, observations without a customer,
    and the last one (UTC)."""

    customers: int
    nameless: int
    last: datetime | None


BLIND = Sight(0, 0, None)


def customers_of(warehouse: Warehouse, window: Window, filters: Filters) -> Customers:
    """Everybody with a contact, an answer or an order in a window."""
    query = f"""
        with customers as ({_customers()})
        select
            count(customer_id),
            count(customer_id) filter (is_served),
            coalesce(sum(met_times) filter (customer_id is null), 0)::bigint
        from customers
    """
    return Customers(*warehouse.rows(query, _given(window, filters))[0])


def sights_of(
    warehouse: Warehouse,
    questions: Sequence[Question],
    window: Window,
    filters: Filters,
) -> list[Sight]:
    """Whom each metric observes, of the customers of the window; one query for all."""
    if not questions:
        return []
    parts, given = [], _given(window, filters)
    for place, question in enumerate(questions):
        rows, parameters = _observed(question, window)
        own = {name: f"{name}_of_{place}" for name in parameters}
        parts.append(f"select {place} as place, * from ({_renamed(rows, own)})")
        given |= {own[name]: one for name, one in parameters.items()}
    query = f"""
        with customers as materialized ({_customers()}),
        observed as (
            select place, customer_id, count(*) as times, max(counted_at) as last
            from ({" union all ".join(parts)})
            group by place, customer_id
        )
        select observed.place,
            count(customers.customer_id),
            coalesce(
                sum(observed.times) filter (observed.customer_id is null), 0
            )::bigint,
            max(observed.last)
        from observed
        left join customers on customers.customer_id = observed.customer_id
        group by observed.place
    """
    found = {place: Sight(*rest) for place, *rest in warehouse.rows(query, given)}
    return [found.get(place, BLIND) for place in range(len(questions))]


def _observed(question: Question, window: Window) -> tuple[str, dict[str, Any]]:
    """What counts in a window, each with its customer where that is known."""
    if question.definition.kind == "retention":
        given = question.settings | moments_of(question, [window])
        return AT_THE_START.format(query=question.definition.query), given
    is_review = question.definition.observation == REVIEW
    owner = "owner" if is_review else "null::varchar"
    rows = f"""
        select counted_at, coalesce(customer_id, {owner}) as customer_id
        from ({question.observations}) {REVIEWED if is_review else ""}
        where left_out is null and amount is not null
            and counted_at >= $since and counted_at < $until{question.condition}
    """
    return rows, question.parameters


def _renamed(query: str, names: dict[str, str]) -> str:
    """A query whose parameters stand beside others of the same names."""
    return PARAMETER.sub(lambda it: f"${names.get(it[1], it[1])}", query)


def _customers() -> str:
    return CUSTOMERS.read_text(encoding="utf-8")


def _given(window: Window, filters: Filters) -> dict[str, Any]:
    asked = dict.fromkeys(("team", "channel")) | dict(filters)
    return {"since": window.start, "until": window.end, **asked}
