"""Who was thanked for what, by whom and when; a tick can be withdrawn."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from metrics.warehouse import Warehouse

ONE = "person = $person and week = $week and reason = $reason"


@dataclass(frozen=True)
class Earned:
    """A reason to thank a person: `week` is the week's first day."""

    person: str
    week: date
    reason: str


@dataclass(frozen=True)
class Thanked:
    """A reason that somebody gave thanks for, at a moment in UTC."""

    earned: Earned
    at: datetime
    by: str


def thank(warehouse: Warehouse, earned: Earned, by: str, at: datetime) -> None:
    """Note that a person was thanked; who was first stays."""
    with warehouse.writing() as cursor:
        cursor.execute(
            f"""
            insert into praise
            select $person, $week, $reason, $at, $by
            where not exists (from praise where {ONE})
            """,
            {**_key(earned), "at": at, "by": by},
        )


def withdraw_thanks(warehouse: Warehouse, earned: Earned) -> None:
    """Forget that a person was thanked for this; nothing happens if nobody was."""
    with warehouse.writing() as cursor:
        cursor.execute(f"delete from praise where {ONE}", _key(earned))


def thanked(warehouse: Warehouse) -> tuple[Thanked, ...]:
    """Every thank-you, the oldest first."""
    rows = warehouse.rows(
        "select person, week, reason, thanked_at, thanked_by from praise "
        "order by thanked_at, person, reason"
    )
    return tuple(Thanked(Earned(*row[:3]), *row[3:]) for row in rows)


def last_thanked(found: Iterable[Thanked]) -> dict[str, datetime]:
    """When each person was last thanked, in the order of the alphabet."""
    last: dict[str, datetime] = {}
    for one in found:
        name = one.earned.person
        last[name] = max(one.at, last.get(name, one.at))
    return {name: last[name] for name in sorted(last, key=str.casefold)}


def _key(earned: Earned) -> dict[str, object]:
    return {"person": earned.person, "week": earned.week, "reason": earned.reason}
