"""What became of a drop, in numbers, and what a match says of its statuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.exports import in_numbers
from intake.arriving.handing import Outcome
from intake.match.telling import match_files
from tests.intake_desk import AMSTERDAM, TICKETS, Desk

GOOD, BAD = "1,2026-03-02 09:00,,open", "2,soon,,open"
TAKEN = Outcome("", rejected=1)
IN_VAIN = Outcome("", rejected=2, in_vain=True)
REFUSED = Outcome("", refused=True)


@pytest.mark.parametrize(
    ("rows", "in_vain"), [((GOOD,), False), ((GOOD, BAD), False), ((BAD,), True)]
)
def test_knows_a_file_of_which_no_row_was_taken(
    tmp_path: Path, rows: tuple[str, ...], in_vain: bool
) -> None:
    receipt = Desk(tmp_path).load("\n".join((TICKETS, *rows)))
    assert Outcome.of(receipt).in_vain is in_vain


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ([TAKEN], "1 file taken in, 1 row rejected."),
        ([IN_VAIN], "1 file read, no row taken in, 2 rows rejected."),
        ([REFUSED], "0 files taken in, 1 file refused."),
        (
            [TAKEN, TAKEN, IN_VAIN],
            "2 files taken in, 1 file read, no row taken in, 4 rows rejected.",
        ),
    ],
)
def test_says_what_became_of_a_drop(told: list[Outcome], said: str) -> None:
    assert in_numbers(told) == said


def test_says_which_statuses_count(tmp_path: Path) -> None:
    file = tmp_path / "bestellingen.csv"
    rows = [
        f"{n},2026-03-{n:02},12.50,{status}"
        for n, status in enumerate(("betaald", "geannuleerd", "terugbetaald") * 4, 1)
    ]
    file.write_text("\n".join(("bestelnummer,besteldatum,bedrag,status", *rows)))
    said = match_files([file], AMSTERDAM, {"kind": "orders"}, save=False).words
    assert (
        "Rows whose status is geannuleerd never count; betaald and terugbetaald do. "
        "(--leave-out)"
    ) in said.splitlines()
