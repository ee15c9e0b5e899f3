-- How the exports write times, durations, money and people.
-- −1 is an empty cell.

create macro filled(number) as nullif(number, -1);

create macro clock(seconds) as
make_timestamp(filled(seconds) * 1000000);

-- 27:05:09: hours do not stop at a day
create macro span(seconds) as
if(
    seconds < 0, null,
    printf(
        '%02d:%02d:%02d',
        seconds // 3600, seconds // 60 % 60, seconds % 60
    )
);

create macro money(cents) as
(filled(cents) / 100)::decimal(18, 2);

create macro full_name(first_name, last_name) as
first_name || ' ' || last_name;

-- a colleague has no number
create macro mail(first_part, last_part, number, domain) as
first_part || '.' || last_part
|| coalesce(filled(number)::varchar, '') || '@' || domain;

-- 060 is given to nobody in the Netherlands
create macro phone(number) as
'+3160' || lpad((filled(number) % 10000000)::varchar, 7, '0');

create macro shop_time(seconds, hours) as
strftime(clock(seconds), '%Y-%m-%d %H:%M:%S') || ' +0' || hours || '00';
