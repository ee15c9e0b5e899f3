"""A company typed in by hand, row by row."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, Page, ViewportSize

from metrics.catalog import Definition, load_catalog
from metrics.measuring import Count, counts, left_out
from metrics.periods import Window
from metrics.questions import Question
from metrics.warehouse import Warehouse
from tests.browser import WHOLE, chromium, make_company_up
from tests.oracle.filling import settle_tickets

# No test is timed: a busy machine is no fault.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

CATALOG = load_catalog()
MARCH = Window(datetime(2026, 3, 1), datetime(2026, 4, 1))

DESK: ViewportSize = {"width": 1440, "height": 900}

USUAL: dict[str, dict[str, Any]] = {
    "tickets": {"source": "zendesk", "status": "open"},
    "surveys": {"source": "delighted", "dated_by": "answer", "scale": "1-5"},
    "reviews": {"source": "maestroqa"},
    "calls": {"source": "own", "answered": True},
    "orders": {"source": "shopify", "currency": "EUR"},
    "subscriptions": {"source": "own"},
    "measurements": {"source": "own"},
    "decisions": {"source": "own"},
}
IDS = {
    "tickets": "ticket_id",
    "surveys": "survey_id",
    "reviews": "review_id",
    "calls": "call_id",
    "orders": "order_id",
    "subscriptions": "subscription_id",
    "measurements": "measurement_id",
    "decisions": "decision_id",
}


@pytest.fixture(autouse=True)
def no_results_of_another_store() -> None:
    """Results are kept under a store's version, and a test has a store of its own."""
    if "streamlit" in sys.modules:
        sys.modules["streamlit"].cache_data.clear()
        sys.modules["streamlit"].cache_resource.clear()


class Company:
    """A store in memory; what a test does not say is left at the usual.

    Rows that are added reach the store together, when it is asked for.
    """

    def __init__(self) -> None:
        self._store = Warehouse.in_memory()
        self._numbers = count(1)
        self._added: list[tuple[str, dict[str, Any]]] = []

    @property
    def warehouse(self) -> Warehouse:
        """The store with all that was added."""
        self.bring()
        return self._store

    def bring(self) -> None:
        """Put what was added into the store."""
        added, self._added = self._added, []
        if added:
            with self._store.writing() as cursor:
                for table, row in added:
                    names, marks = ", ".join(row), ", ".join("?" * len(row))
                    insert = f"insert into {table} ({names}) values ({marks})"
                    cursor.execute(insert, list(row.values()))
                settle_tickets(cursor)

    def add(self, table: str, **cells: Any) -> None:
        """One row of a shared table."""
        number = next(self._numbers)
        row = {
            "export_id": 1,
            "file_row": number,
            "row_hash": number,
            IDS[table]: str(number),
            **USUAL[table],
            **cells,
        }
        self._added.append((table, row))

    def question(self, metric: str, **settings: Any) -> Question:
        definition: Definition = CATALOG[metric]
        clock = definition.clocks[0] if definition.clocks else None
        usual = {"currency": "EUR", "retention_days": 90, "clock": clock}
        return Question(definition, **{**usual, **settings})

    def count(self, metric: str, window: Window = MARCH, **settings: Any) -> Count:
        question = self.question(metric, **settings)
        return counts(self.warehouse, question, [window])[0]

    def left_out(
        self, metric: str, window: Window = MARCH, **settings: Any
    ) -> dict[str, int]:
        question = self.question(metric, **settings)
        found = left_out(self.warehouse, question, window)
        return {one.because: one.n for one in found}


@pytest.fixture
def company() -> Iterator[Company]:
    made = Company()
    yield made
    made.warehouse.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="session")
def desk(browser: Browser) -> Page:
    """The tab of all tests: a new one compiles every script anew."""
    context = browser.new_context(viewport=DESK)
    context.set_default_timeout(WHOLE)
    return context.new_page()


@pytest.fixture
def page(tab: Page) -> Page:
    """The tab, for tests that have no other page."""
    return tab


@pytest.fixture
def tab(desk: Page) -> Iterator[Page]:
    """A tab of a person at a desk who was never here."""
    yield desk
    desk.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
    desk.context.clear_cookies()
    desk.goto("about:blank")
    desk.set_viewport_size(DESK)
    desk.emulate_media(color_scheme="light")


@pytest.fixture(scope="session")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a made-up company, to be copied."""
    shared = tmp_path_factory.getbasetemp().parent
    return make_company_up(shared / "made-up")
