-- The working minutes of tickets that have none yet, by our own calendars: the
-- working seconds before the end of a wait, less those before its beginning. A
-- wait that nobody ended ends where it began, and has no minutes.
update tickets
set
    our_reply_minutes = case
        when tickets.first_reply_at is not null
            then (
                replied.before_seconds - created.before_seconds
                + replied.is_open
                * epoch(tickets.first_reply_at - replied.starts_at)
                - created.is_open
                * epoch(tickets.created_at - created.starts_at)
            ) / 60
    end,
    our_solve_minutes = case
        when tickets.solved_at is not null
            then (
                solved.before_seconds - created.before_seconds
                + solved.is_open
                * epoch(tickets.solved_at - solved.starts_at)
                - created.is_open
                * epoch(tickets.created_at - created.starts_at)
            ) / 60
    end
from
    working_pieces as created,
    working_pieces as replied,
    working_pieces as solved
where
    (
        (
            tickets.our_reply_minutes is null
            and tickets.first_reply_at is not null
        )
        or (
            tickets.our_solve_minutes is null
            and tickets.solved_at is not null
        )
    )
    and created.calendar_day
    = coalesce(
        list_extract(
            $of_teams::integer[],
            list_position(
                list_transform($teams::varchar[], lambda one: lower(one)),
                lower(tickets.team)
            )
        ),
        list_extract(
            $of_channels::integer[],
            list_position(
                list_transform($channels::varchar[], lambda one: lower(one)),
                lower(tickets.channel)
            )
        ),
        $otherwise
    ) * 1000000
    + (tickets.created_at::date - date '1970-01-01')
    and tickets.created_at >= created.starts_at
    and tickets.created_at < created.ends_at
    and replied.calendar_day
    = coalesce(
        list_extract(
            $of_teams::integer[],
            list_position(
                list_transform($teams::varchar[], lambda one: lower(one)),
                lower(tickets.team)
            )
        ),
        list_extract(
            $of_channels::integer[],
            list_position(
                list_transform($channels::varchar[], lambda one: lower(one)),
                lower(tickets.channel)
            )
        ),
        $otherwise
    ) * 1000000
    + (
        coalesce(tickets.first_reply_at, tickets.created_at)::date
        - date '1970-01-01'
    )
    and coalesce(tickets.first_reply_at, tickets.created_at)
    >= replied.starts_at
    and coalesce(tickets.first_reply_at, tickets.created_at) < replied.ends_at
    and solved.calendar_day
    = coalesce(
        list_extract(
            $of_teams::integer[],
            list_position(
                list_transform($teams::varchar[], lambda one: lower(one)),
                lower(tickets.team)
            )
        ),
        list_extract(
            $of_channels::integer[],
            list_position(
                list_transform($channels::varchar[], lambda one: lower(one)),
                lower(tickets.channel)
            )
        ),
        $otherwise
    ) * 1000000
    + (
        coalesce(tickets.solved_at, tickets.created_at)::date
        - date '1970-01-01'
    )
    and coalesce(tickets.solved_at, tickets.created_at) >= solved.starts_at
    and coalesce(tickets.solved_at, tickets.created_at) < solved.ends_at
