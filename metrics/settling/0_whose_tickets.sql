-- Whose ticket a row means that names one: its own source's (a plain file,
-- source "own", is of no source), else the only one that goes by that id. Null
-- where none does, or several do. A rating inside a ticket export is of that
-- ticket, whatever else goes by its id.
-- touched_tickets(ticket_id) says whose ticket, answer, review or call changed.
-- All of those are looked up anew, so no order of loading matters.
create or replace temp table named_tickets as
with named as (
    select
        surveys.source,
        surveys.ticket_id

    from surveys

    semi join touched_tickets using (ticket_id)

    union all

    select
        reviews.source,
        reviews.ticket_id

    from reviews

    semi join touched_tickets using (ticket_id)

    union all

    select
        calls.source,
        calls.ticket_id

    from calls

    semi join touched_tickets using (ticket_id)
)

select
    named.source,
    named.ticket_id,
    case
        when named.source <> 'own' and bool_or(tickets.source = named.source)
            then named.source
        when min(tickets.source) = max(tickets.source)
            then min(tickets.source)
    end as ticket_source

from named

left join tickets
    on named.ticket_id = tickets.ticket_id

group by named.source, named.ticket_id;

update surveys
set
    ticket_source = if(
        surveys.dated_by = 'answer', named_tickets.ticket_source, surveys.source
    )
from named_tickets
where
    surveys.source = named_tickets.source
    and surveys.ticket_id = named_tickets.ticket_id
    and surveys.ticket_source is distinct from if(
        surveys.dated_by = 'answer', named_tickets.ticket_source, surveys.source
    );

update reviews
set ticket_source = named_tickets.ticket_source
from named_tickets
where
    reviews.source = named_tickets.source
    and reviews.ticket_id = named_tickets.ticket_id
    and reviews.ticket_source is distinct from named_tickets.ticket_source;

update calls
set ticket_source = named_tickets.ticket_source
from named_tickets
where
    calls.source = named_tickets.source
    and calls.ticket_id = named_tickets.ticket_id
    and calls.ticket_source is distinct from named_tickets.ticket_source;
