select
    id,
    mail(mail_first, mail_last, number, domain) as person,
    survey as survey_type,
    score,
    comment,
    'https://kopikawan.example.com/r/' || id as permalink,
    created as created_at,
    updated as updated_at,
    source as "Delighted Source",
    device as "Delighted Device Type",
    filled("case") as "CaseId"

from rows
