-- A customer's next ticket after a solve, on the same topic where a topic is
-- known. A ticket without a topic may be about anything. So a solve is looked
-- up by its customer and topic, and by its customer without one; one without a
-- topic by its customer alone. A hash stands for each, and for each ticket.
-- touched_customers(customer_id) says whose tickets changed; all_tickets are
-- those that are stored, and those that are about to be.
create or replace temp table next_contacts as
with their_tickets as materialized (
    select
        all_tickets.source,
        all_tickets.ticket_id,
        all_tickets.is_stored,
        hash(all_tickets.source, all_tickets.ticket_id) as place,
        all_tickets.created_at,
        all_tickets.solved_at,
        all_tickets.topic is null as is_about_anything,
        all_tickets.set_aside is null as is_contact,
        hash(all_tickets.customer_id, all_tickets.topic) as on_topic,
        hash(all_tickets.customer_id, null::varchar) as on_no_topic,
        hash(all_tickets.customer_id) as on_any_topic

    from all_tickets

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
    their_tickets.is_stored,
    found.created_at as next_contact_at

from found

inner join their_tickets using (place);
