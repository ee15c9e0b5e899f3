"""Ids that stand more than once in a file: the newest row is kept."""

from __future__ import annotations

import duckdb

from intake.reading.staging import Staged, execute

SECOND_READING = "read_again"
# a time to come is a slip, and says nothing of what is newer
KNOWN = "if(updated_at <= timezone('UTC', now()), updated_at, null)"


def find_doubles(cursor: duckdb.DuckDBPyConnection, staged: Staged) -> int:
    """Make `doubled`: the place and rows of each one left out; how many."""
    key = staged.key
    newest = f"{KNOWN} desc nulls last, " if "updated_at" in staged.columns else ""
    cursor.execute(
        f"""
        create or replace temp table doubled as
        with repeated as (
            select source, {key}
            from staged
            where problem is null
            group by all
            having count(*) > 1
        ),

        ranked as (
            select
                staged.rowid as place,
                {key} as id,
                row_number() over newest as rank,
                first({staged.file_row}) over newest as kept,
                list({staged.file_row}) over everyone as file_rows
            from staged
            semi join repeated using (source, {key})
            where problem is null
            window
                newest as (
                    partition by source, {key}
                    order by {newest}{staged.file_row} desc
                ),
                everyone as (partition by source, {key})
        )

        select place, id, kept, list_sort(file_rows) as file_rows
        from ranked
        where rank > 1
        """
    )
    return int(cursor.execute("select count(*) from doubled").fetchall()[0][0])


def read_doubles_again(cursor: duckdb.DuckDBPyConnection, staged: Staged) -> None:
    """Make the second reading: the texts of doubled rows, by their place.

    Rows of one id come in the same order in both readings. Where ids are made of
    other cells, the texts are at hand.
    """
    if not staged.has_plain_ids:
        cursor.execute(
            f"""
            create or replace temp table {SECOND_READING} as
            select rowid as place, cells
            from staged
            where rowid in (select place from doubled)
            """
        )
        return
    execute(
        cursor,
        f"""
        create or replace temp table texts_of_doubles as
        select as_id(text_{staged.key}) as id, {staged.texts_shown} as cells
        from ({staged.texts})
        where id in (select id from doubled)
        """,
        {"path": staged.path},
    )
    cursor.execute(
        f"""
        create or replace temp table {SECOND_READING} as
        with texts as (
            select
                id,
                cells,
                row_number() over (partition by id order by rowid) as turn
            from texts_of_doubles
        ),

        places as (
            select
                rowid as place,
                {staged.key} as id,
                row_number() over (partition by {staged.key} order by rowid) as turn
            from staged
            where {staged.key} in (select id from doubled)
        )

        select places.place, texts.cells
        from places
        inner join texts using (id, turn)
        """
    )
