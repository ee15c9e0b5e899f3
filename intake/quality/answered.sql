-- Tickets that count and were rated, by source.
with answers as (
    select distinct
        surveys.ticket_source,
        surveys.ticket_id

    from surveys

    where
        surveys.ticket_source is not null
        and surveys.answered_at <= $now
        and (surveys.is_good is not null or surveys.score is not null)
)

select
    tickets.source,
    count(*) as n

from tickets

semi join answers
    on
        tickets.source = answers.ticket_source
        and tickets.ticket_id = answers.ticket_id

where tickets.set_aside is null

group by tickets.source
