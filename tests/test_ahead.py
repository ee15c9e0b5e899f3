"""What filters of a large store show is worked out before anybody asks."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from dashboard.house import House
from metrics import ahead
from metrics.ahead import count_ahead
from metrics.catalog import load_catalog
from metrics.measuring import _of_rows
from metrics.periods import default_period
from metrics.scorecard import build_scorecard
from metrics.values import Company as Declared
from metrics.values import Promise, Target, Value, Values
from tests.browser import VALUES
from tests.conftest import Company
from tests.intake_desk import Desk

CATALOG = load_catalog()
THROUGH = datetime(2026, 4, 3, 9)
TEAM = (("team", "Billing"),)
PROMISES = (Promise("frt", (Target(None, None, 60),)),)
DECLARED = Values(
    Declared("Warung", "UTC", "EUR", 0, 90),
    "purpose",
    "vision",
    (Value("Speed", "Answer soon.", PROMISES),),
    (),
)


@pytest.fixture
def waiting(company: Company, monkeypatch: pytest.MonkeyPatch) -> Company:
    """A year of tickets of two teams, which counts as large."""
    monkeypatch.setattr(ahead, "is_large", lambda *_: True)
    for day in range(365):
        company.add(
            "tickets",
            created_at=THROUGH - timedelta(days=day),
            first_reply_minutes=30 + day % 50,
            team="Billing" if day % 2 else "Equipment",
            channel="Mail",
        )
    return company


def always() -> bool:
    return True


def ahead_of(company: Company, goes_on: Callable[[], bool] = always) -> int:
    return count_ahead(company.warehouse, DECLARED, CATALOG, goes_on)


def test_rows_are_not_read_again_for_a_filter_that_was_counted_ahead(
    waiting: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    period = default_period("UTC", THROUGH)
    asked = waiting.warehouse, DECLARED, CATALOG, period, THROUGH, TEAM
    before = build_scorecard(*asked)
    with waiting.warehouse.writing():
        pass  # whatever was known is of another state now

    # nobody in particular, two teams, a channel, and it in each team
    assert ahead_of(waiting) == 6

    read = []

    def of_rows(*given: object) -> object:
        read.append(given)
        return _of_rows(*given)  # type: ignore[arg-type]

    monkeypatch.setattr("metrics.measuring._of_rows", of_rows)
    assert build_scorecard(*asked) == before
    assert read == []
    build_scorecard(*asked[:-1], (("team", "Nobody"),))
    assert read


def test_it_ends_where_the_store_changes_or_the_house_closes(waiting: Company) -> None:
    rounds = iter((True, True, False))
    assert ahead_of(waiting, lambda: next(rounds)) == 2

    def write() -> bool:
        with waiting.warehouse.writing():
            return True

    assert ahead_of(waiting, write) == 0


def test_a_small_or_empty_store_is_left_alone(company: Company) -> None:
    assert ahead_of(company) == 0
    company.add("tickets", created_at="2026-03-02 09:00", first_reply_minutes=5)
    assert ahead_of(company) == 0


def test_a_dashboard_counts_ahead_after_each_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(tmp_path, store=tmp_path / "data")
    desk.sample("zendesk_tickets")
    desk.warehouse.close()
    states = []

    def counted(warehouse: object, *_: object) -> int:
        states.append(house.own.state)
        return 0

    monkeypatch.setattr("dashboard.house.count_ahead", counted)
    monkeypatch.setattr("dashboard.house.LOOK", 0.01)
    house = House(tmp_path / "data", VALUES)
    house.run()
    try:
        _until(lambda: states)
        with house.own.writing():
            pass
        _until(lambda: house.own.state in states)
        many = len(states)
        time.sleep(0.2)
        assert len(states) == many
    finally:
        house.close()


def test_a_dashboard_counts_on_after_something_went_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    tried = []

    def fails(*_: object) -> int:
        tried.append(1)
        raise OverflowError("of ana@example.com")

    monkeypatch.setattr("dashboard.house.count_ahead", fails)
    monkeypatch.setattr("dashboard.house.LOOK", 0.01)
    house = House(tmp_path / "data", VALUES)
    threading.Thread(target=house.work_ahead).start()
    try:
        _until(lambda: tried)
        with house.own.writing():
            pass
        _until(lambda: len(tried) > 1)
    finally:
        house.close()
    assert "OverflowError" in caplog.text
    assert "ana@example.com" not in caplog.text


def _until(is_so: Callable[[], object]) -> None:
    end = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.01)
