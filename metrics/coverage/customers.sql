-- The customers of a period: of each, and of rows that tell none, whether
-- service heard of them. With a filter, those of service alone.
with contacts as (
    select
        tickets.customer_id,
        tickets.team,
        tickets.channel

    from tickets

    where
        tickets.set_aside is null
        and (
            (tickets.created_at >= $since and tickets.created_at < $until)
            or (tickets.solved_at >= $since and tickets.solved_at < $until)
        )

    union all

    select
        calls.customer_id,
        calls.team,
        calls.channel

    from calls

    where calls.started_at >= $since and calls.started_at < $until

    union all

    select
        surveys.customer_id,
        surveys.team,
        surveys.channel

    from surveys

    where
        surveys.set_aside is null
        and surveys.answered_at >= $since
        and surveys.answered_at < $until
        and (surveys.score is not null or surveys.is_good is not null)
),

met as (
    select
        contacts.customer_id,
        true as is_served

    from contacts

    where
        ($team is null or contacts.team = $team)
        and ($channel is null or contacts.channel = $channel)

    union all

    select
        orders.customer_id,
        false as is_served

    from orders

    where
        orders.set_aside is null
        and orders.ordered_at >= $since
        and orders.ordered_at < $until
        and $team is null
        and $channel is null
)

select
    met.customer_id,
    bool_or(met.is_served) as is_served,
    count(*) as met_times

from met

group by met.customer_id
