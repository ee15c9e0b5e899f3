/*
name: First contact resolution
short: FCR
question: Of the solved tickets, how many were solved at the first contact?
said: "{amount} of the solved tickets were solved at the first contact"
kind: share
unit: percent
better: up
observation: ticket
filed_under: the day the ticket was solved
counts: >
  Solved tickets (solved or closed) with at least one public reply. Good is:
  at most one reply, never reopened, and the same customer opened no new
  ticket within 7 days after the solve, on the same topic where topics are
  known. Where an export does not tell reopenings, none is taken for never
  reopened: the next ticket still shows a return. A ticket counts only when
  the tickets of its own source reach 7 days past the solve; until then it is
  too fresh to count. Solved without any reply is left out.
min_n: 30
counter: frt
outcome: true
matures_days: 7
mention: too fresh to count
dimensions: [agent, team, channel, topic]
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
            tickets.next_contact_at > tickets.solved_at + interval 7 day,
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
