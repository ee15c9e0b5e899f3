"""The tabs of definitions and of surveys, without a browser and in one."""

import re

import pytest
import streamlit as st
from playwright.sync_api import expect
from streamlit.testing.v1 import AppTest

from dashboard.house import house
from intake.house import House
from intake.loading import load_export
from metrics.warehouse import Warehouse
from tests.browser import IN_A_BROWSER, dashboard, overflows, settle
from tests.conftest import CATALOG
from tests.test_commands import ROOT

FRAME = str(ROOT / "dashboard" / "frame.py")
VALUES = ROOT / "config" / "values.yaml"
HEADER = (
    "Id,Requester id,Group,Assignee,Status,Via,Created at,Updated at,Solved at,"
    "Satisfaction Score,Reopens,Replies,First reply time in minutes"
)


def write_tickets(folder):
    """40 tickets of March: every second with one reply, every fourth reopened."""
    ratings = ("Good", "Bad", "Offered", "Not Offered")
    rows = [
        f"{n},{n},Chat,Sari,Solved,Mail,2026-03-{n % 20 + 1:02} 09:00,"
        f"2026-03-{n % 20 + 1:02} 12:00,2026-03-{n % 20 + 1:02} 12:00,"
        f"{ratings[n % 4]},{int(n % 4 == 0)},{1 + n % 2},30"
        for n in range(1, 41)
    ]
    rows.append(
        "99,99,Chat,Sari,Open,Mail,2026-03-31 09:00,2026-03-31 09:00,,Not Offered,0,0,"
    )
    export = folder / "tickets.csv"
    export.write_text("\n".join([HEADER, *rows]) + "\n")
    return export


@pytest.fixture
def page(tmp_path, monkeypatch):
    """Draws the page behind a number of those tickets."""

    def drawn(versions=(), **query):
        monkeypatch.setenv("SELARAS_DATA", str(tmp_path / "data"))
        config = tmp_path / "values.yaml"
        config.write_text(VALUES.read_text())
        monkeypatch.setenv("SELARAS_VALUES", str(config))
        store = Warehouse.open(tmp_path / "data")
        export = write_tickets(tmp_path)
        load_export(store, export, House("Europe/Amsterdam", "EUR", ()))
        with store.writing() as cursor:
            for known in versions:
                cursor.execute(
                    "insert into definition_versions values (?, ?, ?)", list(known)
                )
        store.close()
        st.cache_data.clear()  # another test's store goes by the same version
        app = AppTest.from_file(FRAME, default_timeout=60)
        for name, option in {"period": "2026-03", **query}.items():
            app.query_params[name] = option
        return app.switch_page("app_pages/observations.py").run()

    yield drawn
    house().close()


def said(shown):
    """All words of the page, without Markdown's escapes."""
    elements = (*shown.markdown, *shown.caption, *shown.warning)
    return re.sub(r"\\(.)", r"\1", "\n".join(one.value for one in elements))


def test_shows_the_band_and_the_version(page):
    shown = page(metric="fcr", tab="Definitions")
    assert not shown.exception
    words = said(shown)
    assert "25.0–75.0 % depending on the definition; ours is 25.0 %." in words
    assert "**Freshservice**: cannot be counted." in words
    assert f"version {house().catalog['fcr'].version}." in words


def test_shows_where_the_definition_changed(page):
    now = CATALOG["fcr"].version
    versions = (
        ("fcr", "0badcafe", "2025-01-01"),
        ("fcr", now, "2026-03-10 09:00"),
    )
    shown = page(versions, metric="fcr", tab="Trend")
    assert not shown.exception
    assert (
        f"Definition changed 10 March 2026, 10:00 (version {now}). All points are "
        "counted by it; numbers published before were counted otherwise." in said(shown)
    )
    shown = page(metric="fcr", tab="Definitions")
    assert f"version {now}, changed 10 March 2026, 10:00." in said(shown)


def test_explains_the_figure_that_a_helpdesk_shows(page):
    shown = page(metric="fcr", tab="Definitions", helpdesk="75 %")
    assert not shown.exception
    assert (
        "Counting by “Call centre, not reopened” gives 75.0 %: that is the figure "
        "your helpdesk shows." in said(shown)
    )


def test_says_that_a_figure_cannot_be_read(page):
    shown = page(metric="fcr", tab="Definitions", helpdesk="soon")
    assert not shown.exception
    assert "'soon' is no figure. Write it as 87.9." in said(shown)


def test_shows_one_number_that_has_no_other_definition(page):
    shown = page(metric="nps", tab="Definitions")
    assert not shown.exception
    assert "Nothing was counted in this period." in said(shown)


def test_shows_the_survey_funnel(page):
    shown = page(metric="csat", tab="Survey funnel")
    assert not shown.exception
    words = said(shown)
    assert (
        "Of 40 tickets solved, 30 (75.0 %) were asked about and 20 answered: a "
        "response rate of 66.7 %." in words
    )
    assert "Had all 30 answered, it would lie between 33.3 %" in words


def test_says_that_a_number_has_no_survey(page):
    shown = page(metric="frt", tab="Survey funnel")
    assert not shown.exception
    assert "First reply time is not asked of customers" in said(shown)


@pytest.mark.xdist_group("browser")
class TestInABrowser:
    pytestmark = IN_A_BROWSER

    def test_a_person_types_the_helpdesks_figure(self, tmp_path, tab):
        config = tmp_path / "served"
        data = config / "data"
        export = write_tickets(tmp_path)
        store = Warehouse.open(data)
        load_export(store, export, House("Europe/Amsterdam", "EUR", ()))
        store.close()
        with dashboard(config) as served:
            tab.set_viewport_size({"width": 390, "height": 844})
            view = "metric=fcr&period=2026-03&tab=Definitions"
            tab.goto(f"{served.url}/observations?{view}")
            settle(tab)
            expect(tab.get_by_text("depending on the definition")).to_be_visible()
            typed = tab.get_by_role("textbox", name="Your helpdesk shows")
            typed.fill("75.0 %")
            typed.press("Enter")
            answer = "that is the figure your helpdesk shows"
            expect(tab.get_by_text(answer)).to_be_visible()
            settle(tab)
            assert "helpdesk=75.0" in tab.url
            assert not overflows(tab)
