"""The groups behind a number, as they are drawn and as a person uses them."""

import pytest
from playwright.sync_api import expect
from streamlit.testing.v1 import AppTest

from dashboard.house import house
from intake.house import House
from intake.loading import load_export
from metrics.warehouse import Warehouse
from tests.browser import IN_A_BROWSER, choose, dashboard, overflows, settle
from tests.test_commands import ROOT

PAGE = str(ROOT / "dashboard" / "app_pages" / "observations.py")
VALUES = ROOT / "config" / "values.yaml"
HEADER = "ticket_id,created_at,solved_at,status,replies,first_reply_minutes,agent,team"
TEAMS = ("Mail", "Phone")
SHARES = (("Ann", 54), ("Ben", 53), ("Cas", 55), ("Eve", 20))


def tickets(folder):
    """60 tickets each of March 2026; so many were solved at the first reply."""
    rows = [
        f"{agent}{number},2026-03-{number % 12 + 1:02} 09:00,2026-03-14 12:00,solved,"
        f"{1 if number < good else 3},{number + 10},{agent},{TEAMS[number % 2]}"
        for agent, good in SHARES
        for number in range(60)
    ]
    rows.append("late,2026-03-31 09:00,2026-03-31 12:00,solved,1,30,Dee,")
    export = folder / "tickets.csv"
    export.write_text("\n".join([HEADER, *rows]) + "\n")
    return export


def take_in(folder):
    store = Warehouse.open(folder / "data")
    load_export(store, tickets(folder), House("Europe/Amsterdam", "EUR", ()))
    store.close()


@pytest.fixture
def page(tmp_path, monkeypatch):
    """Draws the groups of March 2026."""
    monkeypatch.setenv("SELARAS_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("SELARAS_VALUES", str(VALUES))
    take_in(tmp_path)

    def drawn(**query):
        app = AppTest.from_file(PAGE, default_timeout=60)
        for name, option in {"tab": "Groups", "period": "2026-03", **query}.items():
            app.query_params[name] = option
        shown = app.run()
        assert not shown.exception
        return shown

    yield drawn
    house().close()


def said(shown):
    return " ".join(one.value for one in shown.markdown).replace("\\", "")


def test_shows_agents_in_the_order_of_the_alphabet_with_their_estimates(page):
    shown = page(metric="fcr")
    rows = shown.dataframe[0].value
    assert list(rows["Agent"]) == ["Ann", "Ben", "Cas", "Eve"]
    assert list(rows["Own amount"]) == ["90.0 %", "88.3 %", "91.7 %", "33.3 %"]
    assert list(rows["Against the limits"]) == [
        "beyond 95 %, higher",
        "beyond 95 %, higher",
        "beyond 99.8 %, higher",
        "beyond 99.8 %, lower",
    ]
    assert "agents differ by more than chance, typically by ±" in said(shown)


def test_says_why_a_metric_has_no_groups(page):
    assert "Revenue is a total" in said(page(metric="revenue"))
    assert "belongs to customers" in said(page(metric="crr"))
    assert "name no agent" in said(page(metric="nps"))


def test_says_that_there_is_nothing_to_compare(page):
    assert "No topic has 10 tickets or more" in said(page(metric="fcr", group="topic"))
    assert "Nothing was counted in this period" in said(page(metric="qa"))


def test_warns_of_a_link_to_groups_that_are_none(page):
    shown = page(metric="fcr", group="customer")
    assert shown.warning[0].value == "There is no group 'customer' in the data\\."
    assert list(shown.dataframe[0].value["Agent"]) == ["Ann", "Ben", "Cas", "Eve"]


@pytest.fixture(scope="module")
def url(tmp_path_factory):
    folder = tmp_path_factory.mktemp("groups")
    take_in(folder)
    with dashboard(folder) as served:
        yield served.url


@IN_A_BROWSER[0]
@IN_A_BROWSER[1]
@pytest.mark.parametrize("width", [390, 1440])
def test_keeps_the_chosen_groups_in_the_link(url, tab, width):
    tab.set_viewport_size({"width": width, "height": 900})
    tab.goto(f"{url}/observations?metric=fcr&tab=Groups&period=2026-03")
    agents = tab.get_by_text("agents differ by more than chance")
    expect(agents).to_be_visible()
    settle(tab)
    choose(tab, "Compare", "Teams")
    teams = tab.get_by_text("of the spread between teams")
    expect(teams).to_be_visible()
    settle(tab)
    assert "group=team" in tab.url
    tab.reload()
    expect(teams).to_be_visible()
    settle(tab)
    expect(tab.locator(".js-plotly-plot .scatterlayer")).to_be_visible()
    assert not overflows(tab)
