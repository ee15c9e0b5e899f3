"""Each system's export becomes what it says, and nothing of a customer stays."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from intake.forms import forms
from intake.keeping.receipts import Receipt
from intake.tables import TABLES
from metrics.errors import ExportError
from tests.intake_desk import SAMPLES, Desk, counts

TAKEN = [form for form in forms() if not form.refused]
REFUSED = [form for form in forms() if form.refused]
CUSTOMERS = (
    "@example", "Maya", "Oscar", "Lina", "Pedro", "Wulan Sari", "Hugo", "Noor", "Jonas",
    "Siti", "Clara", "Dimas", "Irene",
)  # fmt: skip
TICKET = (
    "ticket_id, created_at::varchar, solved_at::varchar, first_reply_minutes, status, "
    "team, topic"
)
ANSWER = "survey_id, instrument, score, scale, is_good, answered_at::varchar"
CALL = "call_id, started_at::varchar, answered, talk_seconds, hold_seconds, agent"
ORDER = "order_id, ordered_at::varchar, currency, amount::double, total::double"
SUBSCRIPTION = "subscription_id, started_at::varchar, cancelled_at::varchar"
SAYS = {
    "tickets": TICKET,
    "surveys": ANSWER,
    "calls": CALL,
    "orders": ORDER,
    "subscriptions": SUBSCRIPTION,
}
# Times are UTC; the exports that name no zone are read in Amsterdam's.
FIRST: dict[str, tuple[Any, ...]] = {
    "zendesk_explore_tickets": (
        "701", "2026-03-02 08:00:00", "2026-03-02 10:00:00", 10.0, "solved", "Orders",
        "Delivery",
    ),
    "zendesk_json_tickets": (
        "301", "2026-03-02 09:00:00", None, None, "solved", None, "question",
    ),
    "freshservice_tickets": (
        "1", "2026-03-02 08:00:00", "2026-03-03 11:00:00", 30.0, "solved",
        "Service desk", "Incident",
    ),
    "intercom_tickets": (
        "2150001", "2026-03-02 14:00:00", None, 1.5, "open", "Orders", "Delivery",
    ),
    "hubspot_tickets": (
        "8801", "2026-03-02 15:00:00", "2026-03-03 21:00:00", 1590.0, "closed",
        "Support", "Delivery",
    ),
    "jira_tickets": (
        "HELP-1", "2026-03-02 14:26:00", "2026-03-02 16:00:00", 30.0, "done", "Help",
        "Get help",
    ),
    "jira_spanish_tickets": (
        "AYUDA-1", "2026-01-08 11:47:00", None, None, "solved", None, None,
    ),
    "servicenow_tickets": (
        "INC0000001", "2026-03-10 01:00:00", "2026-03-10 10:00:00", None, "closed",
        "Service desk", "Hardware",
    ),
    "salesforce_tickets": (
        "00001001", "2026-03-07 14:00:00", "2026-03-08 14:00:00", None, "closed", None,
        "Billing",
    ),
    "gorgias_tickets": (
        "5501", "2026-03-02 08:00:00", "2026-03-02 13:00:00", 30.0, "unknown", None,
        "Subscription::Cancel::Other",
    ),
    "helpscout_tickets": (
        "9000", "2026-03-02 09:00:00", "2026-03-02 15:00:00", None, "closed", "13",
        None,
    ),
    "zoho_tickets": (
        "41", "2026-03-05 13:15:00", "2026-03-05 17:00:00", None, "closed", "Orders",
        "Delivery",
    ),
    "osticket_tickets": (
        "300001", "2026-03-11 08:00:00", "2026-03-11 12:00:00", None, "closed", "IT",
        "Printer",
    ),
    "chatwoot_surveys": (
        "https://chat.example/app/accounts/1/conversations/1", "csat", 4.0, "1-5",
        True, "2026-03-02 09:00:00",
    ),
    "surveymonkey_surveys": (
        "118000001", "nps", 9.0, "0-10", True, "2026-03-02 08:05:00",
    ),
    "typeform_surveys": (
        "tok0001abc", "csat", 4.0, "1-5", True, "2026-03-02 09:03:00",
    ),
    "qualtrics_surveys": ("R_1", "nps", 9.0, "0-10", True, "2026-03-02 08:03:00"),
    "medallia_surveys": ("rq1", "csat", 4.0, "1-5", True, "2026-03-02 13:00:00"),
    "genesys_calls": (
        "00000001-aaaa-bbbb-cccc-000000000000", "2026-03-10 08:00:00", True, 411.0,
        15.0, "Bea",
    ),
    "aircall_calls": ("77001", "2026-03-02 09:00:00.083", True, 486.0, None, "Bea"),
    "talkdesk_calls": ("ia1", "2026-03-02 08:00:00", True, 330.0, 15.0, "Bea"),
    "amazonconnect_calls": (
        "c0ffee-0001", "2026-03-02 09:00:00", True, 240.0, 10.0, "Bea",
    ),
    "woocommerce_orders": ("W1", "2026-03-08 05:29:00", "EUR", 1245.0, 1251.95),
    "stripe_orders": ("ch_1", "2026-03-02 09:00:00", "USD", 1000.0, 1210.0),
    "stripe_subscriptions": ("sub_1", "2026-03-02 09:00:00", None),
    "hubspot_orders": ("601", "2026-03-02 08:00:00", "EUR", 1000.5, None),
}  # fmt: skip
ASIDE = {
    "gorgias_tickets": [("spam", 1)],
    "helpscout_tickets": [("internal", 1), ("spam", 1)],
    "osticket_tickets": [("merged", 1)],
    "qualtrics_surveys": [("incomplete", 1), ("spam", 1), ("test", 1)],
    "typeform_surveys": [("incomplete", 1)],
    "hubspot_orders": [("not won", 3)],
    "salesforce_orders": [("not won", 3)],
    "stripe_orders": [("test", 1), ("unpaid", 1)],
    "woocommerce_orders": [("cancelled", 1), ("unpaid", 1)],
}
RATED = {
    "freshservice_tickets": [("1", 3.0, True)],
    "intercom_tickets": [("2150002", 2.0, False), ("2150003", 5.0, True)],
    "gorgias_tickets": [("5501", 5.0, True), ("5502", 1.0, False)],
    "jira_tickets": [("HELP-1", 5.0, True), ("HELP-2", 3.0, False)],
    "zendesk_explore_tickets": [("701", 0.0, False), ("702", None, None)],
}


Sampled = Callable[[str], tuple[Desk, Receipt]]


@pytest.fixture(scope="module")
def sampled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sampled]:
    """The store of one export, loaded for the first test that asks, and its receipt."""
    desks: dict[str, tuple[Desk, Receipt]] = {}

    def loaded(name: str) -> tuple[Desk, Receipt]:
        if name not in desks:
            desk = Desk(tmp_path_factory.mktemp(name))
            desks[name] = desk, desk.sample(name)
        return desks[name]

    yield loaded
    for desk, _ in desks.values():
        desk.warehouse.close()


@pytest.mark.parametrize("name", FIRST)
def test_says_what_the_first_row_says(sampled: Sampled, name: str) -> None:
    desk, _ = sampled(name)
    table = next(form.table for form in TAKEN if form.name == name)
    first = f"select {SAYS[table]} from {table} order by file_row limit 1"
    assert desk.rows(first) == [FIRST[name]]


@pytest.mark.parametrize("name", ASIDE)
def test_sets_aside_what_never_counts(sampled: Sampled, name: str) -> None:
    desk, _ = sampled(name)
    table = next(form.table for form in TAKEN if form.name == name)
    set_aside = (
        f"select set_aside, count(*) from {table} where set_aside is not null "
        "group by set_aside order by set_aside"
    )
    assert desk.rows(set_aside) == ASIDE[name]


@pytest.mark.parametrize("name", RATED)
def test_takes_a_tickets_rating(sampled: Sampled, name: str) -> None:
    desk, _ = sampled(name)
    rated = "select ticket_id, score, is_good from surveys order by file_row"
    stored = desk.rows(rated)
    assert [row for row in stored if row in RATED[name]] == RATED[name]


@pytest.mark.parametrize("form", TAKEN, ids=lambda form: form.name)
def test_keeps_nothing_by_which_a_customer_is_known(
    sampled: Sampled, form: Any
) -> None:
    desk, receipt = sampled(form.name)
    sum_of_fates = receipt.new + receipt.updated + receipt.unchanged
    assert receipt.read == sum_of_fates + receipt.rejected
    stored = "\n".join(
        str(desk.rows(f"select * from {table}"))
        for table in (*TABLES, "exports", "rejects")
    )
    if form.source != "own":
        assert [known for known in CUSTOMERS if known in stored] == []


@pytest.mark.parametrize("form", TAKEN, ids=lambda form: form.name)
def test_changes_nothing_when_it_is_loaded_again(sampled: Sampled, form: Any) -> None:
    desk, first = sampled(form.name)
    again = desk.load((SAMPLES / f"{form.name}.csv").read_bytes() + b"\n", "b.csv")
    assert counts(again)[:3] == (first.read, 0, 0)


@pytest.mark.parametrize("form", REFUSED, ids=lambda form: form.name)
def test_refuses_what_is_averaged_already(tmp_path: Path, form: Any) -> None:
    desk = Desk(tmp_path)
    with pytest.raises(ExportError) as refused:
        desk.sample(form.name)
    assert str(refused.value) == f"{form.name}.csv: {form.refused}"
    assert "averaged already" in str(refused.value)


def test_reads_an_osticket_export_with_semicolons(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    receipt = desk.load(
        "Ticket Number;Date Created;Subject;From Email;Current Status\n"
        '12;31.12.2025 09:00;"Hi; there";ani@example.com;Open\n'
    )
    assert receipt.form == "osticket_tickets"
    assert desk.one("select created_at::varchar from tickets") == "2025-12-31 08:00:00"


def test_refuses_a_survey_that_asks_nothing_it_knows(tmp_path: Path) -> None:
    with pytest.raises(ExportError) as refused:
        Desk(tmp_path).load(
            "Respondent ID,Collector ID,Start Date,End Date,Favourite colour\n"
            "1,2,03/02/2026 09:00:00 AM,03/02/2026 09:05:00 AM,4\n"
        )
    assert str(refused.value) == (
        "export.csv: none of its questions says what it measures; name one of the "
        "columns like *recommend* (nps), *satisf* (csat), *easy* (ces) or *effort* "
        "(ces), where * is any text."
    )


def test_refuses_a_group_of_answers_without_their_scores(tmp_path: Path) -> None:
    content = (SAMPLES / "qualtrics_surveys.csv").read_text()
    header, rows = content.split("\n", 1)
    with pytest.raises(ExportError, match="none of its questions says what it"):
        Desk(tmp_path).load(header.replace("Q1,Q1_NPS", "Q7,Q1_NPS") + "\n" + rows)
