/*
name: Customer retention rate
short: CRR
question: Of the customers at the start of the period, how many are still ours?
kind: retention
unit: percent
better: up
observation: customer
filed_under: customers at the start of the period
counts: >
  Customers at the start of the period who are still customers at its end.
  With subscriptions, a customer is someone who has started and not
  cancelled; with orders only, someone who bought in the retention window
  (retention_days in values.yaml). Whoever came in between, new or back after
  a lapse, is not in it. A period that starts before the data reach one
  window back has no data.
min_n: 30
counter: aov
dimensions: []
source: https://hbr.org/1990/09/zero-defections-quality-comes-to-services
*/
with subscribed as (
    select
        subscriptions.source,
        subscriptions.customer_id,
        subscriptions.started_at as starts_at,
        coalesce(
            subscriptions.cancelled_at, timestamp '9999-01-01'
        ) as ends_at

    from subscriptions
),

bought as (
    select
        orders.source,
        orders.customer_id,
        orders.ordered_at as starts_at,
        orders.ordered_at + $retention_days * interval 1 day as ends_at

    from orders

    where
        orders.set_aside is null
        and orders.customer_id is not null
        and not exists (select 1 from subscriptions)
),

-- the moments between which it is known who was a customer
known as (
    select
        min(subscribed.starts_at) as known_from,
        timestamp '9999-01-01' as known_until
    from subscribed

    union all

    select
        min(bought.ends_at) as known_from,
        max(bought.starts_at) + interval 1 day as known_until
    from bought
)

select
    spans.source,
    spans.customer_id as subject_id,
    spans.customer_id,
    spans.starts_at,
    spans.ends_at,
    known.known_from,
    known.known_until

from (
    select * from subscribed
    union all
    select * from bought
) as spans
inner join known
    on known.known_from is not null
