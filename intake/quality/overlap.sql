-- Customers of service and of sales, and those who are in both. A customer that
-- a system knows by its own number alone is written with a colon, zendesk:7,
-- and meets nobody of another system.
with service as (
    select tickets.customer_id

    from tickets

    where
        tickets.set_aside is null
        and tickets.customer_id is not null

    union

    select surveys.customer_id

    from surveys

    where
        surveys.set_aside is null
        and surveys.customer_id is not null

    union

    select calls.customer_id

    from calls

    where calls.customer_id is not null
),

sales as (
    select orders.customer_id

    from orders

    where
        orders.set_aside is null
        and orders.customer_id is not null

    union

    select subscriptions.customer_id

    from subscriptions
),

both_sides as (
    select service.customer_id

    from service

    semi join sales using (customer_id)
)

select
    (select count(*) from service) as in_service,
    (select count(*) from sales) as in_sales,
    (select count(*) from both_sides) as in_both,
    (
        select count(*)
        from service
        where contains(service.customer_id, ':')
    ) as numbers_in_service,
    (
        select count(*)
        from sales
        where contains(sales.customer_id, ':')
    ) as numbers_in_sales
