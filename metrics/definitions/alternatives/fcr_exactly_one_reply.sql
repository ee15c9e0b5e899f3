/*
metric: fcr
name: Zendesk, exactly one reply
counts: >
  Zendesk's one-touch tickets as its help page has them now: exactly one
  public reply by an agent, over all solved tickets. Solved without any reply
  is not good.
source: https://support.zendesk.com/hc/de/articles/4408820618266
*/
select
    tickets.source,
    tickets.ticket_id as subject_id,
    tickets.solved_at as counted_at,
    (tickets.replies = 1)::double as amount,
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
