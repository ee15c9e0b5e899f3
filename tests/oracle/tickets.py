"""Tickets and calls: FRT, FCR, AHT. Amounts by the moment they are filed under."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pandas as pd

from tests.oracle.tables import Settings, Tables, asked_for, counted, filed

PATIENCE = timedelta(days=7)
NEVER = pd.Timestamp(1900, 1, 1)
HANDLING = ["talk_seconds", "hold_seconds", "wrap_seconds"]


def frt(tables: Tables, settings: Settings) -> pd.Series:
    """Minutes until the first reply, on one clock; our own hours go first."""
    rows = asked_for(counted(tables["tickets"]), settings)
    minutes = rows["first_reply_minutes"]
    if settings.clock == "working":
        minutes = rows["our_reply_minutes"].combine_first(
            rows["first_reply_working_minutes"]
        )
    return filed(rows["created_at"], minutes)


def resolution(tables: Tables, settings: Settings) -> pd.Series:
    """Minutes from creation to the last solve, on one clock."""
    rows = asked_for(_solved(tables["tickets"]), settings)
    minutes = (rows["solved_at"] - rows["created_at"]).dt.total_seconds() / 60
    if settings.clock == "working":
        minutes = rows["our_solve_minutes"]
    return filed(rows["solved_at"], minutes)


def fcr(tables: Tables, settings: Settings) -> pd.Series:
    """1 for a ticket solved at the first contact, with no return."""
    rows = _mature(_solved(tables["tickets"]), _reached(tables["tickets"], settings))
    rows = asked_for(rows[rows["replies"] >= 1], settings)
    came_back = rows["next_contact_at"] <= rows["solved_at"] + PATIENCE
    good = (rows["replies"] < 2) & ~(rows["reopens"] > 0) & ~came_back
    return filed(rows["solved_at"], good)


def aht(tables: Tables, settings: Settings) -> pd.Series:
    """Minutes of work on answered calls and on tickets without one."""
    calls = tables["calls"]
    calls = calls[calls["answered"] & calls[HANDLING].notna().any(axis=1)]
    calls = calls[calls["started_at"] <= settings.through]
    tickets = _solved(tables["tickets"])
    spoken_of = _spoken_of(calls, tables["tickets"])
    keys = pd.MultiIndex.from_frame(tickets[["source", "ticket_id"]])
    tickets = tickets[~keys.isin(spoken_of)]
    spoken, written = asked_for(calls, settings), asked_for(tickets, settings)
    minutes = spoken[HANDLING].fillna(0).sum(axis=1) / 60
    by_call = filed(spoken["started_at"], minutes)
    return pd.concat([by_call, filed(written["solved_at"], written["handle_minutes"])])


def _spoken_of(calls: pd.DataFrame, tickets: pd.DataFrame) -> list[tuple[str, str]]:
    """The tickets that calls belong to: the only one of an id, or the source's own.

    A plain file is of no source."""
    found = set()
    for call in calls.dropna(subset=["ticket_id"]).itertuples():
        namesakes = set(tickets.loc[tickets["ticket_id"] == call.ticket_id, "source"])
        alone = len(namesakes) == 1
        found |= {
            (source, call.ticket_id)
            for source in namesakes
            if alone or (source == call.source and source != "own")
        }
    return list(found)


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


def _reached(tickets: pd.DataFrame, settings: Settings) -> dict[str, pd.Timestamp]:
    """How far the tickets of each source reach; a later date is a slip."""
    told = tickets[tickets["created_at"] <= settings.through]
    return told.groupby("source")["created_at"].max().to_dict()


def _mature(solved: pd.DataFrame, reached: dict[str, pd.Timestamp]) -> pd.DataFrame:
    """Those solved so long ago that a return would have been seen."""
    if solved.empty:
        return solved
    seen = solved["source"].map(lambda source: reached.get(source, NEVER))
    return solved[solved["solved_at"] + PATIENCE <= seen]
