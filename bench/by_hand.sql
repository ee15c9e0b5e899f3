-- The numbers of a scorecard, each metric written by hand for one screen: 13
-- months and the month itself. What the scorecard's own queries are timed against.
with local as (
    select date_trunc('month', timezone('Europe/Amsterdam', timezone('UTC', surveys.answered_at))) as m, surveys.score
    from surveys
    where surveys.instrument = 'nps' and surveys.ticket_id is null and surveys.answered_at >= $first and surveys.answered_at < $last
)
select m, count(*), 100.0 * (count(*) filter (where score >= 9) - count(*) filter (where score <= 6)) / count(*)
from local group by m;

select date_trunc('month', timezone('Europe/Amsterdam', timezone('UTC', reviewed_at))) as m, count(*), avg(score), stddev(score)
from reviews where set_aside is null and reviewed_at >= $first and reviewed_at < $last group by m;

select date_trunc('month', timezone('Europe/Amsterdam', timezone('UTC', solved_at))) as m, count(*),
    100 * avg((replies <= 1 and coalesce(reopens, 0) = 0 and coalesce(next_contact_at > solved_at + interval 7 day, true))::int)
from tickets
where set_aside is null and status in ('solved', 'closed') and replies > 0 and solved_at >= $first and solved_at < $last
    and solved_at + interval 7 day <= (select max(created_at) from tickets)
group by m;

select date_trunc('month', timezone('Europe/Amsterdam', timezone('UTC', answered_at))) as m, count(*), 100 * avg(is_good::int)
from (
    select answered_at, is_good, row_number() over (partition by source, coalesce(ticket_id, survey_id) order by answered_at desc, survey_id desc) as latest
    from surveys where instrument = 'csat' and is_good is not null and set_aside is null
)
where latest = 1 and answered_at >= $first and answered_at < $last group by m;

select date_trunc('month', timezone('Europe/Amsterdam', timezone('UTC', created_at))) as m, count(*),
    quantile_cont(first_reply_minutes, [0.5, 0.9])
from tickets where set_aside is null and first_reply_minutes is not null and created_at >= $first and created_at < $last group by m;

select quantile_disc(first_reply_minutes, [0.49, 0.51]), count(*) filter (where first_reply_minutes <= 60)
from tickets where set_aside is null and first_reply_minutes is not null and created_at >= $month and created_at < $last;

select quantile_disc(first_reply_minutes, [0.49, 0.51])
from tickets where set_aside is null and first_reply_minutes is not null and created_at >= $before and created_at < $month;

with handled as (
    select started_at as t, (coalesce(talk_seconds, 0) + coalesce(hold_seconds, 0) + coalesce(wrap_seconds, 0)) / 60 as minutes from calls where answered
    union all
    select solved_at, handle_minutes from tickets
    where set_aside is null and handle_minutes is not null and solved_at is not null
        and not exists (select 1 from calls where calls.ticket_id = tickets.ticket_id)
)
select date_trunc('month', timezone('Europe/Amsterdam', timezone('UTC', t))) as m, count(*), avg(minutes), stddev(minutes)
from handled where t >= $first and t < $last group by m;

with customers as (
    select
        bool_or(ordered_at <= timestamp '2025-10-01' and ordered_at + interval 90 day > timestamp '2025-10-01') as m0,
        bool_or(ordered_at <= timestamp '2025-11-01' and ordered_at + interval 90 day > timestamp '2025-11-01') as m1,
        bool_or(ordered_at <= timestamp '2025-12-01' and ordered_at + interval 90 day > timestamp '2025-12-01') as m2,
        bool_or(ordered_at <= timestamp '2026-01-01' and ordered_at + interval 90 day > timestamp '2026-01-01') as m3,
        bool_or(ordered_at <= timestamp '2026-02-01' and ordered_at + interval 90 day > timestamp '2026-02-01') as m4,
        bool_or(ordered_at <= timestamp '2026-03-01' and ordered_at + interval 90 day > timestamp '2026-03-01') as m5,
        bool_or(ordered_at <= timestamp '2026-04-01' and ordered_at + interval 90 day > timestamp '2026-04-01') as m6,
        bool_or(ordered_at <= timestamp '2026-05-01' and ordered_at + interval 90 day > timestamp '2026-05-01') as m7,
        bool_or(ordered_at <= timestamp '2026-06-01' and ordered_at + interval 90 day > timestamp '2026-06-01') as m8,
        bool_or(ordered_at <= timestamp '2026-07-01' and ordered_at + interval 90 day > timestamp '2026-07-01') as m9,
        bool_or(ordered_at <= timestamp '2026-08-01' and ordered_at + interval 90 day > timestamp '2026-08-01') as m10,
        bool_or(ordered_at <= timestamp '2026-09-01' and ordered_at + interval 90 day > timestamp '2026-09-01') as m11,
        bool_or(ordered_at <= timestamp '2026-10-01' and ordered_at + interval 90 day > timestamp '2026-10-01') as m12,
        bool_or(ordered_at <= timestamp '2026-11-01' and ordered_at + interval 90 day > timestamp '2026-11-01') as m13
    from orders where set_aside is null and customer_id is not null group by customer_id
)
select
    count(*) filter (where m0), count(*) filter (where m0 and m1),
    count(*) filter (where m1), count(*) filter (where m1 and m2),
    count(*) filter (where m2), count(*) filter (where m2 and m3),
    count(*) filter (where m3), count(*) filter (where m3 and m4),
    count(*) filter (where m4), count(*) filter (where m4 and m5),
    count(*) filter (where m5), count(*) filter (where m5 and m6),
    count(*) filter (where m6), count(*) filter (where m6 and m7),
    count(*) filter (where m7), count(*) filter (where m7 and m8),
    count(*) filter (where m8), count(*) filter (where m8 and m9),
    count(*) filter (where m9), count(*) filter (where m9 and m10),
    count(*) filter (where m10), count(*) filter (where m10 and m11),
    count(*) filter (where m11), count(*) filter (where m11 and m12),
    count(*) filter (where m12), count(*) filter (where m12 and m13)
from customers;

select date_trunc('month', timezone('Europe/Amsterdam', timezone('UTC', ordered_at))) as m, count(*), avg(amount), stddev(amount), sum(amount)
from orders where set_aside is null and currency = 'EUR' and ordered_at >= $first and ordered_at < $last group by m;

select date_trunc('month', timezone('Europe/Amsterdam', timezone('UTC', answered_at))) as m, count(*), 100 * avg(is_good::int)
from surveys where instrument = 'ces' and is_good is not null and set_aside is null and answered_at >= $first and answered_at < $last group by m;

with nth as (
    select ordered_at, row_number() over (partition by customer_id order by ordered_at, order_id) as n
    from orders where set_aside is null and customer_id is not null
)
select date_trunc('month', timezone('Europe/Amsterdam', timezone('UTC', ordered_at))) as m, count(*), count(*) filter (where n = 1), avg((n > 1)::int)
from nth where ordered_at >= $first and ordered_at < $last group by m;
