"""The numbers of a scorecard, 25 months of each, in pandas and in Polars.

Both read the store's own tables from Parquet, with the columns that intake has
worked out: they are spared the windows and joins that our definitions are spared.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl

ZONE = "Europe/Amsterdam"
TABLES = ("tickets", "surveys", "reviews", "calls", "orders")
WEEK, KEPT = timedelta(days=7), timedelta(days=90)


def written(store: Path, folder: Path) -> Path:
    """The tables of a store as Parquet."""
    with duckdb.connect(str(store / "selaras.duckdb"), read_only=True) as connection:
        for table in TABLES:
            connection.execute(f"copy {table} to '{folder / table}.parquet'")
    return folder


def by_pandas(folder: Path, borders: list[datetime]) -> int:
    """All numbers, counted by pandas; how many there are."""
    first, last = borders[0], borders[-1]

    def read(table: str, at: str, *columns: str) -> pd.DataFrame:
        within = [(at, ">=", first), (at, "<", last)]
        path, kept = folder / f"{table}.parquet", [at, *columns]
        frame = pd.read_parquet(path, columns=kept, filters=within)
        local = frame[at].dt.tz_localize("UTC").dt.tz_convert(ZONE)
        return frame.assign(month=local.dt.tz_localize(None).dt.to_period("M"))

    found = []
    frt = read("tickets", "created_at", "set_aside", "first_reply_minutes")
    frt = frt[frt.set_aside.isna()].dropna(subset="first_reply_minutes")
    found.append(frt.groupby("month").first_reply_minutes.quantile([0.5, 0.9]))
    solved = read(
        "tickets", "solved_at", "set_aside", "status", "replies", "reopens",
        "next_contact_at", "handle_minutes", "first_call_at",
    )  # fmt: skip
    solved = solved[solved.set_aside.isna() & solved.status.isin(["solved", "closed"])]
    ripe = solved[(solved.replies > 0) & (solved.solved_at + WEEK <= last)]
    back = ripe.next_contact_at <= ripe.solved_at + WEEK
    good = (ripe.replies <= 1) & (ripe.reopens.fillna(0) == 0) & ~back
    found.append(good.groupby(ripe.month).agg(["size", "mean"]))
    calls = read("calls", "started_at", "answered", "talk_seconds", "hold_seconds",
                 "wrap_seconds")  # fmt: skip
    calls = calls[calls.answered]
    seconds = calls[["talk_seconds", "hold_seconds", "wrap_seconds"]].sum(axis=1)
    alone = solved[solved.first_call_at.isna()].dropna(subset="handle_minutes")
    handled = pd.concat(
        [
            pd.DataFrame({"month": calls.month, "minutes": seconds / 60}),
            alone[["month", "handle_minutes"]].set_axis(["month", "minutes"], axis=1),
        ]
    )
    found.append(handled.groupby("month").minutes.agg(["size", "mean", "std"]))
    answers = read("surveys", "answered_at", "instrument", "is_good", "score",
                   "set_aside", "next_answer_at", "ticket_id")  # fmt: skip
    answers = answers[answers.set_aside.isna() & answers.next_answer_at.isna()]
    rated = answers.dropna(subset="is_good")
    found.append(rated.groupby(["instrument", "month"]).is_good.agg(["size", "mean"]))
    nps = answers[(answers.instrument == "nps") & answers.ticket_id.isna()]
    net = (nps.score >= 9).astype(int) - (nps.score <= 6).astype(int)
    found.append(net.groupby(nps.month).agg(["size", "mean", "std"]))
    reviews = read("reviews", "reviewed_at", "score", "set_aside")
    reviews = reviews[reviews.set_aside.isna()]
    found.append(reviews.groupby("month").score.agg(["size", "mean", "std"]))
    path, since = folder / "orders.parquet", [("ordered_at", ">=", first - KEPT)]
    names = ["ordered_at", "customer_id", "amount", "previous_order_at", "set_aside"]
    orders = pd.read_parquet(path, columns=names, filters=since)
    orders = orders[orders.set_aside.isna()]
    local = orders.ordered_at.dt.tz_localize("UTC").dt.tz_convert(ZONE)
    month = local.dt.tz_localize(None).dt.to_period("M")
    amounts = orders.amount.astype(float)
    found.append(amounts.groupby(month).agg(["size", "sum", "mean", "std"]))
    old = orders.previous_order_at.notna()
    found.append(old.groupby(month).agg(["size", "sum"]))
    there = []
    for at in borders:
        near = (orders.ordered_at <= at) & (orders.ordered_at > at - KEPT)
        there.append(orders.customer_id[near].dropna().drop_duplicates())
    kept = [before.isin(then).mean() for before, then in pairwise(there)]
    return sum(len(one) for one in found) + len(kept)


def by_polars(folder: Path, borders: list[datetime]) -> int:
    """All numbers, counted by Polars; how many there are."""
    first, last = borders[0], borders[-1]

    def read(table: str, at: str, since: datetime = first) -> pl.LazyFrame:
        moment = pl.col(at)
        local = moment.dt.replace_time_zone("UTC").dt.convert_time_zone(ZONE)
        frame = pl.scan_parquet(folder / f"{table}.parquet")
        within = frame.filter(moment >= since, moment < last)
        return within.with_columns(month=local.dt.truncate("1mo"))

    def each(frame: pl.LazyFrame, what: pl.Expr) -> pl.LazyFrame:
        return frame.group_by("month").agg(
            pl.len(), what.mean().alias("mean"), what.std().alias("std")
        )

    whole = pl.col("set_aside").is_null()
    minutes = pl.col("first_reply_minutes")
    frt = read("tickets", "created_at").filter(whole, minutes.is_not_null())
    waited = frt.group_by("month").agg(
        minutes.median().alias("median"), minutes.quantile(0.9, "linear").alias("p90")
    )
    at, replies = pl.col("solved_at"), pl.col("replies")
    solved = read("tickets", "solved_at").filter(
        whole, pl.col("status").is_in(["solved", "closed"])
    )
    back = (pl.col("next_contact_at") <= at + WEEK).fill_null(False)
    good = (replies <= 1) & (pl.col("reopens").fill_null(0) == 0) & ~back
    fcr = each(solved.filter(replies > 0, at + WEEK <= last), good.cast(pl.Float64))
    seconds = pl.sum_horizontal("talk_seconds", "hold_seconds", "wrap_seconds")
    calls = read("calls", "started_at").filter(pl.col("answered"))
    alone = solved.filter(
        pl.col("first_call_at").is_null(), pl.col("handle_minutes").is_not_null()
    )
    handled = pl.concat(
        [
            calls.select("month", minutes=seconds / 60),
            alone.select("month", minutes=pl.col("handle_minutes")),
        ]
    )
    answers = read("surveys", "answered_at").filter(
        whole, pl.col("next_answer_at").is_null()
    )
    score, kind = pl.col("score"), pl.col("instrument")
    is_good = pl.col("is_good")
    rated = answers.filter(is_good.is_not_null()).group_by("instrument", "month")
    nps = answers.filter(kind == "nps", pl.col("ticket_id").is_null())
    net = (score >= 9).cast(pl.Float64) - (score <= 6).cast(pl.Float64)
    orders = read("orders", "ordered_at", first - KEPT).filter(whole)
    ordered = pl.col("ordered_at")
    there = [
        orders.filter(ordered <= one, ordered > one - KEPT)
        .select(pl.col("customer_id").drop_nulls().unique())
        for one in borders
    ]  # fmt: skip
    kept = [
        before.join(then, on="customer_id", how="semi").select(pl.len())
        for before, then in pairwise(there)
    ]
    found = pl.collect_all(
        [
            waited,
            fcr,
            each(handled, pl.col("minutes")),
            rated.agg(pl.len(), is_good.mean().alias("mean")),
            each(nps, net),
            each(read("reviews", "reviewed_at").filter(whole), score),
            each(orders, pl.col("amount").cast(pl.Float64)),
            orders.group_by("month").agg(
                pl.col("previous_order_at").is_not_null().sum()
            ),
            *kept,
            *(one.select(pl.len()) for one in there),
        ]
    )
    return sum(len(one) for one in found)
