-- Answers to surveys after tickets, with who had the ticket when the answer
-- came and who has it now. Who had it is told by a survey system's own export,
-- or by the first of several exports of the ticket that tells its answer. A
-- name tells that only where the helpdesk writes some of its tickets' agents
-- so: elsewhere one person may have two names.
with told_before as (
    select
        said_tickets.source,
        said_tickets.ticket_id,
        arg_min(said_tickets.agent, said_tickets.export_id) as agent

    from said_tickets

    where said_tickets.rating_is_good is not null

    group by said_tickets.source, said_tickets.ticket_id
),

owned as (
    select
        surveys.is_good,
        tickets.source,
        lower(trim(tickets.agent)) as agent_now,
        lower(trim(case
            when surveys.dated_by <> 'answer' then told_before.agent
            when not contains(coalesce(surveys.from_ticket, ''), 'agent')
                then surveys.agent
        end)) as agent_then

    from surveys

    inner join tickets
        on
            surveys.ticket_source = tickets.source
            and surveys.ticket_id = tickets.ticket_id

    left join told_before
        on
            tickets.source = told_before.source
            and tickets.ticket_id = told_before.ticket_id

    where
        surveys.set_aside is null
        and surveys.is_good is not null
        and surveys.answered_at >= $since
        and surveys.answered_at < $until
        and ($team is null or surveys.team = $team)
        and ($channel is null or surveys.channel = $channel)
),

agents as (
    select distinct
        tickets.source,
        tickets.agent

    from tickets
),

names as (
    select distinct
        agents.source,
        lower(trim(agents.agent)) as agent_then

    from agents
)

select
    count(*) filter (where not owned.is_good) as bad,
    count(*) filter (where owned.is_good) as good,
    count(*) filter (
        where not owned.is_good and owned.agent_now <> owned.agent_then
    ) as bad_moved,
    count(*) filter (
        where owned.is_good and owned.agent_now <> owned.agent_then
    ) as good_moved

from owned

semi join names using (source, agent_then)

where owned.agent_now is not null
