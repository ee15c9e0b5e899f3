"""The page of a value, as it is drawn and as a person walks through it."""

import re

import pytest
from playwright.sync_api import expect
from streamlit.testing.v1 import AppTest

from dashboard.house import house
from intake.house import House
from intake.loading import load_export
from metrics.warehouse import Warehouse
from tests.browser import IN_A_BROWSER, dashboard, overflows, settle
from tests.test_commands import ROOT

PAGES = ROOT / "dashboard" / "app_pages"
VALUES = ROOT / "config" / "values.yaml"
HEADER = (
    "ticket_id,created_at,solved_at,status,replies,first_reply_minutes,team,channel"
)
HOUSE = House("Europe/Amsterdam", "EUR", ())
# Of 60 tickets by mail and 60 by chat, so many solved at the first reply, in each
# month from January 2026.
GOOD = ((48, 30), (47, 31), (49, 30), (30, 30))


def tickets(folder):
    rows = [
        f"{month}{channel}{number},2026-{month:02}-{number % 20 + 1:02} 09:00,"
        f"2026-{month:02}-{number % 20 + 1:02} 12:00,solved,"
        f"{1 if number < good else 3},30,Team {channel},{channel}"
        for month, both in enumerate(GOOD, start=1)
        for channel, good in zip(("mail", "chat"), both, strict=True)
        for number in range(60)
    ]
    rows.append("late,2026-04-30 09:00,2026-04-30 12:00,solved,1,30,,mail")
    export = folder / "tickets.csv"
    export.write_text("\n".join([HEADER, *rows]) + "\n")
    return export


def take_in(folder):
    store = Warehouse.open(folder / "data")
    load_export(store, tickets(folder), HOUSE)
    store.close()


@pytest.fixture
def page(tmp_path, monkeypatch):
    """Draws Quality in April 2026."""
    monkeypatch.setenv("SELARAS_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("SELARAS_VALUES", str(VALUES))
    take_in(tmp_path)

    def drawn(name="value", **query):
        app = AppTest.from_file(str(PAGES / f"{name}.py"), default_timeout=60)
        app.session_state["words_are_shown"] = True
        asked = {"value": "Quality", "promise": "fcr", "period": "2026-04", **query}
        for key, option in asked.items():
            app.query_params[key] = option
        shown = app.run()
        assert not shown.exception
        return shown

    yield drawn
    house().close()


def said(shown):
    told = [*shown.markdown, *shown.caption]
    return " ".join(one.value for one in told).replace("\\", "")


def test_says_what_moved_it_and_adds_up(page):
    shown = page()
    assert shown.title[0].value == "Quality"
    assert "Quality broken" in said(shown)
    # 79 of 120 in March, 60 of 120 in April: half of mail's 31.7 points down.
    assert "March 2026: 65.8 %. April 2026: 50.0 %. Change: −15.8 pts" in said(shown)
    assert "Whose interval lies on one side of zero: mail (−15.8 pts)." in said(shown)
    rows = next(one.value for one in shown.dataframe if "Channel" in one.value)
    assert list(rows["Channel"]) == ["chat", "mail"]
    assert list(rows["Amount after"]) == ["50.0 %", "50.0 %"]


def test_compares_with_the_period_of_the_link(page):
    before = page(against="2026-01")
    assert "January 2026: 65.0 %. April 2026" in said(before)
    offered = next(one for one in before.selectbox if one.label == "Compared with")
    assert "January 2026 · 65.0 %" in offered.options
    assert "Team mail (−15.0 pts)" in said(page(against="2026-01", by="team"))


def test_opens_the_rows_of_a_point(page):
    shown = page(tab="rows", point="2026-02")
    assert "Behind February 2026." in said(shown)
    rows = next(one.value for one in shown.dataframe if "Counted at" in one.value)
    assert len(rows) == 120
    assert set(rows["Counted at"].dt.month) == {2}


def test_says_that_comments_are_not_kept(page):
    shown = page(tab="comments")
    assert "Comments are not kept. With keep_comments: true" in said(shown)


def test_shows_a_measure_of_sales_and_its_lack_of_a_split(page):
    shown = page(value="Revenue", promise="revenue")
    assert shown.title[0].value == "Revenue"
    assert "so its change is not split between them" in said(shown)


def test_warns_of_a_value_that_is_none(page):
    shown = page(value="Courage")
    assert "Courage" in shown.warning[0].value
    assert shown.title[0].value == "Integrity"


def test_writes_a_decision_down_and_withdraws_it(page):
    shown = page()
    assert "Nothing has been decided yet." in said(shown)
    shown.text_input(key="what-was-decided-0").set_value("Mail has a second reader")
    next(one for one in shown.button if "Write it down" in one.label).click()
    shown.run()
    assert not shown.exception
    assert "Mail has a second reader (Quality)" in said(shown)
    assert shown.text_input(key="what-was-decided-1").value == ""
    everywhere = page("decisions")
    assert "Mail has a second reader (Quality)" in said(everywhere)
    next(one for one in everywhere.button if one.label == "Withdraw").click().run()
    assert "Nothing has been decided yet." in said(everywhere)


def test_names_what_a_decision_is_for_in_full(page):
    shown = page("decisions")
    offered = {one.label: one.options for one in shown.selectbox}
    assert "Quality" in offered["For"]
    assert "FCR · First contact resolution" in offered["For"]
    assert "FRT · First reply time" in offered["Expected"]


def test_says_what_a_decision_lacks(page):
    shown = page("decisions")
    next(one for one in shown.button if "Write it down" in one.label).click()
    shown.run()
    assert shown.error[0].value == r"Say what was decided, in a few words\."


@pytest.fixture
def own(tmp_path):
    take_in(tmp_path)
    with dashboard(tmp_path) as served:
        yield served


class TestInABrowser:
    pytestmark = IN_A_BROWSER

    def test_leads_from_the_card_to_the_cause_and_to_a_decision(self, own, tab):
        """Open the scorecard, open Quality, see what moved it, read the rows of a
        point, write a decision down, and find it on the chart after a reload."""
        tab.set_viewport_size({"width": 1440, "height": 1800})
        tab.goto(f"{own.url}/?period=2026-04")
        tab.get_by_role("link", name="Open Quality").click()
        heading = tab.get_by_role("heading", name="Quality", exact=True, level=1)
        expect(heading).to_be_visible()
        expect(tab.get_by_text("April 2026: 50.0 %. Change")).to_be_visible()
        assert "value=Quality" in tab.url
        settle(tab)
        tab.get_by_text("Write down a decision").click()
        what = tab.get_by_label("What was decided")
        what.fill("Mail has a second reader")
        what.blur()
        tab.get_by_role("spinbutton", name="year, Decided on").click()
        tab.keyboard.type("20260415")
        tab.get_by_role("button", name="Write it down").click()
        line = tab.get_by_text("Mail has a second reader (Quality)")
        expect(line).to_be_visible()
        tab.reload()
        expect(line).to_be_visible()
        chart = tab.locator(".js-plotly-plot").first
        expect(chart.locator(".shapelayer path")).to_have_count(1)
        point = chart.locator("path.point").nth(1)
        expect(point).to_be_visible()
        box = point.bounding_box()
        tab.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        expect(tab).to_have_url(re.compile("point=2026-0"))
        expect(tab.get_by_text("Behind February 2026")).to_be_visible()
        assert not overflows(tab)
        tab.goto(f"{own.url}/decisions")
        expect(line).to_be_visible()
