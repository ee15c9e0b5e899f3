/*
name: Average handle time
short: AHT
question: How long do we work on one contact?
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
dimensions: [agent, team, channel, topic]
source: https://help.mypurecloud.com/glossary/average-handle-time-aht/
*/
with timed_calls as (
    select
        calls.*,
        (
            coalesce(calls.talk_seconds, 0)
            + coalesce(calls.hold_seconds, 0)
            + coalesce(calls.wrap_seconds, 0)
        ) / 60 as minutes

    from calls

    where
        coalesce(calls.talk_seconds, calls.hold_seconds, calls.wrap_seconds)
        is not null
        or not calls.answered
),

called_tickets as (
    select
        timed_calls.ticket_id,
        list(timed_calls.source) as sources

    from timed_calls

    where
        timed_calls.answered
        and timed_calls.started_at <= $through

    group by timed_calls.ticket_id
),

namesakes as (
    select
        tickets.ticket_id,
        count(*) as n

    from tickets

    group by tickets.ticket_id
)

select
    timed_calls.source,
    timed_calls.call_id as subject_id,
    timed_calls.started_at as counted_at,
    timed_calls.minutes as amount,
    case when not timed_calls.answered then 'abandoned' end as left_out,
    timed_calls.agent,
    timed_calls.team,
    timed_calls.channel,
    timed_calls.topic,
    timed_calls.customer_id

from timed_calls

union all

select
    tickets.source,
    tickets.ticket_id as subject_id,
    tickets.solved_at as counted_at,
    tickets.handle_minutes as amount,
    case
        when tickets.set_aside is not null then tickets.set_aside
        when
            namesakes.n = 1 and called_tickets.ticket_id is not null
            or list_contains(called_tickets.sources, tickets.source)
            then 'counted as its call'
    end as left_out,
    tickets.agent,
    tickets.team,
    tickets.channel,
    tickets.topic,
    tickets.customer_id

from tickets
inner join namesakes using (ticket_id)
left join called_tickets using (ticket_id)

where
    tickets.handle_minutes is not null
    and tickets.solved_at is not null
    and tickets.status in ('solved', 'closed')
