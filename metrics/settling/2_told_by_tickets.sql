-- Answers and reviews that name a ticket and nobody else take who and what
-- from it. Whose ticket that is stands in ticket_source.
-- touched_tickets(ticket_id) says whose ticket, answer or review changed. What
-- was taken before is forgotten first, so no order of loading matters. A rating
-- inside a ticket export has all of it already.
create or replace temp table told_by_tickets as
with rows_about_tickets as (
    select
        'survey' as kind,
        surveys.source,
        surveys.survey_id as id,
        surveys.ticket_id,
        surveys.ticket_source,
        surveys.agent,
        surveys.team,
        surveys.channel,
        surveys.topic,
        coalesce(surveys.from_ticket, '') as from_ticket

    from surveys

    where surveys.dated_by = 'answer'

    union all

    select
        'review' as kind,
        reviews.source,
        reviews.review_id as id,
        reviews.ticket_id,
        reviews.ticket_source,
        reviews.agent,
        reviews.team,
        reviews.channel,
        reviews.topic,
        coalesce(reviews.from_ticket, '') as from_ticket

    from reviews
),

said as (
    select
        rows_about_tickets.* replace (
            if(contains(from_ticket, 'agent'), null, agent) as agent,
            if(contains(from_ticket, 'team'), null, team) as team,
            if(contains(from_ticket, 'channel'), null, channel) as channel,
            if(contains(from_ticket, 'topic'), null, topic) as topic
        )

    from rows_about_tickets

    semi join touched_tickets using (ticket_id)
)

select
    said.kind,
    said.source,
    said.id,
    coalesce(said.agent, tickets.agent) as agent,
    coalesce(said.team, tickets.team) as team,
    coalesce(said.channel, tickets.channel) as channel,
    coalesce(said.topic, tickets.topic) as topic,
    nullif(concat_ws(
        ' ',
        case
            when said.agent is null and tickets.agent is not null
                then 'agent'
        end,
        case
            when said.team is null and tickets.team is not null
                then 'team'
        end,
        case
            when said.channel is null and tickets.channel is not null
                then 'channel'
        end,
        case
            when said.topic is null and tickets.topic is not null
                then 'topic'
        end
    ), '') as from_ticket

from said

left join tickets
    on
        said.ticket_source = tickets.source
        and said.ticket_id = tickets.ticket_id;

update surveys
set
    agent = told_by_tickets.agent,
    team = told_by_tickets.team,
    channel = told_by_tickets.channel,
    topic = told_by_tickets.topic,
    from_ticket = told_by_tickets.from_ticket
from told_by_tickets
where
    told_by_tickets.kind = 'survey'
    and surveys.source = told_by_tickets.source
    and surveys.survey_id = told_by_tickets.id
    and surveys.dated_by = 'answer'
    and coalesce(surveys.from_ticket, told_by_tickets.from_ticket) is not null;

update reviews
set
    agent = told_by_tickets.agent,
    team = told_by_tickets.team,
    channel = told_by_tickets.channel,
    topic = told_by_tickets.topic,
    from_ticket = told_by_tickets.from_ticket
from told_by_tickets
where
    told_by_tickets.kind = 'review'
    and reviews.source = told_by_tickets.source
    and reviews.review_id = told_by_tickets.id
    and coalesce(reviews.from_ticket, told_by_tickets.from_ticket) is not null;
