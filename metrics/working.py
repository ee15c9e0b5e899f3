"""Working minutes of tickets by our own calendars, kept in the store.

They follow from a ticket's own times and its calendar alone: like everything
derived, they are no part of what an export said.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import duckdb
from pydantic import TypeAdapter

from metrics.daily import spoil_all
from metrics.hours import Hours, open_spans
from metrics.warehouse import Warehouse

ROOM = Path(__file__).parent
PIECES = ROOM / "pieces.sql"
WORKING = ROOM / "working.sql"
HOURS = TypeAdapter(Hours)
EARLIEST, LATEST = date(1970, 1, 1), date(2100, 1, 1)
MARGIN = timedelta(days=370)
UNTIMED = """
    (our_reply_minutes is null and first_reply_at is not null)
    or (our_solve_minutes is null and solved_at is not null)
"""


def keep_hours(warehouse: Warehouse, hours: Hours | None) -> bool:
    """Count all tickets anew where other hours are kept; whether that was so.

    Takes about a second for a million tickets.
    """
    declared = HOURS.dump_json(hours).decode() if hours else ""
    wanted = _fingerprint(declared)
    if _kept(warehouse.cursor()) == wanted:
        return False
    with warehouse.writing() as cursor:
        if _kept(cursor) == wanted:
            return False
        cursor.execute("delete from working_hours")
        cursor.execute("delete from working_pieces")
        cursor.execute(
            "update tickets set our_reply_minutes = null, our_solve_minutes = null "
            "where our_reply_minutes is not null or our_solve_minutes is not null"
        )
        if hours:
            cursor.execute(
                "insert into working_hours (fingerprint, declared) values (?, ?)",
                [wanted, declared],
            )
        settle_hours(cursor)
        spoil_all(cursor)
    return True


def settle_hours(cursor: duckdb.DuckDBPyConnection) -> None:
    """In the transaction that changed tickets: their minutes by the kept hours."""
    kept = cursor.execute(
        "select declared, first_day, last_day from working_hours"
    ).fetchall()
    needed = _needed(cursor) if kept else None
    if needed is None:
        return
    [(declared, first, last)] = kept
    hours = HOURS.validate_json(declared)
    if first is None or needed[0] < first or needed[1] >= last:
        known = (*needed, *(one for one in (first, last) if one))
        _lay_out(cursor, hours, min(known), max(known))
    teams, channels = hours.of_teams(), hours.of_channels()
    cursor.execute(
        WORKING.read_text(encoding="utf-8"),
        {
            "teams": list(teams),
            "of_teams": list(teams.values()),
            "channels": list(channels),
            "of_channels": list(channels.values()),
            "otherwise": hours.default,
        },
    )


def _fingerprint(declared: str) -> str:
    """Of the calendars, and of the library that knows their holidays."""
    said = f"{declared} {version('holidays')}"
    return sha256(said.encode()).hexdigest() if declared else ""


def _kept(cursor: duckdb.DuckDBPyConnection) -> str:
    rows = cursor.execute("select fingerprint from working_hours").fetchall()
    return str(rows[0][0]) if rows else ""


def _needed(cursor: duckdb.DuckDBPyConnection) -> tuple[date, date] | None:
    """The days of the tickets to be timed; None where there are none.

    A time before 1970 or after 2099 is a slip, and its ticket stays untimed.
    """
    first, last = cursor.execute(
        "select min(created_at), "
        "max(greatest(created_at, first_reply_at, solved_at)) "
        f"from tickets where {UNTIMED}"
    ).fetchall()[0]
    return None if first is None else (_day(first), _day(last))


def _day(moment: datetime) -> date:
    return min(max(moment.date(), EARLIEST), LATEST - timedelta(days=1))


def _lay_out(
    cursor: duckdb.DuckDBPyConnection, hours: Hours, first: date, last: date
) -> None:
    """Make `working_pieces` of every calendar, with a margin on both sides."""
    first, last = max(first - MARGIN, EARLIEST), min(last + MARGIN, LATEST)
    cursor.execute("delete from working_pieces")
    pieces = PIECES.read_text(encoding="utf-8")
    for place, calendar in enumerate(hours.calendars):
        spans = open_spans(calendar, first, last)
        cursor.execute(
            pieces,
            {
                "calendar": place,
                "starts": [start for start, _ in spans],
                "ends": [end for _, end in spans],
                "first": first,
                "last": last + timedelta(days=1),
            },
        )
    cursor.execute(
        "update working_hours set first_day = ?, last_day = ?", [first, last]
    )
