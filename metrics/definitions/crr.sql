/*
name: Customer retention rate
short: CRR
question: Of the customers at the start of the period, how many are still ours?
said: "{amount} of the customers at the start were still ours at the end"
kind: retention
unit: percent
better: up
observation: customer
filed_under: customers at the start of the period
counts: >
  Customers at the start of the period who are still customers at its end.
  With subscriptions, a customer is someone who has started and not
  cancelled; who cancels and is back more than a day later is not retained.
  With orders only, it is someone who bought in the retention window
  (retention_days in values.yaml) before the moment. Whoever came in between,
  new or back after a lapse, is not in it. A period that starts before the
  data reach one window back has no data. Nor has one that ends more than
  31 days after the last start or cancellation, or a tenth of the window
  after the last order: by then the exports have ended.
min_n: 30
counter: aov
outcome: true
dimensions: []
source: https://hbr.org/1990/09/zero-defections-quality-comes-to-services
*/
with paid as (
    select
        subscriptions.customer_id,
        subscriptions.started_at as starts_at,
        coalesce(
            subscriptions.cancelled_at, timestamp '9999-01-01'
        ) as ends_at

    from subscriptions

    where subscriptions.started_at <= $through
),

-- a change of plan within a day is no lapse
turns as (
    select
        paid.*,
        paid.starts_at > interval 1 day + max(paid.ends_at) over (
            partition by paid.customer_id
            order by paid.starts_at
            rows between unbounded preceding and 1 preceding
        ) as is_back

    from paid
),

stretches as (
    select
        turns.*,
        count(*) filter (where turns.is_back) over (
            partition by turns.customer_id
            order by turns.starts_at
            rows unbounded preceding
        ) as lapses

    from turns
),

spans as (
    select
        stretches.customer_id,
        concat_ws(
            ', back ', stretches.customer_id, nullif(stretches.lapses, 0)
        ) as subject_id,
        min(stretches.starts_at) as starts_at,
        max(stretches.ends_at) as ends_at

    from stretches

    group by stretches.customer_id, stretches.lapses

    union all

    select
        orders.customer_id,
        orders.customer_id as subject_id,
        orders.ordered_at as starts_at,
        orders.ordered_at + $retention_days * interval 1 day as ends_at

    from orders

    where
        orders.set_aside is null
        and orders.customer_id is not null
        and orders.ordered_at <= least($through, $last)
        and orders.ordered_at > $first - $retention_days * interval 1 day
        and not exists (select 1 from subscriptions)
),

told as (
    select
        min(paid.starts_at) as told_from,
        max(if(paid.ends_at <= $through, paid.ends_at, paid.starts_at))
        + interval 31 day as told_until

    from paid

    union all

    select
        min(orders.ordered_at) + $retention_days * interval 1 day as told_from,
        max(orders.ordered_at)
        + greatest($retention_days / 10, 1) * interval 1 day as told_until

    from orders

    where
        orders.set_aside is null
        and orders.customer_id is not null
        and orders.ordered_at <= $through
        and not exists (select 1 from subscriptions)
),

known as (
    select
        min(told.told_from) as known_from,
        least(max(told.told_until), $through + interval 1 day) as known_until

    from told
)

select
    spans.*,
    known.*

from spans
cross join known
