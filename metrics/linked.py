"""Service and what customers bought after it, joined by the hash of each customer.

A service is a solved ticket with a reply, of a customer who had bought before.
Whether it was good is declared in SERVICES. Of several services before the next
order the last one counts: it is what a customer knew when buying or staying away.
Of each customer the first such service counts, and none other. A service whose
window, the company's retention_days after the solve, runs past the end of the
orders or of the tickets is left out: what follows it is not known yet.

Customers are compared only with those alike before the service: in the same
quarter of the calendar, with as many earlier orders (1, 2, 3, or 4 and more) and
known for as long (less than 90 days, less than a year, longer).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import Any, Literal

from metrics.linked_strata import Compared, Stratum, Sums, TooFew, means, shares
from metrics.periods import Window
from metrics.questions import Filters
from metrics.values import Company
from metrics.warehouse import Warehouse
from words import mark

QUERY = Path(__file__).with_suffix(".sql")
SOLVES = Path(__file__).with_name("linked_solves.sql")
ServiceKey = Literal["csat", "fcr", "frt"]
OutcomeKey = Literal["returned", "repeated", "order_value", "revenue"]
FOLLOWED = 5  # columns of the query that say who was left out
BEGINNING = datetime(1, 1, 1)
# Which services are looked at, all of them solved before the period's end.
Span = Literal["all", "year", "period"]
SPANS: dict[Span, str] = {
    "all": mark("All up to the period's end"),
    "year": mark("The year up to the period's end"),
    "period": mark("The period alone"),
}
YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Service:
    """What counts as good and as bad service, and how it is said."""

    key: ServiceKey
    name: str
    definition: str


SERVICES: dict[ServiceKey, Service] = {
    one.key: one
    for one in (
        Service(
            "csat",
            mark("What the customer answered"),
            mark(
                "Good service: the customer's satisfaction answer (CSAT) about that "
                "ticket was good. Bad: it was not. Who did not answer is left out."
            ),
        ),
        Service(
            "fcr",
            mark("Solved at the first contact"),
            mark(
                "Good service: solved with one reply, never reopened, and no new "
                "ticket on the same topic within 7 days. Bad: it took more than one "
                "reply, was reopened, or the customer had come back about it."
            ),
        ),
        Service(
            "frt",
            mark("How soon we first replied"),
            mark(
                "Good service: the first reply came at least as soon as for the "
                "middle one of these tickets. Bad: it came later."
            ),
        ),
    )
}


@dataclass(frozen=True)
class Cell:
    """Customers of one stratum with one kind of service, summed up."""

    stratum: tuple[int, int, datetime]
    is_good: bool
    n: int
    returned: int
    n_twice: int
    repeated: int
    n_orders: int
    order_total: float
    order_squares: float
    revenue_total: float
    revenue_squares: float

    def sums(self, outcome: OutcomeKey) -> Sums:
        """What of it is compared."""
        return {
            "returned": Sums(self.n, self.returned, self.returned),
            "repeated": Sums(self.n_twice, self.repeated, self.repeated),
            "order_value": Sums(self.n_orders, self.order_total, self.order_squares),
            "revenue": Sums(self.n, self.revenue_total, self.revenue_squares),
        }[outcome]


COMPARE: dict[OutcomeKey, Callable[[Iterator[Stratum]], Compared | TooFew]] = {
    "returned": shares,
    "repeated": shares,
    "order_value": means,
    "revenue": means,
}


@dataclass(frozen=True)
class Linked:
    """Customers with good and with bad service, and what became of them.

    Each count is of the ones before it: customers `served`, of whom so many are
    `known` to have bought before, with a service that was `judged` good or bad,
    which was the last one before their next order (`lasting`), and whose window
    the data reach (`followed`). `usual_minutes` is the middle first reply, where
    that parts good from bad.
    """

    service: ServiceKey
    days: int
    currency: str
    served: int
    known: int
    judged: int
    lasting: int
    followed: int
    usual_minutes: float | None
    cells: tuple[Cell, ...]

    @cached_property
    def outcomes(self) -> dict[OutcomeKey, Compared | TooFew]:
        """Every outcome, compared within strata."""
        return {key: compare(self._strata(key)) for key, compare in COMPARE.items()}

    def _strata(self, outcome: OutcomeKey) -> Iterator[Stratum]:
        for _, cells in groupby(self.cells, lambda cell: cell.stratum):
            of = {cell.is_good: cell.sums(outcome) for cell in cells}
            stratum = Stratum(of.get(True, Sums()), of.get(False, Sums()))
            if stratum.n:
                yield stratum

    @property
    def point(self) -> tuple[float, float] | None:
        """The revenue that one point more of good service is associated with.

        Of all customers known to have bought, one in a hundred served well and not
        badly; the ends of the 95 % interval. None where no association is seen.
        """
        found = self.outcomes["revenue"]
        if isinstance(found, TooFew) or not found.is_seen:
            return None
        low, high = found.interval
        return self._of_a_point(low), self._of_a_point(high)

    @property
    def smallest_point(self) -> float | None:
        """As much of a point as would be seen in four of five cases."""
        found = self.outcomes["revenue"]
        return None if isinstance(found, TooFew) else self._of_a_point(found.smallest)

    def _of_a_point(self, difference: float) -> float:
        return difference * self.known / 100


def window_of(period: Window, span: Span) -> Window:
    """When the services of a span were solved, in UTC."""
    starts = {"all": BEGINNING, "year": period.end - YEAR, "period": period.start}
    return Window(starts[span], period.end)


def linked_of(
    warehouse: Warehouse,
    company: Company,
    service: ServiceKey,
    window: Window,
    through: datetime,
    filters: Filters = (),
) -> Linked:
    """Join the services solved in a window with what was bought after them."""
    asked = {
        "service": service,
        "since": window.start,
        "until": window.end,
        "through": through,
        "retention_days": company.retention_days,
        "currency": company.currency,
        "team": None,
        "channel": None,
    } | dict(filters)
    with warehouse.one_moment():
        usual = _usual_wait(warehouse, asked) if service == "frt" else None
        main = f"from ({QUERY.read_text(encoding='utf-8')})"
        rows = _among_solves(warehouse, main, asked | {"usual_minutes": usual})
    cells = sorted(
        (_cell(row[FOLLOWED:]) for row in rows if row[-1] is not None),
        key=lambda cell: (cell.stratum, cell.is_good),
    )
    served, known, judged, lasting, followed = rows[0][:FOLLOWED]
    return Linked(
        service,
        company.retention_days,
        company.currency,
        served,
        known,
        judged,
        lasting,
        followed,
        usual,
        tuple(cells),
    )


def _usual_wait(warehouse: Warehouse, asked: Mapping[str, Any]) -> float | None:
    """The middle first reply, in minutes. Asked alone, as a median holds on to what
    it has seen, and the join after it needs the room."""
    middle = "select median(first_reply_minutes) from solves where is_shown"
    found: float | None = _among_solves(warehouse, middle, asked)[0][0]
    return found


def _among_solves(
    warehouse: Warehouse, query: str, asked: Mapping[str, Any]
) -> list[tuple[Any, ...]]:
    solves = SOLVES.read_text(encoding="utf-8")
    whole = f"with solves as not materialized ({solves}) {query}"
    given = {name: one for name, one in asked.items() if f"${name}" in whole}
    return warehouse.rows(whole, given)


def _cell(row: tuple[Any, ...]) -> Cell:
    return Cell((row[0], row[1], row[2]), *row[3:])
