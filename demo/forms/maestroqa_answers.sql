select
    id as answer_id,
    kind as answer_type,
    strftime(clock(created), '%Y-%m-%dT%H:%M:%SZ') as created_at,
    notes as general_notes,
    ticket as gradable_id,
    agent as gradee_id,
    grader as grader_email,
    deleted as is_deleted,
    template as template_id,
    (tenths / 10)::decimal(4, 1) as total_score,
    strftime(clock(updated), '%Y-%m-%dT%H:%M:%SZ') as updated_at

from rows
