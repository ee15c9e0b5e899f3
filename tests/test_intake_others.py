"""It takes reviews, calls, subscriptions and our own tickets."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from tests.intake_desk import Desk, counts


def test_takes_in_a_maestroqa_export(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    receipt = desk.sample("maestroqa_reviews")
    assert receipt.form == "maestroqa_reviews"
    assert counts(receipt) == (12, 12, 0, 0, 0)
    assert desk.rows(
        "select review_id, ticket_id, reviewed_at, score, set_aside from reviews "
        "where review_id <= '304' order by review_id"
    ) == [
        ("301", "101", datetime(2026, 3, 10, 9), 95, None),
        ("302", "102", datetime(2026, 3, 10, 10), 70.5, None),
        ("303", "102", datetime(2026, 3, 10, 11), 80, "calibration"),
        ("304", "102", datetime(2026, 3, 10, 12), 75, "calibration"),
    ]
    deleted = "select review_id from reviews where set_aside = 'deleted'"
    assert desk.rows(deleted) == [("307",)]


def test_takes_a_name_for_the_reviewed_agent_and_no_number(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.sample("maestroqa_reviews")
    named = "select review_id, agent from reviews where agent is not null"
    assert desk.rows(named) == [("308", "Wulan")]


def test_rejects_a_review_score_off_0_to_100(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.load("review_id,reviewed_at,score\n1,2026-03-02,100.5\n2,2026-03-02,-1\n")
    reason = "This score is off its scale, 0 to 100."
    assert desk.reasons() == [(2, "score", "100.5", reason), (3, "score", "-1", reason)]


def test_takes_in_our_own_reviews(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    assert counts(desk.sample("own_reviews")) == (12, 12, 0, 0, 0)
    assert desk.rows("select min(score), max(score), count(agent) from reviews") == [
        (0, 100, 9)
    ]


def test_takes_in_our_own_calls(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    assert counts(desk.sample("own_calls")) == (12, 12, 0, 0, 0)
    assert desk.rows(
        "select answered, count(*) from calls group by all order by all"
    ) == [
        (False, 3),
        (True, 9),
    ]
    assert desk.rows(
        "select started_at, agent, direction, talk_seconds, hold_seconds, wrap_seconds "
        "from calls where call_id = 'c4'"
    ) == [(datetime(2026, 3, 2, 8, 30), "Thijs", "outbound", 60.5, 0, 30)]


def test_rejects_a_call_neither_answered_nor_not(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.load("call_id,started_at,answered\n1,2026-03-02,maybe\n")
    reason = "This is neither yes nor no; write one of them."
    assert desk.reasons() == [(2, "answered", "maybe", reason)]


def test_takes_in_our_own_subscriptions(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    assert counts(desk.sample("own_subscriptions")) == (12, 12, 0, 0, 0)
    assert desk.one("select count(cancelled_at) from subscriptions") == 4


def test_rejects_a_subscription_cancelled_before_it_began(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.load(
        "subscription_id,customer,started_at,cancelled_at\n"
        "1,a@example.com,2026-03-02,2026-03-01\n2,,2026-03-02,\n"
    )
    assert desk.reasons() == [
        (
            2,
            "cancelled_at",
            "2026-03-01",
            "cancelled_at is before started_at; correct whichever is wrong.",
        ),
        (
            3,
            "customer",
            None,
            "customer is empty, and every subscription needs it; fill it in.",
        ),
    ]


def test_takes_in_our_own_tickets(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    assert counts(desk.sample("own_tickets")) == (12, 12, 0, 0, 0)
    assert desk.rows(
        "select created_at, first_reply_at, first_reply_minutes, handle_minutes, "
        "status from tickets where ticket_id = '4'"
    ) == [
        (
            datetime(2026, 3, 4, 8, 30, 15),
            datetime(2026, 3, 4, 8, 31, 15),
            1.0,
            3.0,
            "solved",
        )
    ]
    assert desk.rows(
        "select status, set_aside from tickets where set_aside is not null "
        "order by ticket_id::int"
    ) == [
        ("open", "test"),
        ("spam", "spam"),
        ("open", "internal"),
    ]


def test_honours_the_offset_of_a_time_that_has_one(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.sample("own_tickets")
    created = desk.one("select created_at from tickets where ticket_id = '5'")
    assert created == datetime(2026, 3, 5, 2, 30)


def test_keeps_a_status_it_does_not_know_in_lower_case(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.sample("own_tickets")
    assert desk.one("select status from tickets where ticket_id = '9'") == (
        "waiting for parts"
    )


def test_files_rows_under_the_source_they_name(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.load(
        "source,ticket_id,created_at,status\n"
        "Front,1,2026-03-02,open\n,1,2026-03-02,open\n"
    )
    assert desk.rows("select source, ticket_id from tickets order by all") == [
        ("front", "1"),
        ("own", "1"),
    ]


@pytest.mark.parametrize(
    ("cell", "utc"),
    [
        ("2026-03-02 09:00:00", datetime(2026, 3, 2, 8)),
        ("2026-07-02 09:00", datetime(2026, 7, 2, 7)),
        ("2026-03-02T09:00:00", datetime(2026, 3, 2, 8)),
        ("2026-03-02", datetime(2026, 3, 1, 23)),
        ("2026-03-02 09:00:00.250", datetime(2026, 3, 2, 8, 0, 0, 250000)),
        ("2026-03-02T09:00:00Z", datetime(2026, 3, 2, 9)),
        ("2026-03-02T09:00:00.5Z", datetime(2026, 3, 2, 9, 0, 0, 500000)),
        ("2026-03-02 09:00:00 UTC", datetime(2026, 3, 2, 9)),
        ("2026-03-02 09:00:00+07:00", datetime(2026, 3, 2, 2)),
        ("2026-03-02 09:00:00 -0330", datetime(2026, 3, 2, 12, 30)),
        # the hour that comes twice: the later one; the hour that never comes
        ("2026-10-25 02:30:00", datetime(2026, 10, 25, 1, 30)),
        ("2026-03-29 02:30:00", datetime(2026, 3, 29, 1, 30)),
    ],
)
def test_reads_a_time(tmp_path: Path, cell: str, utc: datetime) -> None:
    desk = Desk(tmp_path)
    desk.load(f"ticket_id,created_at,status\n1,{cell},open\n")
    assert desk.one("select created_at from tickets") == utc


@pytest.mark.parametrize(
    "cell",
    [
        "yesterday", "2026-02-30", "30 Feb 2026", "infinity", "epoch", "now",
        "0001-01-01", "2026-03-02 09:00:00 IST", "2026-03-02 25:00:00", "46083.375",
    ],
)  # fmt: skip
def test_rejects_what_is_no_time(tmp_path: Path, cell: str) -> None:
    desk = Desk(tmp_path)
    desk.load(f"ticket_id,created_at,status\n1,{cell},open\n")
    reason = "This is no time that can be read; write it like 2026-03-31 14:05:00."
    assert desk.reasons() == [(2, "created_at", cell, reason)]
