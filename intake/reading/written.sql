-- Dates and numbers as people write them, once a column's way is known.

-- March 5, 2024 as 5 March 2024
create or replace temp macro day_before_month(cell) as (
    regexp_replace(
        cell,
        '^(\p{L}{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})',
        '\2 \1 \3'
    )
);

-- a, b and c are the date's three parts in the order they are written
create or replace temp macro date_parts(cell) as (
    regexp_extract(
        day_before_month(cell),
        '^(?:\p{L}+,\s*)?'
        || '(\d{1,4})(?:\.?\s+(?:de\s+)?|[/.\-])'
        || '(\d{1,2}|\p{L}{3,})\.?(?:,?\s+(?:de\s+)?|[/.\-])'
        || '(\d{4}|\d{1,2})'
        || '(?:(?:,?\s+(?:at\s+)?|T)(\d{1,2}):(\d{2})'
        || '(?::(\d{2})(?:[.,]\d{1,9})?)?)?'
        || '(?:\s*([AaPp])\.?\s?[Mm]\.?)?'
        || '\s*([A-Z]{1,4}|(?:UTC|GMT)?[+-]\d{2}:?\d{2})?$',
        ['a', 'b', 'c', 'hour', 'minute', 'second', 'half', 'zone']
    )
);

-- two numbers before the year, in an order of their own
create or replace temp macro is_ordered(parts) as (
    strlen(parts.a) in (1, 2) and regexp_full_match(parts.b, '\d+')
);

create or replace temp macro year_of(digits) as (
    case strlen(digits)
        when 4 then digits
        when 2 then if(try_cast(digits as integer) < 70, '20', '19') || digits
    end
);

create or replace temp macro month_of(word) as (
    if(
        regexp_full_match(word, '\d+'),
        word, getvariable('month_names')[lower(word)]::varchar
    )
);

create or replace temp macro hour_of(parts) as (
    case
        when parts.half = '' then coalesce(nullif(parts.hour, ''), '0')
        when try_cast(parts.hour as integer) between 1 and 12 then (
            try_cast(parts.hour as integer) % 12
            + if(lower(parts.half) = 'p', 12, 0)
        )::varchar
    end
);

create or replace temp macro day_of(parts, day_first) as (
    case
        when strlen(parts.a) = 4
            then parts.a || '-' || month_of(parts.b) || '-' || parts.c
        when not is_ordered(parts) or day_first
            then
                year_of(parts.c) || '-' || month_of(parts.b) || '-' || parts.a
        when not day_first
            then year_of(parts.c) || '-' || parts.a || '-' || parts.b
    end
);

create or replace temp macro bare_time(parts, day_first) as (
    try_strptime(
        day_of(parts, day_first) || ' ' || hour_of(parts)
        || ':' || coalesce(nullif(parts.minute, ''), '0')
        || ':' || coalesce(nullif(parts.second, ''), '0'),
        '%Y-%m-%d %H:%M:%S'
    )
);

create or replace temp macro minutes_from_utc(zone) as (
    case
        when regexp_full_match(zone, '(UTC|GMT)?[+-]\d{2}:?\d{2}')
            then (
                60 * try_cast(regexp_extract(zone, '[+-]\d{2}') as integer)
                + try_cast(right(zone, 2) as integer)
                * if(contains(zone, '-'), -1, 1)
            )
        else getvariable('zone_hours')[zone] * 60
    end
);

-- home is the zone of a time that names none; null where it has to. A macro
-- is pasted wherever it is named: the time is worked out once.
create or replace temp macro written_time(parts, day_first, home) as (
    list_transform(
        [bare_time(parts, day_first)],
        lambda bare: if(
            parts.zone = '',
            timezone('UTC', timezone(home, bare)),
            bare - to_minutes(minutes_from_utc(parts.zone))
        )
    )[1]
);

-- a number without its currency
create or replace temp macro figures(cell) as (
    trim(regexp_replace(
        regexp_replace(cell, '[\x{a0}\x{2007}\x{202f}]', ' ', 'g'),
        '\p{Sc}|R\$|^(?:[A-Z]{3}|Rp|RM|kr)\.?\s|^Rp\.?|\s?(?:[A-Z]{3}|kr)$',
        '', 'g'
    ))
);

-- the sign or code of its currency, '' where it names none
create or replace temp macro currency_sign(cell) as (
    rtrim(trim(regexp_extract(
        regexp_replace(cell, '[\x{a0}\x{2007}\x{202f}]', ' ', 'g'),
        'R\$|\p{Sc}|^(?:[A-Z]{3}|Rp|RM|kr)\.?\s|^Rp\.?|(?:[A-Z]{3}|kr)$'
    )), '.')
);

create or replace temp macro currency_named(cell) as (
    getvariable('currency_signs')[currency_sign(cell)]
);

create or replace temp macro is_comma_decimal(digits) as (
    regexp_full_match(digits, '-?[\d.,''’ ]+')
    and regexp_matches(
        digits,
        ',(\d{1,2}|\d{4,})$|[.''’ ].*,\d+$|^-?0,\d|\.\d{3}\.\d{3}|\d{4,},\d'
    )
);

create or replace temp macro is_dot_decimal(digits) as (
    regexp_full_match(digits, '-?[\d.,''’ ]+')
    and regexp_matches(
        digits,
        '\.(\d{1,2}|\d{4,})$|[,''’ ].*\.\d+$|^-?0?\.\d|,\d{3},\d{3}|\d{4,}\.\d'
    )
);

-- thousands, or three decimals after a comma
create or replace temp macro is_either(digits) as (
    regexp_full_match(digits, '-?[1-9]\d{0,2},\d{3}')
);

-- thousands, or three decimals after a comma or a dot
create or replace temp macro is_either_money(digits) as (
    regexp_full_match(digits, '-?[1-9]\d{0,2}[,.]\d{3}')
);

-- the number as a computer writes it
create or replace temp macro with_comma_decimal(digits) as (
    case
        when
            regexp_full_match(
                digits, '-?(\d{1,3}([.''’ ]\d{3})+|\d+)(,\d+)?'
            )
            then replace(regexp_replace(digits, '[.''’ ]', '', 'g'), ',', '.')
    end
);

create or replace temp macro with_dot_decimal(digits) as (
    case
        when
            regexp_full_match(
                digits, '-?(\d{1,3}([,''’ ]\d{3})+|\d*)(\.\d+)?'
            )
            then regexp_replace(digits, '[,''’ ]', '', 'g')
        else digits
    end
);
