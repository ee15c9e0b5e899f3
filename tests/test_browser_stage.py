"""The scorecard on a large screen, and the light page, in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser import IN_A_BROWSER, dashboard
from tests.test_dashboard import take_in

pytestmark = IN_A_BROWSER
MARCH = "period=2026-03"


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """A dashboard that shows 40 tickets of March 2026."""
    folder = tmp_path_factory.mktemp("stage")
    take_in(folder)
    with dashboard(folder) as there:
        yield there


@pytest.fixture
def page(browser):
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    yield context.new_page()
    context.close()


def shown(page):
    """The number of the screen that is seen; exactly one is."""
    seen = page.eval_on_selector_all(
        "img",
        "all => all.flatMap((one, at) => +getComputedStyle(one).opacity ? [at] : [])",
    )
    assert len(seen) == 1
    return seen[0] + 1


def test_keys_turn_the_screens(page, served):
    page.goto(f"{served.url}/present?{MARCH}")
    assert shown(page) == 1
    for key, screen in [
        ("ArrowRight", 2),
        (" ", 3),
        ("ArrowLeft", 2),
        ("End", 8),
        ("ArrowRight", 1),
        ("ArrowLeft", 8),
        ("Home", 1),
    ]:
        page.keyboard.press(key)
        assert shown(page) == screen
    page.goto(f"{served.url}/present?{MARCH}#4")
    assert shown(page) == 4


def test_a_wall_screen_turns_by_itself(page, served):
    page.goto(f"{served.url}/present?{MARCH}&rotate=1")
    expect(page.locator("#screen-3.shown")).to_be_attached(timeout=10_000)


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080), (3840, 2160)])
def test_a_screen_is_filled_and_nothing_else_is_on_it(browser, served, size):
    width, height = size
    page = browser.new_page(viewport={"width": width, "height": height})
    page.goto(f"{served.url}/present?{MARCH}&theme=dark")
    box = page.locator("#screen-1").bounding_box()
    assert (box["width"], box["height"]) == (width, height)
    natural = page.eval_on_selector("#screen-1", "one => one.naturalWidth")
    assert natural == 1920
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == "rgb(17, 23, 21)"
    assert page.evaluate("document.documentElement.scrollHeight") == height
    page.close()


def test_the_light_page_is_read_and_leads_into_the_dashboard(page, served):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{served.url}/scorecard?{MARCH}")
    assert len(asked) == 1
    expect(page.get_by_role("heading", name="March 2026")).to_be_visible()
    speed = page.get_by_role("article").filter(
        has=page.get_by_role("heading", name="Speed", exact=False)
    )
    expect(speed).to_contain_text("30 min")
    page.get_by_role("link", name="Open this view in the dashboard").click()
    expect(page.get_by_role("heading", name="Kopi & Kawan, March 2026")).to_be_visible()
    assert MARCH in page.url


def test_the_light_page_fits_a_phone(browser, served):
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(f"{served.url}/scorecard?{MARCH}&lang=id")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.close()
