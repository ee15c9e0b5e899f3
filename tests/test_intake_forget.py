"""Who is to be forgotten is, wherever they were; so is what is too old."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from intake.arriving.inbox import Inbox
from intake.keeping.forgetting import ForgetError, forget, forget_older
from intake.keeping.rejections import FORGOTTEN
from intake.keeping.undoing import undo
from intake.tables import TABLES
from tests.intake_desk import AMSTERDAM, SAMPLES, Desk, counts

TICKETS = "ticket_id,created_at,updated_at,status,customer\n"
FORMS = (
    "zendesk_tickets",
    "freshdesk_tickets",
    "delighted_surveys",
    "shopify_orders",
    "own_subscriptions",
)


def filled(folder: Path) -> Desk:
    desk = Desk(folder, store=folder / "data")
    for form in FORMS:
        desk.sample(form)
    return desk


def test_forgets_a_customer_in_every_table(tmp_path: Path) -> None:
    desk = filled(tmp_path)
    ani = desk.one("select customer_id from orders where order_id = '#1001'")
    before = {name: desk.one(f"select count(*) from {name}") for name in TABLES}
    done = forget(desk.warehouse, " Ani@Example.com", AMSTERDAM)
    # Zendesk 101, 102 and 108, Freshdesk 501; their three ratings and 9001, 9006, 9007
    assert done.rows == {"tickets": 4, "surveys": 6, "orders": 1, "subscriptions": 1}
    assert done.told() == (
        "Forgotten: 4 tickets, 6 answers, 1 order and 1 subscription."
    )
    after = {name: desk.one(f"select count(*) from {name}") for name in TABLES}
    gone = {name: before[name] - after[name] for name in TABLES}
    assert {name: n for name, n in gone.items() if n} == done.rows
    desk.warehouse.close()
    for path in (tmp_path / "data").rglob("*.csv"):
        assert ani not in path.read_text()


def test_takes_nothing_of_them_in_again(tmp_path: Path) -> None:
    desk = filled(tmp_path)
    forget(desk.warehouse, "ani@example.com", AMSTERDAM)
    again = desk.load(
        TICKETS + "1,2026-03-02,2026-03-02,open,ANI@example.com\n"
        "2,2026-03-02,2026-03-02,open,dewi@example.com\n"
    )
    assert counts(again) == (2, 1, 0, 0, 1)
    assert desk.reasons(again.export_id) == [
        (2, "customer", "[hidden]", FORGOTTEN),
    ]  # fmt: skip
    assert "ani" not in str(desk.rows("from rejects")).lower()


def test_forgets_what_only_an_older_export_said(tmp_path: Path) -> None:
    desk = Desk(tmp_path, store=tmp_path / "data")
    desk.load(TICKETS + "1,2026-03-01,2026-03-01,open,ani@example.com\n", "first.csv")
    desk.load(TICKETS + "1,2026-03-01,2026-03-02,open,dewi@example.com\n", "then.csv")
    with pytest.raises(ForgetError, match="Nobody is known by that"):
        forget(desk.warehouse, "nobody@example.com", AMSTERDAM)
    assert desk.one("select count(*) from said_tickets") == 2
    done = forget(desk.warehouse, "ani@example.com", AMSTERDAM)
    assert done.rows == {"tickets": 1}
    assert desk.one("select count(*) from said_tickets") == 0
    undo(desk.warehouse, 2, "a test")
    assert desk.one("select count(*) from tickets") == 0


def test_forgets_who_is_known_by_a_rejected_row_alone(tmp_path: Path) -> None:
    desk = Desk(tmp_path, store=tmp_path / "data")
    desk.load(TICKETS + "1,soon,,open,ani@example.com\n2,2026-03-01,,open,\n")
    assert forget(desk.warehouse, "ani@example.com", AMSTERDAM).rows == {}
    assert desk.reasons() == [(2, None, None, FORGOTTEN)]
    assert desk.one("select row_json from rejects") == "{}"
    again = desk.load(TICKETS + "1,2026-03-01,,open,ani@example.com\n")
    assert counts(again) == (1, 0, 0, 0, 1)
    kept = tmp_path / "data" / "exports" / f"{again.sha256[:12]}-again.csv"
    kept.parent.mkdir()
    kept.write_text("ani@example.com")
    done = forget(desk.warehouse, "ani@example.com", AMSTERDAM)
    assert done.originals == ("export.csv",)
    assert not kept.exists()


def test_settles_what_the_forgotten_tickets_had_told(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    tickets = "ticket_id,created_at,updated_at,status,customer,agent\n"
    desk.load(tickets + "1,2026-03-01,2026-03-01,open,ani@example.com,Sari\n")
    desk.load(
        "review_id,ticket_id,reviewed_at,score\nr1,1,2026-03-02,80\n", "reviews.csv"
    )
    assert desk.rows("select agent from reviews") == [("Sari",)]
    forget(desk.warehouse, "ani@example.com", AMSTERDAM)
    assert desk.rows("select agent from reviews") == [(None,)]


def test_forgets_nobody_where_an_original_cannot_be_deleted(
    tmp_path: Path,
) -> None:
    desk = Desk(tmp_path, store=tmp_path / "data")
    receipt = desk.load(TICKETS + "1,2026-03-01,,open,ani@example.com\n")
    kept = tmp_path / "data" / "exports" / f"{receipt.sha256[:12]}-export.csv"
    kept.mkdir(parents=True)  # a folder cannot be unlinked
    with pytest.raises(ForgetError, match="nothing was forgotten"):
        forget(desk.warehouse, "ani@example.com", AMSTERDAM)
    assert desk.one("select count(*) from tickets") == 1
    assert desk.rows("from forgotten") == []


def test_deletes_the_originals_that_they_were_in(tmp_path: Path) -> None:
    desk = Desk(tmp_path, store=tmp_path / "data")
    inbox = tmp_path / "data" / "inbox"
    inbox.mkdir()
    for form in FORMS[:2]:
        sample = SAMPLES / f"{form}.csv"
        (inbox / sample.name).write_bytes(sample.read_bytes())
    (inbox / "other.csv").write_text(TICKETS + "9,2026-03-01,,open,x@example.com\n")
    watch = Inbox(lambda: desk.warehouse, lambda: AMSTERDAM, inbox, patience=0)
    watch.sweep()
    assert len(watch.sweep()) == 3
    kept = tmp_path / "data" / "exports"
    assert len(list(kept.iterdir())) == 3
    done = forget(desk.warehouse, "ani@example.com", AMSTERDAM)
    assert set(done.originals) == {"zendesk_tickets.csv", "freshdesk_tickets.csv"}
    assert [path.name[13:] for path in kept.iterdir()] == ["other.csv"]


@pytest.mark.parametrize("who", ["06 12345678", "+31612345678", "(06) 12 34 56 78"])
def test_forgets_by_a_telephone_number(tmp_path: Path, who: str) -> None:
    desk = Desk(tmp_path)
    desk.load(
        "call id,datetime (utc),answered,duration (in call),customer number\n"
        "1,2026-03-02 09:00:00,Yes,60,+31 6 12345678\n"
        "2,2026-03-02 09:00:00,Yes,60,+31 6 12345679\n"
    )
    assert forget(desk.warehouse, who, AMSTERDAM).rows == {"calls": 1}
    assert desk.rows("select call_id from calls") == [("2",)]


def test_forgets_by_a_systems_own_id(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.load(
        "Id,Requester id,Status,Created at,Updated at,Solved at\n"
        "1,7,Open,2026-03-01 09:00:00,2026-03-01 09:00:00,\n"
        "2,8,Open,2026-03-01 09:00:00,2026-03-01 09:00:00,\n"
    )
    assert forget(desk.warehouse, "zendesk:7", AMSTERDAM).rows == {"tickets": 1}
    assert desk.rows("select ticket_id from tickets") == [("2",)]


def test_deletes_what_is_older(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.load(
        TICKETS + "1,2024-12-31T22:59:59Z,,open,\n2,2024-12-31T23:00:00Z,,open,\n"
    )
    begin = datetime(2024, 12, 31, 23)  # midnight in Amsterdam
    done = forget_older(desk.warehouse, begin, AMSTERDAM)
    assert done.told() == "Forgotten: 1 ticket."
    assert desk.rows("select ticket_id from tickets") == [("2",)]
    assert forget_older(desk.warehouse, begin, AMSTERDAM).rows == {}
