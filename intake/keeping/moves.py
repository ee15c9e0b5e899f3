"""Which published numbers an export moved, when it came or when it was undone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from metrics.published import Figure, Move, Published, moves
from metrics.values import Money
from metrics.warehouse import Warehouse

COLUMNS = (
    "metric", "short", "unit", "observation", "period",
    "n_before", "n_after", "amount_before", "amount_after",
)  # fmt: skip
MONEY = "money:"


@contextmanager
def watched(
    warehouse: Warehouse, published: Published | None, tables: Sequence[str]
) -> Iterator[list[Move]]:
    """A list that is filled, at the end, with the numbers that moved meanwhile.

    Begin it before the transaction: a metric of the company's own may fail on
    what is in the store, and would take the transaction with it.
    """
    moved: list[Move] = []
    before = published.figures(warehouse, tables) if published else {}
    yield moved
    if published:
        published.sum_up(warehouse)
    if published and before:
        moved += moves(before, published.figures(warehouse, tables))


def keep_moves(
    warehouse: Warehouse,
    export_id: int,
    moved: Sequence[Move],
    *,
    by_undoing: bool = False,
) -> None:
    """Store what moved."""
    rows = [[export_id, by_undoing, *_row(one)] for one in moved]
    if rows:
        places = ", ".join("?" for _ in rows[0])
        with warehouse.writing() as cursor:
            cursor.executemany(f"insert into moves values ({places})", rows)


def moves_of(
    warehouse: Warehouse, export_id: int, *, by_undoing: bool = False
) -> tuple[Move, ...]:
    """What an export moved, the newest month first."""
    rows = warehouse.rows(
        f"""
        select {", ".join(COLUMNS)}
        from moves
        where export_id = $export_id and by_undoing = $by_undoing
        order by period desc, rowid
        """,
        {"export_id": export_id, "by_undoing": by_undoing},
    )
    return tuple(_move(dict(zip(COLUMNS, row, strict=True))) for row in rows)


def _row(move: Move) -> tuple[object, ...]:
    was, now = move.before, move.after
    unit = f"{MONEY}{was.unit}" if isinstance(was.unit, Money) else was.unit
    named = (was.metric, was.short, unit, was.observation, was.period)
    return (*named, was.n, now.n, was.amount, now.amount)


def _move(row: dict[str, object]) -> Move:
    unit = str(row["unit"])
    money = unit.startswith(MONEY)
    common = {name: str(row[name]) for name in ("metric", "short", "observation")}
    before, after = (
        Figure(
            **common,
            unit=Money(unit.removeprefix(MONEY)) if money else unit,
            period=str(row["period"]),
            n=int(str(row[f"n_{when}"])),
            amount=_number(row[f"amount_{when}"]),
        )
        for when in ("before", "after")
    )
    return Move(before, after)


def _number(found: object) -> float | None:
    return None if found is None else float(str(found))
