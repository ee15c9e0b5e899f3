-- The first answered call that stands for a ticket: the two are one contact.
-- touched_tickets(ticket_id) says whose ticket, answer, review or call changed.
create or replace temp table first_calls as
select
    calls.ticket_source,
    calls.ticket_id,
    min(calls.started_at) as first_call_at

from calls

semi join touched_tickets using (ticket_id)

where
    calls.ticket_source is not null
    and calls.answered
    and coalesce(calls.talk_seconds, calls.hold_seconds, calls.wrap_seconds)
    is not null

group by calls.ticket_source, calls.ticket_id;

update tickets
set first_call_at = null
from touched_tickets
where
    tickets.ticket_id = touched_tickets.ticket_id
    and tickets.first_call_at is not null
    and not exists (
        select 1
        from first_calls
        where
            first_calls.ticket_source = tickets.source
            and first_calls.ticket_id = tickets.ticket_id
    );

update tickets
set first_call_at = first_calls.first_call_at
from first_calls
where
    tickets.source = first_calls.ticket_source
    and tickets.ticket_id = first_calls.ticket_id
    and tickets.first_call_at is distinct from first_calls.first_call_at;
