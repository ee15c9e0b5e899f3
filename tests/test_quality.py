"""Quality at a glance: spans, gaps, shares, rejects, and customers who meet."""

from datetime import date, datetime, timedelta

import pandas as pd
import pytest

from demo import write_company
from intake.quality.findings import findings_of
from intake.quality.gaps import Gap, gaps_of
from intake.quality.overlap import Overlap, overlap_of
from intake.quality.overview import Shares, quality_of
from intake.quality.systems import system_name
from metrics.reach import data_through
from metrics.warehouse import Warehouse
from tests.conftest import IDS
from tests.intake_desk import AMSTERDAM, TICKETS, Desk

MONDAY = date(2026, 3, 2)
NOW = datetime(2026, 4, 1, 12)
ZONE = "Europe/Amsterdam"


def working_days(weeks, rows=30, days=5):
    """Rows on the first days of each week, from Monday 2 March 2026 on."""
    return {
        MONDAY + timedelta(days=7 * week + day): rows
        for week in range(weeks)
        for day in range(days)
    }


def without(rows, *days):
    return {day: n for day, n in rows.items() if day not in days}


def test_takes_no_weekend_for_a_gap():
    assert gaps_of(working_days(8)) == ()


def test_finds_the_days_that_are_missing_and_bridges_the_weekend_between():
    # Thursday 19 and Friday 20 March, and Monday the 23rd: three usual days
    missing = date(2026, 3, 19), date(2026, 3, 20), date(2026, 3, 23)
    assert gaps_of(without(working_days(8), *missing)) == (
        Gap(missing[0], missing[2], 3, may_be_rest=False),
    )


def test_takes_a_day_or_two_of_a_desk_with_weekends_for_a_holiday_perhaps():
    friday, monday = date(2026, 4, 3), date(2026, 4, 6)
    assert gaps_of(without(working_days(8), friday, monday)) == (
        Gap(friday, monday, 2, may_be_rest=True),
    )


def test_takes_a_day_of_a_shop_that_never_rests_for_a_gap():
    sunday = date(2026, 3, 22)
    assert gaps_of(without(working_days(8, days=7), sunday)) == (
        Gap(sunday, sunday, 1, may_be_rest=False),
    )


def test_takes_no_quiet_day_for_a_gap_where_few_rows_come():
    # on average 3 × 7 / 8 = 2.6 rows on a Wednesday, 13 in a week: not 20
    week = [date(2026, 3, 16) + timedelta(days=day) for day in range(5)]
    assert gaps_of(without(working_days(8, rows=3), week[2])) == ()
    assert gaps_of(without(working_days(8, rows=3), *week)) == ()
    assert gaps_of(without(working_days(8, rows=6), *week)) == (
        Gap(week[0], week[4], 5, may_be_rest=False),
    )


def test_does_not_know_the_habit_of_a_weekday_that_came_three_times():
    assert gaps_of(without(working_days(3), date(2026, 3, 11))) == ()


def test_takes_a_survey_that_is_sent_once_a_month_for_whole():
    assert gaps_of({MONDAY: 500, date(2026, 4, 6): 500, date(2026, 5, 4): 500}) == ()


def test_finds_no_gap_where_there_are_no_days():
    assert gaps_of({}) == ()


def rows_of(company, table, source, now=NOW):
    found = quality_of(company.warehouse, ZONE, now).rows
    return next(one for one in found if (one.table, one.source) == (table, source))


def test_tells_the_span_in_days_of_the_company(company):
    for moment in ("2026-03-01 23:30", "2026-03-02 10:00", "2026-03-09 21:59"):
        company.add("tickets", created_at=moment)
    company.add("tickets", created_at="2026-05-01")
    rows = rows_of(company, "tickets", "zendesk")
    assert (rows.first, rows.last) == (date(2026, 3, 2), date(2026, 3, 9))
    assert (rows.n, rows.days, rows.slips) == (4, 2, 1)
    assert rows.filled == 2 / 8


def test_counts_surveys_that_nobody_answered_apart(company):
    company.add("surveys", instrument="csat")
    company.add("surveys", instrument="csat", answered_at="2026-03-05", is_good=True)
    rows = rows_of(company, "surveys", "delighted")
    assert (rows.n, rows.unanswered) == (1, 1)
    assert (rows.first, rows.last) == (date(2026, 3, 5), date(2026, 3, 5))
    assert rows.shares.counting == 1
    company.add("surveys", source="typeform", instrument="csat")
    rows = rows_of(company, "surveys", "typeform")
    assert (rows.n, rows.unanswered, rows.first, rows.filled) == (0, 1, None, 0)


def test_tells_how_many_tickets_that_count_have_agent_customer_and_answer(company):
    march = {"created_at": "2026-03-02"}
    company.add("tickets", ticket_id="1", agent="Ani", customer_id="a", **march)
    company.add("tickets", ticket_id="2", agent="Ani", **march)
    company.add("tickets", ticket_id="3", agent="Ani", **march)
    company.add("tickets", ticket_id="4", **march)
    company.add("tickets", ticket_id="5", set_aside="spam", **march)
    answer = {"instrument": "csat", "answered_at": "2026-03-03", "is_good": True}
    company.add("surveys", ticket_id="1", **answer)
    company.add("surveys", ticket_id="1", **answer)
    company.add("surveys", ticket_id="5", **answer)
    company.add("surveys", ticket_id="2", instrument="csat")
    rows = rows_of(company, "tickets", "zendesk")
    assert rows.shares == Shares(counting=4, agent=75.0, customer=25.0, answer=25.0)


def test_takes_an_answer_for_the_ticket_that_it_can_only_be_of(company):
    march = {"created_at": "2026-03-02"}
    for source in ("zendesk", "freshdesk"):
        company.add("tickets", source=source, ticket_id="7", **march)
    company.add("tickets", ticket_id="8", **march)
    answer = {"instrument": "csat", "answered_at": "2026-03-03", "is_good": True}
    company.add("surveys", source="delighted", ticket_id="7", **answer)
    company.add("surveys", source="freshdesk", ticket_id="7", **answer)
    company.add("surveys", source="delighted", ticket_id="8", **answer)
    assert rows_of(company, "tickets", "zendesk").shares.answer == 50.0
    assert rows_of(company, "tickets", "freshdesk").shares.answer == 100.0


def test_tells_who_is_in_service_and_in_sales(company):
    for customer in ("a", "b", "b", "zendesk:7", None):
        company.add("tickets", created_at="2026-03-02", customer_id=customer)
    company.add("tickets", created_at="2026-03-02", customer_id="x", set_aside="spam")
    company.add("surveys", instrument="nps", customer_id="c")
    for customer in ("a", "c", "c", "d", "e", "x", None):
        company.add("orders", ordered_at="2026-03-02", amount=1, customer_id=customer)
    overlap = overlap_of(company.warehouse)
    assert overlap == Overlap(4, 5, 2, service_numbers=1, sales_numbers=0)
    assert (overlap.of_sales, overlap.of_service) == (40.0, 50.0)


def test_has_no_share_where_nobody_bought(company):
    company.add("tickets", created_at="2026-03-02", customer_id="a")
    assert overlap_of(company.warehouse).of_sales is None


@pytest.fixture
def desk(tmp_path):
    made = Desk(tmp_path)
    yield made
    made.warehouse.close()


def export(first, good, bad):
    """Tickets numbered from `first`, the bad ones created soon."""
    rows = [f"{first + at},2026-03-02 09:00,,open" for at in range(good)]
    rows += [f"{first + good + at},soon,,open" for at in range(bad)]
    return "\n".join([TICKETS, *rows])


def test_sees_that_more_rows_are_rejected_than_before(desk):
    desk.load(export(0, 200, 0))
    desk.load(export(1_000, 199, 1))
    desk.load(export(2_000, 180, 20))
    [kind] = quality_of(desk.warehouse, ZONE, NOW).rejecting
    assert (kind.exports, kind.share, kind.share_before) == (3, 10.0, 0.25)
    assert kind.rises
    assert [one.sentence for one in findings_of_desk(desk)] == [
        "10.0 % of the 200 rows of the last export were rejected, 0.2 % before: "
        "its receipt tells why."
    ]


def test_takes_one_reject_more_for_chance(desk):
    desk.load(export(0, 199, 1))
    desk.load(export(1_000, 197, 3))
    [kind] = quality_of(desk.warehouse, ZONE, NOW).rejecting
    assert not kind.rises
    assert findings_of_desk(desk) == ()


def test_judges_no_rise_by_few_rows(desk):
    desk.load(export(0, 200, 0))
    desk.load(export(1_000, 40, 40))
    [kind] = quality_of(desk.warehouse, ZONE, NOW).rejecting
    assert not kind.rises
    assert [(one.gravity, one.sentence) for one in findings_of_desk(desk)] == [
        (
            "look",
            "50.0 % of the 80 rows of the last export were rejected: "
            "its receipt tells why.",
        )
    ]


def findings_of_desk(desk):
    """But for what is to be said of its tickets: nobody has a customer."""
    found = findings_of(quality_of(desk.warehouse, ZONE, NOW))
    return tuple(one for one in found if one.subject == "ticket file")


def noticed(company, now=NOW):
    found = findings_of(quality_of(company.warehouse, ZONE, now))
    return [(one.gravity, one.subject, one.sentence) for one in found]


def daily(company, table, column, days, **cells):
    for day in range(days):
        company.add(
            table, **{column: datetime(2026, 3, 2, 9) + timedelta(days=day)}, **cells
        )


def test_says_which_system_is_behind_the_others(company):
    known = {"agent": "Ani", "customer_id": "a"}
    daily(company, "tickets", "created_at", 29, **known)
    daily(company, "tickets", "created_at", 10, source="freshdesk", **known)
    assert noticed(company) == [
        (
            "attention",
            "Freshdesk, tickets",
            "The last is of 11 Mar 2026, 19 days before the newest row of all: "
            "drop a newer export.",
        )
    ]


def test_does_not_call_tickets_late_for_what_their_own_export_brought(company):
    known = {"agent": "Ani", "customer_id": "a"}
    # solved, and rated, 25 days after the last was created
    daily(company, "tickets", "created_at", 5, solved_at="2026-03-31 08:47", **known)
    daily(company, "surveys", "answered_at", 29, source="zendesk", instrument="ces")
    quality = quality_of(company.warehouse, ZONE, NOW)
    assert quality.through == date(2026, 3, 31)
    assert [(one.table, quality.behind(one)) for one in quality.rows] == [
        ("tickets", 0),
        ("surveys", 0),
    ]
    assert noticed(company) == []


def test_reaches_as_far_as_the_scorecard_says(company):
    company.add("tickets", created_at="2026-03-02", solved_at="2026-03-20 23:30")
    quality = quality_of(company.warehouse, ZONE, NOW)
    assert quality.through == date(2026, 3, 21)
    assert data_through(company.warehouse, NOW) == datetime(2026, 3, 20, 23, 30)


def test_waits_longer_for_a_system_that_has_rows_on_few_days(company):
    daily(company, "tickets", "created_at", 29, agent="Ani", customer_id="a")
    for day in (2, 12):  # 2 days of 11 filled: of 18 days behind 3.3, not yet 5
        company.add("reviews", reviewed_at=datetime(2026, 3, day), score=90)
    assert noticed(company) == []


def test_says_that_all_data_are_old(company):
    daily(company, "reviews", "reviewed_at", 5, score=90)
    assert noticed(company, datetime(2026, 5, 6, 12)) == [
        ("look", "All data", "They end on 6 Mar 2026, 61 days ago: drop newer exports.")
    ]


def test_says_where_a_gap_is(company):
    for week, many in ((0, 30), (1, 30), (2, 0), (3, 30), (4, 30)):
        for day in range(5):
            at = datetime(2026, 3, 2, 9) + timedelta(days=7 * week + day)
            for _ in range(many):
                company.add("reviews", reviewed_at=at, score=90)
    assert noticed(company, datetime(2026, 4, 4)) == [
        (
            "attention",
            "MaestroQA, reviews",
            "No rows on 5 usual days, 16 Mar 2026 to 20 Mar 2026: "
            "drop an export of that time.",
        )
    ]


def test_says_that_tickets_tell_no_customer_and_few_agents(company):
    daily(company, "tickets", "created_at", 12, agent="Ani")
    daily(company, "tickets", "created_at", 18)
    assert noticed(company) == [
        (
            "look",
            "Zendesk, tickets",
            "None names a customer: they are left out of returns and purchases.",
        ),
        (
            "look",
            "Zendesk, tickets",
            "Only 40.0 % name an agent: the others are left out of numbers by agent.",
        ),
    ]


def test_says_that_nobody_who_wrote_has_bought(company):
    for number in range(30):
        daily(company, "tickets", "created_at", 1, agent="A", customer_id=f"t{number}")
        daily(company, "orders", "ordered_at", 1, amount=1, customer_id=f"o{number}")
    assert noticed(company, datetime(2026, 3, 3)) == [
        (
            "attention",
            "Customers",
            "Nobody who wrote is known to have bought, and the reverse. "
            "Export e-mail addresses on both sides, and they meet.",
        )
    ]


def test_says_nothing_of_a_store_without_rows(company):
    quality = quality_of(company.warehouse, ZONE, NOW)
    assert (quality.rows, quality.through) == ((), None)
    assert findings_of(quality) == ()


def test_calls_a_system_as_people_do():
    names = [system_name(name) for name in ("maestroqa", "jira", "osticket", "zendesk")]
    assert names == ["MaestroQA", "Jira", "osTicket", "Zendesk"]
    assert system_name("own") == "Plain tables"
    assert system_name("olist") == "Olist"


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """A small made-up company, loaded as it is exported."""
    folder = tmp_path_factory.mktemp("demo")
    made = Desk(folder)
    for path in write_company(folder, tickets=1_500, months=4, until=date(2026, 3, 31)):
        if path.suffix == ".csv":
            made.load(path.read_bytes(), path.name, AMSTERDAM)
    yield made.warehouse
    made.warehouse.close()


def frame(warehouse: Warehouse, table: str) -> pd.DataFrame:
    return warehouse.cursor().execute(f"from {table}").df()


DATES = {
    "tickets": "created_at",
    "surveys": "answered_at",
    "reviews": "reviewed_at",
    "calls": "started_at",
    "orders": "ordered_at",
    "decisions": "decided_at",
    "measurements": "measured_at",
}


def test_counts_the_made_up_company_as_pandas_does(demo):
    found = quality_of(demo, ZONE, datetime(2026, 4, 1))
    assert {one.table for one in found.rows} == set(DATES)
    for one in found.rows:
        rows = frame(demo, one.table)
        rows = rows[rows["source"] == one.source]
        local = rows[DATES[one.table]].dt.tz_localize("UTC").dt.tz_convert(ZONE)
        days = local.dt.date.dropna()
        assert (one.n, one.days) == (len(days), days.nunique())
        assert one.n + one.unanswered == len(rows)
        assert (one.first, one.last) == (days.min(), days.max())
        rows = rows[rows[DATES[one.table]].notna()]
        if "set_aside" in rows:
            rows = rows[rows["set_aside"].isna()]
        assert one.shares.counting == len(rows) == rows[IDS[one.table]].nunique()
        for column, share in (
            ("agent", one.shares.agent),
            ("customer_id", one.shares.customer),
        ):
            if column in rows and one.table != "measurements":  # of teams, mostly
                assert share == pytest.approx(100 * rows[column].notna().mean())
            else:
                assert share is None


def test_counts_rated_tickets_and_customers_as_pandas_does(demo):
    found = quality_of(demo, ZONE, datetime(2026, 4, 1))
    surveys, tickets = frame(demo, "surveys"), frame(demo, "tickets")
    answers = surveys[surveys["answered_at"].notna() & surveys["ticket_id"].notna()]
    namesakes = tickets["ticket_id"].value_counts()
    for source, theirs in tickets[tickets["set_aside"].isna()].groupby("source"):
        ours = answers.loc[answers["source"] == source, "ticket_id"]
        alone = [name for name in answers["ticket_id"] if namesakes.get(name) == 1]
        rated = theirs["ticket_id"].isin({*ours, *alone})
        [one] = [
            row for row in found.rows if (row.table, row.source) == ("tickets", source)
        ]
        assert one.shares.answer == pytest.approx(100 * rated.mean())
    service = {*tickets.loc[tickets["set_aside"].isna(), "customer_id"].dropna()}
    service |= {*surveys.loc[surveys["set_aside"].isna(), "customer_id"].dropna()}
    service |= {*frame(demo, "calls")["customer_id"].dropna()}
    orders = frame(demo, "orders")
    sales = {*orders.loc[orders["set_aside"].isna(), "customer_id"].dropna()}
    both = len(service & sales)
    assert found.overlap == Overlap(len(service), len(sales), both, 0, 0)
    assert both > 100
