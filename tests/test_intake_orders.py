"""It takes orders: Shopify's, several lines to an order, and our own form."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from intake.loading import House
from tests.intake_desk import AMSTERDAM, Desk, counts

SHOPIFY = (
    "Name,Email,Financial Status,Currency,Subtotal,Total,Created at,"
    "Lineitem quantity,Cancelled at,Tags\n"
)
OWN = "order_id,ordered_at,customer,currency,amount\n"


def test_makes_one_order_of_several_lines(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    receipt = desk.sample("shopify_orders")
    assert counts(receipt) == (12, 12, 0, 0, 0)
    assert (receipt.first_day, receipt.last_day) == (
        date(2026, 3, 1),
        date(2026, 3, 29),
    )
    assert desk.rows(
        "select order_id, amount, total, items, file_row, channel from orders "
        "order by order_id limit 3"
    ) == [
        ("#1001", Decimal("25.0000"), Decimal("29.9500"), 3, 2, "web"),
        ("#1002", Decimal("12.5000"), Decimal("12.5000"), 1, 4, "web"),
        ("#1003", Decimal("199.0000"), Decimal("199.0000"), 5, 5, "web"),
    ]
    assert desk.one("select count(*) from orders") == 9


def test_reads_the_time_with_its_offset(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.sample("shopify_orders")
    assert desk.rows(
        "select order_id, ordered_at from orders "
        "where order_id in ('#1002', '#1007', '#1008') order by order_id"
    ) == [
        ("#1002", datetime(2026, 3, 1, 23, 30)),
        ("#1007", datetime(2026, 3, 29, 1, 30)),
        ("#1008", datetime(2026, 3, 10, 15, 0)),
    ]


def test_sets_aside_cancelled_voided_and_test_orders_and_no_refund(
    tmp_path: Path,
) -> None:
    desk = Desk(tmp_path)
    desk.sample("shopify_orders")
    assert desk.rows("select order_id, set_aside from orders order by order_id") == [
        ("#1001", None),
        ("#1002", None),
        ("#1003", None),
        ("#1004", "voided"),
        ("#1005", "cancelled"),
        ("#1006", "test"),
        ("#1007", None),
        ("#1008", None),
        ("#1009", None),
    ]


def test_keeps_the_currency_of_each_row_and_knows_a_customer_by_telephone(
    tmp_path: Path,
) -> None:
    desk = Desk(tmp_path)
    desk.sample("shopify_orders")
    desk.load("call_id,started_at,answered,customer\n1,2026-03-02,yes,+31600000007\n")
    assert desk.rows(
        "select currency, count(*) from orders group by all order by all"
    ) == [
        ("CLP", 1),
        ("EUR", 8),
    ]
    assert (
        desk.one("select count(*) from orders semi join calls using (customer_id)") == 1
    )
    assert desk.rows("select order_id from orders where customer_id is null") == [
        ("#1009",)
    ]


def test_counts_lines_of_the_file_on_every_side_of_the_receipt(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    first = (
        "#1,a@example.com,paid,EUR,10,12,2026-03-01 10:00:00 +0100,1,,\n"
        "#1,a@example.com,,,,,,2,,\n"
        "#2,b@example.com,paid,EUR,20,22,2026-03-01 11:00:00 +0100,1,,\n"
    )
    later = (
        "#1,a@example.com,refunded,EUR,10,12,2026-03-01 10:00:00 +0100,1,,\n"
        "#1,a@example.com,,,,,,2,,\n"
        "#2,b@example.com,paid,EUR,20,22,2026-03-01 11:00:00 +0100,1,"
        "2026-03-02 09:00:00 +0100,\n"
        "#3,c@example.com,paid,EUR,x,32,2026-03-01 12:00:00 +0100,1,,\n"
        "#3,c@example.com,,,,,,1,,\n"
        "#4,d@example.com,paid,EUR,40,42,2026-03-01 12:00:00 +0100,1,,\n"
        "#4,d@example.com,,,,,,5,,\n"
    )
    assert counts(desk.load(SHOPIFY + first)) == (3, 3, 0, 0, 0)
    assert counts(desk.load(SHOPIFY + later)) == (7, 2, 1, 2, 2)
    reason = "This is no number; write it like 1234.5."
    assert desk.reasons(2) == [
        (5, "Subtotal", "x", reason),
        (6, "Subtotal", "x", reason),
    ]
    assert desk.rows("select order_id, items, set_aside from orders order by all") == [
        ("#1", 3, None),
        ("#2", 1, "cancelled"),
        ("#4", 6, None),
    ]


def test_puts_lines_together_that_are_apart_and_takes_the_last_of_two_orders(
    tmp_path: Path,
) -> None:
    desk = Desk(tmp_path)
    receipt = desk.load(
        SHOPIFY
        + "#1,a@example.com,paid,EUR,10,12,2026-03-01 10:00:00 +0100,1,,\n"
        + "#2,b@example.com,paid,EUR,20,22,2026-03-01 11:00:00 +0100,1,,\n"
        + "#1,a@example.com,,,,,,2,,\n"
        + "#2,b@example.com,paid,EUR,25,27,2026-03-01 11:00:00 +0100,1,,\n"
    )
    assert counts(receipt) == (4, 3, 0, 0, 1)
    assert desk.rows("select order_id, amount, items from orders order by all") == [
        ("#1", 10, 3),
        ("#2", 25, 1),
    ]
    assert desk.reasons() == [
        (3, "Name", "#2", "Name #2 stands twice, in rows 3 and 5; row 5 was kept.")
    ]


def test_rejects_a_line_whose_order_is_not_in_the_file(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.load(SHOPIFY + "#1,a@example.com,,,,,,2,,\n")
    reason = "Created at is empty, and every order needs it; fill it in."
    assert desk.reasons() == [(2, "Created at", None, reason)]


def test_rejects_a_time_without_an_offset(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.load(SHOPIFY + "#1,,paid,EUR,10,12,2026-03-01 10:00:00,1,,\n")
    assert desk.reasons() == [
        (
            2,
            "Created at",
            "2026-03-01 10:00:00",
            "This time has no offset from UTC; "
            "write it like 2026-03-31 14:05:00 +0700.",
        )
    ]


def test_takes_in_our_own_file(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    assert counts(desk.sample("own_orders")) == (12, 12, 0, 0, 0)
    assert desk.rows(
        "select order_id, currency, amount, set_aside from orders "
        "where order_id in ('o2', 'o3', 'o4', 'o5', 'o6', 'o12') "
        "order by substr(order_id, 2)::int"
    ) == [
        ("o2", "EUR", Decimal("12.5000"), None),
        ("o3", "EUR", Decimal("199.0000"), None),
        ("o4", "EUR", Decimal("8.3333"), "cancelled"),
        ("o5", "EUR", Decimal("4.2000"), "test"),
        ("o6", "USD", Decimal("30.0000"), None),
        ("o12", "EUR", Decimal("36.0000"), "voided"),
    ]


def test_takes_the_currency_of_the_house_where_the_file_has_none(
    tmp_path: Path,
) -> None:
    desk = Desk(tmp_path)
    receipt = desk.load(
        "order_id,ordered_at,amount\n1,2026-03-01,10\n",
        house=House("Asia/Jakarta", "IDR"),
    )
    assert desk.one("select currency from orders") == "IDR"
    assert receipt.notes == (
        "Times without a zone are read as Asia/Jakarta.",
        "Amounts without a currency are taken as IDR.",
    )


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("1,23,4.50", "This is no number; write it like 1234.5."),
        ("€ twelve", "This is no number; write it like 1234.5."),
        ("1_000", "This is no number; write it like 1234.5."),
        ("nan", "This is no number; write it like 1234.5."),
        ("1e30", "This is no number; write it like 1234.5."),
        ("-5", "This number is below zero; correct it."),
        ("", "amount is empty, and every order needs it; fill it in."),
    ],
)
def test_rejects_an_amount_it_cannot_read(
    tmp_path: Path, cell: str, reason: str
) -> None:
    desk = Desk(tmp_path)
    desk.load(OWN + f'1,2026-03-01,,EUR,"{cell}"\n', house=AMSTERDAM)
    assert desk.reasons() == [(2, "amount", cell or None, reason)]


def test_rejects_what_is_no_currency(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.load(OWN + "1,2026-03-01,,Euros,5\n")
    reason = "This is no currency code; write its three letters, like EUR."
    assert desk.reasons() == [(2, "currency", "Euros", reason)]
