"""Sums by day say the same as the rows, whatever comes and goes."""

from __future__ import annotations

import re
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.house import House
from intake.keeping.undoing import undo
from metrics.catalog import load_catalog
from metrics.daily import BY_DAY, begin_alike, spoil, sum_up
from metrics.kept import sums_of
from metrics.locality import is_row_by_row
from metrics.measuring import begins_at, clocks_of, counts, keep_counts, left_out
from metrics.periods import Window, period_at
from metrics.questions import Question
from metrics.reach import data_through
from metrics.summed import days_of
from metrics.warehouse import Warehouse
from tests.browser import ROOT, VALUES
from tests.conftest import Company
from tests.intake_desk import Desk
from tests.oracle.companies import large_company
from tests.oracle.filling import fill
from tests.test_intake_undo import EXPORTS

CATALOG = load_catalog()
ZONE = "Europe/Amsterdam"
NOW = datetime(2026, 11, 1)
METRICS = [one for one in CATALOG.values() if one.kind in BY_DAY]
FILTERS = ((), (("team", "Chat"),), (("channel", "mail"),))


def questions(through: datetime) -> list[Question]:
    return [
        Question(one, "EUR", 90, clock, chosen, through, ZONE)
        for one in METRICS
        for clock in one.clocks or (None,)
        for chosen in FILTERS
    ]


def months(through: datetime, many: int = 5) -> list[Window]:
    """The months up to the one that is running, cut where the data end."""
    last = period_at(through.date(), "month", ZONE).running(through)
    found = [last]
    for _ in range(many):
        before = period_at(found[0].first - timedelta(days=1), "month", ZONE)
        found.insert(0, before)
    return [one.window() for one in found]


def agree(warehouse: Warehouse, question: Question, windows: Sequence[Window]) -> None:
    """What sums say is what rows say."""
    by_row = replace(question, zone=None)
    summed = counts(warehouse, question, windows)
    for one, other in zip(summed, counts(warehouse, by_row, windows), strict=True):
        assert one.n == other.n, question
        for name, sum_ in other.sums.items():
            assert one.sums[name] == (sum_ if sum_ is None else pytest.approx(sum_))
    asked = clocks_of(warehouse, question, None, windows)
    by_rows = clocks_of(warehouse, by_row, None, windows)
    assert [one.clock for one in asked] == [one.clock for one in by_rows]
    told = left_out(warehouse, question, windows[-1])
    assert told == left_out(warehouse, by_row, windows[-1]), question
    assert begins_at(warehouse, question) == begins_at(warehouse, by_row)


def keep_alike(
    warehouse: Warehouse, question: Question, windows: Sequence[Window]
) -> None:
    """What is kept of windows is what rows say."""
    by_row = counts(warehouse, replace(question, zone=None), windows)
    found = counts(warehouse, question, windows)
    assert [one.sums for one in found] == [one.sums for one in by_row]


@pytest.mark.parametrize("metric", ["frt", "crr"])
def test_keeps_what_cannot_be_added_up(metric: str) -> None:
    warehouse = Warehouse.in_memory()
    fill(warehouse, large_company(7, subscribed=False))
    through = data_through(warehouse, NOW)
    assert through is not None
    windows = months(through)
    clock = "calendar" if metric == "frt" else None
    question = Question(CATALOG[metric], "EUR", 90, clock, through=through, zone=ZONE)  # type: ignore[arg-type]
    keep_counts(warehouse, question, windows)
    kept = sums_of(warehouse, question)
    assert len(kept) == sum(one.end <= through for one in windows) > 3
    keep_alike(warehouse, question, windows)
    with warehouse.writing() as cursor:
        spoil(cursor, "tickets" if metric == "frt" else "orders", windows[-2].start)
    left = sums_of(warehouse, question)
    assert set(left) == (
        {one for one in kept if one[1] <= windows[-2].start}
        if metric == "frt"
        else set()
    )


def test_says_the_same_of_a_large_company() -> None:
    warehouse = Warehouse.in_memory()
    fill(warehouse, large_company(7, subscribed=False))
    through = data_through(warehouse, NOW)
    assert through is not None
    asked = questions(through)
    sum_up(warehouse, asked[:: len(FILTERS)], many=0)
    windows = months(through)
    for question in asked:
        assert days_of(warehouse, question, windows) is not None
        agree(warehouse, question, windows)


@pytest.mark.parametrize(
    "zone", ["America/New_York", "Europe/London", "Asia/Manila", "Pacific/Auckland"]
)
def test_chooses_a_clock_in_every_zone_where_a_window_has_nothing_timed(
    company: Company, zone: str
) -> None:
    """That is asked of all time, and zones behind UTC have no first day of it."""
    company.add("tickets", created_at="2026-03-02 09:00", first_reply_minutes=30)
    frt = company.question("frt", zone=zone, through=datetime(2026, 4, 1))
    clocks = [replace(frt, clock=clock) for clock in frt.definition.clocks]
    sum_up(company.warehouse, clocks, many=0)
    found = months(frt.through)
    chosen = clocks_of(company.warehouse, frt, None, found)
    assert [one.clock for one in chosen] == ["calendar"] * len(found)
    agree(company.warehouse, frt, found)


def test_sums_up_a_definition_that_tells_no_team(
    company: Company, tmp_path: Path
) -> None:
    ours = (ROOT / "metrics" / "definitions" / "aov.sql").read_text()
    assert "team" in ours
    without = re.sub(r".*\b(team|channel)\b.*\n", "", ours)
    (tmp_path / "basket.sql").write_text(without.replace("aov", "basket"))
    basket = load_catalog(tmp_path)["basket"]
    company.add("orders", ordered_at="2026-03-02 09:00", amount=30)
    company.add("orders", ordered_at="2026-03-03 09:00", amount=40)
    asked = company.question("aov", zone=ZONE, through=datetime(2026, 4, 1))
    asked = replace(asked, definition=basket)
    sum_up(company.warehouse, [asked], many=0)
    windows = months(asked.through)
    assert days_of(company.warehouse, asked, windows) is not None
    assert [one.n for one in counts(company.warehouse, asked, windows)][-2:] == [2, 0]
    agree(company.warehouse, asked, windows)


def test_asks_rows_again_after_settings_changed() -> None:
    warehouse = Warehouse.in_memory()
    fill(warehouse, large_company(8, subscribed=False))
    through = data_through(warehouse, NOW)
    assert through is not None
    windows = months(through)
    question = Question(CATALOG["revenue"], "EUR", 90, through=through, zone=ZONE)
    sum_up(warehouse, [question], many=0)
    assert days_of(warehouse, question, windows) is not None
    for other in (
        replace(question, currency="IDR"),
        replace(question, zone="Asia/Jakarta"),
        replace(question, through=through - timedelta(days=3)),
        replace(question, filters=(("agent", "Sari"),)),
    ):
        if other.applied or not other.filters:
            assert days_of(warehouse, other, windows) is None
        agree(warehouse, other, windows)


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(EXPORTS, st.data())
def test_stays_true_whatever_comes_and_goes(
    exports: list[str], data: st.DataObject
) -> None:
    with tempfile.TemporaryDirectory() as place:
        desk = Desk(Path(place))
        standing: list[int] = []
        for number, content in enumerate(exports):
            standing.append(desk.load(content, f"{number}.csv").export_id)
            _check(desk.warehouse, data)
            if data.draw(st.integers(0, 3)) == 0:
                gone = data.draw(st.sampled_from(standing))
                undo(desk.warehouse, gone, "a test")
                standing.remove(gone)
                _check(desk.warehouse, data)


def _check(warehouse: Warehouse, data: st.DataObject) -> None:
    """Before the sums are brought up to date, and after."""
    through = data_through(warehouse, data.draw(st.sampled_from([NOW, SOONER])))
    if through is None:
        return
    windows = months(through, many=1)
    asked = [
        Question(CATALOG[one], "EUR", 90, through=through, zone=ZONE)
        for one in OF_TICKETS
    ]
    frt = Question(CATALOG["frt"], "EUR", 90, "calendar", through=through, zone=ZONE)
    for question in asked:
        agree(warehouse, question, windows)
    keep_alike(warehouse, frt, windows)
    if data.draw(st.booleans()):
        sum_up(warehouse, [*asked, frt], many=0)
        keep_counts(warehouse, frt, windows)
        keep_alike(warehouse, frt, windows)
        for question in (*asked, frt):
            agree(warehouse, question, windows)


OF_TICKETS = ("fcr", "csat", "aht", "qa")
# Then, some of the rows are still to come.
SOONER = datetime(2026, 3, 6, 12)


def test_takes_the_later_tickets_of_a_customer_into_account(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    header = "ticket_id,created_at,solved_at,status,customer,replies,reopens\n"
    desk.load(
        header
        + "1,2026-03-01 09:00,2026-03-01 12:00,solved,a@b.example,1,0\n"
        + "2,2026-03-20 09:00,2026-03-20 12:00,solved,c@b.example,1,0\n",
        "first.csv",
    )
    fcr = Question(CATALOG["fcr"], "EUR", 90, zone=ZONE)
    march = [Window(datetime(2026, 2, 28, 23), datetime(2026, 3, 31, 22))]

    def amount() -> float | None:
        through = data_through(desk.warehouse, NOW)
        assert through is not None
        asked = replace(fcr, through=through)
        sum_up(desk.warehouse, [asked], many=0)
        assert days_of(desk.warehouse, asked, march) is not None
        return counts(desk.warehouse, asked, march)[0].amount()

    assert amount() == 100
    again = "3,2026-03-05 09:00,2026-03-05 12:00,solved,a@b.example,1,0\n"
    desk.load(header + again, "second.csv")
    assert amount() == 50
    desk.load(header + "4,2026-04-05 09:00,,open,d@b.example,0,0\n", "third.csv")
    assert amount() == pytest.approx(200 / 3)


@pytest.mark.parametrize("metric", ["csat", "aht", "fcr", "nps", "qa", "revenue"])
def test_knows_metrics_that_look_at_one_row(metric: str) -> None:
    assert CATALOG[metric].row_by_row


PLAIN = "select created_at as counted_at, subject from tickets"


@pytest.mark.parametrize(
    "query",
    [
        f"{PLAIN} inner join calls using (ticket_id)",
        f"{PLAIN} where rank() over (order by b) = 1",
        "select max(created_at) as counted_at from tickets",
        f"with late as ({PLAIN}) select * from late",
        f"{PLAIN} where b in (select b from calls)",
        "select distinct created_at as counted_at from tickets",
        f"{PLAIN} where next_contact_at is null",
        f"{PLAIN} limit 5",
        "select date_trunc('month', created_at) as counted_at from tickets",
        "select updated_at as counted_at from tickets",
    ],
)
def test_knows_queries_that_look_further(query: str) -> None:
    assert is_row_by_row(PLAIN, 0)
    assert is_row_by_row(f"{PLAIN} union all {PLAIN}", 0)
    assert not is_row_by_row(query, 0)


def test_sums_up_no_days_that_begin_otherwise_in_duckdb() -> None:
    """Of some zones, two libraries know different rules."""
    midnights = {date(2026, 3, 1): datetime(2026, 2, 28, 23)}
    cursor = Warehouse.in_memory().cursor()
    assert begin_alike(cursor, "Europe/Amsterdam", midnights)
    assert not begin_alike(cursor, "Europe/Lisbon", midnights)


def test_keeps_older_days_when_one_source_of_a_file_matures(tmp_path: Path) -> None:
    """Two systems in one file: each matures by itself."""
    desk = Desk(tmp_path)
    header = "source,ticket_id,created_at,solved_at,status,replies\n"
    desk.load(
        header
        + "alpha,1,2026-01-05 09:00,2026-01-05 12:00,solved,1\n"
        + "beta,2,2026-03-01 09:00,,open,0\n",
        "first.csv",
    )
    through = data_through(desk.warehouse, NOW)
    assert through is not None
    fcr = Question(CATALOG["fcr"], "EUR", 90, through=through, zone=ZONE)
    january = [period_at(date(2026, 1, 5), "month", ZONE).window()]
    sum_up(desk.warehouse, [fcr], many=0)
    assert counts(desk.warehouse, fcr, january)[0].n == 0
    desk.load(
        header + "alpha,3,2026-02-01 09:00,,open,0\nbeta,4,2026-03-01 08:00,,open,0\n",
        "second.csv",
    )
    assert counts(desk.warehouse, fcr, january)[0].n == 1
    agree(desk.warehouse, fcr, january)


def test_a_dashboard_sums_up_what_is_not_when_it_starts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(tmp_path, store=tmp_path / "data")
    desk.sample("zendesk_tickets")
    desk.warehouse.close()
    monkeypatch.setattr(sum_up, "__defaults__", (0,))
    house = House(tmp_path / "data", VALUES)
    summed_up = "select distinct metric from daily_reach"
    assert house.own.rows(summed_up) == []
    house.run()
    until = time.monotonic() + 60
    while ("csat",) not in house.own.rows(summed_up) and time.monotonic() < until:
        time.sleep(0.05)
    assert ("csat",) in house.own.rows(summed_up)
    house.close()
