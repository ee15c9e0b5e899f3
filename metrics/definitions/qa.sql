/*
name: Quality assurance score
short: QA
question: How good is our work by our own standard?
said: our work scored {amount} on average by our own standard
kind: mean
unit: percent
better: up
observation: review
filed_under: the day of the review
counts: >
  The final score of each review, 0 to 100; the score is their mean.
  Calibration reviews, in which reviewers compare their eyes, and deleted
  reviews are left out.
min_n: 30
counter: csat
dimensions: [agent, team, channel, topic]
source: https://support.zendesk.com/hc/en-us/articles/7043747806874
*/
select
    reviews.source,
    reviews.review_id as subject_id,
    reviews.reviewed_at as counted_at,
    reviews.score as amount,
    reviews.set_aside as left_out,
    reviews.agent,
    reviews.team,
    reviews.channel,
    reviews.topic,
    null::varchar as customer_id

from reviews
