/*
metric: fcr
name: Net, 30 days
matures_days: 30
counts: >
  As ours, but the same customer opened no new ticket within 30 days of the
  solve, and a ticket is too fresh to count until then.
source: https://en.wikipedia.org/wiki/First_call_resolution
*/
select
    tickets.source,
    tickets.ticket_id as subject_id,
    tickets.solved_at as counted_at,
    (
        tickets.replies <= 1
        and coalesce(tickets.reopens, 0) = 0
        and coalesce(
            tickets.next_contact_at > tickets.solved_at + interval 30 day,
            true
        )
    )::double as amount,
    case
        when tickets.set_aside is not null then tickets.set_aside
        when tickets.replies is null then 'replies are not in the export'
        when tickets.replies = 0 then 'solved without a reply'
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
