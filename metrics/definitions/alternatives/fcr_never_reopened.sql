/*
metric: fcr
name: Call centre, not reopened
counts: >
  Solved and never reopened, however many replies it took. Tickets from
  exports that do not tell reopenings are left out.
source: https://en.wikipedia.org/wiki/First_call_resolution
*/
select
    tickets.source,
    tickets.ticket_id as subject_id,
    tickets.solved_at as counted_at,
    (tickets.reopens = 0)::double as amount,
    case
        when tickets.set_aside is not null then tickets.set_aside
        when tickets.reopens is null then 'reopenings are not in the export'
    end as left_out,
    tickets.agent,
    tickets.team,
    tickets.channel,
    tickets.topic,
    tickets.customer_id

from tickets

where
    tickets.solved_at is not null
    and tickets.status in ('solved', 'closed')
