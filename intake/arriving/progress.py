"""How far an export has come: told by who takes it in, asked by who waits."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from time import monotonic

import duckdb

from words import known, mark, say

# What is done, and how much of the whole way lies behind when it ends; of a load
# of a million tickets, as measured.
STAGES = {
    mark("waiting"): 0.0,
    mark("with the dashboard"): 0.0,
    mark("looking at it"): 0.07,
    mark("reading it row by row"): 0.35,
    mark("reading"): 0.6,
    mark("storing"): 0.85,
    mark("counting again"): 1.0,
    mark("done"): 1.0,
}
FOLLOWED = "set enable_progress_bar = true; set enable_progress_bar_print = false"
FIRST_RATE = 0.5  # seconds, before which a rate says nothing


@dataclass(frozen=True)
class Standing:
    """An export at one moment; `share` of the whole way is behind it, 0 to 1.

    `rows` were read so far, of `of`; both are 0 where rows are not being read.
    `rate` is in rows per second, 0 while it is not known.
    """

    name: str
    stage: str
    share: float
    rows: int
    of: int
    rate: int

    def rows_words(self) -> str:
        """How many rows were read, and how fast; empty where none are known to be."""
        if not self.rows:
            return ""
        if not self.rate:
            return say("{n} of {all} rows", n=self.rows, all=self.of)
        return say(
            "{n} of {all} rows, {rate} a second",
            n=self.rows,
            all=self.of,
            rate=self.rate,
        )

    def words(self) -> str:
        """What is being done to it, in a line."""
        rows = self.rows_words()
        if not rows:
            return known(self.stage)
        return say("{stage}, {rows}", stage=known(self.stage), rows=rows)


@dataclass(frozen=True)
class _Leg:
    """A stage under way: what lay behind when it began, and its rows."""

    stage: str
    behind: float
    since: float  # on the monotonic clock
    of: int = 0
    counted: int = 0


class Progress:
    """The way of one export; one thread goes it, any other may ask."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._leg = _Leg("waiting", 0.0, monotonic())
        self._cursor: duckdb.DuckDBPyConnection | None = None
        self._answer = 0.0
        self._asking, self._telling = threading.Lock(), threading.Lock()

    def begin(self, stage: str, rows: int = 0) -> None:
        """Another stage; `rows` are how many it reads, where it reads any."""
        with self._telling:
            behind = max(self._leg.behind, STAGES[self._leg.stage])
            self._leg = _Leg(stage, behind, monotonic(), max(rows, 0))

    def count(self, rows: int) -> None:
        """So many rows of the stage are read."""
        with self._telling:
            self._leg = replace(self._leg, counted=rows)

    @contextmanager
    def following(self, cursor: duckdb.DuckDBPyConnection) -> Iterator[None]:
        """Ask DuckDB how far it is, as long as the block lasts."""
        cursor.execute(FOLLOWED)
        self._cursor = cursor
        try:
            yield
        finally:
            with self._asking:  # nobody asks a cursor that is being closed
                self._cursor = None

    def standing(self) -> Standing:
        """Where the export is now."""
        now = self._queried()
        with self._telling:  # a stage may take several queries; rows never go back
            leg, before, self._answer = self._leg, self._answer, now
            sure = min(before, now)  # a query that is about to begin answers anything
            rows = min(max(leg.counted, int(sure * leg.of)), leg.of)
            self._leg = replace(leg, counted=rows)
        ahead = max(STAGES[leg.stage] - leg.behind, 0.0)
        done = rows / leg.of if leg.of else 0.0
        seconds = monotonic() - leg.since
        rate = int(rows / seconds) if seconds >= FIRST_RATE else 0
        share = 1.0 if leg.stage == "done" else leg.behind + done * ahead
        return Standing(self._name, leg.stage, share, rows, leg.of, rate)

    def _queried(self) -> float:
        """How much of its query DuckDB has done, 0 to 1."""
        if self._leg.stage != "reading":
            return 0.0
        with self._asking, suppress(duckdb.Error):
            percent = self._cursor.query_progress() if self._cursor else 0.0
            return min(max(percent / 100, 0.0), 1.0)
        return 0.0
