-- When a customer answered again for the same ticket: the latest answer counts.
-- touched_tickets(ticket_id) says whose ticket, answer, review or call changed.
create or replace temp table next_answers as
with answers as (
    select
        surveys.source,
        surveys.survey_id,
        lead(surveys.answered_at) over (
            partition by
                surveys.source,
                surveys.ticket_id,
                surveys.set_aside is null
            order by
                surveys.answered_at,
                length(surveys.survey_id),
                surveys.survey_id
        ) as next_answer_at

    from surveys

    semi join touched_tickets using (ticket_id)

    where
        surveys.instrument = 'csat'
        and surveys.is_good is not null
)

select answers.* from answers
where answers.next_answer_at is not null;

update surveys
set next_answer_at = null
from touched_tickets
where
    surveys.ticket_id = touched_tickets.ticket_id
    and surveys.next_answer_at is not null
    and not exists (
        select 1
        from next_answers
        where
            next_answers.source = surveys.source
            and next_answers.survey_id = surveys.survey_id
    );

update surveys
set next_answer_at = next_answers.next_answer_at
from next_answers
where
    surveys.source = next_answers.source
    and surveys.survey_id = next_answers.survey_id
    and surveys.next_answer_at is distinct from next_answers.next_answer_at;
