-- The criteria of a review, and the points that each was given.

create or replace temp macro points_on(chosen, lowest, highest) as (
    (chosen - lowest) / (highest - lowest) * 100
);

create or replace temp macro chosen_of(given) as (
    lower(trim(regexp_replace(given, '\s*\([^()]*\)$', '')))
);

create or replace temp macro does_not_apply(given) as (
    chosen_of(given) in (
        'n/a', 'na', 'n.a.', 'n.a', 'not applicable', '-', '--', ''
    )
);

-- 4 (1-5), 3/5, 80, 80 % and yes, as points of 0 to 100; `chosen` is what was
-- given without its scale
create or replace temp macro points_of(given, chosen) as (
    case
        when chosen in ('yes', 'pass', 'passed', 'true') then 100.0
        when chosen in ('no', 'fail', 'failed', 'false') then 0.0
        when regexp_full_match(chosen, '-?\d+([.,]\d+)?\s*%?')
            then points_on(
                try_cast(replace(
                    regexp_extract(chosen, '^-?\d+(?:[.,]\d+)?'), ',', '.'
                ) as double),
                coalesce(try_cast(
                    regexp_extract(given, '\((-?[\d.]+)-', 1) as double
                ), 0),
                coalesce(try_cast(
                    regexp_extract(given, '-(-?[\d.]+)\)$', 1) as double
                ), 100)
            )
        when regexp_full_match(chosen, '[\d.,]+\s*/\s*[\d.,]+')
            then points_on(
                try_cast(replace(
                    regexp_extract(chosen, '^[\d.,]+'), ',', '.'
                ) as double),
                0,
                try_cast(replace(
                    regexp_extract(chosen, '/\s*([\d.,]+)', 1), ',', '.'
                ) as double)
            )
    end
);

create or replace temp macro as_points(given) as (
    list_transform(
        [chosen_of(given)], lambda chosen: points_of(given, chosen)
    )[1]
);

-- "tone: 4 (1-5); greeting: yes", as each criterion and what it was given
create or replace temp macro criteria_in(cell) as (
    list_transform(
        string_split(cell, '; '),
        lambda one: {
            'name': trim(regexp_extract(one, '(?s)^(.*): ', 1)),
            'given': trim(regexp_extract(one, '(?s)^.*: (.*)$', 1))
        }
    )
);

create or replace temp macro reads_as_points(given) as (
    coalesce(as_points(given) between 0 and 100, false)
);

-- Those that have points; what does not apply has none.
create or replace temp macro criteria_applied(cell) as (
    list_filter(
        list_transform(
            criteria_in(cell),
            lambda one: {
                'name': one.name,
                'points': as_points(one.given)
            }
        ),
        lambda one: one.points between 0 and 100 and is_harmless(one.name)
    )
);

-- one that was judged several times has the mean
create or replace temp macro as_criteria(cell) as (
    list_transform(
        [criteria_applied(cell)],
        lambda applied: if(
            len(applied) > 0,
            map_from_entries(list_transform(
                list_sort(list_distinct(
                    list_transform(applied, lambda one: one.name)
                )),
                lambda called: {
                    'key': called,
                    'value': list_avg(list_transform(
                        list_filter(applied, lambda one: one.name = called),
                        lambda one: one.points
                    ))
                }
            )),
            null
        )
    )[1]
);
