-- Solved tickets by a bot and by a person: whose customer did not write again
-- within 7 days, and to whom the others did. Too fresh are those whose source's
-- tickets do not reach 7 days past the solve.
with horizons as (
    select
        tickets.source,
        max(tickets.created_at) as reach

    from tickets

    where tickets.created_at <= $through

    group by tickets.source
),

solved as (
    select
        tickets.customer_id,
        tickets.next_contact_at,
        lower(trim(tickets.agent)) as person,
        list_contains($bots, lower(trim(tickets.agent))) as by_bot,
        coalesce(tickets.reopens, 0) > 0 as was_reopened,
        coalesce(
            tickets.next_contact_at <= tickets.solved_at + interval 7 day, false
        ) as wrote_again,
        coalesce(
            horizons.reach >= tickets.solved_at + interval 7 day, false
        ) as is_mature

    from tickets

    left join horizons on tickets.source = horizons.source

    where
        tickets.set_aside is null
        and tickets.agent is not null
        and tickets.status in ('solved', 'closed')
        and tickets.solved_at >= $starts
        and tickets.solved_at < $ends
        and tickets.solved_at <= $through
        and ($team is null or tickets.team = $team)
        and ($channel is null or tickets.channel = $channel)
),

answered as (
    select
        tickets.customer_id,
        tickets.created_at,
        bool_or(
            not list_contains($bots, lower(trim(tickets.agent)))
        ) as by_person

    from tickets

    where
        tickets.set_aside is null
        and tickets.agent is not null
        and tickets.created_at >= $starts

    group by tickets.customer_id, tickets.created_at
)

select
    solved.by_bot,
    count(*) filter (
        where solved.is_mature and solved.customer_id is not null
    ) as n,
    count(distinct solved.person) filter (
        where solved.is_mature and solved.customer_id is not null
    ) as people,
    count(*) filter (
        where
        solved.is_mature
        and solved.customer_id is not null
        and (solved.wrote_again or solved.was_reopened)
    ) as came_back,
    count(*) filter (
        where
        solved.is_mature
        and solved.customer_id is not null
        and solved.wrote_again
        and answered.by_person
    ) as to_person,
    count(*) filter (where not solved.is_mature) as fresh,
    count(*) filter (
        where solved.is_mature and solved.customer_id is null
    ) as nameless

from solved

left join answered
    on
        solved.wrote_again
        and solved.customer_id = answered.customer_id
        and solved.next_contact_at = answered.created_at

group by solved.by_bot
