/*
name: First reply time
short: FRT
question: How long does a customer wait for the first answer from a person?
kind: median
unit: minutes
better: down
observation: ticket
filed_under: the day the ticket was created
counts: >
  Every ticket that has had a public reply by a person, from its creation to
  that reply; notes, automatic replies and bots do not stop the clock where
  the export tells them apart. Half of the customers waited less than the
  amount shown. A ticket without a reply is not in the median; it is listed
  as still waiting. The clock runs in calendar time, or in the helpdesk's
  working hours when that is all an export has: the card says which.
min_n: 30
counter: fcr
clocks: [calendar, working]
mention: still waiting
dimensions: [agent, team, channel, topic]
source: https://support.zendesk.com/hc/en-us/articles/4408821871642
*/
select
    tickets.source,
    tickets.ticket_id as subject_id,
    tickets.created_at as counted_at,
    case
        when $clock = 'working' then tickets.first_reply_working_minutes
        else tickets.first_reply_minutes
    end as amount,
    case
        when tickets.set_aside is not null then tickets.set_aside
        when
            $clock = 'working'
            and tickets.first_reply_working_minutes is not null
            then null
        when
            $clock = 'calendar'
            and tickets.first_reply_minutes is not null
            then null
        when tickets.first_reply_minutes is not null
            then 'timed in calendar time only'
        when tickets.first_reply_working_minutes is not null
            then 'timed in working hours only'
        when tickets.status in ('solved', 'closed')
            then 'solved without a reply'
        else 'still waiting'
    end as left_out,
    tickets.agent,
    tickets.team,
    tickets.channel,
    tickets.topic,
    tickets.customer_id

from tickets
