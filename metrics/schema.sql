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
    loaded_by varchar,
    -- how its text was understood, a line each
    understood varchar[],
    -- its columns as JSON: what rows of it are worth beside those of others
    layout varchar,
    undone_at timestamp,
    undone_by varchar,
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
    row_json varchar not null,
    -- whose row it was, to be forgotten with them
    customer_id varchar
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
    -- in lower case; null without any
    tags varchar[],
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
    -- the first answered call that stands for it, kept by the warehouse
    first_call_at timestamp,
    -- by our own working hours (calendar.yaml), kept by the warehouse
    our_reply_minutes double,
    our_solve_minutes double,
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
    -- what the date is: answer, or of a ticket's rating: rating, solve, update
    dated_by varchar not null,
    score double,
    scale varchar not null,
    is_good boolean,
    -- what the customer wrote beside it, where the company keeps that
    comment varchar,
    set_aside varchar,
    -- whose ticket it is, kept by the warehouse; null where none goes by
    -- ticket_id, or several do
    ticket_source varchar,
    -- which of agent, team, channel and topic its ticket told, not the export
    from_ticket varchar,
    -- the next answer for the same ticket, kept by the warehouse
    next_answer_at timestamp,
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
    -- criterion to 0 to 100; those that did not apply are not in it
    criteria map (varchar, double),
    set_aside varchar,
    ticket_source varchar,
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
    ticket_source varchar,
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
    -- the same customer's order before it, kept by the warehouse
    previous_order_at timestamp,
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

-- numbers that were counted elsewhere
create table if not exists measurements (
    source varchar not null,
    -- its day, its metric, and whose it is
    measurement_id varchar not null,
    measured_at timestamp not null,
    metric varchar not null,
    amount double not null,
    -- how many things the amount speaks of
    n integer,
    unit varchar,
    agent varchar,
    team varchar,
    channel varchar,
    topic varchar,
    export_id bigint not null,
    file_row bigint not null,
    row_hash ubigint not null
);

-- what was decided or changed: drawn on the charts, counted in no number
create table if not exists decisions (
    source varchar not null,
    -- its day, its words, and what it concerns
    decision_id varchar not null,
    decided_at timestamp not null,
    what varchar not null,
    -- the value or the metric, or sales; null is everything
    concerns varchar,
    -- shifts declared in decisions re-base the limits
    rebases boolean,
    decided_by varchar,
    -- the value that gives way where it collides with what is concerned
    gives_way varchar,
    -- what is expected by the end of a day: a promise's key, which way, and
    -- how much
    expected_metric varchar,
    expected varchar,
    expected_amount double,
    expected_by timestamp,
    export_id bigint not null,
    file_row bigint not null,
    row_hash ubigint not null
);

-- numbers that had been published, and what an export made of them, coming or
-- going
create table if not exists moves (
    export_id bigint not null,
    by_undoing boolean not null,
    metric varchar not null,
    short varchar not null,
    unit varchar not null,
    observation varchar not null,
    period varchar not null,
    n_before bigint not null,
    n_after bigint not null,
    amount_before double,
    amount_after double
);

-- what each definition was, from the moment it first counted on this store
create table if not exists definition_versions (
    metric varchar not null,
    version varchar not null,
    since timestamp not null
);

-- the working hours that the minutes of tickets are counted by, as JSON, and
-- the days that they are laid out for
create table if not exists working_hours (
    fingerprint varchar not null,
    declared varchar not null,
    first_day date,
    last_day date
);

-- them as a timeline
create table if not exists working_pieces (
    -- a calendar and a day: its place times a million, and days since 1970
    calendar_day integer not null,
    starts_at timestamp not null,
    ends_at timestamp not null,
    before_seconds double not null,
    is_open integer not null
);

-- what can be added up, by day, team and channel; see metrics/daily.py
create table if not exists daily_sums (
    metric varchar not null,
    clock varchar not null,
    day date not null,
    team varchar,
    channel varchar,
    left_out varchar,
    rows bigint not null,
    n bigint not null,
    total double,
    squares double,
    first_at timestamp not null
);

-- up to which day those stand for the rows, and what they hang on
create table if not exists daily_reach (
    metric varchar not null,
    clock varchar not null,
    digest varchar not null,
    until date,
    through timestamp not null,
    has_slips boolean not null,
    tables varchar[] not null,
    row_by_row boolean not null,
    matures_days integer not null
);

-- counts of whole windows that cannot be added up; see metrics/kept.py
create table if not exists kept_windows (
    metric varchar not null,
    clock varchar not null,
    digest varchar not null,
    starts timestamp not null,
    ends timestamp not null,
    -- as JSON
    sums varchar not null,
    through timestamp not null,
    has_slips boolean not null,
    tables varchar[] not null,
    row_by_row boolean not null,
    matures_days integer not null
);

-- which columns that other rows decide are worked out for all rows
create table if not exists settled (
    step varchar primary key
);

-- who was thanked, for which reason of which week (its first day)
create table if not exists praise (
    person varchar not null,
    week date not null,
    reason varchar not null,
    thanked_at timestamp not null,
    thanked_by varchar not null
);

-- customers who are not to be known again
create table if not exists forgotten (
    customer_id varchar primary key
);

-- stores that were made before
alter table exports add column if not exists house varchar;
alter table exports add column if not exists loaded_by varchar;
alter table exports add column if not exists understood varchar[];
alter table exports add column if not exists layout varchar;
alter table exports add column if not exists undone_at timestamp;
alter table exports add column if not exists undone_by varchar;
alter table rejects add column if not exists customer_id varchar;
alter table tickets add column if not exists first_call_at timestamp;
alter table tickets add column if not exists our_reply_minutes double;
alter table tickets add column if not exists our_solve_minutes double;
alter table surveys add column if not exists ticket_source varchar;
alter table surveys add column if not exists from_ticket varchar;
alter table surveys add column if not exists next_answer_at timestamp;
alter table orders add column if not exists previous_order_at timestamp;
alter table reviews add column if not exists ticket_source varchar;
alter table calls add column if not exists ticket_source varchar;
alter table reviews add column if not exists from_ticket varchar;
alter table surveys add column if not exists comment varchar;
alter table decisions add column if not exists decided_by varchar;
alter table decisions add column if not exists gives_way varchar;
alter table decisions add column if not exists expected_metric varchar;
alter table decisions add column if not exists expected varchar;
alter table decisions add column if not exists expected_amount double;
alter table decisions add column if not exists expected_by timestamp;
alter table tickets add column if not exists tags varchar[];
alter table reviews add column if not exists criteria map (varchar, double);

-- What exports said of the rows that several of them speak of, and of the rows
-- that were taken back. A row that one export speaks of stands in the shared
-- table alone.
create table if not exists said_tickets as
select
    * exclude (
        next_contact_at,
        first_call_at,
        our_reply_minutes,
        our_solve_minutes
    ),
    null::double as rating_score,
    null::varchar as rating_scale,
    null::boolean as rating_is_good,
    null::timestamp as rating_answered_at,
    null::varchar as rating_dated_by,
    null::varchar as rating_comment
from tickets
where false;

create table if not exists said_surveys as
select * exclude (ticket_source, from_ticket, next_answer_at) from surveys
where false;

create table if not exists said_reviews as
select * exclude (ticket_source, from_ticket) from reviews
where false;

create table if not exists said_calls as
select * exclude (ticket_source) from calls
where false;

create table if not exists said_orders as
select * exclude (previous_order_at) from orders
where false;

create table if not exists said_subscriptions as
select * from subscriptions
where false;

create table if not exists said_measurements as
select * from measurements
where false;

create table if not exists said_decisions as
select * from decisions
where false;

-- stores that were made before
alter table said_tickets add column if not exists rating_comment varchar;
alter table said_surveys add column if not exists comment varchar;
alter table said_decisions add column if not exists decided_by varchar;
alter table said_decisions add column if not exists gives_way varchar;
alter table said_decisions add column if not exists expected_metric varchar;
alter table said_decisions add column if not exists expected varchar;
alter table said_decisions add column if not exists expected_amount double;
alter table said_decisions add column if not exists expected_by timestamp;
alter table said_tickets add column if not exists tags varchar[];
alter table said_reviews
add column if not exists criteria map (varchar, double);
