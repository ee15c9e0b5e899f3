-- Reviews by criterion, and by criterion and agent: how many were marked, how
-- many got the full mark, and how many the lowest.
with marks as (
    select
        unnest(map_entries(reviews.criteria)) as mark,
        lower(trim(reviews.agent)) as agent

    from reviews

    where
        reviews.set_aside is null
        and reviews.criteria is not null
        and reviews.reviewed_at >= $starts
        and reviews.reviewed_at < $ends
        and reviews.reviewed_at <= $through
        and ($team is null or reviews.team = $team)
        and ($channel is null or reviews.channel = $channel)
)

select
    marks.mark.key as criterion,
    grouping(marks.agent) = 1 as of_all,
    marks.agent,
    count(*) as n,
    count(*) filter (where marks.mark.value >= 100) as met,
    count(*) filter (where marks.mark.value <= 0) as unmet

from marks

where marks.mark.value is not null

group by grouping sets ((marks.mark.key), (marks.mark.key, marks.agent))
