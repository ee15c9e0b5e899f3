"""Files of an API: records in a document, and lists of records inside of those."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from tests.intake_desk import Desk, counts


def review(number: int, score: float | None) -> dict[str, Any]:
    return {
        "id": str(number),
        "reviewer": {"name": "Wulan", "email": "wulan@kopi.example"},
        "reviewee": {"name": "Bea", "email": "bea@kopi.example"},
        "score": score,
        "createdISO": "2026-03-10T08:00:00Z",
    }


def conversation(ticket: str, *reviews: dict[str, Any]) -> dict[str, Any]:
    return {
        "externalId": ticket,
        "workspaceId": "11759",
        "lastUpdatedISO": "2026-03-10T10:00:00Z",
        "reviews": reviews,
        "comments": [],
    }


def load(desk: Desk, document: object, name: str) -> Any:
    return desk.load(json.dumps(document), name)


def test_takes_each_review_of_a_conversation(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    said = conversation("101", review(1, 95.5), review(2, 80))
    document = {"conversations": [said], "pagination": {"page": 1}}
    receipt = load(desk, document, "reviews.json")
    assert counts(receipt) == (2, 2, 0, 0, 0)
    assert receipt.notes == (
        "A row of this file may hold several reviews, and each counts as a row.",
    )
    told = "select review_id, ticket_id, reviewed_at, score, agent from reviews"
    assert desk.rows(f"{told} order by review_id") == [
        ("1", "101", datetime(2026, 3, 10, 8), 95.5, "Bea"),
        ("2", "101", datetime(2026, 3, 10, 8), 80.0, "Bea"),
    ]


def test_accounts_for_reviews_that_it_cannot_take(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    document = [
        conversation("101", review(1, 95.5), review(2, None), review(3, 101)),
        conversation("102"),
        conversation("103", review(1, 70)),
    ]
    receipt = load(desk, {"conversations": document}, "reviews.json")
    assert counts(receipt) == (5, 1, 0, 0, 4)
    assert [(row, reason) for row, _, _, reason in desk.reasons()] == [
        (2, "reviews is empty, and every review needs it; fill it in."),
        (2, "This score is off its scale, 0 to 100."),
        (2, "reviews 1 stands twice, in rows 2 and 4; row 4 was kept."),
        (3, "reviews is empty, and every review needs it; fill it in."),
    ]


def test_takes_the_conversations_that_help_scout_lists(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    listed = {
        "id": 123,
        "number": 12,
        "status": "closed",
        "state": "published",
        "type": "email",
        "mailboxId": 13,
        "assignee": {"id": 99, "first": "Bea", "email": "bea@kopi.example"},
        "createdAt": "2026-03-02T09:00:00Z",
        "closedAt": "2026-03-02T15:00:00Z",
        "userUpdatedAt": "2026-03-02T15:00:00Z",
        "tags": [{"id": 1, "tag": "vip"}],
        "primaryCustomer": {"id": 12, "email": "maya@example.com"},
    }
    document = {"_embedded": {"conversations": [listed]}, "page": {"size": 50}}
    receipt = load(desk, document, "conversations.json")
    assert (receipt.form, counts(receipt)) == ("helpscout_tickets", (1, 1, 0, 0, 0))
    told = "select ticket_id, created_at, solved_at, status, agent from tickets"
    assert desk.rows(told) == [
        (
            "123",
            datetime(2026, 3, 2, 9),
            datetime(2026, 3, 2, 15),
            "closed",
            "Bea",
        )
    ]
