-- Columns that other rows decide, in the transaction that changed those.
-- touched_customers(customer_id) says whose tickets changed. Rows are joined by
-- their key: DuckDB 2.0.0 loses rows, or falls, where anything joins by the
-- rowid of rows that its own transaction inserted.

-- next_contacts are found by now, and stored with the tickets that are new;
-- of others the next ticket was taken back, or moved to another customer
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
set next_contact_at = next_contacts.next_contact_at
from next_contacts
where
    next_contacts.is_stored
    and tickets.source = next_contacts.source
    and tickets.ticket_id = next_contacts.ticket_id
    and tickets.next_contact_at is distinct from next_contacts.next_contact_at;
