-- Columns that other rows decide, in the transaction that changed those.
-- touched_customers(customer_id) says whose tickets changed. Rows are joined by
-- their key: DuckDB 2.0.0 loses rows, or falls, where anything joins by the
-- rowid of rows that its own transaction inserted.

-- A customer's next ticket after a solve, on the same topic where a topic is
-- known. A ticket without a topic may be about anything. So a solve is looked
-- up by its customer and topic, and by its customer without one; one without a
-- topic by its customer alone. A hash stands for each, and for each ticket.
create or replace temp table next_contacts as
with their_tickets as materialized (
    select
        tickets.source,
        tickets.ticket_id,
        hash(tickets.source, tickets.ticket_id) as place,
        tickets.created_at,
        tickets.solved_at,
        tickets.topic is null as is_about_anything,
        tickets.set_aside is null as is_contact,
        hash(tickets.customer_id, tickets.topic) as on_topic,
        hash(tickets.customer_id, null::varchar) as on_no_topic,
        hash(tickets.customer_id) as on_any_topic

    from tickets

    semi join touched_customers using (customer_id)
),

about_anything as (
    select * from their_tickets
    where their_tickets.is_about_anything
),

contacts as (
    select
        their_tickets.on_topic as subject,
        their_tickets.created_at

    from their_tickets

    where their_tickets.is_contact

    union all

    select
        their_tickets.on_any_topic as subject,
        their_tickets.created_at

    from their_tickets

    semi join about_anything using (on_any_topic)

    where their_tickets.is_contact
),

last_contacts as (
    select
        contacts.subject,
        max(contacts.created_at) as created_at

    from contacts

    group by contacts.subject
),

solves as (
    select
        their_tickets.place,
        their_tickets.solved_at,
        their_tickets.on_topic as subject

    from their_tickets

    where not their_tickets.is_about_anything

    union all

    select
        their_tickets.place,
        their_tickets.solved_at,
        their_tickets.on_no_topic as subject

    from their_tickets

    where not their_tickets.is_about_anything

    union all

    select
        about_anything.place,
        about_anything.solved_at,
        about_anything.on_any_topic as subject

    from about_anything
),

followed as (
    select solves.*

    from solves

    inner join last_contacts
        on
            solves.subject = last_contacts.subject
            and solves.solved_at < last_contacts.created_at
),

later_contacts as (
    select contacts.*

    from contacts

    semi join followed using (subject)
),

found as (
    select
        followed.place,
        min(later_contacts.created_at) as created_at

    from followed

    asof inner join later_contacts
        on
            followed.subject = later_contacts.subject
            and followed.solved_at < later_contacts.created_at

    group by followed.place
)

select
    their_tickets.source,
    their_tickets.ticket_id,
    found.created_at

from found

inner join their_tickets using (place);

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
