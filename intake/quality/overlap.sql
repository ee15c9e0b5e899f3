-- Customers of service and of sales, and those who are in both. A customer that
-- a system knows by its own number alone is written with a colon, zendesk:7,
-- and meets nobody of another system. A hash stands for each customer, as names
-- of millions would go over the disk. A rating inside a ticket export has its
-- ticket's customer.
with service as (
    select
        hash(tickets.customer_id) as customer,
        contains(tickets.customer_id, ':') as is_number

    from tickets

    where
        tickets.set_aside is null
        and tickets.customer_id is not null

    union

    select
        hash(surveys.customer_id) as customer,
        contains(surveys.customer_id, ':') as is_number

    from surveys

    where
        surveys.set_aside is null
        and surveys.dated_by = 'answer'
        and surveys.customer_id is not null

    union

    select
        hash(calls.customer_id) as customer,
        contains(calls.customer_id, ':') as is_number

    from calls

    where calls.customer_id is not null
),

sales as (
    select
        hash(orders.customer_id) as customer,
        contains(orders.customer_id, ':') as is_number

    from orders

    where
        orders.set_aside is null
        and orders.customer_id is not null

    union

    select
        hash(subscriptions.customer_id) as customer,
        contains(subscriptions.customer_id, ':') as is_number

    from subscriptions
),

both_sides as (
    select service.customer

    from service

    semi join sales using (customer)
)

select
    (select count(*) from service) as in_service,
    (select count(*) from sales) as in_sales,
    (select count(*) from both_sides) as in_both,
    (
        select count(*)
        from service
        where service.is_number
    ) as numbers_in_service,
    (
        select count(*)
        from sales
        where sales.is_number
    ) as numbers_in_sales
