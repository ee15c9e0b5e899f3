select
    'C' || lpad(id::varchar, 7, '0') as call_id,
    clock(started) as started_at,
    agent,
    team,
    'Phone' as channel,
    topic,
    case known_by
        when 0 then mail(mail_first, mail_last, number, domain)
        when 1 then phone(number)
    end as customer,
    answered,
    if(outbound, 'outbound', 'inbound') as direction,
    filled(talk) as talk_seconds,
    filled(hold) as hold_seconds,
    filled(wrap) as wrap_seconds

from rows
