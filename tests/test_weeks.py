"""The year in weeks: each week judged as its own scorecard judges it."""

from datetime import date, datetime, timedelta

import pytest

from metrics.catalog import load_catalog
from metrics.periods import parse_period
from metrics.reach import data_through
from metrics.scorecard import build_scorecard
from metrics.values import Company, Promise, Target, Value, Values
from metrics.verdicts import Verdict
from metrics.warehouse import Warehouse
from metrics.week_words import months, row_words, strip_words, week_words
from metrics.weeks import Grade, last_shown, places_of, year_of
from tests.oracle.companies import large_company
from tests.oracle.filling import fill
from tests.test_scorecard import BROKEN, CATALOG, at_least, at_most, declared

NOW = datetime(2026, 4, 2)


def week_of(company, number, waits):
    """Tickets created on the Monday so many weeks after the first, by wait."""
    day = datetime(2026, 3, 2, 9) + timedelta(weeks=number)
    for place, minutes in enumerate(waits):
        created = day + timedelta(minutes=place)
        company.add("tickets", created_at=created, first_reply_minutes=minutes)


def year(company, values, label="2026-03", catalog=CATALOG):
    through = data_through(company.warehouse, NOW)
    period = parse_period(label, "UTC", through)
    return year_of(company.warehouse, values, catalog, period, through)


def told(row, many):
    return [str(week.verdict) for week in row.weeks[-many:]]


def five_weeks(company):
    week_of(company, 0, [30] * 40)
    week_of(company, 1, [90] * 40)
    week_of(company, 2, [30] * 5)
    week_of(company, 4, [30] * 20 + [90] * 20)


def test_tells_each_week_by_its_own_verdict(company):
    five_weeks(company)
    found = year(company, declared(at_most("frt", 60)))
    (speed,) = found.values
    assert len(speed.weeks) == 52
    # W10 to W14: 40 of 30 minutes, 40 of 90, five, none, and 20 on either side.
    assert told(speed, 5) == ["kept", "broken", "too few", "no data", "can't tell"]
    assert {week.verdict for week in speed.weeks[:-5]} == {Verdict.NO_DATA}
    assert [week.period.label for week in speed.weeks[-5:]] == [
        "2026-W10", "2026-W11", "2026-W12", "2026-W13", "2026-W14",
    ]  # fmt: skip
    assert [week.is_running for week in speed.weeks[-2:]] == [False, True]
    assert found.strips == (("Speed", tuple(week.verdict for week in speed.weeks)),)


def test_ends_with_the_last_week_of_the_period_that_the_data_reach(company):
    five_weeks(company)
    values = declared(at_most("frt", 60))
    assert year(company, values, "2026").weeks[-1].label == "2026-W14"
    assert year(company, values, "2026-02").weeks[-1].label == "2026-W09"
    assert year(company, values, "2026-W11").weeks[-1].label == "2026-W11"


@pytest.mark.parametrize(
    ("label", "last", "opened"),
    [
        ("2026-W11", "2026-W14", ["2026-W11"]),
        ("2026-02", "2026-W14", ["2026-W05", "2026-W09"]),
        ("2026-W15", "2026-W14", []),
        ("2025-W15", "2026-W14", ["2025-W15"]),
        ("2025-W14", "2025-W14", ["2025-W14"]),
        ("2024", "2025-W01", ["2024-W02", "2025-W01"]),
    ],
)
def test_shows_the_newest_weeks_where_the_period_is_among_them(
    company, label, last, opened
):
    five_weeks(company)
    through = data_through(company.warehouse, NOW)
    period = parse_period(label, "UTC", through)
    values = declared(at_most("frt", 60))
    shown = last_shown(values.company, period, through)
    found = year_of(company.warehouse, values, CATALOG, shown, through)
    places = [found.weeks[place].label for place in places_of(found, period)]
    assert found.weeks[-1].label == last
    assert sorted({*places[:1], *places[-1:]}) == opened


def test_asks_each_week_for_what_was_promised_then(company):
    five_weeks(company)
    steps = (Target(date(2026, 3, 5), None, 20.0), Target(date(2026, 3, 12), None, 95))
    (speed,) = year(company, declared(Promise("frt", steps))).values
    # On Sunday 1 March nothing was promised; on the eighth 20, on the fifteenth 95.
    assert told(speed, 5)[:2] == ["broken", "kept"]
    assert [week.promises[0].bounds for week in speed.weeks[:-5]] == [None] * 47


def test_judges_no_total_by_a_part_of_its_week(company):
    for day in range(25):  # from Wednesday 25 February to Saturday 21 March
        ordered = datetime(2026, 2, 25, 12) + timedelta(days=day)
        for _ in range(3 if day == 6 else 2):
            company.add("orders", ordered_at=ordered, amount=10)
    company.add("tickets", created_at="2026-03-29 12:00")
    values = declared(at_most("frt", 60), sales=[at_least("orders", 15, per="week")])
    (orders,) = year(company, values).sales
    # 10 of half a week, 15, 14, 12 by Saturday noon of a week of which 11.8 are due,
    # and nothing at all.
    assert [week.promises[0].n for week in orders.weeks[-5:]] == [10, 15, 14, 12, 0]
    assert told(orders, 5) == ["can't tell", "kept", "broken", "kept", "no data"]
    first = build_scorecard(
        company.warehouse,
        values,
        CATALOG,
        parse_period("2026-W09", "UTC", NOW),
        datetime(2026, 3, 29, 12),
    )
    assert first.sales[0].verdict == "can't tell"


def test_reads_the_clock_of_each_week(company):
    week_of(company, 0, [30] * 40)
    for _ in range(40):
        company.add(
            "tickets", created_at="2026-03-10 09:00", first_reply_working_minutes=90
        )
    (speed,) = year(company, declared(at_most("frt", 60))).values
    assert told(speed, 2) == ["kept", "broken"]


def test_is_as_weak_as_the_weakest_promise(company):
    week_of(company, 0, [30] * 40)
    for _ in range(40):
        company.add("calls", started_at="2026-03-03 09:00", talk_seconds=3_000)
    (speed,) = year(company, declared(at_most("frt", 60), at_most("aht", 12))).values
    last = speed.weeks[-1]
    assert [one.verdict for one in last.promises] == ["kept", "probably broken"]
    assert (last.verdict, last.grade) == ("probably broken", Grade.BROKEN)


def test_leaves_the_other_rows_live_where_a_query_fails(company, tmp_path):
    (tmp_path / "broken.sql").write_text(BROKEN)
    five_weeks(company)
    values = declared(at_most("broken", 5), sales=[at_most("frt", 60)])
    found = year(company, values, catalog=load_catalog(tmp_path))
    assert {week.verdict for week in found.values[0].weeks} == {Verdict.NO_DATA}
    assert told(found.sales[0], 5)[:2] == ["kept", "broken"]


def test_says_what_a_cell_stands_for(company):
    five_weeks(company)
    (speed,) = year(company, declared(at_most("frt", 60))).values
    assert week_words(speed, speed.weeks[-4]) == (
        "W11, 9 Mar – 15 Mar 2026",
        "Speed: broken",
        "First reply time: 1 h 30 min, target ≤ 1 h, n = 40, broken",
    )
    assert week_words(speed, speed.weeks[-3])[2] == "First reply time: too few (n = 5)"
    assert week_words(speed, speed.weeks[-2])[2] == "First reply time: no data"
    assert row_words(speed) == "1 kept, 1 broken"
    assert strip_words((speed,)) == (
        "Speed, in weeks: kept 1, broken 1, can't tell 1, too few 1, no data 48."
    )


def test_names_a_month_at_the_week_in_which_it_begins(company):
    five_weeks(company)
    found = list(months(year(company, declared(at_most("frt", 60)))))
    # W15 of 2025 begins on 7 April; May begins in the fourth week.
    assert found[0] == (3, "May", 2025)
    assert [name for _, name, _ in found[1:]] == [
        "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar",
        "Apr",
    ]  # fmt: skip
    assert [begun for *_, begun in found if begun] == [2025, 2026]


@pytest.fixture(scope="module")
def large():
    warehouse = Warehouse.in_memory()
    fill(warehouse, large_company(7, subscribed=False))
    yield warehouse
    warehouse.close()


def everything(starts):
    """All metrics, with targets near what the made-up company does."""
    return Values(
        Company("Warung", "Europe/Amsterdam", "EUR", starts, 90),
        "purpose",
        "vision",
        (
            Value("Good", "Be good.", (at_least("csat", 70), at_least("nps", 10))),
            Value("Quick", "Be quick.", (at_most("frt", 60), at_most("aht", 12))),
            Value("Whole", "Be whole.", (at_least("crr", 80), at_least("fcr", 60))),
        ),
        (at_least("revenue", 1_000), at_least("aov", 50), at_least("orders", 30)),
    )


@pytest.mark.parametrize(("starts", "filters"), [(0, ()), (6, (("team", "Chat"),))])
def test_agrees_with_the_scorecard_of_every_week(large, starts, filters):
    values, through = everything(starts), data_through(large, datetime(2027, 1, 1))
    zone = values.company.zone
    period = parse_period(f"{through.year}", zone, through, starts)
    found = year_of(large, values, CATALOG, period, through, filters)
    seen = set()
    for place in (*range(0, 48, 6), 48, 49, 50, 51):
        week = found.weeks[place]
        alone = parse_period(week.label, zone, through, starts)
        card = build_scorecard(large, values, CATALOG, alone, through, filters)
        assert card.period == week
        for row, other in zip(found.rows, (*card.values, *card.sales), strict=True):
            ours = [
                (one.verdict, one.n, one.bounds) for one in row.weeks[place].promises
            ]
            theirs = [
                (one.verdict, one.reading.n, one.bounds) for one in other.promises
            ]
            assert ours == theirs, (row.name, week.label)
            seen |= {verdict for verdict, _, _ in ours}
    assert {Verdict.KEPT, Verdict.TOO_FEW} <= seen
    assert len(seen) > 3
