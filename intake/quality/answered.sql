-- Tickets that count and were rated: by an answer of their own source (a plain
-- file, source "own", is of no source), else of another where no second ticket
-- goes by that id.
with answers as (
    select distinct
        surveys.source,
        surveys.ticket_id

    from surveys

    where
        surveys.ticket_id is not null
        and surveys.answered_at <= $now
        and (surveys.is_good is not null or surveys.score is not null)
),

asked as (
    select
        tickets.source,
        tickets.ticket_id,
        tickets.set_aside,
        count(*) over (partition by tickets.ticket_id) as namesakes

    from tickets

    semi join answers using (ticket_id)
)

select
    asked.source,
    count(distinct asked.ticket_id) as n

from asked

inner join answers
    on
        asked.ticket_id = answers.ticket_id
        and (
            (asked.source = answers.source and asked.source <> 'own')
            or asked.namesakes = 1
        )

where asked.set_aside is null

group by asked.source
