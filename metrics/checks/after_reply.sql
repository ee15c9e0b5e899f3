/*
name: From the first reply to the solve
short: After the reply
question: How long does it take from the first reply until a ticket is solved?
kind: mean
unit: minutes
better: down
observation: ticket
filed_under: the day the ticket was solved
counts: >
  Every solved ticket with a first reply, from that reply to its last solve, in
  calendar time.
min_n: 30
counter: frt
skewed: true
dimensions: [agent, team, channel, topic]
source: https://en.wikipedia.org/wiki/Campbell%27s_law
*/
select
    tickets.source,
    tickets.ticket_id as subject_id,
    tickets.solved_at as counted_at,
    greatest(
        epoch(tickets.solved_at - tickets.first_reply_at) / 60, 0
    ) as amount,
    tickets.set_aside as left_out,
    tickets.agent,
    tickets.team,
    tickets.channel,
    tickets.topic,
    tickets.customer_id

from tickets

where
    tickets.solved_at is not null
    and tickets.first_reply_at is not null
    and tickets.status in ('solved', 'closed')
