"""What the cells of a random company are drawn from.

Few different things, so that random rows meet: on one customer, on one
moment, on the border of a window.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from tests.oracle.tables import Row

Pool = Sequence[Any]

# Midnights in Berlin: a leap day, the week after it, both nights of a change
# to summer time.
BORDERS = (
    datetime(2024, 1, 31, 23),
    datetime(2024, 2, 28, 23),
    datetime(2024, 2, 29, 23),
    datetime(2024, 3, 7, 23),
    datetime(2024, 3, 30, 23),
    datetime(2024, 3, 31, 22),
    datetime(2024, 4, 30, 22),
)
TICK = timedelta(microseconds=1)
DAY = timedelta(days=1)
STEPS = (
    *4 * (timedelta(0),),
    *(TICK, -TICK, timedelta(hours=2), timedelta(hours=-2)),
    *(DAY, 7 * DAY, 7 * DAY, 7 * DAY + TICK, 8 * DAY),
    *(-DAY, -DAY - TICK, -7 * DAY, -30 * DAY, -60 * DAY, -90 * DAY),
)
AFTER = (
    *(timedelta(0), timedelta(0), TICK, timedelta(minutes=90), DAY),
    *(7 * DAY - TICK, 7 * DAY, 7 * DAY, 7 * DAY + TICK, 30 * DAY),
)
# The last ones just reach a month's end, the first ones far before it.
HISTORY = tuple(BORDERS[2] + step for step in STEPS if step <= -DAY)

SOURCES = ("zendesk", "own")
IDS = ("1", "2", "3", "9", "10", "11", "100", "a", "B", "é")
CUSTOMERS = ("ann", "bob", "cay", None)
MINUTES = (None, 0.0, 1.0, 12.5, 12.5, 60.0, 61.0, 1440.0, 1e-3)
ASIDE = (*6 * (None,), "spam", "merged")
GROUPS: dict[str, Pool] = {
    "agent": ("Ada", "Ada", "Bo", None),
    "team": ("Chat", "Chat", "Mail", None),
    "channel": ("mail", "mail", "phone", None),
    "topic": ("billing", "billing", "returns", None),
}
# Each cell by its pool; `…_after` is a stretch that `finished` adds.
CELLS: dict[str, dict[str, Pool]] = {
    "tickets": {
        "solved_after": (*AFTER, None),
        "reply_after": (*AFTER, None),
        "contact_after": (*AFTER, *8 * (None,)),
        "status": ("open", "pending", *3 * ("solved",), *2 * ("closed",)),
        **GROUPS,
        "customer_id": CUSTOMERS,
        "replies": (None, 0, *5 * (1,), 2, 3),
        "reopens": (None, 0, 0, 0, 1),
        "first_reply_minutes": MINUTES,
        "first_reply_working_minutes": MINUTES,
        "our_reply_minutes": MINUTES,
        "our_solve_minutes": MINUTES,
        "handle_minutes": MINUTES,
        "set_aside": ASIDE,
    },
    "surveys": {
        "instrument": ("csat", "nps", "ces"),
        "ticket_id": ("1", "2", None),
        **GROUPS,
        "score": (None, 0, 5, 6, 7, 8, 9, 10),
        "is_good": (None, True, False),
        "set_aside": ASIDE,
    },
    "reviews": {
        "ticket_id": ("1", "2", None),
        **GROUPS,
        "score": (0, 33.3, 79.99, 80, 99.99, 100),
        "set_aside": (None, None, "calibration", "deleted"),
    },
    "calls": {
        "ticket_id": ("1", "2", None),
        **GROUPS,
        "answered": (True, True, False),
        "direction": (None, "inbound", "outbound"),
        "talk_seconds": (None, 0, 60, 61.5),
        "hold_seconds": (None, 0, 30),
        "wrap_seconds": (None, 0, 600),
    },
    "orders": {
        "customer_id": CUSTOMERS,
        "channel": ("web", None),
        "currency": ("EUR", "EUR", "IDR"),
        "amount": tuple(
            Decimal(text) for text in ("0", "0.0001", "9.99", "19.90", "1250000")
        ),
        "total": (None, Decimal("23.80")),
        "items": (None, 1, 3),
        "set_aside": (None, None, None, "cancelled", "test"),
    },
    "subscriptions": {
        "customer_id": CUSTOMERS[:-1],
        "cancelled_after": (*AFTER, None),
    },
}
KEYS = {
    "tickets": "ticket_id",
    "surveys": "survey_id",
    "reviews": "review_id",
    "calls": "call_id",
    "orders": "order_id",
    "subscriptions": "subscription_id",
}
DATES = {
    "tickets": "created_at",
    "surveys": "answered_at",
    "reviews": "reviewed_at",
    "calls": "started_at",
    "orders": "ordered_at",
    "subscriptions": "started_at",
}


def finished(table: str, drawn: Row) -> dict[str, Any]:
    """A row that the store accepts, from what was drawn for it."""
    row = {name: cell for name, cell in drawn.items() if not name.endswith("_after")}
    if table == "tickets":
        row["solved_at"] = _later(row["created_at"], drawn["solved_after"])
        row["first_reply_at"] = _later(row["created_at"], drawn["reply_after"])
        row["next_contact_at"] = _later(row["solved_at"], drawn["contact_after"])
    elif table == "subscriptions":
        row["cancelled_at"] = _later(row["started_at"], drawn["cancelled_after"])
    elif table == "surveys" and row["answered_at"] is None:
        row |= {"score": None, "is_good": None}
    return row


def _later(moment: datetime | None, stretch: timedelta | None) -> datetime | None:
    return None if moment is None or stretch is None else moment + stretch
