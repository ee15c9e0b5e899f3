"""A decision that is written on a page, and withdrawn there.

It comes as an export of our own plain form with one row, so that it is stored,
told by a receipt and taken back as all exports are.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from intake.house import House
from intake.keeping.receipts import Receipt, rejects_of
from intake.keeping.undoing import Undone, undo
from intake.loading import load_export
from metrics.decisions import PAGE, TOWARDS, Expected
from metrics.errors import SelarasError
from metrics.warehouse import Warehouse
from words import mark, say

LONGEST = 300  # letters of a decision: it stands on a chart
FULL = 4  # decimals beyond those of a thousand, so that no amount reads as one
UNSAID = mark("Say what was decided, in a few words.")
TOO_LONG = mark("A decision has at most {longest} letters; this one has {n}.")
BY_WHEN = mark("Say by which day it is expected, after the day of the decision.")
HOW_MUCH = mark("Say which amount is expected.")
ITSELF = mark("A value cannot give way to itself; choose another one.")


class DecisionError(SelarasError):
    """A decision that cannot be written down, and why."""


@dataclass(frozen=True)
class Expecting:
    """What is expected of a promise, by the end of a day."""

    key: str
    way: Expected
    amount: float | None
    by: date | None


@dataclass(frozen=True)
class Written:
    """A decision as somebody writes it; see metrics.decisions.Decision."""

    day: date
    what: str
    concerns: str | None
    rebases: bool = False
    gives_way: str | None = None
    expecting: Expecting | None = None

    def checked(self) -> Written:
        """The same; DecisionError says what is missing in it."""
        said = " ".join(self.what.split())
        if not any(letter.isalnum() for letter in said):
            raise DecisionError(say(UNSAID))
        if len(said) > LONGEST:
            raise DecisionError(say(TOO_LONG, longest=LONGEST, n=len(said)))
        if self.gives_way and self.gives_way == self.concerns:
            raise DecisionError(say(ITSELF))
        expecting = self.expecting
        if expecting and (expecting.by is None or expecting.by <= self.day):
            raise DecisionError(say(BY_WHEN))
        if expecting and expecting.way in TOWARDS and expecting.amount is None:
            raise DecisionError(say(HOW_MUCH))
        return self

    def row(self, by: str) -> dict[str, str]:
        """Its cells, by the columns of our own plain form."""
        cells = {
            "source": PAGE,
            "decided_at": self.day.isoformat(),
            "what": " ".join(self.what.split()),
            "concerns": self.concerns or "",
            "rebases": "yes" if self.rebases else "no",
            "decided_by": by,
            "gives_way": self.gives_way or "",
        }
        expecting = self.expecting
        if expecting is None:
            return cells
        amount = "" if expecting.amount is None else f"{expecting.amount:.{FULL}f}"
        return cells | {
            "expected_metric": expecting.key,
            "expected": expecting.way,
            "expected_amount": amount,
            "expected_by": expecting.by.isoformat() if expecting.by else "",
        }


def write_down(
    warehouse: Warehouse, house: House, written: Written, by: str
) -> Receipt:
    """Keep a decision, in one transaction; DecisionError where it cannot be."""
    row = written.checked().row(by)
    name = f"decision-{written.day.isoformat()}.csv"
    with TemporaryDirectory() as corner:
        path = Path(corner) / name
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, row, quoting=csv.QUOTE_ALL)
            writer.writeheader()
            writer.writerow(row)
        own = replace(house, published=None)  # it is counted in no number
        receipt = load_export(warehouse, path, own, by=by)
    if receipt.rejected:
        undo(warehouse, receipt.export_id, by)
        raise DecisionError(rejects_of(warehouse, receipt.export_id)[0].reason)
    return receipt


def withdraw(warehouse: Warehouse, export_id: int, by: str) -> Undone:
    """Take a decision back; UndoError where there is no such export."""
    return undo(warehouse, export_id, by)
