"""What a reader of a receipt should know of how the export was read."""

from __future__ import annotations

import duckdb

from intake.house import House
from intake.scan import Scan
from intake.staging import Staged
from intake.wording import english

UNDATED_RATINGS = (
    "This export has no date for its ratings: they are filed under the solve date."
)
ENCODINGS = {
    "cp1252": "Its text is not UTF-8; it was read as Windows-1252.",
    "utf-16": "Its text is UTF-16.",
}


def notes(
    cursor: duckdb.DuckDBPyConnection, staged: Staged, house: House, scan: Scan
) -> tuple[str, ...]:
    """Plain sentences, the same for the same file."""
    found, form = [], staged.layout.form
    if form.zone == "company":
        found.append(f"Times without a zone are read as {house.zone}.")
    if form.rating and _count(cursor, "rating_score is not null"):
        found.append(UNDATED_RATINGS)
    if "currency" in form.cells and not staged.layout.found["currency"]:
        found.append(f"Amounts without a currency are taken as {house.currency}.")
    if "set_aside" in staged.columns:
        found += _left_out(cursor)
    if scan.encoding in ENCODINGS:
        found.append(ENCODINGS[scan.encoding])
    return tuple(found)


def _count(cursor: duckdb.DuckDBPyConnection, which: str) -> int:
    query = f"select count(*) from staged where problem is null and {which}"
    return int(cursor.execute(query).fetchall()[0][0])


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
