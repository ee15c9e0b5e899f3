"""Thanks as they are given: drawn, and ticked by a person in a browser."""

import pytest
import streamlit as st
from playwright.sync_api import expect
from streamlit.testing.v1 import AppTest

from dashboard.house import house
from intake.house import House
from intake.loading import load_export
from metrics.warehouse import Warehouse
from tests.browser import IN_A_BROWSER, dashboard, overflows
from tests.test_commands import ROOT

PAGE = str(ROOT / "dashboard" / "app_pages" / "recognition.py")
HEADER = "ticket_id,created_at,solved_at,status,replies,first_reply_minutes,agent,topic"
LED = "2 people have earned thanks in W12, 16 Mar – 22 Mar 2026: Ann and Ben."


def take_in(folder):
    """Two compliments of the week of 16 March 2026, and one of the week before."""
    rows = [
        "1,2026-03-17 09:00,2026-03-17 12:00,solved,1,30,Ben,Compliment",
        "2,2026-03-18 09:00,2026-03-18 12:00,solved,1,30,Ann,Compliment",
        "3,2026-03-10 09:00,2026-03-10 12:00,solved,1,30,Cas,Compliment",
        "4,2026-03-22 23:30,2026-03-22 23:40,solved,1,10,Dee,Delivery",
    ]
    export = folder / "tickets.csv"
    export.write_text("\n".join([HEADER, *rows]) + "\n")
    store = Warehouse.open(folder / "data")
    load_export(store, export, House("Europe/Amsterdam", "EUR", ()))
    store.close()


@pytest.fixture
def page(tmp_path, monkeypatch):
    monkeypatch.setenv("SELARAS_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("SELARAS_VALUES", str(ROOT / "config" / "values.yaml"))
    take_in(tmp_path)
    st.cache_data.clear()  # stores of other tests have the same version
    yield AppTest.from_file(PAGE, default_timeout=60)
    st.cache_data.clear()
    house().close()


def said(shown):
    everything = [*shown.markdown, *shown.caption]
    return " ".join(one.value for one in everything).replace("\\", "")


def ticks(shown):
    return [(one.label.replace("\\", ""), one.value) for one in shown.checkbox]


def test_names_everyone_above_the_mark_and_nobody_else(page):
    page.session_state["words_are_shown"] = True
    shown = page.run()
    assert not shown.exception
    assert LED in said(shown)
    assert "Dee" not in said(shown)
    assert "Earned in the 4 weeks before, and not thanked since: Cas." in said(shown)
    assert ticks(shown) == [("Thanked", False), ("Thanked", False)]


def test_a_tick_is_kept_and_can_be_withdrawn(page):
    page.session_state["words_are_shown"] = True
    shown = page.run()
    shown.checkbox[0].check().run()
    (label, is_ticked), other = ticks(shown)
    assert label.startswith("Thanked on ")
    assert label.endswith(" by test@example.com")
    assert (is_ticked, other) == (True, ("Thanked", False))
    assert "Last thanked less than a week ago." in said(shown)
    shown.checkbox[0].uncheck().run()
    assert ticks(shown) == [("Thanked", False), ("Thanked", False)]


def test_a_link_opens_another_week(page):
    page.query_params["week"] = "2026-W11"
    shown = page.run()
    assert "1 person has earned thanks in W11, 9 Mar – 15 Mar 2026: Cas." in said(shown)


@pytest.fixture(scope="module")
def url(tmp_path_factory):
    folder = tmp_path_factory.mktemp("recognition")
    take_in(folder)
    with dashboard(folder) as served:
        yield served.url


@IN_A_BROWSER[0]
@IN_A_BROWSER[1]
def test_a_thank_you_is_there_after_a_reload(url, tab):
    tab.set_viewport_size({"width": 390, "height": 900})
    tab.goto(f"{url}/recognition")
    expect(tab.get_by_text(LED)).to_be_visible()
    late = tab.get_by_text("Earned in the 4 weeks before")
    expect(late).to_be_visible()  # the last of the second run
    tab.get_by_text("Thanked", exact=True).first.click()
    given = tab.get_by_text("by the dashboard")
    expect(given).to_be_visible()
    tab.reload()
    expect(given).to_be_visible()
    expect(tab.get_by_role("checkbox").first).to_be_checked()
    expect(tab.get_by_role("checkbox").nth(1)).not_to_be_checked()
    assert not overflows(tab)
