/*
name: Net promoter score
short: NPS
question: Would our customers recommend us?
said: promoters less detractors came to {amount}
kind: net score
unit: points
better: up
observation: answer
filed_under: the day of the answer
counts: >
  Answers from 0 to 10 to the question whether the customer would recommend
  us. Promoters answer 9 or 10, passives 7 or 8, detractors 0 to 6; the score
  is the percentage of promoters less the percentage of detractors, from -100
  to +100. Answers asked for after a ticket are another instrument and are
  left out.
min_n: 30
counter: csat
outcome: true
dimensions: []
source: https://hbr.org/2003/12/the-one-number-you-need-to-grow
*/
select
    surveys.source,
    surveys.survey_id as subject_id,
    surveys.answered_at as counted_at,
    case
        when surveys.score >= 9 then 100.0
        when surveys.score >= 7 then 0.0
        else -100.0
    end as amount,
    case
        when surveys.set_aside is not null then surveys.set_aside
        when surveys.ticket_id is not null then 'asked after a ticket'
    end as left_out,
    surveys.agent,
    surveys.team,
    surveys.channel,
    surveys.topic,
    surveys.customer_id

from surveys

where
    surveys.instrument = 'nps'
    and surveys.score is not null
