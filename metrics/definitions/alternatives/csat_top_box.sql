/*
metric: csat
name: Top box
counts: >
  Only the best mark of the scale is good, such as 5 of 5. Where the answers
  are words, good is as given.
source: https://www.quirks.com/glossary/top-box-score
*/
select
    surveys.source,
    surveys.survey_id as subject_id,
    surveys.answered_at as counted_at,
    coalesce(
        surveys.score
        = try_cast(split_part(surveys.scale, '-', 2) as double),
        surveys.is_good
    )::double as amount,
    case
        when surveys.set_aside is not null then surveys.set_aside
        when surveys.next_answer_at <= $through then 'answered again later'
    end as left_out,
    surveys.agent,
    surveys.team,
    surveys.channel,
    surveys.topic,
    surveys.customer_id

from surveys

where
    surveys.instrument = 'csat'
    and surveys.is_good is not null
