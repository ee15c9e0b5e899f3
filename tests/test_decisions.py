"""What was decided: taken in from a plain file, counted in no number."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from metrics.decisions import decisions_of
from metrics.reach import data_since, data_through
from tests.intake_desk import Desk, counts


def test_takes_in_what_was_decided(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    assert counts(desk.sample("own_decisions")) == (12, 12, 0, 0, 0)
    found = decisions_of(desk.warehouse)
    assert len(found) == 12
    helpdesk, prices = found[1], found[-1]
    # Midnight in Amsterdam, an hour or two before in UTC.
    assert helpdesk.decided_at == datetime(2025, 10, 5, 22)
    assert helpdesk.day("Europe/Amsterdam").isoformat() == "2025-10-06"
    assert (helpdesk.what, helpdesk.concerns) == ("New helpdesk", "Speed")
    assert (prices.what, prices.concerns, prices.rebases) == ("New prices", None, True)
    assert [one.rebases for one in found].count(True) == 6


def test_extends_no_reach_of_the_data(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.sample("own_decisions")
    assert data_through(desk.warehouse, datetime(2026, 11, 1)) is None
    assert data_since(desk.warehouse) is None
