-- How a cell of text becomes what it says. Null where it cannot be read.

-- trim() walks every letter; most cells need no trimming: what ends with no
-- space, and does not begin with a sign up to the apostrophe. They are told by
-- one question, which empty cells pass too. A ' before what would be a formula
-- is a spreadsheet's mark, and ours.
create or replace temp macro trimmed(cell) as (
    case
        when cell < '(' or ends_with(cell, ' ')
            then (
                case
                    when starts_with(cell, ' ') or ends_with(cell, ' ')
                        then nullif(trim(cell), '')
                    when
                        starts_with(cell, '''')
                        and regexp_matches(cell, '^''+[=+@\t\r-]')
                        then substr(cell, 2)
                    else cell
                end
            )
        else cell
    end
);

create or replace temp macro as_number(cell) as (
    case
        when not contains(cell, '_') and isfinite(try_cast(cell as double))
            then try_cast(cell as double)
    end
);

create or replace temp macro as_whole(cell) as (
    case
        when as_number(cell) = floor(as_number(cell))
            then try_cast(as_number(cell) as integer)
    end
);

create or replace temp macro as_money(cell) as (
    case
        when not contains(cell, '_') then try_cast(cell as decimal(18, 4))
    end
);

-- so many of a unit: units_of('2 hours 5 min', 'm') is 5
create or replace temp macro units_of(cell, unit) as (
    coalesce(try_cast(regexp_extract(
        lower(cell), '(\d+(?:\.\d+)?)\s*' || unit, 1
    ) as double), 0)
);

-- hours:minutes[:seconds], hours beyond 24, or 1 day 2 hours, as minutes
create or replace temp macro as_duration(cell) as (
    case
        when
            regexp_full_match(cell, '\d{1,7}:[0-5]?\d(:[0-5]?\d(\.\d+)?)?')
            then
                split_part(cell, ':', 1)::double * 60
                + split_part(cell, ':', 2)::double
                + coalesce(try_cast(split_part(cell, ':', 3) as double), 0) / 60
        when
            regexp_full_match(
                cell,
                '(?i)(\d{1,7}(\.\d+)?\s*(weeks?|w|days?|d|hours?|hrs?|h|'
                || 'minutes?|mins?|m|seconds?|secs?|s)\.?,?\s*(and\s+)?)+'
            )
            then
                units_of(cell, 'w') * 10080 + units_of(cell, 'd') * 1440
                + units_of(cell, 'h') * 60 + units_of(cell, 'm')
                + units_of(cell, 's') / 60
    end
);

create or replace temp macro as_yes_no(cell) as (
    case
        when lower(cell) in ('yes', 'true', 'y', 't', '1') then true
        when lower(cell) in ('no', 'false', 'n', 'f', '0') then false
    end
);

-- some tools write a number as 17.0, and spreadsheets mark text with '
create or replace temp macro as_id(cell) as (
    case
        when ends_with(cell, '.0') and regexp_full_match(cell, '\d+\.0')
            then left(cell, -2)
        when starts_with(cell, '''') then nullif(ltrim(cell, ''''), '')
        else nullif(cell, '')
    end
);

-- a person's name; a number is somebody's id in another system
create or replace temp macro as_name(cell) as (
    case when not regexp_full_match(cell, '\d+') then cell end
);

create or replace temp macro is_cut_short(cell) as (
    contains(cell, '+') and regexp_full_match(cell, '\d+([.,]\d+)?[eE]\+\d+')
);

create or replace temp macro as_likely_time(moment) as (
    case
        when
            moment >= timestamp '1971-01-01'
            and moment < timestamp '2100-01-01' then moment
    end
);

-- no later than two thousand years
create or replace temp macro as_later(moment, minutes) as (
    case
        when minutes between 0 and 1e9
            then moment + to_microseconds((minutes * 60e6)::bigint)
    end
);

create or replace temp macro as_time_with_offset(cell) as (
    timezone('UTC', try_strptime(
        regexp_replace(cell, '( ?UTC|Z)$', '+00'),
        [
            '%Y-%m-%d %H:%M:%S %z', '%Y-%m-%d %H:%M:%S%z',
            '%Y-%m-%dT%H:%M:%S%z', '%Y-%m-%dT%H:%M:%S.%f%z',
            '%Y-%m-%d %H:%M:%S.%f%z', '%Y-%m-%d %H:%M:%S.%f %z',
            '%Y-%m-%d %H:%M%z', '%Y-%m-%d %H:%M %z'
        ]
    ))
);

create or replace temp macro as_unix_time(cell) as (
    case
        when regexp_full_match(cell, '\d{9,10}')
            then make_timestamp(cell::bigint * 1000000)
        when regexp_full_match(cell, '\d{12,13}')
            then make_timestamp(cell::bigint * 1000)
    end
);

create or replace temp macro digits_of(cell) as (
    regexp_replace(regexp_replace(cell, '\D', '', 'g'), '^00', '')
);

-- the first one of several; most cells have one, and need no trimming
create or replace temp macro as_email(cell) as (
    case
        when not contains(cell, '@') then null
        when
            contains(cell, ';')
            or starts_with(cell, ' ')
            or ends_with(cell, ' ')
            then lower(trim(split_part(cell, ';', 1)))
        else lower(cell)
    end
);

-- most numbers are written as E.164 has them; the rest are looked at one by one
create or replace temp macro as_phone(cell) as (
    case
        when regexp_full_match(cell, '\+[1-9]\d{7,14}') then cell
        when strlen(digits_of(cell)) >= 6
            then coalesce(e164(ltrim(cell, '''')), '+' || digits_of(cell))
    end
);

-- an e-mail address, a telephone number, or whatever a customer is called
create or replace temp macro as_anyone(cell) as (
    case
        when
            regexp_full_match(cell, '''?(\+|00)[\d ().-]+')
            then coalesce(as_phone(cell), lower(cell))
        else lower(cell)
    end
);

-- somebody known by name only: two people of one name are one, and nobody of
-- another system is meant
create or replace temp macro as_named(cell, system) as (
    case
        when contains(cell, '@') then as_email(cell)
        else
            'called ' || system || ' '
            || lower(regexp_replace(cell, '\s+', ' ', 'g'))
    end
);

-- HMAC-SHA256 (RFC 2104) of a text, its first 16 hexadecimal digits
create or replace temp macro keyed(text_of_it, inner_pad, outer_pad) as (
    left(
        sha256(outer_pad || unhex(sha256(inner_pad || encode(text_of_it)))),
        16
    )
);

-- what may be shown of a cell that was not taken
create or replace temp macro shown(cell) as (
    case
        when contains(cell, '@') then '[hidden]'
        when strlen(cell) > 400 then left(cell, 100) || '…'
        else cell
    end
);

-- a cell that begins like a formula
create or replace temp macro safe_in_a_spreadsheet(cell) as (
    if(regexp_matches(cell, '^''*[=+@\t\r-]'), '''' || cell, cell)
);

-- what may be kept as a tag, or as the name of a criterion
create or replace temp macro is_harmless(word) as (
    regexp_matches(word, '\p{L}')
    and not regexp_matches(word, '(?i)@|(\d\D*){6}|\w at \w+\.\w')
);
