"""Ratings inside a ticket export are filed under their own date, if they have one."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from intake.keeping.undoing import undo
from tests.intake_desk import Desk

RATED = (
    "select survey_id, score, answered_at, dated_by from surveys "
    "where score is not null order by survey_id"
)
GORGIAS = (
    "Ticket id,Initial channel,Creation date,Closed date,Survey score,"
    "Survey replied date\n"
)
SOME_UNDATED = "Ratings that have no date are filed under the solve date."


def test_files_a_rating_under_its_own_date(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    receipt = desk.sample("gorgias_tickets")
    assert desk.rows(RATED) == [
        ("5501", 5.0, datetime(2026, 3, 9, 9), "rating"),
        ("5502", 1.0, datetime(2026, 3, 3, 13), "solve"),
    ]
    assert SOME_UNDATED in receipt.notes


def test_reads_jiras_date_of_a_rating(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.sample("jira_tickets")
    assert desk.rows(RATED)[0] == ("HELP-1", 5.0, datetime(2026, 3, 9, 9), "rating")


def test_says_nothing_of_dates_where_all_ratings_have_theirs(tmp_path: Path) -> None:
    row = "1,email,2026-03-02 09:00:00,2026-03-02 10:00:00,4,2026-03-05 09:00:00\n"
    receipt = Desk(tmp_path).load(GORGIAS + row)
    assert [note for note in receipt.notes if "atings" in note] == []


def test_keeps_a_ratings_date_where_a_later_export_has_no_ratings(
    tmp_path: Path,
) -> None:
    desk = Desk(tmp_path)
    row = "1,email,2026-03-02 09:00:00,2026-03-02 10:00:00"
    desk.load(f"{GORGIAS}{row},4,2026-03-05 09:00:00\n", "a.csv")
    header = GORGIAS.replace(",Survey score,Survey replied date", ",Priority")
    desk.load(f"{header}{row},high\n", "b.csv")
    assert desk.rows(RATED) == [("1", 4.0, datetime(2026, 3, 5, 8), "rating")]


@pytest.mark.parametrize("replied", ["2026-03-05 09:00:00", ""])
def test_is_the_same_once_a_later_export_is_taken_back(
    tmp_path: Path, replied: str
) -> None:
    desk = Desk(tmp_path)
    row = "1,email,2026-03-02 09:00:00,2026-03-02 10:00:00"
    desk.load(f"{GORGIAS}{row},4,{replied}\n", "a.csv")
    before = desk.rows(RATED)
    desk.load(f"{GORGIAS}{row},2,2026-03-07 09:00:00\n", "b.csv")
    assert desk.rows(RATED) == [("1", 2.0, datetime(2026, 3, 7, 8), "rating")]
    undo(desk.warehouse, 2, "Bea")
    assert desk.rows(RATED) == before
