"""Reviews: QA, and beside them what customers say. Amounts by the day of the review."""

from __future__ import annotations

import pandas as pd

from tests.oracle.tables import Settings, Tables, asked_for, counted, filed

GOOD = 80


def qa(tables: Tables, settings: Settings) -> pd.Series:
    """The final score of each review."""
    rows = asked_for(counted(tables["reviews"]), settings)
    return filed(rows["reviewed_at"], rows["score"])


def gap(tables: Tables, settings: Settings) -> pd.Series:
    """1 for a ticket on which its review and its answer part."""
    tickets = asked_for(counted(tables["tickets"]), settings)
    reviews, answers = counted(tables["reviews"]), counted(tables["surveys"])
    reviews = reviews[reviews["reviewed_at"] <= settings.through]
    answers = answers[answers["answered_at"] <= settings.through]
    answers = answers[answers["is_good"].notna()]
    for told in (reviews, answers):
        tickets = tickets[tickets["ticket_id"].isin(told["ticket_id"])]
    moments, parted = [], []
    for ticket in tickets.itertuples():
        alone = (tables["tickets"]["ticket_id"] == ticket.ticket_id).sum() == 1
        review = _latest(_about(reviews, ticket, alone), "reviewed_at", "review_id")
        theirs = _about(answers, ticket, alone)
        asked = [theirs[theirs["instrument"] == one] for one in ("csat", "ces")]
        said = [_latest(one, "answered_at", "survey_id") for one in asked if len(one)]
        if review is not None and said:
            moments.append(review["reviewed_at"])
            parted.append((review["score"] >= GOOD) != said[0]["is_good"])
    return filed(pd.Series(moments, dtype="datetime64[us]"), parted)


def _about(rows: pd.DataFrame, ticket: tuple, alone: bool) -> pd.DataFrame:
    """What is said of a ticket; where others go by its id, by its own source."""
    theirs = rows[(rows["ticket_id"] == ticket.ticket_id).fillna(value=False)]
    if alone:
        return theirs
    return theirs[(theirs["source"] == ticket.source) & (ticket.source != "own")]


def _latest(rows: pd.DataFrame, moment: str, name: str) -> pd.Series | None:
    """The last one; on a tie 10 is later than 9, and then the later source."""
    if rows.empty:
        return None
    order = [moment, "length", name, "source"]
    return rows.assign(length=rows[name].str.len()).sort_values(order).iloc[-1]
