"""It takes a Freshdesk ticket export, durations and survey words and all."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from tests.intake_desk import Desk, counts

HEADER = (
    "Ticket ID,Status,Agent,Created time,Resolved time,Initial response time,"
    "First response time (in hrs),Time tracked,Survey Result,Last update time\n"
)
CREATED = "2026-03-02 09:00:00"


def row(
    replied: str = "", duration: str = "", tracked: str = "", survey: str = ""
) -> str:
    return (
        f"1,Resolved,Putri,{CREATED},2026-03-02 12:00:00,{replied},{duration},"
        f"{tracked},{survey},2026-03-02 13:00:00\n"
    )


def test_takes_in_the_export_with_the_usual_columns(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    receipt = desk.sample("freshdesk_tickets")
    assert receipt.form == "freshdesk_tickets"
    assert counts(receipt) == (12, 12, 0, 0, 0)
    assert desk.rows(
        "select source, created_at, solved_at, first_reply_at, first_reply_minutes, "
        "status, agent, team, channel, topic, replies, handle_minutes, "
        "first_reply_working_minutes from tickets where ticket_id = '501'"
    ) == [
        (
            "freshdesk",
            datetime(2026, 3, 2, 8),
            datetime(2026, 3, 3, 11, 30),
            datetime(2026, 3, 2, 8, 45),
            45.0,
            "solved",
            "Putri",
            "Business desk",
            "Email",
            "Delivery",
            2,
            12.5,
            None,
        )
    ]


def test_calls_a_status_by_the_shared_word(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.sample("freshdesk_tickets")
    assert desk.rows(
        "select status, count(*) from tickets group by all order by all"
    ) == [
        ("closed", 4),
        ("hold", 1),
        ("open", 1),
        ("pending", 2),
        ("solved", 4),
    ]


def test_takes_the_close_for_the_solve_where_there_is_no_other(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.load(
        "Ticket ID,Status,Agent,Created Time,Resolved time,Closed Time\n"
        "1,Closed,Putri,2026-03-02 09:00:00,,2026-03-04 09:00:00\n"
    )
    assert desk.one("select solved_at from tickets") == datetime(2026, 3, 4, 8)


@pytest.mark.parametrize(
    ("replied", "duration", "minutes"),
    [
        ("2026-03-02 09:20:00", "", 20.0),
        ("2026-03-03 15:15:30", "", 1815.5),
        ("", "30:15:00", 1815.0),
        ("", "00:45", 45.0),
        ("2026-03-02 09:20:00", "00:05:00", 20.0),
        ("", "-00:05:00", None),
        ("", "", None),
    ],
)
def test_finds_the_first_reply_from_its_time_or_its_duration(
    tmp_path: Path, replied: str, duration: str, minutes: float | None
) -> None:
    desk = Desk(tmp_path)
    desk.load(HEADER + row(replied, duration))
    assert desk.one("select first_reply_minutes from tickets") == minutes
    assert desk.one("select first_reply_at is null from tickets") is (minutes is None)


@pytest.mark.parametrize(
    ("tracked", "minutes"), [("00:12:30", 12.5), ("01:05", 65.0), ("100:00:00", 6000.0)]
)
def test_reads_time_tracked_as_minutes(
    tmp_path: Path, tracked: str, minutes: float
) -> None:
    desk = Desk(tmp_path)
    desk.load(HEADER + row(tracked=tracked))
    assert desk.one("select handle_minutes from tickets") == minutes


@pytest.mark.parametrize(
    ("word", "score", "good"),
    [
        ("Extremely Happy", 3, True),
        ("Very Happy", 2, True),
        ("Happy", 1, True),
        ("Neutral", 0, False),
        ("Unhappy", -1, False),
        ("Very Unhappy", -2, False),
        ("Extremely Unhappy", -3, False),
    ],
)
def test_reads_survey_words(tmp_path: Path, word: str, score: int, good: bool) -> None:
    desk = Desk(tmp_path)
    desk.load(HEADER + row(survey=word))
    assert desk.rows("select score, is_good, scale, dated_by from surveys") == [
        (score, good, "happy-unhappy", "solve")
    ]


def test_makes_no_survey_where_nobody_answered(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.load(HEADER + row())
    assert desk.one("select count(*) from surveys") == 0


def test_rejects_what_it_cannot_read(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    duration = "This is no duration; write it as hours:minutes:seconds, like 26:15:00."
    desk.load(HEADER + row(tracked="two hours"))
    assert desk.reasons() == [(2, "Time tracked", "two hours", duration)]
    desk.load(HEADER + row(survey="Ecstatic"))
    assert desk.reasons(2) == [
        (
            2,
            "Survey Result",
            "Ecstatic",
            "This rating is off its scale; it can be Extremely happy, Very happy, "
            "Happy, Neutral, Unhappy, Very unhappy or Extremely unhappy.",
        )
    ]
    desk.load(HEADER + row(replied="2026-03-02 08:59:00"))
    assert desk.reasons(3) == [
        (
            2,
            "Initial response time",
            "2026-03-02 08:59:00",
            "Initial response time is before Created time; correct whichever is wrong.",
        )
    ]
