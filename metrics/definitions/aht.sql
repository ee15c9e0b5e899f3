/*
name: Average handle time
short: AHT
question: How long do we work on one contact?
said: a contact took {amount} of work on average
kind: mean
unit: minutes
better: band
observation: contact
filed_under: the day of the call, or the day the ticket was solved
counts: >
  Answered calls with talk, hold and after-call work, and solved tickets with
  the working time that the helpdesk tracked. Abandoned calls were not
  handled; waiting in a queue is not handling. A ticket that has an
  answered call of its own is counted once, as the call; where tickets of
  several sources share an id, only that of the call's own source is taken
  for it. Better inside a band: too short is a brush-off, too long is a
  struggle.
min_n: 30
counter: fcr
skewed: true
dimensions: [agent, team, channel, topic]
source: https://help.mypurecloud.com/glossary/average-handle-time-aht/
*/
select
    calls.source,
    calls.call_id as subject_id,
    calls.started_at as counted_at,
    (
        coalesce(calls.talk_seconds, 0)
        + coalesce(calls.hold_seconds, 0)
        + coalesce(calls.wrap_seconds, 0)
    ) / 60 as amount,
    case when not calls.answered then 'abandoned' end as left_out,
    calls.agent,
    calls.team,
    calls.channel,
    calls.topic,
    calls.customer_id

from calls

where
    coalesce(calls.talk_seconds, calls.hold_seconds, calls.wrap_seconds)
    is not null
    or not calls.answered

union all

select
    tickets.source,
    tickets.ticket_id as subject_id,
    tickets.solved_at as counted_at,
    tickets.handle_minutes as amount,
    case
        when tickets.set_aside is not null then tickets.set_aside
        when tickets.first_call_at <= $through then 'counted as its call'
    end as left_out,
    tickets.agent,
    tickets.team,
    tickets.channel,
    tickets.topic,
    tickets.customer_id

from tickets

where
    tickets.handle_minutes is not null
    and tickets.solved_at is not null
    and tickets.status in ('solved', 'closed')
