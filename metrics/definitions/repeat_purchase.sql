/*
name: Repeat purchases
short: Repeat
question: Of the orders, how many came from someone who had bought before?
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
    (purchases.nth > 1)::double as amount,
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
