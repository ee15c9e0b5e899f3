-- The solved tickets of known customers, and which of them are looked at.
select
    tickets.source,
    tickets.ticket_id,
    hash(tickets.customer_id) as customer,
    tickets.created_at,
    tickets.solved_at,
    tickets.next_contact_at,
    tickets.replies,
    tickets.reopens,
    tickets.first_reply_minutes,
    (
        tickets.solved_at >= $since
        and tickets.solved_at < $until
        and ($team is null or coalesce(tickets.team = $team, false))
        and (
            $channel is null
            or coalesce(tickets.channel = $channel, false)
        )
    ) as is_shown

from tickets

where
    tickets.set_aside is null
    and tickets.customer_id is not null
    and tickets.solved_at <= $through
    and tickets.status in ('solved', 'closed')
    and coalesce(tickets.replies, 1) > 0
