/*
name: Revenue
short: Revenue
question: How much did customers buy?
said: customers bought for {amount}
kind: total
unit: money
better: up
observation: order
filed_under: the day of the order
counts: >
  The value of all orders: goods less discounts, before tax and shipping.
  Cancelled, voided and test orders are left out, and so are orders in
  another currency. Goods sent back later do not change it.
min_n: 1
counter: csat
outcome: true
dimensions: []
source: https://help.shopify.com/en/manual/reports-and-analytics
*/
select
    orders.source,
    orders.order_id as subject_id,
    orders.ordered_at as counted_at,
    orders.amount::double as amount,
    case
        when orders.set_aside is not null then orders.set_aside
        when orders.currency <> $currency then 'in another currency'
    end as left_out,
    null::varchar as agent,
    null::varchar as team,
    orders.channel,
    null::varchar as topic,
    orders.customer_id

from orders
