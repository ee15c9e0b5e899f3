-- The first answered call that stands for a ticket: the two are one contact.
-- Where tickets of several sources share an id, a call is its own source's.
-- touched_tickets(ticket_id) says whose ticket, answer, review or call changed.
create or replace temp table first_calls as
with namesakes as (
    select
        tickets.source,
        tickets.ticket_id,
        count(*) over (partition by tickets.ticket_id) as n

    from tickets

    semi join touched_tickets using (ticket_id)
),

timed_calls as (
    select
        calls.source,
        calls.ticket_id,
        calls.started_at

    from calls

    semi join touched_tickets using (ticket_id)

    where
        calls.answered
        and coalesce(calls.talk_seconds, calls.hold_seconds, calls.wrap_seconds)
        is not null
)

select
    namesakes.source,
    namesakes.ticket_id,
    min(timed_calls.started_at) as first_call_at

from namesakes

inner join timed_calls
    on
        namesakes.ticket_id = timed_calls.ticket_id
        and (namesakes.n = 1 or namesakes.source = timed_calls.source)

group by namesakes.source, namesakes.ticket_id;

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
            first_calls.source = tickets.source
            and first_calls.ticket_id = tickets.ticket_id
    );

update tickets
set first_call_at = first_calls.first_call_at
from first_calls
where
    tickets.source = first_calls.source
    and tickets.ticket_id = first_calls.ticket_id
    and tickets.first_call_at is distinct from first_calls.first_call_at;
