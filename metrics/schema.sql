-- The shared tables. Times are UTC; a row is known by (source, its id).
-- export_id and file_row (1 is the header) lead back to the export.

create sequence if not exists export_ids;

create table if not exists exports (
    export_id bigint primary key default nextval('export_ids'),
    file_name varchar not null,
    sha256 varchar not null,
    bytes bigint not null,
    form varchar not null,
    title varchar not null,
    loaded_at timestamp not null,
    rows_read bigint not null,
    rows_new bigint not null,
    rows_updated bigint not null,
    rows_unchanged bigint not null,
    rows_rejected bigint not null,
    first_day date,
    last_day date,
    notes varchar[] not null,
    -- what it was read with: zone, currency, domains
    house varchar,
    check (
        rows_read
        = rows_new + rows_updated + rows_unchanged + rows_rejected
    )
);

create table if not exists rejects (
    export_id bigint not null,
    file_row bigint not null,
    column_name varchar,
    cell varchar,
    reason varchar not null,
    row_json varchar not null
);

-- what the customers are hashed with: the fingerprint of secret.key
create table if not exists keys (
    fingerprint varchar not null
);

create table if not exists tickets (
    source varchar not null,
    ticket_id varchar not null,
    created_at timestamp not null,
    solved_at timestamp,
    updated_at timestamp,
    first_reply_at timestamp,
    status varchar not null,
    agent varchar,
    team varchar,
    channel varchar,
    topic varchar,
    priority varchar,
    customer_id varchar,
    replies integer,
    reopens integer,
    first_reply_minutes double,
    first_reply_working_minutes double,
    handle_minutes double,
    -- why it never counts: spam, deleted, suspended, test, merged, internal
    set_aside varchar,
    -- the same customer's next ticket after the solve, kept by the warehouse
    next_contact_at timestamp,
    export_id bigint not null,
    file_row bigint not null,
    row_hash ubigint not null,
    check (solved_at is null or solved_at >= created_at),
    check (first_reply_at is null or first_reply_at >= created_at)
);

create table if not exists surveys (
    source varchar not null,
    survey_id varchar not null,
    instrument varchar not null check (instrument in ('csat', 'nps', 'ces')),
    ticket_id varchar,
    customer_id varchar,
    agent varchar,
    team varchar,
    channel varchar,
    topic varchar,
    -- null while nobody has answered
    answered_at timestamp,
    -- what the date is: answer, solve, update
    dated_by varchar not null,
    score double,
    scale varchar not null,
    is_good boolean,
    set_aside varchar,
    -- which of agent, team, channel and topic its ticket told, not the export
    from_ticket varchar,
    export_id bigint not null,
    file_row bigint not null,
    row_hash ubigint not null,
    check ((score is null and is_good is null) or answered_at is not null)
);

create table if not exists reviews (
    source varchar not null,
    review_id varchar not null,
    ticket_id varchar,
    reviewed_at timestamp not null,
    agent varchar,
    team varchar,
    channel varchar,
    topic varchar,
    -- 0 to 100
    score double not null check (score between 0 and 100),
    set_aside varchar,
    from_ticket varchar,
    export_id bigint not null,
    file_row bigint not null,
    row_hash ubigint not null
);

create table if not exists calls (
    source varchar not null,
    call_id varchar not null,
    ticket_id varchar,
    started_at timestamp not null,
    agent varchar,
    team varchar,
    channel varchar,
    topic varchar,
    customer_id varchar,
    answered boolean not null,
    direction varchar,
    talk_seconds double,
    hold_seconds double,
    wrap_seconds double,
    export_id bigint not null,
    file_row bigint not null,
    row_hash ubigint not null
);

create table if not exists orders (
    source varchar not null,
    order_id varchar not null,
    ordered_at timestamp not null,
    customer_id varchar,
    channel varchar,
    currency varchar not null,
    -- gross sales less discounts, before tax and shipping
    amount decimal(18, 4) not null,
    total decimal(18, 4),
    items integer,
    set_aside varchar,
    export_id bigint not null,
    file_row bigint not null,
    row_hash ubigint not null
);

create table if not exists subscriptions (
    source varchar not null,
    subscription_id varchar not null,
    customer_id varchar not null,
    started_at timestamp not null,
    cancelled_at timestamp,
    export_id bigint not null,
    file_row bigint not null,
    row_hash ubigint not null,
    check (cancelled_at is null or cancelled_at >= started_at)
);

-- stores that were made before
alter table exports add column if not exists house varchar;
alter table surveys add column if not exists from_ticket varchar;
alter table reviews add column if not exists from_ticket varchar;
alter table surveys drop column if exists comment;
