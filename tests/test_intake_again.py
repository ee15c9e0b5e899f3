"""It takes the same export twice, and one that overlaps another."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from intake.forms import forms
from intake.keeping.receipts import Receipt, receipt_of, receipts
from intake.loading import load_export
from tests.intake_desk import AMSTERDAM, SAMPLES, Desk, counts

HEADER = (
    "Id,Requester id,Status,Created at,Updated at,Solved at,Satisfaction Score,"
    "Assignee\n"
)


def row(
    number: int,
    status: str = "Open",
    updated: str = "02",
    solved: str = "",
    rating: str = "",
    agent: str = "Sari",
) -> str:
    solved = f"2026-03-{solved} 10:00:00" if solved else ""
    return (
        f"{number},7,{status},2026-03-01 09:00:00,2026-03-{updated} 09:00:00,{solved},"
        f"{rating},{agent}\n"
    )


def everything(desk: Desk) -> list[list[tuple[object, ...]]]:
    tables = ("tickets", "surveys", "exports", "rejects")
    return [desk.rows(f"select * from {table} order by all") for table in tables]


def test_changes_nothing_when_the_same_bytes_come_again(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.sample("zendesk_tickets")
    before = everything(desk)
    again = desk.sample("zendesk_tickets")
    assert everything(desk) == before
    assert again.already
    assert again.export_id == 1
    assert counts(again) == (12, 0, 0, 12, 0)
    assert again.sentence() == (
        "zendesk_tickets.csv: Zendesk ticket export, loaded before; "
        "its 12 rows changed nothing."
    )


def test_knows_the_same_bytes_only_where_they_are_read_in_the_same_way(
    tmp_path: Path,
) -> None:
    desk = Desk(tmp_path)
    desk.load(HEADER + row(1))
    sha256 = desk.one("select sha256 from exports")
    moved = replace(AMSTERDAM, zone="Asia/Jakarta")
    form = "zendesk_tickets"
    assert receipt_of(desk.warehouse, sha256, form, AMSTERDAM)
    for other in (
        moved,
        replace(AMSTERDAM, currency="IDR"),
        replace(AMSTERDAM, own_domains=("kopi.example", "kawan.example")),
    ):
        assert receipt_of(desk.warehouse, sha256, form, other) is None


def test_lets_rows_of_the_same_bytes_move_to_an_earlier_time(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    house = replace(AMSTERDAM, zone="Europe/London")
    desk.load(HEADER + row(1), house=house)
    moved = replace(AMSTERDAM, zone="Asia/Jakarta")
    desk.warehouse.rows("update exports set form = 'read before'")
    assert counts(desk.load(HEADER + row(1), house=moved)) == (1, 0, 1, 0, 0)
    assert desk.one("select hour(created_at) from tickets") == 2


def test_knows_the_same_bytes_under_another_name(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.load(HEADER + row(1), "a.csv")
    assert desk.load(HEADER + row(1), "b.csv").already


def test_counts_every_row_of_a_repeated_file_as_unchanged_even_rejected_ones(
    tmp_path: Path,
) -> None:
    desk = Desk(tmp_path)
    content = HEADER + row(1) + row(2, status="")
    assert counts(desk.load(content)) == (2, 1, 0, 0, 1)
    assert counts(desk.load(content)) == (2, 0, 0, 2, 0)
    assert desk.one("select count(*) from rejects") == 1


def test_takes_new_and_newer_rows_of_an_overlapping_export(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    assert counts(desk.load(HEADER + row(1) + row(2) + row(3) + row(4))) == (
        4,
        4,
        0,
        0,
        0,
    )
    overlapping = (
        HEADER
        + row(2)
        + row(3, status="Solved", updated="05", solved="05")
        + row(4, status="Pending")
        + row(5)
        + row(6)
        + row(7, status="")
    )
    assert counts(desk.load(overlapping)) == (6, 2, 2, 1, 1)
    assert desk.rows(
        "select ticket_id, status, export_id, file_row from tickets order by ticket_id"
    ) == [
        ("1", "open", 1, 2),
        ("2", "open", 1, 3),
        ("3", "solved", 2, 3),
        ("4", "pending", 2, 4),
        ("5", "open", 2, 5),
        ("6", "open", 2, 6),
    ]


def test_does_not_let_an_older_export_undo_a_newer_one(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.load(HEADER + row(1, status="Solved", updated="09", solved="08"))
    older = desk.load(HEADER + row(1, status="Open", updated="04") + row(2))
    assert counts(older) == (2, 1, 0, 1, 0)
    assert desk.rows("select ticket_id, status from tickets order by all") == [
        ("1", "solved"),
        ("2", "open"),
    ]


def test_renews_a_ticket_together_with_its_rating(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    solved = row(1, "Solved", "03", "03", "Offered") + row(2, "Solved", "03", "03", "5")
    desk.load(HEADER + solved)
    rated = row(1, "Solved", "04", "03", "Bad", "Thijs")
    taken_back = row(2, "Solved", "04", "03", "")
    assert counts(desk.load(HEADER + rated + taken_back)) == (2, 0, 2, 0, 0)
    answers = desk.rows("select survey_id, score, agent, export_id from surveys")
    assert answers == [("1", 0, "Thijs", 2)]


def test_leaves_ratings_alone_where_an_export_has_no_column_for_them(
    tmp_path: Path,
) -> None:
    desk = Desk(tmp_path)
    desk.load(HEADER + row(1, "Solved", "03", "03", "Good"))
    desk.load(
        "Id,Requester id,Status,Created at,Updated at,Solved at\n"
        "1,7,Closed,2026-03-01 09:00:00,2026-03-09 09:00:00,2026-03-03 10:00:00\n"
    )
    assert desk.one("select status from tickets") == "closed"
    assert desk.rows("select survey_id, score from surveys") == [("1", 1)]


def test_takes_the_last_export_where_rows_have_no_update_time(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    header = "review_id,reviewed_at,score\n"
    desk.load(header + "1,2026-03-02,80\n2,2026-03-02,90\n")
    receipt = desk.load(header + "1,2026-03-02,85\n2,2026-03-02,90\n")
    assert counts(receipt) == (2, 0, 1, 1, 0)
    assert desk.rows("select review_id, score from reviews order by all") == [
        ("1", 85),
        ("2", 90),
    ]


def test_keeps_two_sources_with_the_same_ids_apart(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.load(HEADER + row(1))
    desk.load("ticket_id,created_at,status\n1,2026-03-02,open\n")
    assert desk.rows("select source, ticket_id from tickets order by all") == [
        ("own", "1"),
        ("zendesk", "1"),
    ]


def test_lists_receipts_with_the_newest_first(tmp_path: Path) -> None:
    desk = Desk(tmp_path, store=tmp_path / "data")
    first = desk.load(HEADER + row(1) + row(2, status=""), "a.csv")
    second = desk.sample("own_calls")
    listed = receipts(desk.warehouse)
    assert [r.export_id for r in listed] == [2, 1]
    assert [r.file_name for r in listed] == ["own_calls.csv", "a.csv"]
    assert [r.rejects_file for r in listed] == [None, first.rejects_file]
    assert counts(listed[0]) == counts(second)
    assert listed[0].notes == second.notes
    assert listed[0].seconds is None


def test_says_what_happened_in_a_sentence_and_as_json(tmp_path: Path) -> None:
    desk = Desk(tmp_path, store=tmp_path / "data")
    path = desk.file(HEADER + row(1) + row(2, status=""), "a.csv")
    receipt = load_export(desk.warehouse, path, AMSTERDAM, file_name="up/load.csv")
    sentence = (
        "load.csv: Zendesk ticket export, 2026-03-01 to 2026-03-01: 2 rows read, "
        "1 new, 0 updated, 0 unchanged, 1 rejected. The rejected rows are in "
        f"{tmp_path}/data/rejects/1-load.csv."
    )
    assert receipt.sentence() == sentence
    told = receipt.as_dict()
    assert told.pop("seconds") > 0
    assert told.pop("sha256") == sha256(path.read_bytes()).hexdigest()
    assert told.pop("bytes") == path.stat().st_size
    assert told.pop("loaded_at") == str(receipt.loaded_at)
    assert told.pop("loaded_by") == path.owner()
    assert told.pop("understood") == [
        "Zendesk ticket export: it has Id, Requester id, Status, Created at, "
        "Updated at and Solved at",
        "encoding: utf-8",
        "delimiter: comma; most rows have 8 cells with it",
        'quotation mark: ", doubled inside a cell',
        "header: row 1",
    ]
    assert told == {
        "export_id": 1,
        "file_name": "load.csv",
        "form": "zendesk_tickets",
        "title": "Zendesk ticket export",
        "read": 2,
        "new": 1,
        "updated": 0,
        "unchanged": 0,
        "rejected": 1,
        "first_day": "2026-03-01",
        "last_day": "2026-03-01",
        "notes": [
            "Times in it have no zone and were read as Europe/Amsterdam, the "
            "company's. Is that right? If zendesk writes another, write in "
            "values.yaml under company "
            "zones: {zendesk: ZONE} and drop the file again.",
        ],
        "undone_at": None,
        "undone_by": None,
        "moved": [],
        "rejects_file": f"{tmp_path}/data/rejects/1-load.csv",
        "already": False,
        "sentence": sentence,
    }


def test_gives_the_samples_back_after_the_store_was_closed(tmp_path: Path) -> None:
    desk = Desk(tmp_path, store=tmp_path / "data")
    names = [form.name for form in forms() if not form.refused][::2]
    read = {name: desk.sample(name).read for name in names}
    before = everything(desk)
    desk.warehouse.close()
    desk = Desk(tmp_path, store=tmp_path / "data")
    assert everything(desk) == before
    assert all(desk.sample(name).already for name in names)
    assert sum(read.values()) == desk.one("select sum(rows_read) from exports")


def test_takes_the_same_file_once_when_two_threads_bring_it(tmp_path: Path) -> None:
    desk = Desk(tmp_path, store=tmp_path / "data")
    path = SAMPLES / "zendesk_tickets.csv"

    def load(_: int) -> Receipt:
        return load_export(desk.warehouse, path, AMSTERDAM)

    with ThreadPoolExecutor(4) as pool:
        taken = list(pool.map(load, range(4)))
    assert sorted(receipt.already for receipt in taken) == [False, True, True, True]
    assert desk.one("select count(*) from tickets") == 12
    assert desk.one("select count(*) from exports") == 1


WIDE = (
    "Id,Requester id,Requester email,Status,Created at,Updated at,Solved at,Tags,Group,"
    "Satisfaction Score\n"
    "1,5,ani@example.com,Closed,2026-03-01 10:00:00,2026-03-02 10:00:00,"
    "2026-03-01 12:00:00,closed_by_merge,Retail,Good\n"
)
NARROW = (
    "Id,Requester id,Status,Created at,Updated at,Solved at\n"
    "1,5,Closed,2026-03-01 10:00:00,2026-03-02 10:00:00,2026-03-01 12:00:00\n"
)
KEPT = "select team, set_aside, customer_id from tickets"


def test_keeps_what_a_later_export_has_no_column_for(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.load(WIDE)
    before = desk.rows(KEPT)
    assert before[0][:2] == ("Retail", "merged")
    assert counts(desk.load(NARROW)) == (1, 0, 0, 1, 0)
    assert desk.rows(KEPT) == before
    assert desk.rows("select customer_id, team, score, set_aside from surveys") == [
        (before[0][2], "Retail", 1, "merged")
    ]


def test_takes_what_a_narrower_export_does_say(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.load(WIDE)
    narrow = NARROW.replace("2026-03-02", "2026-03-09").replace("12:00", "13:00")
    assert counts(desk.load(narrow)) == (1, 0, 1, 0, 0)
    assert desk.rows("select team, set_aside, hour(solved_at) from tickets") == [
        ("Retail", "merged", 12)
    ]
    answers = "select score, team, hour(answered_at), export_id from surveys"
    assert desk.rows(answers) == [(1, "Retail", 12, 2)]
    wide = WIDE.replace("2026-03-02", "2026-03-09").replace("12:00", "13:00")
    assert counts(desk.load(wide)) == (1, 0, 0, 1, 0)


def test_empties_a_cell_that_an_export_has_a_column_for(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.load(WIDE)
    later = WIDE.replace("2026-03-02", "2026-03-09")
    desk.load(later.replace("closed_by_merge,Retail", ","))
    assert desk.rows("select team, set_aside from tickets") == [(None, None)]


def test_sets_aside_by_the_columns_there_are(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.load(WIDE)
    desk.load(NARROW.replace("Closed", "Deleted"))
    assert desk.one("select set_aside from tickets") == "deleted"
    desk.load(NARROW)
    assert desk.one("select set_aside from tickets") is None


def test_knows_a_customer_by_the_id_until_an_address_comes(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.load(NARROW)
    assert desk.one("select customer_id from tickets") == "zendesk:5"
    desk.load(NARROW.replace(",5,", ",6,"))
    assert desk.one("select customer_id from tickets") == "zendesk:6"
    desk.load(WIDE)
    known = desk.one("select customer_id from tickets")
    assert len(known) == 16
    desk.load(NARROW)
    assert desk.one("select customer_id from tickets") == known


def test_drops_a_time_that_would_come_before_the_beginning(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.load("ticket_id,created_at,status,solved_at\n1,2026-03-01,solved,2026-03-02\n")
    receipt = desk.load("ticket_id,created_at,status\n1,2026-03-05,open\n")
    assert counts(receipt) == (1, 0, 1, 0, 0)
    assert desk.rows("select day(created_at), solved_at from tickets") == [(4, None)]


def test_does_not_let_a_slip_into_the_future_freeze_a_ticket(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    header = "ticket_id,created_at,status,updated_at\n"
    desk.load(header + "1,2026-03-01,open,2099-01-01\n")
    desk.load(header + "1,2026-03-01,solved,2026-03-02\n")
    assert desk.one("select status from tickets") == "solved"
    twice = "2,2026-03-01,open,2099-01-01\n2,2026-03-01,solved,2026-03-02\n"
    desk.load(header + twice)
    assert desk.one("select status from tickets where ticket_id = '2'") == "solved"
