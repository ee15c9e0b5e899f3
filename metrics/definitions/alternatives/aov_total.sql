/*
metric: aov
name: Total price
counts: >
  All that the customer paid, tax and shipping included, over the orders, as
  Shopify had it before 9 January 2023. Orders from exports that do not tell the
  total are left out.
source: https://changelog.shopify.com # 9 January 2023
*/
select
    orders.source,
    orders.order_id as subject_id,
    orders.ordered_at as counted_at,
    orders.total::double as amount,
    case
        when orders.set_aside is not null then orders.set_aside
        when orders.currency <> $currency then 'in another currency'
        when orders.total is null then 'its total is not in the export'
    end as left_out,
    null::varchar as agent,
    null::varchar as team,
    orders.channel,
    null::varchar as topic,
    orders.customer_id

from orders
