/*
name: Customer satisfaction
short: CSAT
question: Of the customers who answered, how many were satisfied?
said: "{amount} of the customers who answered were satisfied"
kind: share
unit: percent
better: up
observation: answer
filed_under: the day of the answer
counts: >
  Answers to the satisfaction question; good answers over all answers. On
  1 to 5 good is 4 and 5, on 1 to 3 only 3, on 1 to 7 it is 6 and 7, on 1 to
  10 it is 8 to 10; good and bad are taken as given. Neutral answers are in
  the denominator. Silence is neither good nor bad and is left out. The
  latest answer for a ticket wins. Where an export has no date for the
  answer, it is filed under the solve date, else the last update.
min_n: 30
counter: frt
outcome: true
dimensions: [agent, team, channel, topic]
source: https://en.wikipedia.org/wiki/Customer_satisfaction
*/
select
    surveys.source,
    surveys.survey_id as subject_id,
    surveys.answered_at as counted_at,
    surveys.is_good::double as amount,
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
