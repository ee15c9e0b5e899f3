"""Mistakes that each definition could hold, as textual replacements."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace

from metrics.catalog import Definition

WHOSE, ANSWERS = "0_whose_tickets", "3_next_answers"
CALLS, ORDERS = "4_first_calls", "5_previous_orders"
LATEST = "                surveys.answered_at"
BY_ID = """
                length(surveys.survey_id),
                surveys.survey_id"""
FIRST = "order by orders.ordered_at, orders.order_id"
MATURES = "matures_days"


@dataclass(frozen=True)
class Mutant:
    """One textual replacement, and why it may change no number."""

    metric: str
    was: str
    now: str
    harmless: str = ""
    step: str = ""  # of metrics/settling, where the mistake is not in the definition

    def of(self, definition: Definition) -> Definition:
        """The definition, broken; SystemExit where the text has moved on."""
        if self.step:
            return definition
        if self.was == MATURES:
            return replace(definition, matures_days=int(self.now))
        if self.was not in definition.query:
            sys.exit(f"{self.metric}.sql does not say {self.was!r} any more.")
        query = definition.query.replace(self.was, self.now)
        used = tuple(name for name in definition.parameters if f"${name}" in query)
        return replace(definition, query=query, parameters=used)


def mutants_of(metric: str, *changes: tuple[str, ...]) -> list[Mutant]:
    return [Mutant(metric, *change) for change in changes]


def settled(metric: str, step: str, *changes: tuple[str, ...]) -> list[Mutant]:
    """Mistakes in what is worked out at intake for a metric."""
    return [Mutant(metric, *change, step=step) for change in changes]


def purchases(metric: str) -> list[Mutant]:
    """What revenue, orders and AOV have in common."""
    return mutants_of(
        metric,
        ("orders.set_aside is not null", "false"),
        ("orders.currency <> $currency", "false"),
        ("orders.currency <> $currency", "orders.currency = $currency"),
        ("orders.ordered_at as", "date_trunc('day', orders.ordered_at) as"),
    )


MUTANTS = [
    *mutants_of(
        "nps",
        (">= 9", "> 9"),
        (">= 7", ">= 6"),
        ("else -100.0", "else 0.0"),
        ("surveys.set_aside is not null", "false"),
        ("surveys.ticket_id is not null", "false"),
        ("surveys.score is not null", "true"),
        ("= 'nps'", "<> 'ces'"),
    ),
    *mutants_of(
        "qa",
        ("reviews.set_aside as", "null::varchar as"),
        ("reviews.score as", "round(reviews.score) as"),
        ("reviews.score as", "nullif(reviews.score, 0) as"),
        ("reviews.reviewed_at as", "date_trunc('day', reviews.reviewed_at) as"),
        ("reviews.team,", "reviews.agent as team,"),
    ),
    *mutants_of(
        "gap",
        (">= 80", "> 80"),
        ("<> answers.is_good", "= answers.is_good"),
        ("when tickets.set_aside is not null", "when false"),
        ("reviews.reviewed_at desc,\n", "reviews.reviewed_at,\n"),
        ("answers.instrument = 'csat' desc", "answers.instrument"),
        ("answers.answered_at desc,\n", "answers.answered_at,\n"),
        ("in ('csat', 'ces')", "in ('csat', 'nps')"),
        ("reviews.set_aside is null", "true"),
        ("and surveys.set_aside is null", ""),
        ("and reviews.reviewed_at <= $through", ""),
        ("and surveys.answered_at <= $through", ""),
        ("latest_reviews.reviewed_at as", "tickets.created_at as"),
    ),
    *settled(
        "gap",
        WHOSE,
        ("named.source <> 'own' and", ""),
        ("bool_or(tickets.source = named.source)", "false"),
        ("min(tickets.source) = max(tickets.source)", "true"),
        ("min(tickets.source) = max(tickets.source)", "false"),
    ),
    *mutants_of(
        "fcr",
        ("replies <= 1", "replies <= 2"),
        ("replies <= 1", "replies < 1"),
        ("coalesce(tickets.reopens, 0) = 0", "true"),
        ("coalesce(tickets.reopens, 0) = 0", "tickets.reopens = 0"),
        ("interval 7 day,", "interval 8 day,"),
        ("next_contact_at > tickets", "next_contact_at >= tickets"),
        (MATURES, "6"),
        (MATURES, "8"),
        (MATURES, "0"),
        ("tickets.set_aside is not null", "false"),
        ("tickets.replies = 0", "false"),
        ("in ('solved', 'closed')", "= 'solved'"),
        ("tickets.solved_at as", "tickets.created_at as"),
        ("tickets.topic,", "tickets.channel as topic,"),
    ),
    *mutants_of(
        "csat",
        ("surveys.set_aside is not null", "false"),
        ("surveys.next_answer_at <= $through", "false"),
        ("surveys.next_answer_at <= $through", "surveys.next_answer_at is not null"),
        ("= 'csat'", "<> 'ces'"),
        ("surveys.is_good::double", "(surveys.score >= 4)::double"),
    ),
    *settled(
        "csat",
        ANSWERS,
        (f"{LATEST},{BY_ID}", BY_ID),
        (f"{LATEST},{BY_ID}", LATEST),
        ("lead(surveys.answered_at)", "lag(surveys.answered_at)"),
        ("partition by\n                surveys.source,", "partition by"),
        ("surveys.set_aside is null", "true"),
        ("surveys.is_good is not null", "true"),
        ("surveys.instrument = 'csat'", "true"),
    ),
    *mutants_of(
        "frt",
        ("            )\n        else", "            ) * 0\n        else"),
        ("tickets.our_reply_minutes,\n", "null,\n"),
        ("else tickets.first_reply_minutes", "else nullif(first_reply_minutes, 0)"),
        ("else tickets.first_reply_minutes", "else floor(tickets.first_reply_minutes)"),
        ("tickets.set_aside is not null", "false"),
        ("tickets.created_at as", "tickets.solved_at as"),
        ("tickets.agent,", "tickets.team as agent,"),
        (
            "then 'timed in calendar time only'",
            "then null",
            "its amount on that clock is null and counts nowhere",
        ),
    ),
    *mutants_of(
        "resolution",
        ("tickets.created_at) / 60", "tickets.created_at) / 61"),
        ("then tickets.our_solve_minutes", "then tickets.our_reply_minutes"),
        ("tickets.set_aside is not null", "false"),
        ("in ('solved', 'closed')", "= 'solved'"),
        ("tickets.solved_at as", "tickets.created_at as"),
        ("tickets.topic,", "tickets.channel as topic,"),
    ),
    *mutants_of(
        "aht",
        ("+ coalesce(calls.hold_seconds, 0)", ""),
        ("+ coalesce(calls.wrap_seconds, 0)", "+ calls.wrap_seconds"),
        ("/ 60", "/ 61"),
        ("when not calls.answered", "when false"),
        ("or not calls.answered", "or true"),
        ("and tickets.status in ('solved', 'closed')", ""),
        ("tickets.first_call_at <= $through", "false"),
        ("tickets.first_call_at <= $through", "tickets.first_call_at is not null"),
        ("tickets.set_aside is not null", "false"),
        ("tickets.solved_at as", "tickets.created_at as"),
        ("tickets.channel,", "tickets.team as channel,"),
    ),
    *settled(
        "aht",
        CALLS,
        ("calls.answered\n    and", ""),
        ("min(calls.started_at)", "max(calls.started_at)"),
        ("    is not null\n\ngroup", "    is null\n\ngroup"),
    ),
    *settled(
        "aht",
        WHOSE,
        ("min(tickets.source) = max(tickets.source)", "true"),
        ("min(tickets.source) = max(tickets.source)", "false"),
    ),
    *mutants_of(
        "crr",
        ("interval 1 day as ends_at", "interval 2 day as ends_at"),
        ("orders.set_aside is null", "true"),
        ("orders.customer_id is not null", "true"),
        ("interval 1 day as told_until", "interval 2 day as told_until"),
        ("interval 1 day as told_until", "interval 0 day as told_until"),
        ("interval 1 day as told_from", "interval 0 day as told_from"),
        ("not exists (select 1 from subscriptions)", "true"),
        ("subscriptions.cancelled_at, timestamp", "null, timestamp"),
        ("where turns.is_back", "where false"),
        (
            "min(paid.starts_at) as told_from",
            "timestamp '1970-01-01' as told_from",
            "before the first start there is no customer to lose",
        ),
    ),
    *purchases("revenue"),
    *mutants_of("revenue", ("orders.amount::double", "orders.total::double")),
    *purchases("orders"),
    *mutants_of("orders", ("1.0 as amount", "orders.items as amount")),
    *purchases("aov"),
    *mutants_of("aov", ("orders.amount::double", "round(orders.amount, 1)::double")),
    *mutants_of(
        "ces",
        ("= 'ces'", "<> 'nps'"),
        ("surveys.set_aside as", "null::varchar as"),
        ("surveys.is_good::double", "(surveys.score >= 5)::double"),
        ("surveys.answered_at as", "date_trunc('day', surveys.answered_at) as"),
        ("surveys.channel,", "surveys.topic as channel,"),
    ),
    *mutants_of(
        "new_customers",
        ("orders.previous_order_at is null", "orders.previous_order_at is not null"),
        ("orders.previous_order_at is null", "true"),
        ("orders.customer_id is null then", "false then"),
    ),
    *settled(
        "new_customers",
        ORDERS,
        ("where orders.set_aside is null", ""),
        (FIRST, "order by orders.order_id"),
        ("by orders.customer_id", "by orders.source, orders.customer_id"),
        (FIRST, "order by orders.ordered_at", "orders at one moment share a period"),
    ),
    *mutants_of(
        "repeat_purchase",
        ("previous_order_at is not null", "previous_order_at is null"),
        ("orders.customer_id is null then", "false then"),
        ("orders.set_aside is not null", "false"),
        ("orders.ordered_at as", "date_trunc('day', orders.ordered_at) as"),
    ),
    *settled(
        "repeat_purchase",
        ORDERS,
        ("where orders.set_aside is null", ""),
        (FIRST, "order by orders.ordered_at desc"),
        ("by orders.customer_id", "by orders.source, orders.customer_id"),
    ),
]  # fmt: skip
