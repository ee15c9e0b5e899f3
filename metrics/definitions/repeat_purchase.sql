/*
name: Repeat orders
short: Repeat
question: Of the orders, how many came from someone who had bought before?
said: "{amount} of the orders came from people who had bought before"
kind: share
unit: percent
better: up
observation: order
filed_under: the day of the order
counts: >
  Orders of customers who had already ordered, over all orders of known
  customers, whatever the currency: this counts people, not money. Cancelled,
  voided and test orders are left out, and so are orders without a customer.
  At the very start of the data everybody looks new.
min_n: 30
counter: aov
outcome: true
dimensions: []
source: https://help.shopify.com/en/manual/reports-and-analytics
*/
select
    orders.source,
    orders.order_id as subject_id,
    orders.ordered_at as counted_at,
    (orders.previous_order_at is not null)::double as amount,
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
