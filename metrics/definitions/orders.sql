/*
name: Orders
short: Orders
question: How often did customers buy?
said: customers placed {amount} orders
kind: total
unit: orders
better: up
observation: order
filed_under: the day of the order
counts: >
  Every order. Cancelled, voided and test orders are left out, and so are
  orders in another currency, as in revenue: revenue over orders is the
  average order value.
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
    1.0 as amount,
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
