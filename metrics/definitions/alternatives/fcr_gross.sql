/*
metric: fcr
name: Gross
counts: >
  At most one reply and never reopened, whatever the customer did afterwards:
  a new ticket is a new contact. Solved without any reply is left out.
source: http://customerthink.com/first_call_resolution_metrics_gross_vs_net_fcr
*/
select
    tickets.source,
    tickets.ticket_id as subject_id,
    tickets.solved_at as counted_at,
    (
        tickets.replies <= 1 and coalesce(tickets.reopens, 0) = 0
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
