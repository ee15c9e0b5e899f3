-- The timeline of one calendar, cut at each midnight (UTC) and wherever work
-- begins or ends; each piece has the working seconds before it. `calendar_day`
-- says the calendar and the day, so that a moment finds its few candidates.
insert into working_pieces
with spans as (
    select
        unnest($starts::timestamp[]) as starts_at,
        unnest($ends::timestamp[]) as ends_at
),

days as (
    select unnest(
        range($first::timestamp, $last::timestamp, interval 1 day)
    ) as starts_at
),

cuts as (
    select
        spans.starts_at as cut_at,
        1 as opens

    from spans

    union all

    select
        spans.ends_at as cut_at,
        -1 as opens

    from spans

    union all

    select
        days.starts_at as cut_at,
        0 as opens

    from days
),

moments as (
    select
        cuts.cut_at,
        sum(cuts.opens) as opens

    from cuts

    group by cuts.cut_at
),

pieces as (
    select
        moments.cut_at as starts_at,
        lead(moments.cut_at) over (order by moments.cut_at) as ends_at,
        sum(moments.opens) over (order by moments.cut_at) as is_open

    from moments
)

select
    $calendar * 1000000
    + (pieces.starts_at::date - date '1970-01-01') as calendar_day,
    pieces.starts_at,
    pieces.ends_at,
    coalesce(
        sum(
            pieces.is_open * epoch(pieces.ends_at - pieces.starts_at)
        ) over (
            order by pieces.starts_at
            rows between unbounded preceding and 1 preceding
        ),
        0
    ) as before_seconds,
    pieces.is_open

from pieces

where pieces.ends_at is not null
