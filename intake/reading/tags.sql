-- The tags of a cell. Null where there are none.

-- two words with a dot between them may be somebody's name
create or replace temp macro is_harmless_tag(tag) as (
    is_harmless(tag) and not regexp_matches(tag, '\p{L}{2,}\.\p{L}{2,}')
);

-- parted has commas between the tags of a cell, in lower case; most cells have
-- one tag, or several that begin with a letter, and one sign between them
create or replace temp macro as_tags(cell, parted) as (
    case
        when cell is null then null
        when
            not regexp_matches(cell, '[^\p{L}\p{M}_]')
            and not starts_with(cell, '_') then [lower(cell)]
        when
            not regexp_matches(cell, '[^\p{L}\p{M}_,; ]|[,; ][,; _]|[,;]$')
            and cell >= 'A' and not starts_with(cell, '_')
            then list_sort(list_distinct(string_split(parted, ',')))
        else
            nullif(
                list_sort(list_filter(
                    list_distinct(list_transform(
                        string_split(parted, ','),
                        lambda tag: trim(tag, ' "[]')
                    )),
                    lambda tag: is_harmless_tag(tag)
                )),
                []
            )
    end
);
