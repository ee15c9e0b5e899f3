"""It says of each row it does not take where it is, what it says, and why."""

from __future__ import annotations

import csv
import json
import os
from pathlib import Path

import pytest

from intake.loading import load_export
from tests.intake_desk import AMSTERDAM, TICKETS, Desk, counts

DAY = "2026-03-02 09:00:00"
ZENDESK = (
    "Id,Requester,Requester id,Requester email,Subject,Status,Created at,Updated at,"
    "Solved at,Replies\n"
)


def test_gives_row_column_value_and_reason(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    receipt = desk.load(
        f"{TICKETS},replies,first_reply_minutes\n"
        f"1,{DAY},,open,,\n"
        f"2,{DAY},2026-03-02 08:59:59,solved,,\n"
        f",{DAY},,open,,\n"
        "4,soon,,open,,\n"
        f"5,{DAY},,,,\n"
        f"6,{DAY},,open,many,\n"
        f"7,{DAY},,open,2.5,\n"
        f"8,{DAY},,open,-1,\n"
        f"9,{DAY},,open,3.0,\n"
        f"1.03006E+13,{DAY},,open,,\n"
        f"11,{DAY},,open,,-3\n"
    )
    assert counts(receipt) == (11, 2, 0, 0, 9)
    whole = "This is no whole number; write it like 12."
    assert desk.reasons() == [
        (
            3,
            "solved_at",
            "2026-03-02 08:59:59",
            "solved_at is before created_at; correct whichever is wrong.",
        ),
        (
            4,
            "ticket_id",
            None,
            "ticket_id is empty, and every ticket needs it; fill it in.",
        ),
        (
            5,
            "created_at",
            "soon",
            "This is no time that can be read; write it like 2026-03-31 14:05:00.",
        ),
        (6, "status", None, "status is empty, and every ticket needs it; fill it in."),
        (7, "replies", "many", whole),
        (8, "replies", "2.5", whole),
        (9, "replies", "-1", "This number is below zero; correct it."),
        (
            11,
            "ticket_id",
            "1.03006E+13",
            "A spreadsheet has cut this number short; export again and load the file "
            "before any spreadsheet opens it.",
        ),
        (12, "first_reply_minutes", "-3", "This number is below zero; correct it."),
    ]


def test_reads_an_id_as_text_and_drops_what_tools_add_to_it(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.load(
        f"{TICKETS}\n 007 ,{DAY},,open\n17.0,{DAY},,open\n'18,{DAY},,open\n"
        f"A-1.0,{DAY},,open\n"
    )
    assert desk.rows("select ticket_id from tickets order by file_row") == [
        ("007",),
        ("17",),
        ("18",),
        ("A-1.0",),
    ]


def test_keeps_the_newest_of_rows_with_one_id(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    receipt = desk.load(
        "ticket_id,created_at,updated_at,status\n"
        f"17,{DAY},2026-03-02 10:00:00,open\n"
        f"18,{DAY},,open\n"
        f"19,{DAY},2026-03-02 10:00:00,open\n"
        f"17,{DAY},2026-03-04 10:00:00,solved\n"
        f"18,{DAY},,solved\n"
        f"17,{DAY},2026-03-03 10:00:00,pending\n"
        f"19,{DAY},2026-03-02 10:00:00,open\n"
    )
    assert counts(receipt) == (7, 3, 0, 0, 4)
    stored = desk.rows("select ticket_id, status, file_row from tickets order by all")
    assert stored == [("17", "solved", 5), ("18", "solved", 6), ("19", "open", 8)]
    three = "ticket_id 17 stands 3 times, in rows 2, 5 and 7; row 5 was kept."
    assert desk.reasons() == [
        (2, "ticket_id", "17", three),
        (
            3,
            "ticket_id",
            "18",
            "ticket_id 18 stands twice, in rows 3 and 6; row 6 was kept.",
        ),
        (
            4,
            "ticket_id",
            "19",
            "ticket_id 19 stands twice, in rows 4 and 8; row 8 was kept.",
        ),
        (7, "ticket_id", "17", three),
    ]


def test_judges_a_row_before_it_looks_for_its_double(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.load(f"{TICKETS}\n17,{DAY},,open\n17,never,,open\n")
    assert desk.rows("select file_row from tickets") == [(2,)]
    assert [reason[:2] for reason in desk.reasons()] == [(3, "created_at")]


def test_writes_a_file_of_rejects_beside_the_store(tmp_path: Path) -> None:
    desk = Desk(tmp_path, store=tmp_path / "data")
    receipt = desk.load(
        ZENDESK
        + f"1,Ani,7,ani@example.com,Help me,Open,{DAY},{DAY},,=1+1\n"
        + f"2,Ani,7,ani@example.com,Help me,@Open,{DAY},{DAY},,-5\n"
        + f"3,Bram,8,,Beans,Open,{DAY},{DAY},,0\n"
        + f"3,Bram,8,,Beans,Open,{DAY},{DAY},,1\n"
        + f"4,Citra,9,citra@example.com,Beans,Open,{DAY}\n",
        "March, 2026.csv",
    )
    assert counts(receipt) == (5, 1, 0, 0, 4)
    assert receipt.rejects_file == tmp_path / "data" / "rejects" / "1-March, 2026.csv"
    with receipt.rejects_file.open(newline="", encoding="utf-8") as file:
        header, *rows = csv.reader(file)
    assert header == [
        "row", "column", "value", "reason",
        "Id", "Requester id", "Requester email", "Status", "Created at", "Updated at",
        "Solved at", "Replies",
    ]  # fmt: skip
    assert rows == [
        ["2", "Replies", "'=1+1", "This is no whole number; write it like 12.",
         "1", "[hidden]", "[hidden]", "Open", DAY, DAY, "", "'=1+1"],
        ["3", "Replies", "'-5", "This number is below zero; correct it.",
         "2", "[hidden]", "[hidden]", "[hidden]", DAY, DAY, "", "'-5"],
        ["4", "Id", "3", "Id 3 stands twice, in rows 4 and 5; row 5 was kept.",
         "3", "[hidden]", "", "Open", DAY, DAY, "", "0"],
        ["6", "", "", "This row has 7 cells where the header has 10.",
         "", "", "", "", "", "", "", ""],
    ]  # fmt: skip


def test_keeps_the_cells_of_a_rejected_row_as_json(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.load(ZENDESK + f"1,Ani,7,ani@example.com,Help,Open,{DAY},{DAY},,x\n")
    assert json.loads(desk.one("select row_json from rejects")) == {
        "Id": "1",
        "Requester id": "[hidden]",
        "Requester email": "[hidden]",
        "Status": "Open",
        "Created at": DAY,
        "Updated at": DAY,
        "Solved at": None,
        "Replies": "x",
    }


def test_writes_no_file_where_nothing_was_rejected(tmp_path: Path) -> None:
    desk = Desk(tmp_path, store=tmp_path / "data")
    receipt = desk.load(f"{TICKETS}\n1,{DAY},,open\n")
    assert receipt.rejects_file is None
    assert not (tmp_path / "data" / "rejects").exists()


def test_does_not_take_a_hidden_customer_for_a_customer(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.load(ZENDESK + f"1,Ani,[hidden],[hidden],Help,Open,{DAY},{DAY},,1\n")
    assert desk.reasons() == [
        (
            2,
            "Requester email",
            "[hidden]",
            "This cell was hidden in a file of rejects; "
            "correct the row in the export it came from.",
        )
    ]


@pytest.mark.parametrize("broken", ["", "9,short\n"])
def test_rejects_the_same_rows_however_the_file_had_to_be_read(
    tmp_path: Path, broken: str
) -> None:
    desk = Desk(tmp_path)
    desk.load(
        f"{TICKETS}\n1,{DAY},,open\n1,{DAY},,open\n2,x,,open\n{broken}3,{DAY},,open\n"
    )
    assert [(row, column) for row, column, _, _ in desk.reasons()][:2] == [
        (2, "ticket_id"),
        (4, "created_at"),
    ]
    stored = desk.rows("select ticket_id, file_row from tickets order by file_row")
    assert stored == [("1", 3), ("3", 6 if broken else 5)]


def test_shows_the_beginning_of_a_long_cell(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.load(f"{TICKETS}\n1,{'x' * 100_000},,open\n")
    assert desk.reasons()[0][2] == "x" * 100 + "…"


BAD = f"{TICKETS}\n1,{DAY},,open\n2,bad,,open\n"


def test_keeps_an_export_whose_file_of_rejects_cannot_be_written(
    tmp_path: Path,
) -> None:
    desk = Desk(tmp_path, store=tmp_path / "data")
    (tmp_path / "data" / "rejects").write_text("in the way")
    receipt = desk.load(BAD)
    assert counts(receipt) == (2, 1, 0, 0, 1)
    assert receipt.rejects_file is None
    assert receipt.notes[-1] == (
        "The rejected rows are on the Data page, but in no file: nothing can be "
        f"written to {tmp_path / 'data' / 'rejects'} (File exists)."
    )


def test_cuts_the_name_of_a_file_of_rejects_by_its_bytes(tmp_path: Path) -> None:
    desk = Desk(tmp_path, store=tmp_path / "data")
    path = desk.file(BAD)
    name = "顧" * 100 + ".csv"
    receipt = load_export(desk.warehouse, path, AMSTERDAM, file_name=name)
    assert receipt.rejects_file == (
        tmp_path / "data" / "rejects" / f"1-{'顧' * 33}.csv"
    )
    assert receipt.rejects_file.exists()


def test_removes_what_a_killed_process_of_the_same_number_left(tmp_path: Path) -> None:
    desk = Desk(tmp_path, store=tmp_path / "data")
    left = tmp_path / "data" / "tmp" / f"{os.getpid()}-left"
    left.mkdir(parents=True)
    (left / "whole.csv").write_text("ani@example.com")
    desk.load(BAD)
    assert list((tmp_path / "data" / "tmp").iterdir()) == []


def test_reads_a_corrected_file_of_rejects_as_it_was_meant(tmp_path: Path) -> None:
    desk = Desk(tmp_path, store=tmp_path / "data")
    receipt = desk.load(
        "ticket_id,created_at,status,topic,agent\n"
        "1,never,open,-refund,+Ann\n2,never,open,'=x,Bo\n"
    )
    rejects = receipt.rejects_file.read_text()
    assert "'-refund" in rejects
    desk.load(rejects.replace("never", "2026-03-02"), "corrected.csv")
    assert desk.rows("select topic, agent from tickets order by ticket_id") == [
        ("-refund", "+Ann"),
        ("=x", "Bo"),
    ]
