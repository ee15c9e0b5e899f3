"""What a reader of a receipt should know of how the export was read."""

from __future__ import annotations

import duckdb

from intake.comments import CELL, TOLD
from intake.house import House
from intake.keeping.criteria_notes import criteria_notes
from intake.keeping.zone_notes import zone_notes
from intake.reading.staging import Staged
from intake.scan import Scan
from intake.tables import TABLES
from metrics.nouns import counted, things
from words import known, mark, say, say_many

UNDATED_RATINGS = mark(
    "This export has no date for its ratings: they are filed under the solve date."
)
ORDERS = {
    ("company", True): mark(
        "Its dates may be read in two ways; they were read day first, as values.yaml "
        "says."
    ),
    ("company", False): mark(
        "Its dates may be read in two ways; they were read month first, as values.yaml "
        "says."
    ),
    ("source", True): mark(
        "Its dates may be read in two ways; they were read day first, as its source "
        "writes them."
    ),
    ("source", False): mark(
        "Its dates may be read in two ways; they were read month first, as its source "
        "writes them."
    ),
}
BY_NAME = mark(
    "Customers are known by name here: two of one name count as one, and none meets "
    "a customer of another system."
)
SOME_UNDATED = mark("Ratings that have no date are filed under the solve date.")
NO_CURRENCY = mark("Amounts without a currency are taken as {currency}.")
NOT_KEPT = mark("Comments were not kept.")
UNDATED = "rating_score is not null and rating_dated_by is null"
EACH_COLUMN = mark(
    "Each column of numbers makes a measurement of a row, and each counts as a row."
)
EACH_RECORD = mark(
    "A row of this file may hold several {things}, and each counts as a row."
)
ENCODINGS = {
    "cp1252": mark("Its text is not UTF-8; it was read as Windows-1252."),
    "utf-16": mark("Its text is UTF-16."),
}


def notes(
    cursor: duckdb.DuckDBPyConnection, staged: Staged, house: House, scan: Scan
) -> tuple[str, ...]:
    """Plain sentences; what was asked of a kind of export is not asked again."""
    found, form = [*zone_notes(cursor, staged, house)], staged.layout.form
    found += _order(staged)
    if form.rating and _count(cursor, UNDATED):
        dated = _count(cursor, "rating_dated_by is not null")
        found.append(known(SOME_UNDATED if dated else UNDATED_RATINGS))
    if "currency" in form.cells and not staged.layout.found["currency"]:
        currency = form.cells["currency"].otherwise or house.currency
        found.append(say(NO_CURRENCY, currency=currency))
    if staged.layout.found.get("customer_id_named"):
        found.append(known(BY_NAME))
    if form.spread:
        found.append(known(EACH_COLUMN))
    if form.records_in:
        found.append(say(EACH_RECORD, things=things(TABLES[form.table].row)))
    if form.in_order_of:
        found += _put_together(cursor, TABLES[form.table].row)
    if "set_aside" in staged.columns:
        found += _left_out(cursor)
    found += criteria_notes(cursor, staged)
    found += _comments(cursor, staged)
    if scan.encoding in ENCODINGS:
        found.append(known(ENCODINGS[scan.encoding]))
    return tuple(found)


def _order(staged: Staged) -> list[str]:
    """Which comes first in its dates, where they do not tell it themselves."""
    seen = staged.evidence
    if not seen or seen.told_by == "dates":
        return []
    return [known(ORDERS[seen.told_by, bool(seen.day_first)])]


def _put_together(cursor: duckdb.DuckDBPyConnection, row: str) -> list[str]:
    """Of how many lines the rows are, where a row has several."""
    query = (
        "select coalesce(sum(len(lines)), 0), count(*) from staged "
        "where problem is null"
    )
    lines, rows = cursor.execute(query).fetchall()[0]
    if lines <= rows:
        return []
    return [
        say(
            "Its {lines} rows tell of {rows}, each from the first to the last row that "
            "it has in this file.",
            lines=int(lines),
            rows=counted(rows, row),
        )
    ]


def _count(cursor: duckdb.DuckDBPyConnection, which: str) -> int:
    query = f"select count(*) from staged where problem is null and {which}"
    return int(cursor.execute(query).fetchall()[0][0])


def _comments(cursor: duckdb.DuckDBPyConnection, staged: Staged) -> list[str]:
    """What became of what customers wrote beside their scores, if they did."""
    if staged.layout.unread:
        return [known(NOT_KEPT)]
    if not staged.layout.found.get(CELL):
        return []
    kept = _count(cursor, f"{TOLD[bool(staged.layout.form.rating)]} is not null")
    return [
        say_many(
            "{n} comment kept, as values.yaml asks.",
            "{n} comments kept, as values.yaml asks.",
            kept,
        )
    ]


def _left_out(cursor: duckdb.DuckDBPyConnection) -> list[str]:
    counts = cursor.execute(
        "select set_aside, count(*) from staged "
        "where problem is null and set_aside is not null "
        "group by set_aside order by count(*) desc, set_aside"
    ).fetchall()
    if not counts:
        return []
    total = sum(count for _, count in counts)
    reasons = tuple(
        say("{n} {reason}", n=count, reason=known(reason)) for reason, count in counts
    )
    return [say("Stored but never counted: {n} ({reasons}).", n=total, reasons=reasons)]
