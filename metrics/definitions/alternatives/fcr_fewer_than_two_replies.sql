/*
metric: fcr
name: Zendesk, fewer than two replies
counts: >
  Zendesk's one-touch tickets as Explore's formula has them: fewer than two
  public replies by agents, over all solved tickets. Solved without any reply
  is good, and so is a ticket that was reopened and solved without a further
  reply.
source: https://support.zendesk.com/hc/en-us/articles/4408820618266
*/
select
    tickets.source,
    tickets.ticket_id as subject_id,
    tickets.solved_at as counted_at,
    (tickets.replies < 2)::double as amount,
    case
        when tickets.set_aside is not null then tickets.set_aside
        when tickets.replies is null then 'replies are not in the export'
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
