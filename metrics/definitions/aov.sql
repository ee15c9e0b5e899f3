/*
name: Average order value
short: AOV
question: How much does a customer buy at a time?
said: an order was worth {amount} on average
kind: mean
unit: money
better: up
observation: order
filed_under: the day of the order
counts: >
  The value of an order is its goods less discounts, before tax and
  shipping; the amount is the mean over all orders. Cancelled, voided and
  test orders are left out, and so are orders in another currency. Goods sent
  back later do not change it.
min_n: 30
counter: repeat_purchase
outcome: true
skewed: true
dimensions: []
source: https://changelog.shopify.com # 9 January 2023, "new definition" of AOV
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
