"""It takes a Zendesk ticket export as the account writes it."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from intake.loading import House, load_export
from tests.intake_desk import AMSTERDAM, SAMPLES, Desk, counts

REAL = SAMPLES.parents[2] / "shared" / "exports" / "zendesk_tickets_2023.csv"
HEADER = (
    "Id,Requester id,Status,Created at,Updated at,Solved at,"
    "Satisfaction Score,First reply time in minutes\n"
)


def row(number: int, rating: str = "", solved: str = "2026-03-02 10:00:00") -> str:
    created = "2026-03-02 09:00:00"
    updated = "2026-03-03 09:00:00"
    return f"{number},7,Solved,{created},{updated},{solved},{rating},30\n"


def test_takes_in_the_account_export(tmp_path: Path) -> None:
    receipt = Desk(tmp_path).sample("zendesk_tickets")
    assert (receipt.form, receipt.title) == ("zendesk_tickets", "Zendesk ticket export")
    assert counts(receipt) == (12, 12, 0, 0, 0)
    assert (receipt.first_day, receipt.last_day) == (
        date(2026, 3, 2),
        date(2026, 3, 31),
    )
    assert receipt.notes == (
        "Times in it have no zone and were read as Europe/Amsterdam, the company's. Is "
        "that right? If zendesk writes another, write in values.yaml under company "
        "zones: {zendesk: ZONE} and drop the file again.",
        "This export has no date for its ratings: they are filed under the solve date.",
        "Stored but never counted: 4 (1 internal, 1 merged, 1 spam and 1 test).",
    )


def test_reads_every_cell_of_a_ticket(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.sample("zendesk_tickets")
    ticket = desk.rows(
        "select source, created_at, solved_at, updated_at, first_reply_at, status, "
        "agent, team, channel, topic, priority, replies, reopens, first_reply_minutes, "
        "first_reply_working_minutes, handle_minutes, set_aside, file_row "
        "from tickets where ticket_id = '102'"
    )
    assert ticket == [
        (
            "zendesk",
            datetime(2026, 3, 5, 13, 0),
            datetime(2026, 3, 5, 14, 0),
            datetime(2026, 3, 6, 8, 0),
            datetime(2026, 3, 5, 13, 12),
            "closed",
            "Sari",
            "Orders",
            "Chat",
            "Delivery",
            "Normal",
            3,
            1,
            12.0,
            12.0,
            15.0,
            None,
            3,
        )
    ]


def test_sets_aside_spam_merged_internal_and_test_tickets_and_not_the_latest(
    tmp_path: Path,
) -> None:
    desk = Desk(tmp_path)
    desk.sample("zendesk_tickets")
    assert desk.rows(
        "select ticket_id, set_aside from tickets where set_aside is not null "
        "order by ticket_id"
    ) == [("107", "spam"), ("108", "merged"), ("109", "internal"), ("112", "test")]


def test_makes_a_survey_of_each_rating_that_was_offered(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.sample("zendesk_tickets")
    assert desk.rows(
        "select survey_id, score, scale, is_good, answered_at, dated_by, agent, topic "
        "from surveys where score is not null order by survey_id"
    ) == [
        (
            "101",
            1,
            "good-bad",
            True,
            datetime(2026, 3, 2, 9),
            "solve",
            "Sari",
            "Delivery",
        ),
        (
            "102",
            0,
            "good-bad",
            False,
            datetime(2026, 3, 5, 14),
            "solve",
            "Sari",
            "Delivery",
        ),
        ("105", 1, "good-bad", True, datetime(2026, 3, 9, 9), "solve", "Wulan", None),
    ]
    assert desk.rows(
        "select survey_id, answered_at, is_good, instrument, ticket_id from surveys "
        "where score is null order by survey_id"
    ) == [("103", None, None, "csat", "103"), ("110", None, None, "csat", "110")]


@pytest.mark.parametrize(
    ("rating", "score", "scale", "good"),
    [
        ("Good", 1, "good-bad", True),
        ("bad", 0, "good-bad", False),
        ("5", 5, "1-5", True),
        ("4", 4, "1-5", True),
        ("3", 3, "1-5", False),
        ("1", 1, "1-5", False),
    ],
)
def test_reads_a_rating(
    tmp_path: Path, rating: str, score: float, scale: str, good: bool
) -> None:
    desk = Desk(tmp_path)
    desk.load(HEADER + row(1, rating))
    answer = desk.rows("select score, scale, is_good from surveys")
    assert answer == [(score, scale, good)]


@pytest.mark.parametrize("rating", ["", "Not Offered", "Unoffered", "-"])
def test_makes_no_survey_where_none_was_offered(tmp_path: Path, rating: str) -> None:
    desk = Desk(tmp_path)
    assert counts(desk.load(HEADER + row(1, rating))) == (1, 1, 0, 0, 0)
    assert desk.one("select count(*) from surveys") == 0


@pytest.mark.parametrize("rating", ["0", "6", "4.5", "great"])
def test_rejects_a_rating_off_its_scale(tmp_path: Path, rating: str) -> None:
    desk = Desk(tmp_path)
    assert counts(desk.load(HEADER + row(1, rating) + row(2, "5"))) == (2, 1, 0, 0, 1)
    assert desk.reasons() == [
        (
            2,
            "Satisfaction Score",
            rating,
            "This rating is off its scale; it can be "
            "1 to 5, Good, Bad, Offered, Not offered or Unoffered.",
        )
    ]


def test_files_a_rating_without_a_solve_under_the_last_update(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.load(HEADER + row(1, "5", solved="1900-01-01 00:00:00"))
    answer = desk.rows("select answered_at, dated_by from surveys")
    assert answer == [(datetime(2026, 3, 3, 8), "update")]


def test_reads_times_that_a_spreadsheet_turned_round(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.load(
        "Id,Requester id,Status,Created at,Updated at,Solved at\n"
        "1,7,Solved,08-04-2026 20:52,09-04-2026 20:52,08-04-2026 21:00\n"
    )
    assert desk.rows("select created_at, solved_at from tickets") == [
        (datetime(2026, 4, 8, 18, 52), datetime(2026, 4, 8, 19, 0))
    ]


def test_reads_times_in_the_zone_of_the_house(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.load(HEADER + row(1), house=House("Asia/Jakarta", "IDR"))
    assert desk.one("select created_at from tickets") == datetime(2026, 3, 2, 2)


def test_knows_a_requester_without_an_address_by_their_number(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.load(HEADER + row(1))
    assert desk.one("select customer_id from tickets") == "zendesk:7"


@pytest.mark.skipif(not REAL.exists(), reason="the real export is not beside us")
def test_finds_the_known_figures_of_a_real_export(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    receipt = load_export(desk.warehouse, REAL, AMSTERDAM)
    assert counts(receipt) == (16476, 16476, 0, 0, 0)
    assert desk.one("select count(distinct customer_id) from tickets") == 6764
    statuses = dict(desk.rows("select status, count(*) from tickets group by status"))
    assert statuses == {
        "closed": 12270,
        "solved": 2139,
        "hold": 790,
        "pending": 681,
        "open": 470,
        "new": 126,
    }
    assert desk.one("select count(*) from surveys") == 5453
    answers = desk.rows(
        "select count(*), avg(score), 100 * avg(is_good::int) from surveys "
        "where score is not null"
    )
    assert answers == [
        (813, pytest.approx(4.33456, abs=1e-5), pytest.approx(88.56, abs=0.005))
    ]
    assert desk.one("select count(solved_at) from tickets") == 14409
    hours = dict(
        desk.rows(
            "select team, round(avg(first_reply_working_minutes) / 60, 6) "
            "from tickets group by team"
        )
    )
    assert hours == {
        "Endorsements": 70.119504,
        "Onboardings": 22.729572,
        "Reimbursement Claims": 25.189108,
        "Support": 5.279955,
    }
    assert desk.one("select count(*) from tickets where topic = '-'") == 0
