"""What each metric needs of the exports, and what to say where it is not there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from intake.quality.known import Known
from intake.quality.systems import bringing, rows_word
from intake.wording import english
from metrics.catalog import Clock, Definition


@dataclass(frozen=True)
class Need:
    """One thing that a metric cannot do without: any of these facts."""

    facts: tuple[str, ...]
    lack: str
    table: str
    cells: tuple[str, ...] = ()
    instrument: str = ""

    def brought_by(self, known: Known) -> str:
        """What to drop."""
        there = bringing(self.table, self.cells, self.instrument, known.sources)
        own = f"a table of {rows_word(self.table)}"
        if self.cells:
            own += f" with {english(self.cells, 'or')}"
        joint = ", or" if " or " in there else " or"
        return f"drop {f'{there}{joint} {own}' if there else own}"


TICKETS = Need(("tickets",), "No ticket has come in yet", "tickets")
SOLVED = Need(
    ("solved tickets",), "No ticket tells when it was solved", "tickets", ("solved_at",)
)
REPLIES = Need(
    ("replies",), "No ticket tells how many replies it took", "tickets", ("replies",)
)
REPLIED = Need(
    ("replied",),
    "No ticket tells its first reply",
    "tickets",
    ("first_reply_minutes",),
)
CLOCKS = {
    "calendar": Need(
        ("replied, calendar",),
        "No ticket tells its first reply in calendar time",
        "tickets",
        ("first_reply_minutes",),
    ),
    "working": Need(
        ("replied, working",),
        "No ticket tells its first reply in working hours",
        "tickets",
        ("first_reply_working_minutes",),
    ),
}
HANDLED = Need(
    ("handled calls", "handled tickets"),
    "No contact tells how long it was worked on",
    "calls",
)
RETURNS = Need(
    ("tickets with a customer",),
    "No ticket tells its customer, so no return is seen",
    "tickets",
    ("customer_id",),
)
ORDERS = Need(("orders",), "No order has come in yet", "orders")
BUYERS = Need(
    ("orders with a customer",),
    "No order tells its customer",
    "orders",
    ("customer_id",),
)
BOUGHT = Need(("orders", "subscriptions"), ORDERS.lack, "orders")
KEPT = Need(
    ("orders with a customer", "subscriptions"), BUYERS.lack, "orders", BUYERS.cells
)
NEEDS = {
    "nps": (Need(("nps",), "No NPS answer has come in yet", "surveys", (), "nps"),),
    "csat": (Need(("csat",), "No CSAT answer has come in yet", "surveys", (), "csat"),),
    "ces": (Need(("ces",), "No CES answer has come in yet", "surveys", (), "ces"),),
    "qa": (Need(("reviews",), "No review has come in yet", "reviews"),),
    "fcr": (TICKETS, SOLVED, REPLIES),
    "frt": (TICKETS, REPLIED),
    "resolution": (TICKETS, SOLVED),
    "aht": (HANDLED,),
    "crr": (BOUGHT, KEPT),
    "new_customers": (ORDERS, BUYERS),
    "repeat_purchase": (ORDERS, BUYERS),
}
MONEY = ("aov", "revenue", "orders")
# What a number can do without, though it then says less.
WANTS = {"fcr": (RETURNS,)}


def needs_of(
    definition: Definition, clock: Clock | None, currency: str
) -> tuple[Need, ...]:
    """What a metric cannot do without, the coarsest first.

    A company's own metric needs rows in one of the tables that it reads.
    """
    if definition.metric in MONEY:
        return ORDERS, _money(currency)
    if definition.metric not in NEEDS:
        return tuple(_any_row(definition.tables))
    needs = NEEDS[definition.metric]
    return (*needs, CLOCKS[clock]) if clock and definition.metric == "frt" else needs


def _money(currency: str) -> Need:
    lack = f"No order is in {currency}, the currency of values.yaml"
    return Need(("orders in our currency",), lack, "orders")


def _any_row(tables: tuple[str, ...]) -> Iterator[Need]:
    if tables:
        rows = english(map(rows_word, tables), "or")
        yield Need(tables, f"No {rows} have come in yet", tables[0])
