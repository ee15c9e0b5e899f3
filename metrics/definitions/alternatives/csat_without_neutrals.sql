/*
metric: csat
name: Without neutrals
counts: >
  Good answers over good and bad ones. The middle of a scale (2 of 3, 3 of 5,
  4 of 7) is neither and is left out; a scale without a middle has no neutral
  answer.
source: https://help.simplesat.io/en/articles/3456900
*/
select
    surveys.source,
    surveys.survey_id as subject_id,
    surveys.answered_at as counted_at,
    surveys.is_good::double as amount,
    case
        when surveys.set_aside is not null then surveys.set_aside
        when surveys.next_answer_at <= $through then 'answered again later'
        when
            surveys.scale = '1-3' and surveys.score = 2
            or surveys.scale = '1-5' and surveys.score = 3
            or surveys.scale = '1-7' and surveys.score = 4
            then 'neutral'
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
