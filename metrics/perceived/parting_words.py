"""Where both part most, and the tickets to read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from metrics.group_words import (
    alone_words,
    beyond_words,
    hidden_words,
    plural,
)
from metrics.groups import Comparison, Place
from metrics.perceived.perceived_words import PERCENT, QUADRANTS
from metrics.periods import to_local
from metrics.voice_words import GOOD, NOT_GOOD, SURVEYS
from metrics.wording import NOTHING, amount_words, day_words, decimal_words
from words import known, mark, say, say_many

TICKET = "ticket"
READ = 10  # tickets of each way that are shown
# Whether the answer was good, and what such a disagreement is called.
WAYS = {False: QUADRANTS["only_we"], True: QUADRANTS["only_they"]}
LISTED = (
    mark("Ticket"),
    mark("Reviewed"),
    mark("Topic"),
    mark("Team"),
    mark("Channel"),
    mark("Review"),
    mark("Answer"),
    mark("Comment"),
)
OFTEN = {Place.HIGHER, Place.FAR_HIGHER}
RARELY = {Place.LOWER, Place.FAR_LOWER}


def parting_words(found: Comparison) -> str:
    """Whether both part more in some groups than in others, by more than chance."""
    alone = alone_words(found, TICKET)
    if alone:
        return f"{alone} {hidden_words(found, TICKET)}".strip()
    return f"{_apart(found)} {beyond_words(found)}"


def _apart(found: Comparison) -> str:
    groups, amount = plural(found.dimension), amount_words(found.amount, PERCENT)
    if found.consistency is None or not found.consistency.low:
        return say(
            "Whether both part more in some {groups} than in others cannot be told "
            "from chance; overall they part on {amount}.",
            groups=groups,
            amount=amount,
        )
    named = [one.name for one in found.groups if one.place in OFTEN]
    if not named:
        return say(
            "Both part more in some {groups} than in others, by more than chance; "
            "overall they part on {amount}.",
            groups=groups,
            amount=amount,
        )
    return say(
        "Both part more in some {groups} than in others, by more than chance; most in "
        "{names}. Overall they part on {amount}.",
        groups=groups,
        names=named,
        amount=amount,
    )


def parting_how_words(found: Comparison) -> str:
    """How to read the estimates, and who is not shown."""
    how = say(
        "A point is the estimate: each share is drawn towards the overall one, the "
        "more so the fewer tickets it has. The line is its 95 % interval, the dashed "
        "line the overall share. Why they part is not told."
    )
    return f"{how} {hidden_words(found, TICKET)}".strip()


def read_words(n: int, is_good: bool) -> str:
    """How many of one way there are, and which of them are shown."""
    if is_good:
        return say_many(
            "{n} ticket, the worst review first.",
            "{n} tickets, the worst reviews first.",
            n,
        )
    return say_many(
        "{n} ticket, the best review first.", "{n} tickets, the best reviews first.", n
    )


def to_read(rows: pd.DataFrame, is_good: bool, zone: str) -> pd.DataFrame:
    """The sharpest disagreements of one way, as LISTED; a comment only where kept."""
    chosen = rows[rows["is_good"] == is_good].head(READ)
    shown = pd.DataFrame(
        [tuple(_cells(row, zone)) for row in chosen.to_dict("records")],
        columns=[known(one) for one in LISTED],
    )
    has_comments = chosen["comment"].notna().any()
    return shown if has_comments else shown.drop(columns=known(LISTED[-1]))


def _cells(row: dict[Any, Any], zone: str) -> Iterator[str]:
    yield row["subject_id"]
    yield day_words(to_local(row["counted_at"].to_pydatetime(), zone).date(), "d MMM y")
    for name in ("topic", "team", "channel"):
        yield _text(row[name])
    yield decimal_words(row["review"], "0.#")
    yield say(
        "{survey}: {answer}",
        survey=SURVEYS[row["instrument"]],
        answer=known(GOOD if row["is_good"] else NOT_GOOD),
    )
    yield _text(row["comment"])


def _text(cell: object) -> str:
    return cell if isinstance(cell, str) else NOTHING
