/*
name: Customer effort score
short: CES
question: Of the customers who answered, how many found it easy?
said: "{amount} of the customers who answered found it easy"
kind: share
unit: percent
better: up
observation: answer
filed_under: the day of the answer
counts: >
  Answers to the effort question, with the scale and the direction that the
  source declares. On 1 to 7 where high is easy, 5, 6 and 7 are easy. Easy
  answers over all answers; silence is left out.
min_n: 30
counter: csat
outcome: true
dimensions: [agent, team, channel, topic]
source: https://hbr.org/2010/07/stop-trying-to-delight-your-customers
*/
select
    surveys.source,
    surveys.survey_id as subject_id,
    surveys.answered_at as counted_at,
    surveys.is_good::double as amount,
    surveys.set_aside as left_out,
    surveys.agent,
    surveys.team,
    surveys.channel,
    surveys.topic,
    surveys.customer_id

from surveys

where
    surveys.instrument = 'ces'
    and surveys.is_good is not null
