-- Customers whose service was good or bad, and what they bought after it,
-- summed by strata of customers who were alike before it. `solves` are the
-- services, as linked_solves.sql has them. What is good, and which service
-- counts, is told in metrics/linked.py. A hash stands for each customer, as
-- names of millions would go over the disk.
with reach as (
    select
        least(
            (
                select max(orders.ordered_at)
                from orders
                where orders.ordered_at <= $through
            ),
            (
                select max(tickets.created_at)
                from tickets
                where tickets.created_at <= $through
            )
        ) as ends_at,
        to_days($retention_days) as span
),

-- a ticket by which a customer came back about what had been solved
comebacks as (
    select distinct
        hash(tickets.customer_id) as customer,
        tickets.next_contact_at as created_at

    from tickets

    where
        $service = 'fcr'
        and tickets.set_aside is null
        and tickets.next_contact_at <= tickets.solved_at + interval 7 day
),

verdicts as (
    select
        surveys.ticket_source,
        surveys.ticket_id,
        arg_max(surveys.is_good, surveys.answered_at) as is_good

    from surveys

    where
        $service = 'csat'
        and surveys.ticket_source is not null
        and surveys.instrument = 'csat'
        and surveys.set_aside is null
        and surveys.answered_at <= $through

    group by surveys.ticket_source, surveys.ticket_id

    having arg_max(surveys.is_good, surveys.answered_at) is not null
),

judged as materialized (
    select
        solves.customer,
        solves.solved_at,
        solves.is_shown,
        case $service
            when 'csat' then verdicts.is_good
            when 'frt'
                then solves.first_reply_minutes <= $usual_minutes
            else
                solves.replies <= 1
                and coalesce(solves.reopens, 0) = 0
                and comebacks.customer is null
                and coalesce(
                    solves.next_contact_at > solves.solved_at + interval 7 day,
                    true
                )
        end as is_good

    from solves
    left join verdicts
        on
            solves.source = verdicts.ticket_source
            and solves.ticket_id = verdicts.ticket_id
    left join comebacks
        on
            solves.customer = comebacks.customer
            and solves.created_at = comebacks.created_at
),

-- everybody by their first order
buyers as (
    select
        hash(orders.customer_id) as customer,
        orders.ordered_at as first_at

    from orders

    where
        orders.set_aside is null
        and orders.customer_id is not null
        and orders.previous_order_at is null
        and orders.ordered_at <= $through
),

-- who was served, and when last; known is who had bought by then
customers as materialized (
    select
        served.customer,
        buyers.first_at,
        coalesce(served.last_at >= buyers.first_at, false) as is_known,
        coalesce(served.last_judged_at >= buyers.first_at, false) as is_judged

    from (
        select
            judged.customer,
            max(judged.solved_at) as last_at,
            max(judged.solved_at) filter (
                where judged.is_good is not null
            ) as last_judged_at

        from judged

        where judged.is_shown

        group by judged.customer
    ) as served

    left join buyers using (customer)
),

-- the rest is asked of these alone
followable as (
    select
        customers.customer,
        customers.first_at

    from customers

    where customers.is_judged
),

services as (
    select
        judged.*,
        lead(judged.solved_at) over (
            partition by judged.customer
            order by judged.solved_at, judged.is_shown, judged.is_good
        ) as next_solved_at

    from judged

    semi join followable using (customer)
),

told as (
    select services.*

    from services

    inner join followable using (customer)

    where
        services.is_shown
        and services.is_good is not null
        and services.solved_at >= followable.first_at
),

purchases as not materialized (
    select
        hash(orders.customer_id) as customer,
        orders.ordered_at,
        if(orders.currency = $currency, orders.amount, null)::double as amount

    from orders

    where
        orders.set_aside is null
        and orders.customer_id is not null
        and orders.ordered_at <= $through
),

-- those before another service, perhaps too soon
crowded as (
    select told.*

    from told
    cross join reach

    where told.next_solved_at <= told.solved_at + reach.span
),

-- of several services before the next order, the last one counts
lasting as (
    select
        told.customer,
        told.solved_at,
        told.is_good

    from told
    cross join reach

    where
        told.next_solved_at is null
        or told.next_solved_at > told.solved_at + reach.span

    union all

    select
        crowded.customer,
        crowded.solved_at,
        crowded.is_good

    from crowded

    semi join purchases
        on
            crowded.customer = purchases.customer
            and crowded.solved_at < purchases.ordered_at
            and crowded.next_solved_at > purchases.ordered_at
),

-- of each customer the first of these
earliest as materialized (
    select
        lasting.customer,
        min(lasting.solved_at) as solved_at,
        arg_min(lasting.is_good, lasting.solved_at) as is_good

    from lasting

    group by lasting.customer
),

-- those whose window the data reach
firsts as (
    select
        earliest.*,
        earliest.solved_at + reach.span as soon_until,
        earliest.solved_at + 2 * reach.span as twice_until

    from earliest
    cross join reach

    where earliest.solved_at + reach.span <= reach.ends_at
),

pairs as (
    select
        firsts.customer,
        purchases.ordered_at,
        purchases.amount,
        purchases.ordered_at <= firsts.solved_at as is_earlier,
        purchases.ordered_at <= firsts.soon_until as is_soon

    from firsts

    inner join purchases
        on
            firsts.customer = purchases.customer
            and firsts.twice_until >= purchases.ordered_at
),

bought as (
    select
        pairs.customer,
        min(pairs.ordered_at) as first_at,
        count(*) filter (where pairs.is_earlier) as earlier,
        count(*) filter (where not pairs.is_earlier) as later,
        count(*) filter (
            where pairs.is_soon and not pairs.is_earlier
        ) as soon,
        arg_min(pairs.amount, pairs.ordered_at) filter (
            where pairs.is_soon
            and not pairs.is_earlier
        ) as next_amount,
        coalesce(
            sum(pairs.amount) filter (
                where pairs.is_soon and not pairs.is_earlier
            ),
            0
        ) as revenue

    from pairs

    group by pairs.customer
),

cells as (
    select
        least(bought.earlier, 4) as earlier_orders,
        case
            when bought.first_at > firsts.solved_at - interval 90 day then 0
            when bought.first_at > firsts.solved_at - interval 365 day then 1
            else 2
        end as tenure,
        date_trunc('quarter', firsts.solved_at)::date as since,
        firsts.is_good,
        count(*) as n,
        count(*) filter (where bought.soon > 0) as returned,
        count(*) filter (
            where firsts.twice_until <= reach.ends_at
        ) as n_twice,
        count(*) filter (
            where firsts.twice_until <= reach.ends_at and bought.later > 1
        ) as repeated,
        count(bought.next_amount) as n_orders,
        coalesce(sum(bought.next_amount), 0) as order_total,
        coalesce(sum(bought.next_amount ** 2), 0) as order_squares,
        sum(bought.revenue) as revenue_total,
        sum(bought.revenue ** 2) as revenue_squares

    from firsts
    inner join bought using (customer)
    cross join reach

    group by all
),

flow as (
    select
        count(*) as served,
        count(*) filter (where customers.is_known) as known,
        count(*) filter (where customers.is_judged) as judged,
        (select count(*) from earliest) as lasting,
        (select count(*) from firsts) as followed

    from customers
)

select
    flow.*,
    cells.*

from flow
left join cells on true
