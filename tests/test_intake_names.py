"""People known by their name alone: the name is hashed, and meets no other."""

from __future__ import annotations

import hashlib
import hmac
from pathlib import Path

import pytest

from tests.intake_desk import Desk, counts

OPPORTUNITIES = "Account Name,Opportunity Name,Stage,Amount,Close Date\n"
CASES = "Case Number,Status,Date/Time Opened,Contact Name\n"
ISSUES = "Issue key,Issue id,Status,Created,Resolved,Reporter\n"
SURVEYS = "survey_id,instrument,score,answered_at,customer\n"


def keyed(desk: Desk, text: str) -> str:
    """The hash of a text with the key of the store, as Python makes it."""
    key = (desk.folder / "data" / "secret.key").read_bytes()
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()[:16]


def everything(desk: Desk) -> str:
    tables = ("tickets", "orders", "surveys", "exports", "rejects")
    return "".join(str(desk.rows(f"select * from {table}")) for table in tables)


@pytest.mark.parametrize("name", ["Maya Tan", "maya  TAN"])
def test_hashes_a_name_with_the_key_and_its_system(tmp_path: Path, name: str) -> None:
    desk = Desk(tmp_path, tmp_path / "data")
    desk.load(CASES + f"1,New,2026-03-02 09:00,{name}\n")
    found = desk.one("select customer_id from tickets")
    assert found == keyed(desk, "called salesforce maya tan")
    assert name not in everything(desk)


def test_keeps_namesakes_of_two_systems_apart(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.load(CASES + "1,New,2026-03-02 09:00,Maya Tan\n", "a.csv")
    desk.load(ISSUES + "H-1,1,Open,2026-03-02 09:00,,Maya Tan\n", "b.csv")
    desk.load(SURVEYS + "1,nps,9,2026-03-02,Maya Tan\n", "c.csv")
    query = "select customer_id from tickets union select customer_id from surveys"
    assert len(desk.rows(query)) == 3


def test_knows_an_address_in_place_of_a_name(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.load(ISSUES + "H-1,1,Open,2026-03-02 09:00,,Maya@Example.com\n", "a.csv")
    desk.load(SURVEYS + "1,nps,9,2026-03-02,maya@example.com\n", "b.csv")
    assert desk.one("select count(*) from tickets join surveys using (customer_id)")


def test_says_that_customers_are_known_by_name(tmp_path: Path) -> None:
    receipt = Desk(tmp_path).load(CASES + "1,New,2026-03-02 09:00,Maya Tan\n")
    assert receipt.notes[-1] == (
        "Customers are known by name here: two of one name count as one, and none "
        "meets a customer of another system."
    )


def test_keeps_an_opportunitys_name_as_a_key_alone(tmp_path: Path) -> None:
    desk = Desk(tmp_path, tmp_path / "data")
    assert counts(desk.sample("salesforce_orders")) == (12, 12, 0, 0, 0)
    assert desk.rows(
        "select order_id, ordered_at::varchar, currency, amount::double from orders "
        "order by file_row limit 1"
    ) == [
        (keyed(desk, "called order_id machines 1"), "2026-03-05 23:00:00", "EUR", 1500)
    ]
    assert "Machines" not in everything(desk)
    again = desk.load(
        OPPORTUNITIES + "Cafe 1,Machines 1,Closed Won,1600,2026-03-06\n", "again.csv"
    )
    assert counts(again) == (1, 0, 1, 0, 0)


def test_takes_an_opportunitys_id_where_there_is_one(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    header = OPPORTUNITIES.replace("\n", ",Opportunity ID\n")
    desk.load(header + "Cafe 1,Renewal,Closed Won,100,2026-03-06,006A\n")
    assert desk.one("select order_id from orders") == "006A"


def test_hides_an_opportunitys_name_among_the_rejected(tmp_path: Path) -> None:
    desk = Desk(tmp_path, tmp_path / "data")
    receipt = desk.load(
        OPPORTUNITIES + "Cafe 1,Maya Tan renewal,Closed Won,100,2026-03-06\n"
        "Cafe 1,Oscar Lind,Closed Won,x,2026-03-06\n"
        "Cafe 1,Maya Tan renewal,Closed Won,120,2026-03-07\n"
    )
    assert counts(receipt) == (3, 1, 0, 0, 2)
    key = keyed(desk, "called order_id maya tan renewal")
    assert desk.reasons() == [
        (
            2,
            "Opportunity Name",
            key,
            f"Opportunity Name {key} stands twice, in rows 2 and 4; row 4 was kept.",
        ),
        (3, "Amount", "x", "This is no number; write it like 1234.5."),
    ]
    assert receipt.rejects_file
    written = receipt.rejects_file.read_text()
    assert [name for name in ("Maya", "Oscar") if name in written] == []
    assert desk.load(written, "rejects.csv").rejected == 2
