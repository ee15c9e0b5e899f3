/*
name: New customers
short: New
question: How many people bought from us for the first time?
said: "{amount} people bought from us for the first time"
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
outcome: true
dimensions: []
source: https://help.shopify.com/en/manual/reports-and-analytics
*/
select
    orders.source,
    orders.order_id as subject_id,
    orders.ordered_at as counted_at,
    1.0 as amount,
    case
        when orders.set_aside is not null then orders.set_aside
        when orders.customer_id is null then 'without a customer'
    end as left_out,
    null::varchar as agent,
    null::varchar as team,
    orders.channel,
    null::varchar as topic,
    orders.customer_id

from orders

where
    orders.previous_order_at is null
    or orders.set_aside is not null
    or orders.customer_id is null
