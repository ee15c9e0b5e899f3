"""The other definitions, in pandas, over the rows of a store as they stand."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

Frames = dict[str, pd.DataFrame]
MIDDLE = {"1-3": 2, "1-5": 3, "1-7": 4}
TOP = {"1-3": 3, "1-5": 5, "1-7": 7, "1-10": 10, "good-bad": 1}


def solved(frames: Frames) -> pd.DataFrame:
    rows = frames["tickets"]
    done = rows["status"].isin(["solved", "closed"]) & rows["solved_at"].notna()
    return rows[done & rows["set_aside"].isna()]


def filed(rows: pd.DataFrame, column: str, amounts: pd.Series) -> pd.Series:
    return pd.Series(amounts.to_numpy(float), index=pd.DatetimeIndex(rows[column]))


def gross(frames: Frames) -> pd.Series:
    rows = solved(frames)
    rows = rows[rows["replies"] > 0]
    good = (rows["replies"] == 1) & ~rows["reopens"].fillna(0).gt(0)
    return filed(rows, "solved_at", good)


def net(days: int) -> Callable[[Frames], pd.Series]:
    def counted(frames: Frames) -> pd.Series:
        patience = pd.Timedelta(days=days)
        reach = frames["tickets"].groupby("source")["created_at"].max()
        rows = solved(frames)
        ripe = rows["solved_at"] + patience <= rows["source"].map(reach)
        rows = rows[ripe & (rows["replies"] > 0)]
        back = rows["next_contact_at"] - rows["solved_at"] <= patience
        good = (rows["replies"] == 1) & ~rows["reopens"].fillna(0).gt(0) & ~back
        return filed(rows, "solved_at", good)

    return counted


def fewer_than_two(frames: Frames) -> pd.Series:
    rows = solved(frames).dropna(subset=["replies"])
    return filed(rows, "solved_at", rows["replies"].isin([0, 1]))


def exactly_one(frames: Frames) -> pd.Series:
    rows = solved(frames).dropna(subset=["replies"])
    return filed(rows, "solved_at", rows["replies"] == 1)


def never_reopened(frames: Frames) -> pd.Series:
    rows = solved(frames).dropna(subset=["reopens"])
    return filed(rows, "solved_at", ~(rows["reopens"] > 0))


def answers(frames: Frames) -> pd.DataFrame:
    """The last answer of each ticket, and every answer without one."""
    rows = frames["surveys"]
    rows = rows[(rows["instrument"] == "csat") & rows["is_good"].notna()]
    rows = rows[rows["set_aside"].isna()]
    rows = rows.assign(length=rows["survey_id"].str.len())
    rows = rows.sort_values(["answered_at", "length", "survey_id"])
    tied = rows[rows["ticket_id"].notna()]
    last = tied.groupby(["source", "ticket_id"]).tail(1)
    return pd.concat([rows[rows["ticket_id"].isna()], last])


def without_neutrals(frames: Frames) -> pd.Series:
    rows = answers(frames)
    rows = rows[rows["score"] != rows["scale"].map(MIDDLE)]
    return filed(rows, "answered_at", rows["is_good"])


def top_box(frames: Frames) -> pd.Series:
    rows = answers(frames)
    return filed(rows, "answered_at", rows["score"] == rows["scale"].map(TOP))


def average_mark(frames: Frames) -> pd.Series:
    rows = answers(frames)
    low = np.where(rows["scale"] == "good-bad", 0, 1)
    mark = 100 * (rows["score"] - low) / (rows["scale"].map(TOP) - low)
    return filed(rows, "answered_at", mark)


def total_price(frames: Frames) -> pd.Series:
    rows = frames["orders"]
    rows = rows[rows["set_aside"].isna() & (rows["currency"] == "EUR")]
    rows = rows.dropna(subset=["total"])
    return filed(rows, "ordered_at", rows["total"])


def working(frames: Frames) -> pd.Series:
    rows = frames["tickets"]
    rows = rows[rows["set_aside"].isna()]
    minutes = rows["our_reply_minutes"].fillna(rows["first_reply_working_minutes"])
    rows = rows.assign(minutes=minutes).dropna(subset=["minutes"])
    return filed(rows, "created_at", rows["minutes"])


def calendar(frames: Frames) -> pd.Series:
    rows = frames["tickets"]
    rows = rows[rows["set_aside"].isna()].dropna(subset=["first_reply_minutes"])
    return filed(rows, "created_at", rows["first_reply_minutes"])


def calls(frames: Frames) -> pd.Series:
    rows = frames["calls"]
    parts = rows[["talk_seconds", "hold_seconds", "wrap_seconds"]]
    timed = rows["answered"] & parts.notna().any(axis=1)
    return filed(rows[timed], "started_at", parts[timed].sum(axis=1) / 60)


ALTERNATIVES: dict[tuple[str, str], tuple[Callable[[Frames], pd.Series], str]] = {
    ("fcr", "Gross"): (gross, "share"),
    ("fcr", "Net, 1 day"): (net(1), "share"),
    ("fcr", "Net, 30 days"): (net(30), "share"),
    ("fcr", "Zendesk, fewer than two replies"): (fewer_than_two, "share"),
    ("fcr", "Zendesk, exactly one reply"): (exactly_one, "share"),
    ("fcr", "Call centre, not reopened"): (never_reopened, "share"),
    ("csat", "Without neutrals"): (without_neutrals, "share"),
    ("csat", "Top box"): (top_box, "share"),
    ("csat", "Average mark"): (average_mark, "mean"),
    ("aov", "Total price"): (total_price, "mean"),
    ("frt", "Working hours"): (working, "median"),
    ("frt", "Average"): (calendar, "mean"),
    ("aht", "Calls only"): (calls, "mean"),
}
SUMMARY = {
    "share": lambda amounts: 100 * amounts.mean(),
    "mean": lambda amounts: amounts.mean(),
    "median": lambda amounts: amounts.median(),
}
