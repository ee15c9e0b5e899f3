"""It keeps the tags of tickets and the criteria of reviews, as exports tell them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from intake.keeping.undoing import undo
from tests.intake_desk import Desk, counts

ZENDESK = "Id,Requester id,Status,Created at,Updated at,Solved at,Tags\n"
SOLVED = "{id},7,Solved,2026-03-02 09:00,2026-03-02 10:00,2026-03-02 10:00,{tags}\n"
FRESHDESK = "Ticket ID,Status,Agent,Created Time,Resolved time,Tags\n"
REVIEWS = (
    "review_id,reviewed_at,score,criterion: Tone (1-5),criterion: Greeting,"
    "Criterion: Facts: prices\n"
)
LINES = "review_id,reviewed_at,score,criterion,chosen,lowest,highest\n"
WRITE = (
    "the scores of the reviews are kept. Write 0 to 100, yes or no, or n/a where it "
    "does not apply, and the scale beside the name where it has another, like (1-5)."
)


def tags(desk: Desk) -> dict[str, Any]:
    return dict(desk.rows("select ticket_id, tags from tickets"))


def criteria(desk: Desk) -> dict[str, Any]:
    return dict(desk.rows("select review_id, criteria from reviews"))


def test_keeps_tags_that_stand_apart_by_spaces_or_commas(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    rows = [
        SOLVED.format(id=1, tags="Wrong_Info  vip"),
        SOLVED.format(id=2, tags='"vip, slow, vip"'),
        SOLVED.format(id=3, tags=""),
        SOLVED.format(id=4, tags="-"),
    ]
    desk.load(ZENDESK + "".join(rows))
    assert tags(desk) == {
        "1": ["vip", "wrong_info"],
        "2": ["slow", "vip"],
        "3": None,
        "4": None,
    }


def test_keeps_the_spaces_inside_the_tags_of_other_systems(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.load(
        FRESHDESK + '1,Closed,Bea,2026-03-02 09:00,2026-03-02 10:00,"Too late, vip"\n'
    )
    assert tags(desk) == {"1": ["too late", "vip"]}


def test_keeps_the_tags_of_a_list_in_json(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    ticket = {"id": 1, "created_at": "2026-03-01T09:00:00Z", "status": "solved"}
    lines = [
        {"ticket": ticket | {"requester_id": 7, "tags": ["rude", "vip"]}},
        {"ticket": ticket | {"id": 2, "requester_id": 7, "tags": []}},
    ]
    desk.load("\n".join(map(json.dumps, lines)), "tickets.ndjson")
    assert tags(desk) == {"1": ["rude", "vip"], "2": None}


def test_keeps_the_names_of_tags_that_are_objects(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    conversation = {
        "id": 1, "number": 5, "status": "closed", "mailboxId": 3,
        "createdAt": "2026-03-10T10:00:00Z", "userUpdatedAt": "2026-03-10T10:00:00Z",
        "tags": [{"id": 9, "tag": "Wrong info"}, {"id": 8, "tag": "vip"}],
    }  # fmt: skip
    desk.load(json.dumps([conversation]), "conversations.json")
    assert tags(desk) == {"1": ["vip", "wrong info"]}


@pytest.mark.parametrize(
    "private",
    [
        "ani@example.com",
        "mail:ani@example.com",
        "tel_0812_3456_7890",
        "0812 3456 7890",
        "+62-812-3456",
        "order10023456",
    ],
)
def test_keeps_no_tag_that_may_be_somebodys(tmp_path: Path, private: str) -> None:
    desk = Desk(tmp_path)
    desk.load(ZENDESK + SOLVED.format(id=1, tags=f"{private} slow"))
    assert tags(desk) == {"1": ["slow"]}
    assert desk.one("select count(*) from tickets where set_aside is not null") == 0


@pytest.mark.parametrize("nothing", [",", "_", "_;-", "2026", "__ 7"])
def test_a_tag_has_a_letter(tmp_path: Path, nothing: str) -> None:
    desk = Desk(tmp_path)
    rows = SOLVED.format(id=1, tags=f'"{nothing}"')
    desk.load(ZENDESK + rows + SOLVED.format(id=2, tags=f'"{nothing},billing"'))
    assert tags(desk) == {"1": None, "2": ["billing"]}


@pytest.mark.parametrize(
    "private", ["John.Smith at gmail.com", "ani at kopi1.id", "cust_budi.santoso"]
)
def test_keeps_no_tag_that_writes_an_address_out(tmp_path: Path, private: str) -> None:
    desk = Desk(tmp_path)
    row = f'1,Closed,Bea,2026-03-02 09:00,2026-03-02 10:00,"{private}, vip, v1.2"\n'
    desk.load(FRESHDESK + row)
    assert tags(desk) == {"1": ["v1.2", "vip"]}


def test_a_changed_tag_is_an_update_and_no_tag_is_as_no_column(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    bare = ZENDESK.replace(",Tags", "") + "".join(
        SOLVED.format(id=one, tags="").replace(",\n", "\n") for one in (1, 2)
    )
    desk.load(bare)
    told = ZENDESK + SOLVED.format(id=1, tags="slow") + SOLVED.format(id=2, tags="")
    assert counts(desk.load(told)) == (2, 0, 1, 1, 0)
    assert counts(desk.load(told.replace("slow", "late"))) == (2, 0, 1, 1, 0)
    assert counts(desk.load(bare + "\n", "again.csv"))[1:4] == (0, 0, 2)
    assert tags(desk) == {"1": ["late"], "2": None}
    undo(desk.warehouse, 3, "test")
    assert tags(desk) == {"1": ["slow"], "2": None}


def test_opens_a_store_that_was_made_before_there_were_tags(tmp_path: Path) -> None:
    rows = ZENDESK + SOLVED.format(id=1, tags="") + SOLVED.format(id=2, tags="slow")
    desk = Desk(tmp_path, tmp_path / "store")
    desk.load(rows.replace("slow", ""))
    desk.load(LINES + "r1,2026-03-02,80,Tone,4,1,5\n", "reviews.csv")
    with desk.warehouse.writing() as cursor:
        for name, column in (("tickets", "tags"), ("reviews", "criteria")):
            for table in (name, f"said_{name}"):
                cursor.execute(f"alter table {table} drop column {column}")
    desk.warehouse.close()
    later = Desk(tmp_path, tmp_path / "store")
    assert counts(later.load(rows)) == (2, 0, 1, 1, 0)
    assert tags(later) == {"1": None, "2": ["slow"]}
    assert criteria(later) == {"r1": None}
    later.warehouse.close()


def test_makes_points_of_a_column_for_each_criterion(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    rows = [
        "1,2026-03-02,80,4,yes,n/a",  # (4 - 1) / (5 - 1)
        "2,2026-03-02,80,1,FAIL,50 %",
        "3,2026-03-02,80,,,",
        '4,2026-03-02,80,"2,5",no,2/4',
    ]
    desk.load(REVIEWS + "\n".join(rows) + "\n")
    assert criteria(desk) == {
        "1": {"Greeting": 100, "Tone": 75},
        "2": {"Facts: prices": 50, "Greeting": 0, "Tone": 0},
        "3": None,
        "4": {"Facts: prices": 50, "Greeting": 0, "Tone": 37.5},
    }


def test_leaves_out_a_mark_that_cannot_be_read_and_says_so(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    rows = [
        "1,2026-03-02,81,9,yes,80",
        "2,2026-03-02,82,4,maybe,80",
        "3,2026-03-02,83,0,Somebody was not sure here,80",
        "4,2026-03-02,84,2,no,n/a",
    ]
    receipt = desk.load(REVIEWS + "\n".join(rows) + "\n")
    assert counts(receipt) == (4, 4, 0, 0, 0)
    assert desk.one("select sum(score) from reviews") == 81 + 82 + 83 + 84
    assert criteria(desk) == {
        "1": {"Facts: prices": 80, "Greeting": 100},
        "2": {"Facts: prices": 80, "Tone": 75},
        "3": {"Facts: prices": 80},
        "4": {"Greeting": 0, "Tone": 25},
    }
    assert list(receipt.notes)[-2:] == [
        "Criterion Greeting: 2 marks could not be read and were left out, such as "
        f'"maybe"; {WRITE}',
        "Criterion Tone: 2 marks could not be read and were left out, such as "
        f'"0 (1-5)"; {WRITE}',
    ]


def test_takes_a_column_of_texts_for_no_criterion(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    rows = [
        "review_id,reviewed_at,score,criterion: Notes,criterion: Tone",
        "1,2026-03-02,80,Well done!,yes",
        '2,2026-03-02,90,"Ani asked; Tone: 0",no',
        "3,2026-03-02,70,Price: 5,",
        '4,2026-03-02,70,"Two\nlines: 100",',
    ]
    receipt = desk.load("\n".join(rows) + "\n")
    assert counts(receipt) == (4, 4, 0, 0, 0)
    assert criteria(desk) == {
        "1": {"Tone": 100}, "2": {"Tone": 0}, "3": None, "4": None
    }  # fmt: skip
    assert receipt.notes[-1] == (
        "Notes is taken for no criterion, since nothing in it reads as points; the "
        "scores of the reviews are kept."
    )


def test_says_what_was_left_out_of_reviews_of_several_rows(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    rows = ["1,2026-03-02,80,Tone,4,1,5", "1,,,Tone,soso,1,5", "2,2026-03-03,70,Ow,x,,"]
    receipt = desk.load(LINES + "\n".join(rows) + "\n")
    assert criteria(desk) == {"1": {"Tone": 75}, "2": None}
    assert list(receipt.notes)[-2:] == [
        "Criterion Tone: 1 mark could not be read and was left out, such as "
        f'"soso (1-5)"; {WRITE}',
        "Ow is taken for no criterion, since nothing in it reads as points; the scores "
        "of the reviews are kept.",
    ]


def test_reads_a_decimal_comma_of_a_mark_either_way(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.load(REVIEWS + '1,2026-03-02,80,"4,5","4,5/5","2,25 / 4,5"\n')
    assert criteria(desk) == {"1": {"Facts: prices": 50, "Greeting": 90, "Tone": 87.5}}


def test_puts_the_rows_of_a_review_together(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    rows = [
        "1,2026-03-02,80,Tone,4,1,5",
        "1,,,Greeting,yes,,",
        "2,2026-03-02,70,Tone,1,1,5",
        "2,2026-03-02,70,Tone,3,1,5",  # judged twice: the mean of 0 and 50
        "2,2026-03-02,70,Facts,n/a,,",
        "2,2026-03-02,70,ani@example.com,100,,",
    ]
    receipt = desk.load(LINES + "\n".join(rows) + "\n")
    assert receipt.form == "own_criteria_reviews"
    assert criteria(desk) == {
        "1": {"Greeting": 100, "Tone": 75},
        "2": {"Tone": 25},
    }


def test_takes_the_ratings_of_a_zendesk_qa_review(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    review = {
        "id": "7001", "reviewee": {"name": "Bea"}, "score": 90,
        "createdISO": "2026-03-10T08:00:00Z",
        "ratings": [
            {"categoryName": "Tone", "score": 0, "weight": 1},
            {"categoryName": "Grammar", "score": None, "weight": 1},
            {"categoryName": "Solution", "score": 75, "weight": 2},
        ],
    }  # fmt: skip
    conversation = {
        "externalId": "101", "workspaceId": "1", "reviews": [review],
        "lastUpdatedISO": "2026-03-10T10:00:00Z",
    }  # fmt: skip
    desk.load(json.dumps([conversation]), "reviews.json")
    assert criteria(desk) == {"7001": {"Solution": 75, "Tone": 0}}


def test_a_changed_criterion_is_an_update(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    rows = LINES + "1,2026-03-02,80,Tone,4,1,5\n2,2026-03-02,70,Tone,1,1,5\n"
    desk.load(rows)
    changed = rows.replace("70,Tone,1", "70,Tone,3")
    assert counts(desk.load(changed)) == (2, 0, 1, 1, 0)
    assert criteria(desk)["2"] == {"Tone": 50}
