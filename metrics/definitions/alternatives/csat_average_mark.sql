/*
metric: csat
name: Average mark
kind: mean
counts: >
  The mean mark as a percentage of the way from the worst to the best mark of
  its scale: 4 of 5 is 75 %. Where the answers are words, good is 100 % and bad
  is 0 %.
source: https://help.trengo.com/article/measuring-csat-results
*/
select
    surveys.source,
    surveys.survey_id as subject_id,
    surveys.answered_at as counted_at,
    100 * coalesce(
        (surveys.score - try_cast(split_part(surveys.scale, '-', 1) as double))
        / (
            try_cast(split_part(surveys.scale, '-', 2) as double)
            - try_cast(split_part(surveys.scale, '-', 1) as double)
        ),
        surveys.is_good::double
    ) as amount,
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
