"""What each metric needs of the exports, and what to say where it is not there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from intake.quality.known import Known
from intake.quality.systems import bringing, rows_word
from intake.telling import either, in_english
from metrics.catalog import Clock, Definition
from words import mark, say


@dataclass(frozen=True)
class Need:
    """One thing that a metric cannot do without: any of these facts."""

    facts: tuple[str, ...]
    lack: str
    table: str
    cells: tuple[str, ...] = ()
    instrument: str = ""
    parts: tuple[tuple[str, str], ...] = ()  # of the lack

    def lacks(self) -> str:
        """What lacks."""
        return say(self.lack, **dict(self.parts))

    def brought_by(self, known: Known) -> str:
        """What to drop."""
        there = bringing(self.table, self.cells, self.instrument, known.sources)
        own = self._own()
        if not there:
            return say("drop {table}", table=own)
        if " or " in in_english(there):
            return say("drop {exports}, or {table}", exports=there, table=own)
        return say("drop {exports} or {table}", exports=there, table=own)

    def _own(self) -> str:
        """A table of the company's own that would do."""
        rows = rows_word(self.table)
        if not self.cells:
            return say("a table of {rows}", rows=rows)
        cells = either(self.cells)
        return say("a table of {rows} with {columns}", rows=rows, columns=cells)


TICKETS = Need(("tickets",), mark("No ticket has come in yet"), "tickets")
SOLVED = Need(
    ("solved tickets",),
    mark("No ticket tells when it was solved"),
    "tickets",
    ("solved_at",),
)
REPLIES = Need(
    ("replies",),
    mark("No ticket tells how many replies it took"),
    "tickets",
    ("replies",),
)
REPLIED = Need(
    ("replied",),
    mark("No ticket tells its first reply"),
    "tickets",
    ("first_reply_minutes",),
)
CLOCKS = {
    "calendar": Need(
        ("replied, calendar",),
        mark("No ticket tells its first reply in calendar time"),
        "tickets",
        ("first_reply_minutes",),
    ),
    "working": Need(
        ("replied, working",),
        mark("No ticket tells its first reply in working hours"),
        "tickets",
        ("first_reply_working_minutes",),
    ),
}
HANDLED = Need(
    ("handled calls", "handled tickets"),
    mark("No contact tells how long it was worked on"),
    "calls",
)
RETURNS = Need(
    ("tickets with a customer",),
    mark("No ticket tells its customer, so no return is seen"),
    "tickets",
    ("customer_id",),
)
ORDERS = Need(("orders",), mark("No order has come in yet"), "orders")
BUYERS = Need(
    ("orders with a customer",),
    mark("No order tells its customer"),
    "orders",
    ("customer_id",),
)
BOUGHT = Need(("orders", "subscriptions"), ORDERS.lack, "orders")
KEPT = Need(
    ("orders with a customer", "subscriptions"), BUYERS.lack, "orders", BUYERS.cells
)
REVIEWS = Need(("reviews",), mark("No review has come in yet"), "reviews")
ANSWERS = Need(
    ("csat", "ces"),
    mark("No CSAT answer and no CES answer has come in yet"),
    "surveys",
    (),
    "csat",
)
NEEDS = {
    "nps": (
        Need(("nps",), mark("No NPS answer has come in yet"), "surveys", (), "nps"),
    ),
    "csat": (
        Need(("csat",), mark("No CSAT answer has come in yet"), "surveys", (), "csat"),
    ),
    "ces": (
        Need(("ces",), mark("No CES answer has come in yet"), "surveys", (), "ces"),
    ),
    "qa": (REVIEWS,),
    "gap": (TICKETS, REVIEWS, ANSWERS),
    "fcr": (TICKETS, SOLVED, REPLIES),
    "frt": (TICKETS, REPLIED),
    "resolution": (TICKETS, SOLVED),
    "aht": (HANDLED,),
    "crr": (BOUGHT, KEPT),
    "new_customers": (ORDERS, BUYERS),
    "repeat_purchase": (ORDERS, BUYERS),
}
NOT_OURS = mark("No order is in {currency}, the currency of values.yaml")
NONE_OF_THEM = mark("No {rows} have come in yet")
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
    named = (("currency", currency),)
    return Need(("orders in our currency",), NOT_OURS, "orders", parts=named)


def _any_row(tables: tuple[str, ...]) -> Iterator[Need]:
    if tables:
        rows = either(map(rows_word, tables))
        yield Need(tables, NONE_OF_THEM, tables[0], parts=(("rows", rows),))
