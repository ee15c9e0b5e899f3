"""What a promise lacks is said, with the export that would bring it."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.house import house
from intake.house import House
from intake.loading import load_export
from intake.quality.findings import promise_findings
from intake.quality.known import FACTS, known_of
from intake.quality.missing import lack_of, lack_on_card
from intake.quality.needs import CLOCKS, NEEDS, WANTS, needs_of
from metrics.values import Company, Promise, Target
from metrics.warehouse import Warehouse
from tests.conftest import CATALOG
from tests.intake_desk import SAMPLES
from tests.test_commands import ROOT
from tests.test_scorecard import at_least, at_most, declared, scorecard

WARUNG = Company("Warung", "UTC", "EUR", 0, 90)
NOW = datetime(2026, 4, 2)
REVIEWS = (
    "No review has come in yet: drop an export of MaestroQA or Zendesk QA, "
    "or a table of reviews."
)
ORDERS = (
    "No order has come in yet: drop an export of Shopify, WooCommerce or another shop, "
    "or a table of orders."
)


def lack(company, metric, clock=None):
    known = known_of(company.warehouse, "EUR", NOW)
    found = lack_of(CATALOG[metric], clock, WARUNG, known)
    return found and found.sentence


def on_card(company, metric, label="2026-03", filters=(), **promised):
    """What the card of a promise says, counted as the scorecard is."""
    values = declared(Promise(metric, (Target(None, 1, None),), **promised))
    card = scorecard(company, values, label, filters)
    known = known_of(company.warehouse, "EUR", card.data_through)
    found = lack_on_card(card, card.values[0].promises[0], known)
    return found and found.sentence


@pytest.mark.parametrize("metric", CATALOG)
def test_says_of_every_metric_what_an_empty_store_lacks(company, metric):
    sentence = lack(company, metric)
    assert sentence.startswith(("No ", "Nothing "))
    assert ": drop " in sentence
    assert len(sentence) < 140  # what a card has room for


def test_asks_for_facts_that_there_are():
    needs = [need for some in (*NEEDS.values(), *WANTS.values()) for need in some]
    for need in (*needs, *CLOCKS.values()):
        assert set(need.facts) <= set(FACTS)
    assert set(NEEDS) | {"aov", "revenue", "orders"} == set(CATALOG)


def test_says_which_exports_bring_reviews_and_orders(company):
    assert lack(company, "qa") == REVIEWS
    assert lack(company, "revenue") == ORDERS
    assert lack(company, "crr") == ORDERS
    assert lack(company, "csat") == (
        "No CSAT answer has come in yet: drop an export of Delighted, "
        "Medallia Agent Connect or another survey tool, or a table of survey answers."
    )


def test_lacks_nothing_as_soon_as_one_row_is_there(company):
    company.add("reviews", reviewed_at="2026-03-02", score=90)
    assert lack(company, "qa") is None


def test_takes_rows_that_do_not_count_for_none(company):
    company.add("reviews", reviewed_at="2026-03-02", score=90, set_aside="deleted")
    company.add("reviews", reviewed_at="2026-04-03", score=90)
    assert lack(company, "qa") == REVIEWS


def test_names_the_export_of_the_helpdesk_at_hand_that_tells_replies(company):
    company.add("tickets", created_at="2026-03-02", solved_at="2026-03-03")
    assert lack(company, "fcr") == (
        "No ticket tells how many replies it took: drop the Zendesk JSON export or "
        "Zendesk ticket export, or a table of tickets with replies."
    )
    assert lack(company, "frt") == (
        "No ticket tells its first reply: drop the Zendesk JSON export or "
        "Zendesk ticket export, or a table of tickets with first_reply_minutes."
    )


def test_says_that_a_clock_that_was_promised_is_not_told(company):
    company.add("tickets", created_at="2026-03-02", first_reply_minutes=5)
    assert lack(company, "frt") is None
    assert lack(company, "frt", "working") == (
        "No ticket tells its first reply in working hours: drop the Zendesk JSON "
        "export or Zendesk ticket export, or a table of tickets with "
        "first_reply_working_minutes."
    )


def test_says_that_returns_are_not_seen_where_tickets_have_no_customer(company):
    ticket = {"status": "solved", "replies": 1, "solved_at": "2026-03-03"}
    company.add("tickets", created_at="2026-03-02", **ticket)
    company.add("tickets", created_at="2026-03-31")
    assert lack(company, "fcr") == (
        "No ticket tells its customer, so no return is seen: drop the Zendesk JSON "
        "export or Zendesk ticket export, or a table of tickets with customer_id."
    )
    assert (
        promise_findings(
            declared(at_least("fcr", 60)),
            CATALOG,
            known_of(company.warehouse, "EUR", NOW),
        )[0].gravity
        == "look"
    )
    company.add("tickets", created_at="2026-03-02", customer_id="a")
    assert on_card(company, "fcr") is None


def test_says_that_no_order_is_in_the_currency_that_is_counted(company):
    company.add("orders", ordered_at="2026-03-02", amount=5, currency="IDR")
    assert lack(company, "aov").startswith(
        "No order is in EUR, the currency of values.yaml: drop an export of Shopify"
    )


def test_says_that_orders_have_no_customer(company):
    company.add("orders", ordered_at="2026-03-02", amount=5)
    assert lack(company, "repeat_purchase").startswith(
        "No order tells its customer: drop the Shopify order export or a table of"
    )


def orders(company, *days):
    for day in days:
        company.add("orders", ordered_at=day, amount=5, customer_id="a")


def test_says_that_orders_span_too_few_days_for_retention(company):
    orders(company, "2026-03-01", "2026-03-30")
    assert lack(company, "crr") == (
        "Orders span 30 days, and retention also needs those of the 90 days before "
        "a period: drop an older export."
    )


def test_says_from_which_day_on_a_period_needs_orders(company):
    orders(company, "2025-12-15", "2026-03-31")
    # 90 days before 1 March are 1 December
    assert on_card(company, "crr") == (
        "Orders begin on 15 December 2025; this needs them from 1 December 2025 on: "
        "drop an older export."
    )
    orders(company, "2025-12-01")
    assert on_card(company, "crr") is None


def test_says_that_orders_ended_before_the_period_did(company):
    orders(company, "2025-10-01", "2026-03-20")
    company.add("tickets", created_at="2026-03-31")
    # they may pause for nine days: until 29 March
    assert (
        on_card(company, "crr") == "Orders end on 20 March 2026: drop a newer export."
    )
    orders(company, "2026-03-23")
    assert on_card(company, "crr") is None


def test_says_that_subscriptions_begin_after_the_period(company):
    company.add("subscriptions", customer_id="a", started_at="2026-03-10")
    company.add("tickets", created_at="2026-03-31")
    assert on_card(company, "crr") == (
        "Subscriptions begin on 10 March 2026; this needs them from 1 March 2026 on: "
        "drop an older export."
    )


def test_says_that_reviews_begin_after_the_period_or_end_before_it(company):
    company.add("reviews", reviewed_at="2026-02-10", score=90)
    company.add("tickets", created_at="2026-03-31")
    assert on_card(company, "qa", "2026-01") == (
        "Reviews begin on 10 February 2026: drop an older export."
    )
    assert on_card(company, "qa", "2026-02") is None
    assert on_card(company, "qa", "2026-03") == (
        "Reviews end on 10 February 2026: drop a newer export."
    )


def test_calls_the_rows_of_new_customers_orders(company):
    orders(company, "2026-02-20")
    company.add("tickets", created_at="2026-03-31")
    assert on_card(company, "new_customers") == (
        "Orders end on 20 February 2026: drop a newer export."
    )


def test_asks_for_no_export_where_a_filter_leaves_nothing(company):
    company.add("reviews", reviewed_at="2026-02-10", score=90, team="Mail")
    company.add("tickets", created_at="2026-03-31")
    chat = (("team", "Chat"),)
    assert on_card(company, "qa", "2026-03", chat) is None
    assert on_card(company, "ces", "2026-03", chat).startswith("No CES answer")


def test_names_promises_together_that_lack_the_same(company):
    company.add("reviews", reviewed_at="2026-03-02", score=90)
    values = declared(
        at_least("qa", 80),
        at_least("aov", 50),
        sales=(at_least("revenue", 1), at_least("aov", 50, name="Order value")),
    )
    known = known_of(company.warehouse, "EUR", NOW)
    [found] = promise_findings(values, CATALOG, known)
    assert (found.gravity, found.subject, found.sentence) == (
        "attention",
        "Average order value and Revenue",
        ORDERS,
    )


def test_says_of_a_metric_of_the_company_which_rows_it_reads(company):
    own = replace(CATALOG["qa"], metric="backlog", tables=("calls", "tickets"))
    known = known_of(company.warehouse, "EUR", NOW)
    assert lack_of(own, None, WARUNG, known).sentence == (
        "No calls or tickets have come in yet: drop an export of Aircall, "
        "Amazon Connect or another telephone system, or a table of calls."
    )
    assert needs_of(replace(own, tables=()), None, "EUR") == ()


def test_knows_how_far_each_fact_reaches(company):
    moment = datetime(2026, 3, 2)
    for day in range(3):
        company.add("calls", started_at=moment + timedelta(days=day), talk_seconds=9)
    known = known_of(company.warehouse, "EUR", NOW)
    assert known.span("calls", "reviews") == (moment, moment + timedelta(days=2))
    assert known.sources == {"own"}


@pytest.fixture
def page(tmp_path, monkeypatch):
    """Draws a page of a store that has Zendesk's sample and nothing else."""
    monkeypatch.setenv("SELARAS_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("SELARAS_VALUES", str(ROOT / "config" / "values.yaml"))
    store = Warehouse.open(tmp_path / "data")
    sample = SAMPLES / "zendesk_tickets.csv"
    load_export(store, sample, House("Europe/Amsterdam", "EUR"))
    store.close()
    yield AppTest.from_file(str(ROOT / "dashboard" / "frame.py"), default_timeout=60)
    house().close()


def test_says_on_a_card_what_it_lacks(page):
    shown = page.run()
    assert not shown.exception
    captions = [one.value for one in shown.caption]
    assert [said for said in captions if "No review has come in yet" in said] == [
        "Target ≥ 83 % · n = 0  \n"
        "No review has come in yet\\: drop an export of MaestroQA or Zendesk QA, "
        "or a table of reviews\\."
    ]
    assert sum("No order has come in yet" in said for said in captions) == 7


def test_shows_what_needs_attention_on_the_data_page(page):
    page.query_params["tab"] = "Quality"
    shown = page.switch_page("app_pages/data.py").run()
    assert not shown.exception
    said = [one.value for one in shown.markdown]
    assert any("**Quality assurance score**" in one for one in said)
    assert any("need attention" in one for one in said)
    headings = [one.value for one in shown.subheader]
    assert "Systems" in headings and "Receipts" not in headings
    assert list(shown.dataframe[0].value["What"]) == ["tickets", "survey answers"]
    assert list(shown.dataframe[0].value["Rows"]) == [12, 3]
    captions = [one.value for one in shown.caption]
    assert captions[0].startswith("Data through 31 Mar 2026")
    assert captions[1].endswith("Zendesk\\: 3 of 5 surveys offered were answered\\.")


def test_opens_on_the_exports(page):
    shown = page.switch_page("app_pages/data.py").run()
    assert "Receipts" in [one.value for one in shown.subheader]
    assert not any("Quality assurance" in one.value for one in shown.markdown)


def test_promises_are_met_by_the_numbers_that_are_there(company):
    company.add("tickets", created_at="2026-03-02", first_reply_minutes=5)
    values = declared(at_most("frt", 9))
    known = known_of(company.warehouse, "EUR", NOW)
    assert promise_findings(values, CATALOG, known) == ()


def weeks_of_tickets(*missing):
    """30 tickets on each working day of eight weeks, but for these days of months."""
    days = [datetime(2026, 3, 2) + timedelta(days=at) for at in range(56)]
    open_days = [day for day in days if day.weekday() < 5 and day.day not in missing]
    rows = [
        f"{day:%m%d}{number},{day:%Y-%m-%d} 09:00,solved,c{number}@example.com"
        for day in open_days
        for number in range(30)
    ]
    return "\n".join(["ticket_id,created_at,status,customer", *rows])


def test_shows_gaps_and_customers_in_detail(page, tmp_path):
    orders = "\n".join(
        f"{number},2026-04-{number % 20 + 1:02},5,c{number}@example.com"
        for number in range(25, 65)
    )
    files = {
        "tickets.csv": weeks_of_tickets(17, 18, 19),
        "orders.csv": f"order_id,ordered_at,amount,customer\n{orders}",
    }
    for name, content in files.items():
        (tmp_path / name).write_text(content)
        load_export(house().own, tmp_path / name, House("Europe/Amsterdam", "EUR"))
    page.query_params["tab"] = "Quality"
    shown = page.switch_page("app_pages/data.py").run()
    assert not shown.exception
    # of 40 who bought, service knows 5, c25 to c29, besides c0 to c24 and the 6
    # of the sample: ani, bram, citra, dewi, sari and eka
    assert [(one.value, one.delta) for one in shown.metric] == [
        ("12.5 %", "5 of 40 customers"),
        ("13.9 %", "5 of 36 customers"),
    ]
    systems, gaps, _ = (one.value for one in shown.dataframe)
    tuesday, thursday = date(2026, 3, 17), date(2026, 3, 19)
    friday = date(2026, 4, 17)
    assert gaps.values.tolist() == [
        ["Plain tables, tickets", tuesday, thursday, "3", "a gap"],
        ["Plain tables, tickets", friday, friday, "1", "perhaps a holiday"],
    ]
    assert systems["State"][0] == "△ 3 days missing"
