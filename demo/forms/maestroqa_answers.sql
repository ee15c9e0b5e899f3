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
    strftime(clock(updated), '%Y-%m-%dT%H:%M:%SZ') as updated_at,
    filled(greeting) as "question: Greeting (1-5)",
    tone as "question: Tone (1-5)",
    solution as "question: Solution (1-5)",
    procedure as "question: Procedure (1-5)",
    notes_kept as "question: Notes (1-5)",
    if(data_protection = 1, 'pass', 'fail') as "question: Data protection"

from rows
