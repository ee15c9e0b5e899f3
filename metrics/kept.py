"""Counts of whole windows that cannot be added up: medians and retention.

The sums of a promise's past weeks, months, quarters and years are kept until a
row changes that they hang on. `sums_of` reads them, `keep` works out those that
are missing, `metrics.daily.spoil` drops what no longer holds.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import duckdb

from metrics.daily import (
    MINE,
    STANDS,
    digest_of,
    has_slips,
    key_of,
    tables_of,
)
from metrics.periods import Window
from metrics.questions import Question
from metrics.warehouse import Warehouse

WHOLE = ("median", "retention")
Sums = Mapping[str, Any]
Borders = tuple[datetime, datetime]


def is_kept(question: Question) -> bool:
    """Whether whole windows of a question are kept: those of nobody in particular."""
    is_whole = question.definition.kind in WHOLE
    return is_whole and question.zone is not None and not question.applied


def sums_of(warehouse: Warehouse, question: Question) -> dict[Borders, Sums]:
    """The sums that are kept, by start and end (UTC)."""
    if not is_kept(question):
        return {}
    rows = warehouse.rows(
        f"select starts, ends, sums from kept_windows where {MINE} "
        f"and digest = $digest and ends <= $through and {STANDS}",
        {
            **key_of(question),
            "digest": digest_of(question),
            "through": question.through,
        },
    )
    return {(start, end): json.loads(sums) for start, end, sums in rows}


def keep(
    cursor: duckdb.DuckDBPyConnection,
    question: Question,
    found: Sequence[tuple[Window, Sums]],
) -> None:
    """Keep the sums of windows that had ended when they were counted."""
    definition = question.definition
    slips = has_slips(cursor, question)
    rows = [
        {
            **key_of(question),
            "digest": digest_of(question),
            "starts": window.start,
            "ends": window.end,
            "sums": json.dumps(dict(sums)),
            "through": question.through,
            "slips": slips,
            "tables": sorted(tables_of(question)),
            "row_by_row": definition.row_by_row,
            "days": definition.matures_days,
        }
        for window, sums in found
        if window.end <= question.through
    ]
    cursor.execute(
        f"delete from kept_windows where {MINE} "
        f"and (digest <> $digest or not {STANDS})",
        {
            **key_of(question),
            "digest": digest_of(question),
            "through": question.through,
        },
    )
    if rows:
        cursor.executemany(
            "insert into kept_windows values ($summed_metric, $summed_clock, "
            "$digest, $starts, $ends, $sums, $through, $slips, $tables, $row_by_row, "
            "$days)",
            rows,
        )
