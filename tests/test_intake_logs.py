"""Logs of events and of messages: their rows are put together to tickets."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from tests.intake_desk import Desk, counts

TOLD = "ticket_id, created_at, first_reply_minutes, solved_at, status, agent, replies"
LOG = "ticket_id,timestamp,event,agent\n"
ANOTHER = (
    "Another row of the same ticket cannot be taken, and so none of its rows is; "
    "correct that one, and load all of them."
)


def test_makes_tickets_of_fronts_messages(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    receipt = desk.sample("front_tickets")
    assert counts(receipt) == (12, 12, 0, 0, 0)
    assert desk.rows(f"select {TOLD} from tickets order by ticket_id limit 3") == [
        (
            "cnv_1",
            datetime(2026, 3, 2, 8),
            30.0,
            datetime(2026, 3, 3, 7),
            "closed",
            "Bea",
            2,
        ),
        ("cnv_2", datetime(2026, 3, 4, 9), None, None, "open", None, 0),
        # the company wrote first: its reply is the one after the customer's
        (
            "cnv_3",
            datetime(2026, 3, 5, 8),
            165.0,
            datetime(2026, 3, 5, 10, 45),
            "closed",
            "Tari",
            2,
        ),
    ]
    set_aside = "select ticket_id, set_aside from tickets where set_aside is not null"
    assert desk.rows(set_aside) == [("cnv_4", "spam"), ("cnv_5", "internal")]
    assert receipt.notes[1] == (
        "Its 12 rows tell of 5 tickets, each from the first to the last row that it "
        "has in this file."
    )


def test_makes_tickets_of_our_own_log(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    assert counts(desk.sample("own_events_tickets")) == (12, 12, 0, 0, 0)
    told = f"select {TOLD}, reopens, priority from tickets order by ticket_id"
    assert desk.rows(told) == [
        (
            "t1",
            datetime(2026, 3, 2, 8),
            20.0,
            datetime(2026, 3, 3, 11),
            "closed",
            "Bea",
            2,
            1,
            "high",
        ),
        # its rows stand in no order of time
        (
            "t2",
            datetime(2026, 3, 4, 8),
            10.0,
            None,
            "pending",
            "Bea",
            1,
            0,
            "normal",
        ),
        ("t3", datetime(2026, 3, 5, 8), None, None, "new", None, 0, 0, "normal"),
    ]


def test_orders_events_by_dates_as_people_write_them(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.load(
        LOG + "t1,14/3/2026 09:30,reply,Bea\nt1,2/4/2026 10:00,solved,Bea\n"
        "t1,14/3/2026 09:00,created,\n"
    )
    assert desk.rows(f"select {TOLD} from tickets") == [
        (
            "t1",
            datetime(2026, 3, 14, 8),
            30.0,
            datetime(2026, 4, 2, 8),
            "solved",
            "Bea",
            1,
        )
    ]


def test_takes_no_ticket_of_which_a_row_cannot_be_read(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    receipt = desk.load(
        LOG + "t1,2026-03-02 09:00:00,created,\nt1,someday,reply,Bea\n"
        "t2,2026-03-02 09:00:00,created,\n"
    )
    assert counts(receipt) == (3, 1, 0, 0, 2)
    assert desk.reasons() == [
        (2, "timestamp", "2026-03-02 09:00:00", ANOTHER),
        (
            3,
            "timestamp",
            "someday",
            "This is no time that can be read; write it like 2026-03-31 14:05:00.",
        ),
    ]
    cells = desk.rows("select row_json->>'event' from rejects order by file_row")
    assert cells == [("created",), ("reply",)]


def test_takes_the_last_row_of_a_servicenow_log(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    header = "number,incident_state,reopen_count,caller_id,opened_at,sys_updated_at,"
    receipt = desk.load(
        f"{header}assigned_to,resolved_at,closed_at\n"
        "INC1,Active,0,Caller 7,29/2/2016 01:16,29/2/2016 02:00,?,?,5/3/2016 12:00\n"
        "INC1,Closed,1,Caller 7,29/2/2016 01:16,5/3/2016 12:00,Bea,29/2/2016 11:29,"
        "5/3/2016 12:00\n"
        "INC1,New,0,Caller 7,29/2/2016 01:16,29/2/2016 01:16,?,?,5/3/2016 12:00\n"
    )
    assert counts(receipt) == (3, 3, 0, 0, 0)
    told = "select status, agent, reopens, solved_at, updated_at from tickets"
    assert desk.rows(told) == [
        (
            "closed",
            "Bea",
            1,
            datetime(2016, 2, 29, 11, 29),
            datetime(2016, 3, 5, 12),
        )
    ]


def test_takes_the_last_update_of_a_contact_that_came_twice(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    receipt = desk.load(
        "ContactId,InitiationMethod,InitiationTimestamp,LastUpdateTimestamp,"
        "Agent.ConnectedToAgentTimestamp,Agent.AgentInteractionDuration\n"
        "c1,INBOUND,2026-03-02T09:00:00Z,2026-03-02T09:20:00Z,2026-03-02T09:01:00Z,300\n"
        "c1,INBOUND,2026-03-02T09:00:00Z,2026-03-02T09:10:00Z,2026-03-02T09:01:00Z,240\n"
    )
    assert counts(receipt) == (2, 2, 0, 0, 0)
    assert desk.rows("select answered, talk_seconds from calls") == [(True, 300.0)]


def test_knows_a_log_again(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    log = LOG + "t1,2026-03-02 09:00:00,created,\nt1,2026-03-02 09:20:00,reply,Bea\n"
    desk.load(log)
    again = desk.load(log + "t1,2026-03-02 10:00:00,solved,Bea\n", "longer.csv")
    assert counts(again) == (3, 0, 3, 0, 0)
    assert desk.rows("select status, replies from tickets") == [("solved", 1)]
