"""How good the data are: of each system's rows, of its exports, of its customers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from intake.quality.gaps import Gap, gaps_of
from intake.quality.overlap import Overlap, overlap_of
from intake.quality.percent import percent
from intake.quality.rejecting import Rejecting, rejecting_of
from intake.tables import TABLES, Table
from metrics.periods import to_local
from metrics.reach import MOMENTS, data_through
from metrics.warehouse import Warehouse

ROOM = Path(__file__).parent
ANSWERED = (ROOM / "answered.sql").read_text(encoding="utf-8")
LATE = 7  # days behind the other systems
DUE = 5  # days with rows that ought to have come since
WITH_AGENT = ("tickets", "surveys", "reviews", "calls")
WITH_CUSTOMER = ("tickets", "surveys", "calls", "orders", "subscriptions")
SET_ASIDE = ("tickets", "surveys", "reviews", "orders")
Reached = Mapping[tuple[str, str], date]


@dataclass(frozen=True)
class Shares:
    """Of the rows that count, how many in percent have what; None: not asked of it."""

    counting: int
    agent: float | None
    customer: float | None
    answer: float | None


@dataclass(frozen=True)
class Rows:
    """The rows of one system in one table; days are the company's.

    `n` counts surveys that were answered, and `unanswered` the others. `days` have
    rows; `first` and `last` are None where no row has a date up to today; `slips`
    are rows dated later. `until` is the last day that anything in the exports of
    these rows speaks of, as a solve or a rating of theirs.
    """

    source: str
    table: str
    n: int
    unanswered: int
    first: date | None
    last: date | None
    until: date | None
    days: int
    slips: int
    gaps: tuple[Gap, ...]
    shares: Shares

    @property
    def filled(self) -> float:
        """Of the days of its span, the part (0 to 1) that has rows."""
        if self.first is None or self.last is None:
            return 0.0
        return self.days / ((self.last - self.first).days + 1)

    @property
    def missed(self) -> int:
        """The usual days without rows, but for those that may be holidays."""
        return sum(gap.days for gap in self.gaps if not gap.may_be_rest)


@dataclass(frozen=True)
class Quality:
    """All of it; `through` is the last day that data reach, `today` the company's."""

    today: date
    through: date | None
    rows: tuple[Rows, ...]
    rejecting: tuple[Rejecting, ...]
    overlap: Overlap

    def behind(self, rows: Rows) -> int | None:
        """Days from what a system's exports speak of last to the last day of all."""
        if rows.until is None or self.through is None:
            return None
        return (self.through - rows.until).days

    def age(self, rows: Rows) -> int | None:
        """Days from a system's last row to today."""
        return None if rows.last is None else (self.today - rows.last).days

    def is_late(self, rows: Rows) -> bool:
        """Whether a system's exports end a week or more before the last day of all.

        One that has rows on few days is late only when 5 such days are due.
        """
        behind = self.behind(rows) or 0
        return behind >= LATE and behind * rows.filled >= DUE


def quality_of(warehouse: Warehouse, zone: str, now: datetime) -> Quality:
    """The quality of a store at a moment (UTC), its days in the company's zone."""
    today = to_local(now, zone).date()
    answered = dict(warehouse.rows(ANSWERED, {"now": now}))
    reached = _reached(warehouse, zone, now)
    rows = tuple(
        one
        for table in TABLES.values()
        for one in _rows_of(warehouse, table, zone, today, answered, reached)
    )
    last = data_through(warehouse, now)
    through = to_local(last, zone).date() if last else None
    rejecting, overlap = rejecting_of(warehouse), overlap_of(warehouse)
    return Quality(today, through, rows, rejecting, overlap)


def _rows_of(
    warehouse: Warehouse,
    table: Table,
    zone: str,
    today: date,
    answered: Mapping[str, int],
    reached: Reached,
) -> list[Rows]:
    """Each system that has rows in a table, the one with most rows first."""
    days = _days(warehouse, table, zone)
    shares = _shares(warehouse, table.name, answered)
    found = [
        _rows(
            source,
            table.name,
            by_day,
            today,
            reached.get((source, table.name)),
            shares[source],
        )
        for source, by_day in days.items()
    ]
    return sorted(found, key=lambda one: (-one.n, one.source))


def _rows(
    source: str,
    table: str,
    by_day: Mapping[date | None, int],
    today: date,
    until: date | None,
    shares: Shares,
) -> Rows:
    dated = {day: n for day, n in by_day.items() if day is not None and day <= today}
    slips = sum(n for day, n in by_day.items() if day is not None and day > today)
    return Rows(
        source,
        table,
        sum(n for day, n in by_day.items() if day is not None),
        by_day.get(None, 0),
        min(dated, default=None),
        max(dated, default=None),
        until,
        len(dated),
        slips,
        gaps_of(dated),
        shares,
    )


def _reached(warehouse: Warehouse, zone: str, now: datetime) -> Reached:
    """By source and table, the last day that the exports of its rows speak of.

    One export brings tickets and their ratings: neither is late for the other.
    """
    latest = " union all ".join(
        f"select '{table}' as name, source, export_id, "
        f"max({column}) filter ({column} <= $now) as moment from {table} group by all"
        for table, columns in MOMENTS.items()
        for column in columns
    )
    query = f"""
        with ends as (
            select name, source,
                max(moment) over (partition by source, export_id) as moment
            from ({latest})
        )
        select source, name, max(moment) from ends group by all
    """
    return {
        (source, name): to_local(moment, zone).date()
        for source, name, moment in warehouse.rows(query, {"now": now})
        if moment is not None
    }


def _days(
    warehouse: Warehouse, table: Table, zone: str
) -> dict[str, dict[date | None, int]]:
    """For each source the rows of each of its days; None: rows without a date.

    Zones are whole quarters of an hour from UTC, so those are told their day, and
    not each row.
    """
    query = f"""
        with quarters as (
            select source, time_bucket(interval 15 minute, {table.time}) as moment,
                count(*) as n
            from {table.name}
            group by all
        )
        select source, timezone($zone, timezone('UTC', moment))::date as day, sum(n)
        from quarters
        group by all
    """
    found: dict[str, dict[date | None, int]] = defaultdict(dict)
    for source, day, n in warehouse.rows(query, {"zone": zone}):
        found[source][day] = int(n)
    return found


def _shares(
    warehouse: Warehouse, table: str, answered: Mapping[str, int]
) -> dict[str, Shares]:
    counts = "set_aside is null" if table in SET_ASIDE else "true"
    if table == "surveys":
        counts += " and answered_at is not null"
    agent = "count(agent)" if table in WITH_AGENT else "null"
    customer = "count(customer_id)" if table in WITH_CUSTOMER else "null"
    query = f"""
        select source, count(*) filter ({counts}),
            {agent} {"" if agent == "null" else f"filter ({counts})"},
            {customer} {"" if customer == "null" else f"filter ({counts})"}
        from {table}
        group by source
    """
    return {
        source: Shares(
            n,
            percent(agents, n),
            percent(customers, n),
            percent(answered.get(source, 0), n) if table == "tickets" else None,
        )
        for source, n, agents, customers in warehouse.rows(query)
    }
