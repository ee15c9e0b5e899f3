"""Tickets and calls: FRT, FCR, AHT. Amounts by the moment they are filed under."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pandas as pd

from tests.oracle.tables import Settings, Tables, asked_for, counted, filed

CLOCKS = {
    "calendar": "first_reply_minutes",
    "working": "first_reply_working_minutes",
}
PATIENCE = timedelta(days=7)
HANDLING = ["talk_seconds", "hold_seconds", "wrap_seconds"]


def frt(tables: Tables, settings: Settings) -> pd.Series:
    """Minutes until the first reply, on one clock."""
    rows = asked_for(counted(tables["tickets"]), settings)
    return filed(rows["created_at"], rows[CLOCKS[settings.clock]])


def fcr(tables: Tables, settings: Settings) -> pd.Series:
    """1 for a ticket solved at the first contact, with no return."""
    rows = _mature(_solved(tables["tickets"]), tables["tickets"]["created_at"].max())
    rows = asked_for(rows[rows["replies"] >= 1], settings)
    came_back = rows["next_contact_at"] <= rows["solved_at"] + PATIENCE
    good = (rows["replies"] < 2) & ~(rows["reopens"] > 0) & ~came_back
    return filed(rows["solved_at"], good)


def aht(tables: Tables, settings: Settings) -> pd.Series:
    """Minutes of work on answered calls and on tickets without one."""
    calls = tables["calls"]
    calls = calls[calls["answered"] & calls[HANDLING].notna().any(axis=1)]
    tickets = _solved(tables["tickets"])
    tickets = tickets[~tickets["ticket_id"].isin(calls["ticket_id"].dropna())]
    spoken, written = asked_for(calls, settings), asked_for(tickets, settings)
    minutes = spoken[HANDLING].fillna(0).sum(axis=1) / 60
    by_call = filed(spoken["started_at"], minutes)
    return pd.concat([by_call, filed(written["solved_at"], written["handle_minutes"])])


def next_contacts(tickets: pd.DataFrame) -> list[datetime | None]:
    """When the customer of each ticket came back after its solve, or None."""
    contacts: dict[str, list[tuple]] = {}
    for contact in counted(tickets).dropna(subset=["customer_id"]).itertuples():
        contacts.setdefault(contact.customer_id, []).append(contact)
    return [
        min(_later(ticket, contacts.get(ticket.customer_id, [])), default=None)
        for ticket in tickets.itertuples()
    ]


def _later(ticket: tuple, contacts: list[tuple]) -> Iterator[datetime]:
    """The contacts after its solve, about its topic where topics are known."""
    for contact in contacts:
        known = isinstance(contact.topic, str) and isinstance(ticket.topic, str)
        on_topic = not known or contact.topic == ticket.topic
        if on_topic and contact.created_at > ticket.solved_at:
            yield contact.created_at.to_pydatetime()


def _solved(tickets: pd.DataFrame) -> pd.DataFrame:
    rows = counted(tickets)
    return rows[rows["status"].isin(["solved", "closed"]) & rows["solved_at"].notna()]


def _mature(solved: pd.DataFrame, data_through: pd.Timestamp) -> pd.DataFrame:
    """Those solved so long ago that a return would have been seen."""
    if solved.empty:
        return solved
    return solved[solved["solved_at"] <= data_through - PATIENCE]
