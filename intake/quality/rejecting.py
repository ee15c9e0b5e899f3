"""How many rows of the exports were rejected, and whether it gets worse."""

from __future__ import annotations

from dataclasses import dataclass

from intake.quality.percent import percent
from metrics.kinds import Share
from metrics.warehouse import Warehouse

ENOUGH = 100  # rows that a share of rejected ones is judged by


@dataclass(frozen=True)
class Rejecting:
    """Rows read and rejected in the last export of a kind, and in those before."""

    title: str
    exports: int
    read: int
    rejected: int
    read_before: int
    rejected_before: int

    @property
    def share(self) -> float | None:
        """Percent of the last export's rows that were rejected."""
        return percent(self.rejected, self.read)

    @property
    def share_before(self) -> float | None:
        """Percent of the rows before."""
        return percent(self.rejected_before, self.read_before)

    @property
    def rises(self) -> bool:
        """Whether more are rejected than before, by more than chance.

        The 95 % intervals lie apart, and each is of at least 100 rows.
        """
        if min(self.read, self.read_before) < ENOUGH:
            return False
        now = Share().interval({"n": self.read, "total": self.rejected})
        before = Share().interval(
            {"n": self.read_before, "total": self.rejected_before}
        )
        return bool(now and before and now[0] > before[1])


def rejecting_of(warehouse: Warehouse) -> tuple[Rejecting, ...]:
    """Each kind of export, the one that came last first."""
    query = """
        select title, rows_read, rows_rejected
        from exports
        where undone_at is null
        order by export_id
    """
    by_title: dict[str, list[tuple[int, int]]] = {}
    for title, *told in warehouse.rows(query):
        by_title[title] = [*by_title.pop(title, []), tuple(told)]
    return tuple(
        Rejecting(
            title,
            len(told),
            *told[-1],
            sum(read for read, _ in told[:-1]),
            sum(rejected for _, rejected in told[:-1]),
        )
        for title, told in reversed(by_title.items())
    )
