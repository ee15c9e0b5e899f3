"""The scorecard as a whole: verdicts, changes, targets over time, and its files."""

import json
from datetime import date, datetime, timedelta
from typing import NamedTuple

import pytest

from metrics.catalog import load_catalog
from metrics.decisions import Decision
from metrics.periods import parse_period
from metrics.reach import choices, data_through
from metrics.report import as_csv, as_dict, as_json, as_text
from metrics.scorecard import build_scorecard
from metrics.trend_words import standing_words, trend_words
from metrics.values import Company, Money, Promise, Target, Value, Values
from metrics.variation import Signal
from metrics.verdicts import Verdict
from metrics.wording import amount_words, headline, left_out_words, short_reach_words
from slides.making import slide_of

CATALOG = load_catalog()
NOW = datetime(2026, 4, 2)


def at_least(metric, low, **more):
    return Promise(metric, (Target(None, low, None),), **more)


def at_most(metric, high):
    return Promise(metric, (Target(None, None, high),))


def declared(*promises, sales=()):
    return Values(
        Company("Warung", "UTC", "EUR", 0, 90),
        "purpose",
        "vision",
        (Value("Speed", "Answer soon.", promises),),
        tuple(sales),
    )


def tickets(company, month, waits):
    for place, minutes in enumerate(waits):
        created = datetime(2026, month, 2, 9) + timedelta(hours=place)
        company.add("tickets", created_at=created, first_reply_minutes=minutes)


def scorecard(company, values, label="2026-03", filters=()):
    through = data_through(company.warehouse, NOW)
    period = parse_period(label, "UTC", through)
    return build_scorecard(company.warehouse, values, CATALOG, period, through, filters)


def end_of_march(company):
    company.add("tickets", created_at="2026-03-31 23:00", first_reply_minutes=30)


def only(card):
    return card.values[0].promises[0]


def test_judges_a_promise_by_its_target(company):
    tickets(company, 3, [30] * 40)
    end_of_march(company)
    assert only(scorecard(company, declared(at_most("frt", 60)))).verdict == "kept"
    assert only(scorecard(company, declared(at_most("frt", 20)))).verdict == "broken"


def test_gives_no_verdict_on_a_handful(company):
    tickets(company, 3, [30] * 5)
    end_of_march(company)
    assert only(scorecard(company, declared(at_most("frt", 60)))).verdict == "too few"


def test_says_no_data_and_shows_nothing_for_an_empty_period(company):
    end_of_march(company)
    fared = only(scorecard(company, declared(at_most("frt", 60)), "2025-03"))
    assert fared.verdict == "no data"
    assert (fared.reading.amount, fared.reading.n) == (None, 0)


def ten_months(company):
    """May 2025 to February 2026: medians of 49 and 51 minutes in turn."""
    for place in range(10):
        year, month = divmod(2025 * 12 + 4 + place, 12)
        for hour in range(40):
            created = datetime(year, month + 1, 2) + timedelta(hours=hour)
            wait = 51 if place % 2 else 49
            company.add("tickets", created_at=created, first_reply_minutes=wait)


def test_shows_a_change_only_where_there_is_a_signal(company):
    ten_months(company)
    tickets(company, 3, [100] * 40)
    end_of_march(company)
    fared = only(scorecard(company, declared(at_most("frt", 60))))
    assert (fared.previous.amount, fared.reading.amount) == (51, 100)
    # With March the centre is 600 / 11 and the upper limit 54.545 + 3 × 6.7 / 1.128
    # = 72.365; as March is outside, the others set it: 50 + 3 × 2 / 1.128 = 55.319.
    assert fared.behaviour.limits.centre == 50
    assert fared.behaviour.limits.high == pytest.approx(55.3191, abs=5e-5)
    assert fared.signal == Signal("outside", "above", 2)
    assert fared.change == 50
    quiet = only(scorecard(company, declared(at_most("frt", 60)), "2026-02"))
    assert (quiet.behaviour.standing, quiet.change) == ("routine variation", None)
    # 3 × 2 / 1.128 = 5.319 to either side of 50.
    assert trend_words(quiet) == (
        "No signal: 51 min in February 2026 is within routine variation, usual is "
        "50 min, from 45 min to 55 min. A smaller or slow change would not show."
    )
    early = only(scorecard(company, declared(at_most("frt", 60)), "2025-11"))
    assert (early.behaviour.standing, early.change) == ("too few periods to tell", None)


def test_gives_a_month_of_few_tickets_more_room(company):
    ten_months(company)
    tickets(company, 3, [56] * 30)
    end_of_march(company)
    fared = only(scorecard(company, declared(at_most("frt", 60))))
    # Of 40 the limits are 5.319 wide, of 31 that times the root of 40 / 31: 6.04.
    assert (fared.reading.n, fared.reading.amount) == (31, 56)
    assert fared.behaviour.standing == "routine variation"


def test_says_that_a_row_below_the_usual_comes_nearer_to_it(company):
    # Twelve months of 99 and 101 in turn, then twelve below, from 97.1 to 98.2. The
    # first twenty make 100 and 97.45: a centre of 98.98 minutes.
    for place in range(24):
        year, month = divmod(2024 * 12 + 3 + place, 12)
        wait = (101 - place % 2 * 2) if place < 12 else 97.1 + (place - 12) / 10
        for hour in range(40):
            created = datetime(year, month + 1, 2) + timedelta(hours=hour)
            company.add("tickets", created_at=created, first_reply_minutes=wait)
    end_of_march(company)
    fared = only(scorecard(company, declared(at_most("frt", 60))))
    assert fared.signal == Signal("run", "below", 12)
    assert fared.behaviour.limits.centre == pytest.approx(98.98)
    assert "12 months in a row below the usual, though nearest to it now. March" in (
        trend_words(fared)
    )
    assert standing_words(fared) == (
        "signal: 12 months in a row below the usual, 1 h 39 min, though nearest to it "
        "now"
    )


def test_finds_no_signal_in_a_month_that_is_not_over(company):
    ten_months(company)
    tickets(company, 3, [900] * 41)
    fared = only(scorecard(company, declared(at_most("frt", 60))))
    assert fared.reading.amount == 900
    assert (fared.behaviour.standing, fared.change) == ("not judged", None)
    assert trend_words(fared) == (
        "March 2026, up to 4 March, is not over and not judged."
    )


def test_judges_anew_what_comes_after_a_decision_that_rebases(company):
    ten_months(company)
    tickets(company, 3, [100] * 40)
    end_of_march(company)
    first = {"decided_at": "2026-03-01", "what": "Reply by hand"}
    company.add("decisions", **first, concerns="qa", rebases=True)
    other = only(scorecard(company, declared(at_most("frt", 60))))
    assert (other.behaviour.standing, other.behaviour.decisions) == ("signal", ())
    company.add("decisions", **first, concerns=None, rebases=False)
    drawn = only(scorecard(company, declared(at_most("frt", 60))))
    assert (drawn.behaviour.standing, drawn.signal.rule) == ("signal", "outside")
    company.add("decisions", **first, concerns="speed", rebases=True)
    fared = only(scorecard(company, declared(at_most("frt", 60))))
    assert fared.behaviour.standing == "too few periods to tell"
    assert fared.behaviour.decisions == (
        Decision(datetime(2026, 3, 1), "Reply by hand", None, True),
    )
    assert trend_words(fared) == (
        "Too few periods to tell routine from signal: 1 month since “Reply by hand”, "
        "and 8 are needed. March 2026: 1 h 40 min."
    )


def test_leaves_the_month_that_a_decision_falls_into_with_those_before(company):
    ten_months(company)
    tickets(company, 3, [100] * 40)
    end_of_march(company)
    company.add("decisions", decided_at="2026-03-02", what="A", rebases=True)
    fared = only(scorecard(company, declared(at_most("frt", 60))))
    assert fared.behaviour.standing == "signal"


def test_lets_a_decision_reach_no_further_than_the_data(company):
    end_of_march(company)
    company.add("decisions", decided_at="2026-04-01", what="New prices")
    assert data_through(company.warehouse, NOW) == datetime(2026, 3, 31, 23)


def test_compares_a_running_month_with_the_same_stretch(company):
    for day in range(1, 29):
        created = f"2026-02-{day:02} 09:00"
        company.add("tickets", created_at=created, first_reply_minutes=day)
    for day in range(1, 11):
        created = f"2026-03-{day:02} 09:00"
        company.add("tickets", created_at=created, first_reply_minutes=100)
    fared = only(scorecard(company, declared(at_most("frt", 60))))
    assert fared.reading.n == 10
    # 1 to 10 February, up to the same hour.
    assert (fared.previous.n, fared.previous.amount) == (10, 5.5)


def test_judges_by_the_target_in_force_on_the_last_day(company):
    tickets(company, 3, [30] * 40)
    end_of_march(company)
    steps = (
        Target(date(2026, 3, 31), None, 20.0),
        Target(date(2026, 4, 1), None, 60.0),
    )
    values = declared(Promise("frt", steps))
    fared = only(scorecard(company, values))
    assert fared.verdict == "broken"
    assert [point.bounds for point in fared.series[:-1]] == [None] * 24
    before = only(scorecard(company, values, "2026-02"))
    assert before.bounds is None


def test_asks_a_total_for_its_due_part(company):
    for day in range(1, 16):
        company.add("orders", ordered_at=f"2026-03-{day:02} 23:59:59", amount=10)
    values = declared(sales=[at_least("revenue", 310)])
    running = scorecard(company, values).sales[0].promises[0]
    assert running.reading.amount == 150
    # 15 of the 31 days of March have passed.
    assert running.bounds.low == pytest.approx(150, abs=0.01)
    quarter = scorecard(company, values, "2026-Q1").sales[0].promises[0]
    assert quarter.bounds.low == pytest.approx(770, abs=0.01)


def test_wants_a_band_kept_on_both_sides(company):
    for minutes in [7, 8, 9] * 20:
        company.add("calls", started_at="2026-03-03 09:00", talk_seconds=60 * minutes)
    end_of_march(company)
    band = Promise("aht", (Target(None, 6, 12),))
    assert only(scorecard(company, declared(band))).verdict == "kept"
    tight = Promise("aht", (Target(None, 9, 12),))
    assert only(scorecard(company, declared(tight))).verdict == "broken"


def test_reads_the_clock_that_was_promised(company):
    for _ in range(40):
        company.add(
            "tickets",
            created_at="2026-03-03 09:00",
            first_reply_minutes=600,
            first_reply_working_minutes=30,
        )
    end_of_march(company)
    promise = Promise("frt", (Target(None, None, 60),), clock="working")
    fared = only(scorecard(company, declared(promise)))
    assert (fared.clock, fared.reading.amount) == ("working", 30)


def test_says_which_metrics_a_filter_does_not_reach(company):
    tickets(company, 3, [30] * 40)
    company.add("orders", ordered_at="2026-03-31 12:00", amount=10)
    values = declared(at_most("frt", 60), sales=[at_least("orders", 1)])
    card = scorecard(company, values, filters=(("team", "Chat"),))
    assert only(card).reading.n == 0
    assert only(card).unfiltered == ()
    assert card.sales[0].promises[0].unfiltered == ("team",)
    assert card.sales[0].promises[0].reading.amount == 1


def test_ignores_a_date_in_the_future(company):
    company.add("tickets", created_at="2062-03-03 09:00")
    company.add("tickets", created_at="2026-03-03 09:00")
    assert data_through(company.warehouse, NOW) == datetime(2026, 3, 3, 9)


def test_has_no_data_through_date_when_the_store_is_empty(company):
    assert data_through(company.warehouse, NOW) is None


def test_offers_the_teams_that_there_are(company):
    for team in ("Chat", "Mail", "Mail", None):
        company.add("tickets", created_at="2026-03-03 09:00", team=team)
    assert choices(company.warehouse, "team") == ("Mail", "Chat")


def test_tells_in_one_sentence_what_we_lived_by(company):
    tickets(company, 3, [30] * 40)
    end_of_march(company)
    kept = scorecard(company, declared(at_most("frt", 60)))
    assert headline(kept) == "We lived by Speed."
    broken = scorecard(company, declared(at_most("frt", 20)))
    assert headline(broken) == "Speed fell short."
    empty = scorecard(company, declared(at_least("ces", 80)))
    assert headline(empty) == "No data for Speed."


def whole_card(company):
    tickets(company, 3, [30] * 40)
    end_of_march(company)
    company.add("orders", ordered_at="2026-03-31 12:00", amount=54.87)
    band = Promise("aht", (Target(None, 6, 12),))
    values = declared(
        at_most("frt", 60), band, sales=[at_least("aov", 50, name="Basket")]
    )
    return scorecard(company, values)


def test_writes_the_json_that_was_agreed(company):
    told = json.loads(as_json(whole_card(company)))
    assert told["company"] == "Warung"
    assert told["period"] == {
        "label": "2026-03",
        "start": "2026-03-01",
        "end": "2026-03-31",
        "zone": "UTC",
    }
    assert told["data_through"] == "2026-03-31T23:00:00Z"
    speed = told["values"][0]
    assert (speed["name"], speed["action"]) == ("Speed", "Answer soon.")
    frt, aht = speed["promises"]
    assert frt["metric"] == "frt"
    assert (frt["short"], frt["unit"], frt["better"]) == ("FRT", "minutes", "down")
    assert (frt["amount"], frt["n"], frt["low"], frt["high"]) == (30, 41, 30, 30)
    assert (frt["target"], frt["verdict"]) == (60, "kept")
    assert frt["previous"] == {"amount": None, "n": 0}
    assert (aht["amount"], aht["low"], aht["verdict"]) == (None, None, "no data")
    assert aht["target"] == {"low": 6, "high": 12}
    basket = told["sales"][0]
    assert basket["name"] == "Basket"
    assert basket["promises"][0]["unit"] == "EUR"
    assert basket["promises"][0]["amount"] == 54.87


def test_writes_a_row_a_promise(company):
    lines = as_csv(whole_card(company)).splitlines()
    assert len(lines) == 4
    assert lines[0].startswith("company,period,part,card,metric,short,name,unit,")
    assert lines[1].startswith("Warung,2026-03,values,Speed,frt,FRT,")
    assert lines[3].startswith("Warung,2026-03,sales,Basket,aov,AOV,Basket,EUR,")


def test_says_of_the_demo_company_that_it_is_made_up(company):
    assert as_dict(whole_card(company))["made_up"] is False
    with company.warehouse.writing() as cursor:
        cursor.execute("""
            insert into exports (
                file_name, sha256, bytes, form, title, loaded_at, loaded_by, rows_read,
                rows_new, rows_updated, rows_unchanged, rows_rejected, notes
            ) values ('a.csv', '', 1, 'own', 'Own', now()::timestamp, 'demo',
                1, 1, 0, 0, 0, [])
        """)
    card = whole_card(company)
    assert as_dict(card)["made_up"] is True
    assert as_text(card).startswith("Warung (demo data), March 2026\n")
    assert as_csv(card).splitlines()[1].endswith(",True")
    assert slide_of(card, address="").company == "Warung (demo data)"


def test_writes_a_page_for_the_terminal(company):
    told = as_text(whole_card(company))
    partly = "as far as it can be judged (1 of 2 promises)"
    assert f"Warung, March 2026\nWe lived by Speed {partly}.\n" in told
    assert f"● Speed: kept {partly}. Answer soon." in told
    assert "30 min" in told
    assert "€54.87" in told


def test_says_the_same_in_every_form(company):
    card = whole_card(company)
    assert json.loads(as_json(card)) == as_dict(card)


def test_has_no_total_for_a_period_that_the_history_covers_in_part(company):
    for day in ("2026-01-20", "2026-02-05", "2026-02-06", "2026-03-31"):
        company.add("orders", ordered_at=f"{day} 12:00", amount=10)
    values = declared(at_most("frt", 60), sales=[at_least("orders", 1)])
    now = scorecard(company, values).sales[0].promises[0]
    assert [point.amount for point in now.series[-3:]] == [None, 2, 1]
    before = scorecard(company, values, "2026-02").sales[0].promises[0]
    assert (before.reading.amount, before.previous.amount) == (2, None)
    assert before.change is None


def test_says_since_when_the_oldest_ticket_waits(company):
    for day in ("2026-03-09", "2026-03-02", "2026-03-31"):
        company.add("tickets", created_at=f"{day} 23:30")
    fared = only(scorecard(company, declared(at_most("frt", 60))))
    words = left_out_words(fared.left_out[0], "Europe/Amsterdam")
    assert words == "3 still waiting, the oldest since 3 March"


def orders_a_day(company, first, last, n=1, amount=10):
    day = first
    while day <= last:
        for hour in range(n):
            company.add(
                "orders",
                ordered_at=datetime(day.year, day.month, day.day, hour),
                amount=amount,
            )
        day += timedelta(days=1)


def test_asks_a_total_only_for_the_days_that_its_own_table_reaches(company):
    orders_a_day(company, date(2026, 2, 1), date(2026, 3, 10), n=4)
    end_of_march(company)
    values = declared(at_most("frt", 60), sales=[at_least("revenue", 1240)])
    card = scorecard(company, values)
    revenue = card.sales[0].promises[0]
    # 4 orders of 10 on each of 9 days and 4 until 03:00 of the tenth.
    assert revenue.reading.amount == 400
    # Nine days and three hours of 31.
    assert revenue.bounds.low == pytest.approx(365, abs=0.01)
    assert revenue.verdict == "kept"
    # 1 to 10 February, to the same hour.
    assert revenue.previous.amount == 400
    assert short_reach_words(revenue, card) == "orders through 10 March"
    assert short_reach_words(only(card), card) == ""
    assert card.period.label == "2026-03" and card.period.until is None


def test_asks_a_total_of_a_month_before_for_its_whole_target(company):
    orders_a_day(company, date(2026, 2, 1), date(2026, 3, 10))
    end_of_march(company)
    values = declared(at_most("frt", 60), sales=[at_least("revenue", 280)])
    revenue = scorecard(company, values).sales[0].promises[0]
    assert [point.amount for point in revenue.series[-2:]] == [280, 100]
    february = scorecard(company, values, "2026-02").sales[0].promises[0]
    assert (february.bounds.low, february.verdict) == (280, "kept")


def test_takes_a_shorter_month_for_no_loss(company):
    orders_a_day(company, date(2026, 1, 1), date(2026, 3, 31), n=20)
    values = declared(at_most("frt", 60), sales=[at_least("orders", 1)])
    february = scorecard(company, values, "2026-02").sales[0].promises[0]
    assert (february.previous.amount, february.reading.amount) == (620, 560)
    usual = [judged.spot.amount for judged in february.behaviour.points[-2:]]
    assert usual == pytest.approx([560, 560])


def test_tells_the_change_of_a_total_in_as_many_days(company):
    orders_a_day(company, date(2025, 5, 1), date(2026, 1, 31))
    orders_a_day(company, date(2026, 2, 1), date(2026, 2, 28), n=2)
    values = declared(at_most("frt", 60), sales=[at_least("orders", 1)])
    february = scorecard(company, values, "2026-02").sales[0].promises[0]
    # Nine months of 28 in 28 days, and 56, which is outside: the others never move.
    assert february.signal == Signal("outside", "above", 1)
    assert february.behaviour.limits.high == pytest.approx(28)
    assert february.change == pytest.approx(28)
    january = scorecard(company, values, "2026-01").sales[0].promises[0]
    assert (january.behaviour.standing, january.change) == ("routine variation", None)
    assert january.behaviour.per_days == 31
    # As many a month as a month has: a target of 1 a month is one in each.
    assert january.behaviour.targets[-1].low == 1
    assert january.behaviour.targets[-2].low == pytest.approx(1)
    november = january.behaviour.targets[-3]
    assert november.low == pytest.approx(31 / 30)


def test_shows_no_change_below_the_smallest_n(company):
    for month, is_good in ((2, True), (3, False)):
        for _ in range(5):
            company.add(
                "surveys",
                instrument="csat",
                answered_at=f"2026-{month:02}-05 09:00",
                score=5,
                is_good=is_good,
            )
    end_of_march(company)
    fared = only(scorecard(company, declared(at_least("csat", 85))))
    assert (fared.previous.amount, fared.reading.amount) == (100, 0)
    assert (fared.verdict, fared.change) == ("too few", None)
    assert trend_words(fared) == (
        "March 2026 has 5 answers and is not judged; it needs 30."
    )


def test_leaves_an_order_dated_in_the_future_out_of_a_later_month(company):
    end_of_march(company)
    company.add("orders", ordered_at="2026-05-20 12:00", amount=5)
    values = declared(at_most("frt", 60), sales=[at_least("revenue", 1)])
    may = scorecard(company, values, "2026-05").sales[0].promises[0]
    assert (may.verdict, may.reading.n) == ("no data", 0)


def test_counts_every_promise_at_one_moment(company, monkeypatch):
    orders_a_day(company, date(2026, 3, 1), date(2026, 3, 31))
    rows = company.warehouse.rows

    def interrupted(*asked):
        found = rows(*asked)
        company.add("orders", ordered_at="2026-03-05 12:00", amount=10)
        company.bring()
        return found

    monkeypatch.setattr(company.warehouse, "rows", interrupted)
    through = datetime(2026, 3, 31)
    values = declared(at_most("frt", 60), sales=[at_least("orders", 1)])
    period = parse_period("2026-03", "UTC", through)
    card = build_scorecard(company.warehouse, values, CATALOG, period, through)
    assert card.sales[0].promises[0].reading.amount == 31
    assert rows("select count(*) > 31 from orders") == [(True,)]


def test_offers_teams_that_only_calls_know(company):
    company.add("calls", started_at="2026-03-03 09:00", team="Phone")
    assert choices(company.warehouse, "team") == ("Phone",)


def test_says_what_a_report_is_filtered_by(company):
    tickets(company, 3, [30] * 40)
    company.add("orders", ordered_at="2026-03-10 12:00", amount=10)
    end_of_march(company)
    values = declared(at_most("frt", 60), sales=[at_least("orders", 1)])
    card = scorecard(company, values, filters=(("team", "Chat"),))
    told = as_dict(card)
    assert told["filters"] == {"team": "Chat"}
    assert told["values"][0]["promises"][0]["unfiltered"] == []
    assert told["sales"][0]["promises"][0]["unfiltered"] == ["team"]
    assert told["sales"][0]["promises"][0]["data_through"] == "2026-03-10T12:00:00Z"
    head, *lines = as_csv(card).splitlines()
    assert head.endswith(",data_through,unfiltered,filters,made_up")
    assert lines[-1].endswith(",2026-03-10T12:00:00Z,team,team=Chat,False")
    page = as_text(card)
    assert "\nOnly team Chat\n" in page
    assert "\n    orders through 10 March\n    for every team\n" in page


def test_leaves_sales_out_of_a_page_without_sales(company):
    end_of_march(company)
    assert "SALES" not in as_text(scorecard(company, declared(at_most("frt", 60))))


def test_writes_money_only_where_it_is_money():
    assert amount_words(5, "FTE") == "5"
    assert amount_words(5, Money("EUR")) == "€5.00"


def test_is_no_surer_in_the_headline_than_on_the_cards():
    names = {
        "Speed": Verdict.KEPT,
        "Integrity": Verdict.PROBABLY_KEPT,
        "Loyalty": Verdict.PROBABLY_KEPT,
        "Quality": Verdict.BROKEN,
        "Autonomy": Verdict.PROBABLY_BROKEN,
    }
    cards = tuple(Judged(name, verdict) for name, verdict in names.items())
    assert headline(Cards(cards)) == (
        "We lived by Speed, and probably by Integrity and Loyalty. "
        "Quality fell short, and probably Autonomy."
    )
    assert headline(Cards(cards[1:2] + cards[4:])) == (
        "We probably lived by Integrity. Autonomy probably fell short."
    )


class Running(NamedTuple):
    until: datetime | None


class Promised(NamedTuple):
    period: Running


@pytest.mark.parametrize(
    ("verdicts", "words"),
    [
        (
            "kept, kept, probably kept, broken, broken",
            "Of 5 sales targets 2 were kept, 1 probably kept and 2 broken.",
        ),
        (
            "kept, can't tell, probably broken, no data",
            "Of 4 sales targets 1 was kept and 1 probably broken; for 1 the data "
            "can't tell; 1 could not be judged.",
        ),
        ("can't tell", "Of 1 sales target for 1 the data can't tell."),
        ("no data, too few", ""),
    ],
)
def test_tells_sales_by_their_verdicts(verdicts, words):
    sales = tuple(Judged("", Verdict(one)) for one in verdicts.split(", "))
    assert headline(Cards((), sales)) == words


def test_says_so_far_of_sales_while_the_period_runs():
    promised = (Promised(Running(datetime(2026, 3, 10))),)
    card = Judged("Revenue", Verdict.BROKEN, promised)
    assert headline(Cards((), (card,))) == "So far, of 1 sales target 1 was broken."


class Judged(NamedTuple):
    name: str
    verdict: Verdict
    promises: tuple[Promised, ...] = ()


class Cards(NamedTuple):
    values: tuple[Judged, ...]
    sales: tuple[Judged, ...] = ()


BROKEN = """/*
name: Broken
short: Broken
question: What does a wrong query give?
kind: mean
unit: minutes
better: down
observation: ticket
filed_under: the day the ticket was created
counts: Tickets.
min_n: 1
counter: frt
dimensions: []
source: https://example.com
*/
select
    ticket_id as subject_id,
    created_at as counted_at,
    status::double as amount,
    null::varchar as left_out

from tickets
"""


def test_leaves_the_other_cards_live_where_a_query_fails(company, tmp_path):
    (tmp_path / "broken.sql").write_text(BROKEN)
    tickets(company, 3, [30] * 40)
    end_of_march(company)
    values = declared(at_most("broken", 5), at_most("frt", 60))
    through = data_through(company.warehouse, NOW)
    card = build_scorecard(
        company.warehouse,
        values,
        load_catalog(tmp_path),
        parse_period("2026-03", "UTC", through),
        through,
    )
    broken, frt = card.values[0].promises
    assert (broken.verdict, broken.reading.n) == ("no data", 0)
    assert broken.problem == (
        "broken.sql fails on these data: a value in them does not fit its query. "
        "Mend the query; the other numbers stand."
    )
    assert (frt.verdict, frt.problem) == ("kept", "")
    assert "broken" in as_text(card).lower()
