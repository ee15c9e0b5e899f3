"""Comments taken out of the store, where the company keeps them no more."""

from __future__ import annotations

import json

import duckdb

from intake.comments import of_comment
from metrics.daily import spoil_all
from metrics.warehouse import Warehouse

KEPT = {
    "surveys": "comment",
    "said_surveys": "comment",
    "said_tickets": "rating_comment",
}


def empty_comments(warehouse: Warehouse) -> None:
    """Empty every comment; exports that told some are read anew when they come again.

    Rows are left as if their exports had had no comments.
    """
    there = " union all ".join(
        f"(select 1 from {table} where {column} is not null limit 1)"
        for table, column in KEPT.items()
    )
    if not warehouse.rows(there):
        return
    with warehouse.writing() as cursor:
        _unsay_in_tickets(cursor)
        for table, column in KEPT.items():
            cursor.execute(
                f"update {table} "
                f"set row_hash = xor(row_hash, {of_comment(column)}), {column} = null "
                f"where {column} is not null"
            )
        _read_anew(cursor)
        spoil_all(cursor)


def _unsay_in_tickets(cursor: duckdb.DuckDBPyConnection) -> None:
    """A ticket's hash holds the comment beside its rating."""
    cursor.execute(
        f"""
        update tickets
        set row_hash = xor(tickets.row_hash, {of_comment("surveys.comment")})
        from surveys
        where
            surveys.source = tickets.source
            and surveys.survey_id = tickets.ticket_id
            and surveys.dated_by <> 'answer'
            and surveys.comment is not null
        """
    )


def _read_anew(cursor: duckdb.DuckDBPyConnection) -> None:
    """Forget that exports were read with their comments."""
    told = cursor.execute(
        "select export_id, house from exports where contains(house, 'keep_comments')"
    ).fetchall()
    for export_id, house in told:
        said = json.loads(house)
        said.pop("keep_comments", None)
        cursor.execute(
            "update exports set house = $house where export_id = $export_id",
            {"house": json.dumps(said, sort_keys=True), "export_id": export_id},
        )
