"""Sums by day of all that can be added up, so that history costs nothing to read.

They are kept for each promise, team and channel, up to a day `until`; what comes
after is counted row by row. Whoever changes rows says from when on (`spoil`);
`sum_up` brings the sums up to date again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from hashlib import sha256
from typing import Any

import duckdb

from metrics.periods import to_local, to_utc
from metrics.questions import Question
from metrics.reach import MOMENTS
from metrics.warehouse import Warehouse

# Of a median, too, n and what is left out; a retention is of no day.
BY_DAY = ("share", "net score", "mean", "median", "total")
KEPT_BY = ("team", "channel")
# For definitions that don't tell them.
NONE = ", ".join(f"null::varchar as {name}" for name in KEPT_BY)
DAY = timedelta(days=1)
# Zones differ from UTC by less.
ZONES = timedelta(days=1)
# No day before is summed up.
EARLIEST = date(1970, 1, 2)
# Fewer rows than these are counted as fast as they are summed up.
MANY = 200_000


MINE = "metric = $summed_metric and clock = $summed_clock"
# Rows dated in the future count when their time comes.
STANDS = "(through = $through or (through < $through and not has_slips))"


def key_of(question: Question) -> dict[str, Any]:
    """Which sums are a question's, as parameters."""
    metric = question.definition.metric
    return {"summed_metric": metric, "summed_clock": question.clock or ""}


def spoil(cursor: duckdb.DuckDBPyConnection, table: str, since: datetime) -> None:
    """Rows of a table changed, none from before `since` (UTC)."""
    cursor.execute(
        """
        update daily_reach
        set until = case
            when row_by_row then least(
                until,
                ($since::timestamp - matures_days * interval 1 day - $zones)::date
            )
        end
        where list_contains(tables, $table)
        """,
        {"since": since, "zones": ZONES, "table": table},
    )
    cursor.execute(
        """
        delete from kept_windows
        where
            list_contains(tables, $table)
            and (not row_by_row or ends + matures_days * interval 1 day > $since)
        """,
        {"since": since, "table": table},
    )


def spoil_all(cursor: duckdb.DuckDBPyConnection) -> None:
    """Rows of any time may have changed."""
    cursor.execute("delete from daily_reach")
    cursor.execute("delete from kept_windows")


def sum_up(
    warehouse: Warehouse, questions: Iterable[Question], many: int = MANY
) -> None:
    """Bring the sums of these questions up to date, each in its own transaction."""
    for question in questions:
        has_days = question.definition.kind in BY_DAY
        if has_days and is_large(warehouse, question, many):
            with warehouse.writing() as cursor:
                _extend(cursor, question)


def is_large(warehouse: Warehouse, question: Question, many: int = MANY) -> bool:
    """Whether a question is asked of so many rows that it is worth it."""
    sizes = warehouse.rows("select table_name, estimated_size from duckdb_tables()")
    rows = {str(name): int(size) for name, size in sizes}
    return sum(rows[name] for name in question.definition.tables) >= many


def _extend(cursor: duckdb.DuckDBPyConnection, question: Question) -> None:
    """Sum up the days from the first that is not up to date."""
    definition, zone = question.definition, question.zone
    assert zone is not None  # noqa: S101
    until = to_local(question.through, zone).date() + DAY
    if not begin_alike(cursor, zone, _midnights(zone, until)):
        cursor.execute(f"delete from daily_reach where {MINE}", key_of(question))
        return
    state = {**key_of(question), "digest": digest_of(question)}
    slips = has_slips(cursor, question)
    since = _since(cursor, question, slips, state)
    cursor.execute(
        f"delete from daily_sums where {MINE} and day >= $since",
        key_of(question) | {"since": since},
    )
    cursor.execute(
        f"""
        insert into daily_sums
        with observations as (
            ({question.observations})
            union all by name
            select {NONE} where false
        )
        select
            $summed_metric, $summed_clock,
            timezone($zone, timezone('UTC', counted_at))::date as day,
            team, channel, left_out,
            count(*), count(amount), sum(amount), sum(amount * amount),
            min(counted_at)
        from observations
        where counted_at >= $after and counted_at < $before
        group by day, team, channel, left_out
        """,
        question.unfiltered
        | key_of(question)
        | {"zone": zone, "after": _midnight(since, zone)}
        | {"before": _midnight(until, zone)},
    )
    cursor.execute(f"delete from daily_reach where {MINE}", key_of(question))
    cursor.execute(
        "insert into daily_reach by name select $summed_metric as metric, "
        "$summed_clock as clock, $digest as digest, $until as until, "
        "$through as through, $slips as has_slips, $tables as tables, "
        "$row_by_row as row_by_row, $days as matures_days",
        {
            **state,
            "until": until,
            "through": question.through,
            "slips": slips,
            "tables": sorted(tables_of(question)),
            "row_by_row": definition.row_by_row,
            "days": definition.matures_days,
        },
    )


def _since(
    cursor: duckdb.DuckDBPyConnection,
    question: Question,
    slips: bool,
    state: dict[str, Any],
) -> date:
    """The first day that is not up to date."""
    stood = cursor.execute(
        f"select until, through, has_slips from daily_reach "
        f"where {MINE} and digest = $digest",
        state,
    ).fetchall()
    always = EARLIEST
    if not stood or stood[0][0] is None:
        return always
    until, through, had_slips = stood[0]
    if through != question.through and (slips or had_slips):
        return always
    since: date = max(always, min(until, (through - ZONES).date()))
    return since


def has_slips(cursor: duckdb.DuckDBPyConnection, question: Question) -> bool:
    """Whether any row is dated in the future: it will count when its time comes."""
    dated = " union all ".join(
        f"select 1 from {table} where {column} > $through"
        for table in tables_of(question)
        for column in MOMENTS.get(table, ())
    )
    if not dated:
        return False
    found = cursor.execute(f"{dated} limit 1", {"through": question.through})
    return bool(found.fetchall())


def tables_of(question: Question) -> set[str]:
    """Those that decide what is counted."""
    ahead = {"tickets"} if question.definition.matures_days else set()
    return {*question.definition.tables, *ahead}


def digest_of(question: Question) -> str:
    """Changes with everything that sums hang on, but the rows and their reach."""
    settings = {**question.settings, "zone": question.zone} | {"through": None}
    told = f"{question.definition.version} {sorted(settings.items())!r}"
    return sha256(told.encode()).hexdigest()


def _midnight(day: date, zone: str) -> datetime:
    """The moment (UTC) at which a day begins there."""
    return to_utc(datetime.combine(day, time()), zone)


@lru_cache(maxsize=8)
def _midnights(zone: str, until: date) -> Mapping[date, datetime]:
    """The moments (UTC) at which days begin there, from the earliest on."""
    days = [EARLIEST + DAY * number for number in range((until - EARLIEST).days + 1)]
    return {day: _midnight(day, zone) for day in days}


def begin_alike(
    cursor: duckdb.DuckDBPyConnection, zone: str, midnights: Mapping[date, datetime]
) -> bool:
    """Whether DuckDB, too, lets these days begin at these moments (UTC)."""
    alike = cursor.execute(
        """
        select bool_and(
            timezone($zone, timezone('UTC', midnight))::date = day
            and timezone(
                $zone, timezone('UTC', midnight - interval 1 microsecond)
            )::date = day - 1
        )
        from (
            select
                unnest($days::date[]) as day,
                unnest($midnights::timestamp[]) as midnight
        )
        """,
        {"zone": zone, "days": list(midnights), "midnights": list(midnights.values())},
    ).fetchall()
    return bool(alike[0][0])
