-- Bad answers, each with what its ticket is tagged with and what was written
-- beside it, both in lower case. `observed` are the answers of two periods that
-- count.
with bad as materialized (
    select
        observed.instrument,
        observed.source,
        observed.subject_id,
        observed.counted_at,
        observed.is_now,
        observed.team,
        observed.channel,
        observed.topic,
        surveys.ticket_id,
        surveys.ticket_source,
        surveys.score,
        surveys.comment

    from observed

    inner join surveys
        on
            observed.source = surveys.source
            and observed.subject_id = surveys.survey_id

    where observed.amount = 0
)

select
    bad.*,
    tickets.tags,
    '|' || regexp_replace(
        list_aggregate(tickets.tags, 'string_agg', '|'),
        '[\s_-]+', ' ', 'g'
    ) || '|' as tagged,
    nullif(trim(regexp_replace(
        replace(lower(bad.comment), '’', ''''), '[\s_-]+', ' ', 'g'
    )), '') as written

from bad

left join tickets
    on
        bad.ticket_source = tickets.source
        and bad.ticket_id = tickets.ticket_id
