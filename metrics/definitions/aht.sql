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
  handled; waiting in a queue is not handling. A ticket that has a call of its
  own is counted once, as the call. Better inside a band: too short is a
  brush-off, too long is a struggle.
min_n: 30
counter: fcr
dimensions: [agent, team, channel, topic]
source: https://help.mypurecloud.com/glossary/average-handle-time-aht/
*/
with handled_calls as (
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
),

handled_tickets as (
    select
        tickets.source,
        tickets.ticket_id as subject_id,
        tickets.solved_at as counted_at,
        tickets.handle_minutes as amount,
        tickets.set_aside as left_out,
        tickets.agent,
        tickets.team,
        tickets.channel,
        tickets.topic,
        tickets.customer_id

    from tickets

    where
        tickets.handle_minutes is not null
        and tickets.solved_at is not null
        and not exists (
            select 1
            from calls
            where calls.ticket_id = tickets.ticket_id
        )
)

select * from handled_calls

union all

select * from handled_tickets
