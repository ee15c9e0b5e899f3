-- The solved tickets of a window, with what was asked about them and answered,
-- summed by group. A ticket is known by its source and id.
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

-- sources of tickets whose surveys are listed before anybody answers
telling as (
    select distinct surveys.ticket_source

    from surveys

    where
        surveys.instrument = $instrument
        and surveys.ticket_source is not null
        and surveys.score is null
        and surveys.set_aside is null
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
            surveys.ticket_source = eligible.source
            and surveys.ticket_id = eligible.ticket_id

    where
        surveys.instrument = $instrument
        and surveys.set_aside is null

    group by eligible.source, eligible.ticket_id
),

funnel as (
    select
        eligible.*,
        telling.ticket_source is not null as is_told,
        asked.ticket_id is not null as is_offered,
        coalesce(asked.is_answered, false) as is_answered,
        coalesce(asked.is_answered and asked.is_good, false) as is_good

    from eligible
    left join asked
        on
            eligible.source = asked.source
            and eligible.ticket_id = asked.ticket_id
    left join telling
        on eligible.source = telling.ticket_source
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
