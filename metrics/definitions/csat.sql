/*
name: Customer satisfaction
short: CSAT
question: Of the customers who answered, how many were satisfied?
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
dimensions: [agent, team, channel, topic]
source: https://en.wikipedia.org/wiki/Customer_satisfaction
*/
with answers as (
    select
        surveys.*,
        lead(surveys.survey_id) over (
            partition by
                surveys.source,
                surveys.ticket_id,
                case when surveys.ticket_id is null then surveys.survey_id end,
                surveys.set_aside is null,
                surveys.answered_at <= $through
            order by
                surveys.answered_at,
                length(surveys.survey_id),
                surveys.survey_id
        ) as later_answer

    from surveys

    where
        surveys.instrument = 'csat'
        and surveys.is_good is not null
)

select
    answers.source,
    answers.survey_id as subject_id,
    answers.answered_at as counted_at,
    answers.is_good::double as amount,
    case
        when answers.set_aside is not null then answers.set_aside
        when answers.later_answer is not null then 'answered again later'
    end as left_out,
    answers.agent,
    answers.team,
    answers.channel,
    answers.topic,
    answers.customer_id

from answers
