-- The waits of tickets for their solution, filed under the day they began.
select
    tickets.source,
    tickets.ticket_id as subject_id,
    tickets.created_at as counted_at,
    case
        when tickets.status in ('solved', 'closed')
            then epoch(tickets.solved_at - tickets.created_at) / 60
    end as amount,
    case
        when tickets.set_aside is not null then tickets.set_aside
        when tickets.status not in ('solved', 'closed') then 'still waiting'
        when tickets.solved_at is null then 'solved nobody knows when'
    end as left_out,
    tickets.agent,
    tickets.team,
    tickets.channel,
    tickets.topic,
    tickets.customer_id

from tickets
