/*
name: First reply time
short: FRT
question: How long does a customer wait for the first answer from a person?
said: half of the customers we answered heard from us within {amount}
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
  as still waiting. The clock runs in calendar time or in working hours: the
  card says which, and whose. Working hours are our own (calendar.yaml) where
  there are such and the export tells when the reply was, else those that the
  helpdesk counted. A reply outside working hours adds no minutes.
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
        when $clock = 'working'
            then coalesce(
                tickets.our_reply_minutes,
                tickets.first_reply_working_minutes
            )
        else tickets.first_reply_minutes
    end as amount,
    case
        when tickets.set_aside is not null then tickets.set_aside
        when
            $clock = 'working'
            and coalesce(
                tickets.our_reply_minutes,
                tickets.first_reply_working_minutes
            ) is not null
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
    case
        when $clock = 'calendar' then null
        when tickets.our_reply_minutes is not null then 'ours'
        when tickets.first_reply_working_minutes is not null then 'helpdesk'
    end as hours,
    tickets.agent,
    tickets.team,
    tickets.channel,
    tickets.topic,
    tickets.customer_id

from tickets
