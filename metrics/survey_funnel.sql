-- The solved tickets of a window, with what was asked about them and answered,
-- summed by group. A ticket is known by its source and id; an answer of another
-- source belongs to the only ticket that goes by its id.
with eligible as (
    select
        tickets.source,
        tickets.ticket_id,
        tickets.agent,
        tickets.team,
        tickets.channel,
        tickets.topic,
        case
            when tickets.reopens > 0 then 'reopened'
            when tickets.reopens = 0 then 'not reopened'
        end as reopened

    from tickets

    where
        tickets.solved_at >= $since
        and tickets.solved_at < $until
        and tickets.status in ('solved', 'closed')
        and tickets.set_aside is null
        and ($team is null or tickets.team = $team)
        and ($channel is null or tickets.channel = $channel)
),

-- tickets of a source whose surveys are listed before anybody answers; a system
-- without tickets of its own may speak of those of any other
helpdesks as (
    select distinct tickets.source from tickets
),

telling as (
    select distinct tickets.source

    from surveys

    left join helpdesks
        on surveys.source = helpdesks.source

    inner join tickets
        on
            surveys.ticket_id = tickets.ticket_id
            and tickets.source = coalesce(helpdesks.source, tickets.source)

    where
        surveys.instrument = $instrument
        and surveys.score is null
        and surveys.set_aside is null
),

namesakes as (
    select tickets.ticket_id

    from tickets

    semi join eligible
        on tickets.ticket_id = eligible.ticket_id

    group by tickets.ticket_id

    having count(*) > 1
),

asked as (
    select
        eligible.source,
        eligible.ticket_id,
        bool_or(surveys.score is not null) as is_answered,
        arg_max(surveys.is_good, surveys.answered_at) as is_good

    from surveys

    inner join eligible
        on
            surveys.ticket_id = eligible.ticket_id
            and (
                surveys.source = eligible.source
                or surveys.ticket_id not in (
                    select namesakes.ticket_id from namesakes
                )
            )

    where
        surveys.instrument = $instrument
        and surveys.set_aside is null

    group by eligible.source, eligible.ticket_id
),

funnel as (
    select
        eligible.*,
        telling.source is not null as is_told,
        asked.ticket_id is not null as is_offered,
        coalesce(asked.is_answered, false) as is_answered,
        coalesce(asked.is_answered and asked.is_good, false) as is_good

    from eligible
    left join asked
        on
            eligible.source = asked.source
            and eligible.ticket_id = asked.ticket_id
    left join telling
        on eligible.source = telling.source
)

select
    funnel.is_told,
    -- which of the five a row is summed by: the one whose bit is off
    grouping_id(
        funnel.source, funnel.team, funnel.topic, funnel.agent, funnel.reopened
    ) as summed_by,
    coalesce(
        funnel.source,
        funnel.team,
        funnel.topic,
        funnel.agent,
        funnel.reopened
    ) as group_name,
    count(*) as eligible,
    count(*) filter (where funnel.is_offered) as offered,
    count(*) filter (where funnel.is_answered) as answered,
    count(*) filter (where funnel.is_good) as good

from funnel

group by
    grouping sets (
        (funnel.is_told),
        (funnel.is_told, funnel.source),
        (funnel.is_told, funnel.team),
        (funnel.is_told, funnel.topic),
        (funnel.is_told, funnel.agent),
        (funnel.is_told, funnel.reopened)
    )

order by eligible desc, group_name asc
