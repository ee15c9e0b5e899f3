/*
metric: aht
name: Calls only
counts: >
  Answered calls with talk, hold and after-call work, as call centres count it;
  no tickets.
source: https://help.mypurecloud.com/glossary/average-handle-time-aht/
*/
select
    calls.source,
    calls.call_id as subject_id,
    calls.started_at as counted_at,
    (
        coalesce(calls.talk_seconds, 0)
        + coalesce(calls.hold_seconds, 0)
        + coalesce(calls.wrap_seconds, 0)
    ) / 60 as amount,
    case when not calls.answered then 'abandoned' end as left_out,
    calls.agent,
    calls.team,
    calls.channel,
    calls.topic,
    calls.customer_id

from calls

where
    coalesce(calls.talk_seconds, calls.hold_seconds, calls.wrap_seconds)
    is not null
    or not calls.answered
