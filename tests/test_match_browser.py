"""A person matches the columns of a file that nobody knows, in a real browser."""

import shutil

import pytest
from playwright.sync_api import expect

from tests.browser import IN_A_BROWSER, choose, dashboard, overflows, settle
from tests.test_match import SHOP, TIE

pytestmark = IN_A_BROWSER


@pytest.fixture(scope="module")
def running(tmp_path_factory, made_up):
    with dashboard(tmp_path_factory.mktemp("matching"), made_up=made_up) as served:
        yield served


@pytest.fixture
def served(running):
    """The dashboard, which forgets the kinds that a test taught it."""
    yield running
    shutil.rmtree(kinds_of(running), ignore_errors=True)


def kinds_of(served):
    return served.values.parent / "sources"


def test_accepts_the_suggestion_saves_it_and_reads_the_receipt(served, page, tmp_path):
    shop = tmp_path / "shop.csv"
    shop.write_text(SHOP)
    page.goto(f"{served.url}/data")
    page.get_by_text("Match columns of a file that is not known").click()
    page.locator("input[type=file]").last.set_input_files(shop)
    save = page.get_by_role("button", name="Save, and take it in")
    expect(save).to_be_visible()
    preview = "3 rows read, 3 new, 0 updated, 0 unchanged, 0 rejected."
    expect(page.get_by_text(preview)).to_be_visible()
    expect(page.get_by_text("ann@mail.example")).to_have_count(0)
    assert not overflows(page)
    assert not kinds_of(served).exists()
    save.click()
    saved = "Saved: such files are known from now on. shop.csv: Shop order export"
    expect(page.get_by_text(saved)).to_be_visible()
    settle(page)
    expect(page.get_by_text("3 read, 3 new")).to_be_visible()
    assert (kinds_of(served) / "shop_orders.yaml").exists()


def test_matches_files_of_a_kind_of_our_own_anew(served, page, tmp_path):
    kinds = kinds_of(served)
    kinds.mkdir()
    mine = kinds / "ours_orders.yaml"
    mine.write_text(TIE)
    shop = tmp_path / "shop.csv"
    shop.write_text("order_id,ordered_at,amount,paid\n1,2026-03-01 10:00,5,7\n")
    page.goto(f"{served.url}/data")
    page.get_by_text("Match columns of a file that is not known").click()
    page.locator("input[type=file]").last.set_input_files(shop)
    known = "Such files are known, as Our own file: drop them above as they are."
    expect(page.get_by_text(known)).to_be_visible()
    save = page.get_by_role("button", name="Save, and take it in")
    expect(save).to_have_count(0)
    page.get_by_text("Match them anew; this replaces the kind").click()
    expect(save).to_be_visible()
    for column, can_be_saved in (("ordered_at", False), ("paid", True)):
        choose(page, "Amount *", column)
        expect(save).to_have_count(int(can_be_saved))
        nothing = page.get_by_text("No row is taken by this match")
        expect(nothing).to_have_count(int(not can_be_saved))
    save.click()
    saved = "Saved: such files are known from now on. shop.csv: Ours order export"
    expect(page.get_by_text(saved)).to_be_visible()
    assert "[paid]" in mine.read_text()


def test_warns_of_a_name_that_another_kind_has(served, page, tmp_path):
    kinds = kinds_of(served)
    kinds.mkdir()
    mine = kinds / "shop_orders.yaml"
    mine.write_text(TIE)
    shop = tmp_path / "shop.csv"
    shop.write_text(SHOP)
    page.goto(f"{served.url}/data")
    page.get_by_text("Match columns of a file that is not known").click()
    page.locator("input[type=file]").last.set_input_files(shop)
    source = page.get_by_role("textbox", name="What to call the system")
    expect(source).to_have_value("shop_2")
    source.fill("shop")
    source.press("Enter")
    taken = "shop: there is a kind shop_orders of your own already; call the source"
    expect(page.get_by_text(taken)).to_be_visible()
    expect(page.get_by_role("button", name="Save, and take it in")).to_have_count(0)
    assert mine.read_text() == TIE
