"""What a reader of a receipt should know of how the export was read."""

from __future__ import annotations

import duckdb

from intake.comments import CELL, TOLD
from intake.house import House
from intake.keeping.zone_notes import zone_notes
from intake.reading.staging import Staged
from intake.scan import Scan
from intake.tables import TABLES
from intake.wording import english

UNDATED_RATINGS = (
    "This export has no date for its ratings: they are filed under the solve date."
)
ORDER = "Its dates may be read in two ways; they were read {order} first, as {teller}."
TELLERS = {"company": "values.yaml says", "source": "its source writes them"}
BY_NAME = (
    "Customers are known by name here: two of one name count as one, and none meets "
    "a customer of another system."
)
SOME_UNDATED = "Ratings that have no date are filed under the solve date."
NOT_KEPT = "Comments were not kept."
UNDATED = "rating_score is not null and rating_dated_by is null"
EACH_COLUMN = (
    "Each column of numbers makes a measurement of a row, and each counts as a row."
)
EACH_RECORD = "A row of this file may hold several {row}s, and each counts as a row."
TOGETHER = (
    "Its {lines:,} rows tell of {rows:,} {row}s, each from the first to the last row "
    "that it has in this file."
)
ENCODINGS = {
    "cp1252": "Its text is not UTF-8; it was read as Windows-1252.",
    "utf-16": "Its text is UTF-16.",
}


def notes(
    cursor: duckdb.DuckDBPyConnection, staged: Staged, house: House, scan: Scan
) -> tuple[str, ...]:
    """Plain sentences; what was asked of a kind of export is not asked again."""
    found, form = [*zone_notes(cursor, staged, house)], staged.layout.form
    found += _order(staged)
    if form.rating and _count(cursor, UNDATED):
        dated = _count(cursor, "rating_dated_by is not null")
        found.append(SOME_UNDATED if dated else UNDATED_RATINGS)
    if "currency" in form.cells and not staged.layout.found["currency"]:
        currency = form.cells["currency"].otherwise or house.currency
        found.append(f"Amounts without a currency are taken as {currency}.")
    if staged.layout.found.get("customer_id_named"):
        found.append(BY_NAME)
    if form.spread:
        found.append(EACH_COLUMN)
    if form.records_in:
        found.append(EACH_RECORD.format(row=TABLES[form.table].row))
    if form.in_order_of:
        found += _put_together(cursor, TABLES[form.table].row)
    if "set_aside" in staged.columns:
        found += _left_out(cursor)
    found += _comments(cursor, staged)
    if scan.encoding in ENCODINGS:
        found.append(ENCODINGS[scan.encoding])
    return tuple(found)


def _order(staged: Staged) -> list[str]:
    """Which comes first in its dates, where they do not tell it themselves."""
    known = staged.evidence
    if not known or known.told_by == "dates":
        return []
    order = "day" if known.day_first else "month"
    return [ORDER.format(order=order, teller=TELLERS[known.told_by])]


def _put_together(cursor: duckdb.DuckDBPyConnection, row: str) -> list[str]:
    """Of how many lines the rows are, where a row has several."""
    query = (
        "select coalesce(sum(len(lines)), 0), count(*) from staged "
        "where problem is null"
    )
    lines, rows = cursor.execute(query).fetchall()[0]
    return [TOGETHER.format(lines=lines, rows=rows, row=row)] if lines > rows else []


def _count(cursor: duckdb.DuckDBPyConnection, which: str) -> int:
    query = f"select count(*) from staged where problem is null and {which}"
    return int(cursor.execute(query).fetchall()[0][0])


def _comments(cursor: duckdb.DuckDBPyConnection, staged: Staged) -> list[str]:
    """What became of what customers wrote beside their scores, if they did."""
    if staged.layout.unread:
        return [NOT_KEPT]
    if not staged.layout.found.get(CELL):
        return []
    kept = _count(cursor, f"{TOLD[bool(staged.layout.form.rating)]} is not null")
    comments = "1 comment" if kept == 1 else f"{kept:,} comments"
    return [f"{comments} kept, as values.yaml asks."]


def _left_out(cursor: duckdb.DuckDBPyConnection) -> list[str]:
    counts = cursor.execute(
        "select set_aside, count(*) from staged "
        "where problem is null and set_aside is not null "
        "group by set_aside order by count(*) desc, set_aside"
    ).fetchall()
    if not counts:
        return []
    total = sum(count for _, count in counts)
    reasons = english(f"{count:,} {reason}" for reason, count in counts)
    return [f"Stored but never counted: {total:,} ({reasons})."]
