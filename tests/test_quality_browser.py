"""A person looks at the quality of the data, in a real browser."""

import pytest
from playwright.sync_api import expect

from intake.house import House
from intake.loading import load_export
from metrics.warehouse import Warehouse
from tests.browser import IN_A_BROWSER, dashboard, overflows, settle
from tests.intake_desk import SAMPLES

pytestmark = IN_A_BROWSER


@pytest.fixture(scope="module")
def url(tmp_path_factory):
    """A dashboard over Zendesk's sample and nothing else."""
    folder = tmp_path_factory.mktemp("quality")
    store = Warehouse.open(folder / "data")
    sample = SAMPLES / "zendesk_tickets.csv"
    load_export(store, sample, House("Europe/Amsterdam", "EUR"))
    store.close()
    with dashboard(folder) as served:
        yield served.url


@pytest.mark.parametrize("width", [390, 1440])
def test_leads_from_the_exports_to_what_promises_lack(page, url, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{url}/data")
    page.get_by_role("tab", name="Quality").click()
    lacking = page.get_by_text("No review has come in yet: drop an export of MaestroQA")
    expect(lacking).to_be_visible()
    settle(page)
    assert page.url.endswith("?tab=quality")
    assert not overflows(page)
    page.reload()
    expect(lacking).to_be_visible()


@pytest.mark.parametrize("width", [390, 1440])
def test_says_on_its_card_what_a_promise_lacks_and_stays_inside(page, url, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(url)
    lacking = page.get_by_text("No review has come in yet: drop an export of MaestroQA")
    expect(lacking).to_be_visible()
    settle(page)
    grid = page.get_by_test_id("stGrid").first.locator("> div")
    card = grid.filter(has_text="Integrity").first.bounding_box()
    words = lacking.bounding_box()
    assert card["x"] <= words["x"]
    assert words["x"] + words["width"] <= card["x"] + card["width"]
    assert words["y"] + words["height"] <= card["y"] + card["height"]
    assert not overflows(page)
