"""It keeps what customers write beside a score only where the company says so."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from intake.comments import without_phones
from intake.keeping.commented import empty_comments
from intake.keeping.forgetting import forget
from intake.keeping.undoing import as_of, undo
from tests.intake_desk import AMSTERDAM, Desk, counts

KEEPING = replace(AMSTERDAM, keep_comments=True)
SURVEYS = "survey_id,instrument,score,scale,answered_at,ticket_id,customer,comment\n"
GOOD = "s1,csat,5,1-5,2026-03-02 12:00,1,ani@example.com,Quick and kind\n"
BAD = "s2,csat,1,1-5,2026-03-02 13:00,2,bob@example.com,{}\n"
NOT_ANSWERED = "s3,csat,,1-5,,3,cas@example.com,I was on holiday\n"
TICKET = (
    '{{"ticket": {{"id": {id}, "created_at": "2026-03-01T09:00:00Z", '
    '"status": "solved", "requester_id": 7, '
    '"satisfaction_rating": {{"score": "{score}", "comment": "{comment}"}}}}}}\n'
)
COMMENTS = "select survey_id, comment from surveys order by survey_id"


def comments(desk: Desk) -> list[tuple[str, str | None]]:
    return desk.rows(COMMENTS)


def test_keeps_no_comment_unless_the_company_says_so(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    receipt = desk.load(SURVEYS + GOOD)
    assert comments(desk) == [("s1", None)]
    assert "Comments were not kept." in receipt.notes


def test_keeps_the_comment_beside_a_score_where_it_says_so(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    receipt = desk.load(SURVEYS + GOOD + NOT_ANSWERED, house=KEEPING)
    assert comments(desk) == [("s1", "Quick and kind"), ("s3", None)]
    assert "1 comment kept, as values.yaml asks." in receipt.notes


def test_says_nothing_of_comments_where_an_export_has_none(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    rows = "survey_id,instrument,score,scale,answered_at\ns1,csat,5,1-5,2026-03-02\n"
    for house in (AMSTERDAM, KEEPING):
        receipt = desk.load(rows, house=house)
        assert not [note for note in receipt.notes if "omment" in note]


def test_masks_addresses_and_telephone_numbers(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    told = (
        '"Mail bob@example.com. or call 06 12345678, +62 811 000 003 or '
        '0811 000 0003; order 10023456 came on 03-02-2026 14:05"'
    )
    desk.load(SURVEYS + BAD.format(told), house=KEEPING)
    assert comments(desk) == [
        (
            "s2",
            "Mail [e-mail]. or call [phone], [phone] or [phone]; "
            "order 10023456 came on 03-02-2026 14:05",
        )
    ]


def test_masks_numbers_with_their_country_where_the_zone_has_none() -> None:
    assert without_phones("Call +31 20 123 4567.", None) == "Call [phone]."


def test_keeps_the_comment_of_a_rating_in_a_ticket_export(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    lines = (
        TICKET.format(id=1, score="good", comment="Lovely")
        + TICKET.format(id=2, score="offered", comment="")
        + TICKET.format(id=3, score="bad", comment="mail cas@example.com")
    )
    receipt = desk.load(lines, "tickets.ndjson", KEEPING)
    assert comments(desk) == [("1", "Lovely"), ("2", None), ("3", "mail [e-mail]")]
    assert "2 comments kept, as values.yaml asks." in receipt.notes
    desk = Desk(tmp_path)
    desk.load(lines, "tickets.ndjson")
    assert comments(desk) == [("1", None), ("2", None), ("3", None)]


def test_updates_only_the_rows_that_have_a_comment(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    rows = SURVEYS + GOOD + BAD.format("")
    desk.load(rows)
    assert counts(desk.load(rows, house=KEEPING)) == (2, 0, 1, 1, 0)
    assert comments(desk) == [("s1", "Quick and kind"), ("s2", None)]
    assert desk.load(rows, house=KEEPING).already


def test_keeps_a_comment_that_a_later_export_has_no_column_for(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.load(SURVEYS + GOOD, house=KEEPING)
    rows = "survey_id,instrument,score,scale,answered_at,agent\n"
    desk.load(f"{rows}s1,csat,5,1-5,2026-03-02 12:00,Bea\n", house=KEEPING)
    assert comments(desk) == [("s1", "Quick and kind")]
    desk.load(f"{rows}s1,csat,2,1-5,2026-03-04 12:00,Bea\n", house=KEEPING)
    assert comments(desk) == [("s1", None)]


def test_empties_what_it_kept_once_the_company_says_no(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    surveys = SURVEYS + GOOD
    ticket = TICKET.format(id=9, score="good", comment="Lovely")
    desk.load(surveys)
    desk.load(surveys, house=KEEPING)
    desk.load(ticket, "tickets.ndjson", KEEPING)
    desk.load(ticket.replace("solved", "closed"), "later.ndjson", KEEPING)
    assert comments(desk) == [("9", "Lovely"), ("s1", "Quick and kind")]
    desk.load(TICKET.format(id=10, score="good", comment=""), "other.ndjson")
    assert comments(desk) == [("10", None), ("9", None), ("s1", None)]
    assert desk.one("select count(comment) from said_surveys") == 0
    assert desk.one("select count(rating_comment) from said_tickets") == 0
    again = desk.load(ticket.replace("solved", "closed"), "later.ndjson")
    assert counts(again) == (1, 0, 0, 1, 0)
    assert counts(desk.load(surveys, house=KEEPING)) == (1, 0, 1, 0, 0)
    assert ("s1", "Quick and kind") in comments(desk)


def test_empties_nothing_where_nothing_is(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.load(SURVEYS + GOOD)
    empty_comments(desk.warehouse)
    assert comments(desk) == [("s1", None)]


def test_undoes_a_comment_with_its_export(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    first = desk.load(SURVEYS + GOOD, house=KEEPING)
    desk.load(SURVEYS + GOOD.replace("Quick and kind", "Slow after all"), house=KEEPING)
    assert comments(desk) == [("s1", "Slow after all")]
    with as_of(desk.warehouse, first.loaded_at) as past:
        assert past.rows(COMMENTS) == [("s1", "Quick and kind")]
    undo(desk.warehouse, 2, "Ani")
    assert comments(desk) == [("s1", "Quick and kind")]


def test_undoes_a_rating_with_its_comment(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    for comment in ("Lovely", "Slow after all"):
        ticket = TICKET.format(id=1, score="good", comment=comment)
        desk.load(ticket, "tickets.ndjson", KEEPING)
    assert comments(desk) == [("1", "Slow after all")]
    undo(desk.warehouse, 2, "Ani")
    assert comments(desk) == [("1", "Lovely")]


def test_forgets_what_a_customer_wrote(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.load(SURVEYS + GOOD + BAD.format("Never again"), house=KEEPING)
    forget(desk.warehouse, "bob@example.com", KEEPING)
    assert comments(desk) == [("s1", "Quick and kind")]
    assert desk.one("select count(*) from said_surveys") == 0


def test_tells_nothing_a_customer_wrote_in_a_rejected_row(tmp_path: Path) -> None:
    desk = Desk(tmp_path, store=tmp_path / "data")
    row = GOOD.replace(",5,", ",9,")
    receipt = desk.load(SURVEYS + row, house=KEEPING)
    assert counts(receipt) == (1, 0, 0, 0, 1)
    assert "Quick" not in desk.one("select row_json from rejects")
    assert receipt.rejects_file
    assert "Quick" not in receipt.rejects_file.read_text(encoding="utf-8")


def test_opens_a_store_that_was_made_before(tmp_path: Path) -> None:
    desk = Desk(tmp_path, store=tmp_path / "data")
    with desk.warehouse.writing() as cursor:
        cursor.execute("alter table surveys drop column comment")
        cursor.execute("alter table said_surveys drop column comment")
        cursor.execute("alter table said_tickets drop column rating_comment")
    desk.warehouse.close()
    desk = Desk(tmp_path, store=tmp_path / "data")
    desk.load(SURVEYS + GOOD, house=KEEPING)
    desk.load(SURVEYS + GOOD.replace("12:00", "12:30"), house=KEEPING)
    assert desk.rows("select answered_at, comment from surveys") == [
        (datetime(2026, 3, 2, 11, 30), "Quick and kind")
    ]
    desk.warehouse.close()
