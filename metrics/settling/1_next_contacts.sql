-- Columns that other rows decide, in the transaction that changed those.
-- touched_customers(customer_id) says whose tickets changed. Rows are joined by
-- their key: DuckDB 2.0.0 loses rows when an update joins by the rowid of rows
-- that its own transaction inserted.

-- A customer's next ticket after a solve, on the same topic where a topic is
-- known. A ticket without a topic may be about anything.
create or replace temp table next_contacts as
with touched_tickets as (
    select
        touched_customers.rowid as customer,
        tickets.source,
        tickets.ticket_id,
        tickets.topic,
        tickets.created_at,
        tickets.solved_at,
        tickets.set_aside

    from tickets

    inner join touched_customers using (customer_id)
),

contacts as (
    select
        touched_tickets.customer,
        touched_tickets.topic,
        touched_tickets.created_at

    from touched_tickets

    where touched_tickets.set_aside is null
),

last_contacts as (
    select
        contacts.customer,
        max(contacts.created_at) as created_at

    from contacts

    group by contacts.customer
),

solves as (
    select
        touched_tickets.source,
        touched_tickets.ticket_id,
        touched_tickets.customer,
        touched_tickets.topic,
        touched_tickets.solved_at

    from touched_tickets

    inner join last_contacts
        on
            touched_tickets.customer = last_contacts.customer
            and touched_tickets.solved_at < last_contacts.created_at
),

on_any_topic as (
    select
        solves.*,
        contacts.created_at,
        coalesce(solves.topic <> contacts.topic, false) as is_off_topic

    from solves

    asof inner join contacts
        on
            solves.customer = contacts.customer
            and solves.solved_at < contacts.created_at
),

off_topic as (
    select * from on_any_topic
    where on_any_topic.is_off_topic
),

later_contacts as (
    select contacts.*

    from contacts

    semi join off_topic using (customer)
),

contacts_on_no_topic as (
    select * from later_contacts
    where later_contacts.topic is null
),

found as (
    select
        on_any_topic.source,
        on_any_topic.ticket_id,
        on_any_topic.created_at

    from on_any_topic

    where not on_any_topic.is_off_topic

    union all

    select
        off_topic.source,
        off_topic.ticket_id,
        later_contacts.created_at

    from off_topic

    asof inner join later_contacts
        on
            off_topic.customer = later_contacts.customer
            and off_topic.topic = later_contacts.topic
            and off_topic.solved_at < later_contacts.created_at

    union all

    select
        off_topic.source,
        off_topic.ticket_id,
        contacts_on_no_topic.created_at

    from off_topic

    asof inner join contacts_on_no_topic
        on
            off_topic.customer = contacts_on_no_topic.customer
            and off_topic.solved_at < contacts_on_no_topic.created_at
)

select
    found.source,
    found.ticket_id,
    min(found.created_at) as created_at

from found

group by found.source, found.ticket_id;

-- whose next ticket was taken back, or moved to another customer
update tickets
set next_contact_at = null
from touched_customers
where
    tickets.customer_id = touched_customers.customer_id
    and tickets.next_contact_at is not null
    and not exists (
        select 1
        from next_contacts
        where
            next_contacts.source = tickets.source
            and next_contacts.ticket_id = tickets.ticket_id
    );

update tickets
set next_contact_at = next_contacts.created_at
from next_contacts
where
    tickets.source = next_contacts.source
    and tickets.ticket_id = next_contacts.ticket_id
    and tickets.next_contact_at is distinct from next_contacts.created_at;
