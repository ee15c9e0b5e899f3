/*
name: New customers
short: New
question: How many people bought from us for the first time?
kind: total
unit: customers
better: up
observation: customer
filed_under: the day of the order
counts: >
  A customer is new at the first order that the data hold, whatever its
  currency: this counts people, not money. Cancelled, voided and test orders
  make no customer and are left out, and so are orders without a customer. At
  the very start of the data everybody looks new.
min_n: 1
counter: aov
dimensions: []
source: https://help.shopify.com/en/manual/reports-and-analytics
*/
with purchases as (
    select
        orders.*,
        row_number() over (
            partition by orders.customer_id, orders.set_aside is null
            order by orders.ordered_at, orders.order_id
        ) as nth

    from orders
)

select
    purchases.source,
    purchases.order_id as subject_id,
    purchases.ordered_at as counted_at,
    1.0 as amount,
    case
        when purchases.set_aside is not null then purchases.set_aside
        when purchases.customer_id is null then 'without a customer'
    end as left_out,
    null::varchar as agent,
    null::varchar as team,
    purchases.channel,
    null::varchar as topic,
    purchases.customer_id

from purchases

where
    purchases.nth = 1
    or purchases.set_aside is not null
    or purchases.customer_id is null
