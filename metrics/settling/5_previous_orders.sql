-- A customer's order before: who has none is new.
-- touched_buyers(customer_id) says whose orders changed.
create or replace temp table previous_orders as
with purchases as (
    select
        orders.source,
        orders.order_id,
        orders.previous_order_at as known_before,
        lag(orders.ordered_at) over (
            partition by orders.customer_id
            order by orders.ordered_at, orders.order_id
        ) as previous_order_at

    from orders

    semi join touched_buyers using (customer_id)

    where orders.set_aside is null
)

select
    purchases.source,
    purchases.order_id,
    purchases.previous_order_at

from purchases

where purchases.previous_order_at is distinct from purchases.known_before;

update orders
set previous_order_at = previous_orders.previous_order_at
from previous_orders
where
    orders.source = previous_orders.source
    and orders.order_id = previous_orders.order_id;
