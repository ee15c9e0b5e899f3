/*
name: Gap between offered and perceived
short: Gap
question: On how many tickets do our review and the customer part?
said: our review and the customer parted on {amount} of the tickets with both
kind: share
unit: percent
better: down
observation: ticket
filed_under: the day of the review
counts: >
  Tickets with both a quality review and an answer of the customer. A review
  of 80 or more says that the service was good; the customer says so by a good
  satisfaction answer (CSAT) or, without one, by an easy effort answer (CES).
  The gap is the tickets on which one says good and the other does not, over
  all with both. A ticket counts once, by its latest review and its latest
  answer. Calibration reviews, deleted reviews and answers set aside are left
  out. What another system says belongs to the only ticket of that id; of
  several, to that of its own source. The 80 stays when the target of QA
  moves, so that the number moves with the service alone.
min_n: 30
counter: qa
dimensions: [agent, team, channel, topic]
source: https://doi.org/10.1177/002224298504900403
*/
with latest_reviews as (
    select
        reviews.ticket_source,
        reviews.ticket_id,
        reviews.reviewed_at,
        reviews.score,
        row_number() over (
            partition by reviews.ticket_source, reviews.ticket_id
            order by
                reviews.reviewed_at desc,
                length(reviews.review_id) desc,
                reviews.review_id desc,
                reviews.source desc
        ) as place

    from reviews

    where
        reviews.ticket_source is not null
        and reviews.set_aside is null
        and reviews.reviewed_at <= $through
),

answers as (
    select surveys.*

    from surveys

    where
        surveys.instrument in ('csat', 'ces')
        and surveys.is_good is not null
        and surveys.set_aside is null
        and surveys.answered_at <= $through
)

select
    tickets.source,
    tickets.ticket_id as subject_id,
    latest_reviews.reviewed_at as counted_at,
    ((latest_reviews.score >= 80) <> answers.is_good)::double as amount,
    case
        when tickets.set_aside is not null then tickets.set_aside
        when answers.is_good is null then 'without an answer'
    end as left_out,
    tickets.agent,
    tickets.team,
    tickets.channel,
    tickets.topic,
    tickets.customer_id,
    latest_reviews.score as review,
    answers.is_good,
    answers.instrument,
    answers.score as answer,
    answers.scale,
    answers.comment

from latest_reviews

inner join tickets
    on
        latest_reviews.ticket_source = tickets.source
        and latest_reviews.ticket_id = tickets.ticket_id

left join answers
    on
        latest_reviews.ticket_source = answers.ticket_source
        and latest_reviews.ticket_id = answers.ticket_id

where latest_reviews.place = 1

qualify
    row_number() over (
        -- with the day of the review, so that a period is cut out before
        partition by
            tickets.source, tickets.ticket_id, latest_reviews.reviewed_at
        order by
            -- a satisfaction answer goes first
            answers.instrument = 'csat' desc,
            answers.answered_at desc,
            length(answers.survey_id) desc,
            answers.survey_id desc,
            answers.source desc
    ) = 1
