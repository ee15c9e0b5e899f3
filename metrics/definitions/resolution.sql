/*
name: Full resolution time
short: Resolution
question: How long does it take from a customer's question until it is solved?
said: half of the solved tickets were solved within {amount}
kind: median
unit: minutes
better: down
observation: ticket
filed_under: the day the ticket was solved
counts: >
  Every solved ticket (solved or closed), from its creation to its last solve:
  where it was reopened, the time until it was solved again is in it. Half of
  the tickets took less than the amount shown. A ticket that is not solved yet
  is not in the median. The clock runs in calendar time or in our own working
  hours (calendar.yaml): the card says which. A solve outside working hours
  adds no minutes.
min_n: 30
counter: fcr
clocks: [calendar, working]
dimensions: [agent, team, channel, topic]
source: https://support.zendesk.com/hc/en-us/articles/4408821871642
*/
select
    tickets.source,
    tickets.ticket_id as subject_id,
    tickets.solved_at as counted_at,
    case
        when $clock = 'working' then tickets.our_solve_minutes
        else epoch(tickets.solved_at - tickets.created_at) / 60
    end as amount,
    case
        when tickets.set_aside is not null then tickets.set_aside
        when $clock = 'working' and tickets.our_solve_minutes is null
            then 'timed in calendar time only'
    end as left_out,
    case
        when $clock = 'working' and tickets.our_solve_minutes is not null
            then 'ours'
    end as hours,
    tickets.agent,
    tickets.team,
    tickets.channel,
    tickets.topic,
    tickets.customer_id

from tickets

where
    tickets.solved_at is not null
    and tickets.status in ('solved', 'closed')
