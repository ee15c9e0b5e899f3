"""A receipt in a real browser: what moved, the rows to correct, and the way back."""

import subprocess
import sys
from functools import partial

import pytest
from playwright.sync_api import expect

from tests.browser import (
    IN_A_BROWSER,
    ROOT,
    WHOLE,
    dashboard,
    overflows,
    settle,
)

pytestmark = IN_A_BROWSER
HEADER = (
    "Id,Requester id,Status,Created at,Updated at,Solved at,Satisfaction Score,"
    "First reply time in minutes\n"
)


def month(good: int, first: int = 1, last_day: str = "31") -> str:
    """40 tickets solved in March 2026, so many of them rated as good."""
    return "".join(
        f"{number},{number},Solved,2026-03-02 09:00:00,2026-03-{last_day} 10:00:00,"
        f"2026-03-{last_day} 09:00:00,{'Good' if number < first + good else 'Bad'},50\n"
        for number in range(first, first + 40)
    )


@pytest.fixture(scope="module")
def receipt(tmp_path_factory, browser):
    folder = tmp_path_factory.mktemp("receipts")
    files = {
        "first.csv": month(36),
        "late.csv": month(20, first=101) + "x,9,Solved,soon,,,Good,5\n",
    }
    for name, content in files.items():
        (folder / name).write_text(HEADER + content)
    paths = [str(folder / name) for name in files]
    load = [sys.executable, "-m", "selaras", "load", "--data", str(folder / "data")]
    subprocess.run([*load, *paths], cwd=ROOT, check=False, capture_output=True)
    with dashboard(folder) as served:
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.set_default_timeout(WHOLE)
        yield partial(opened_receipt, page, served.url)
        page.close()


def opened_receipt(page, url):
    """The page, with the second export's receipt open."""
    page.goto(f"{url}/data")
    settle(page)
    late = page.locator(".st-key-receipt-2")
    late.locator("summary").click()
    expect(late.get_by_text("How it was understood")).to_be_visible()
    settle(page)
    return page, late


def test_tells_which_published_numbers_moved(receipt):
    page, late = receipt()
    # 36 of 40 were satisfied, and 56 of 80 are now
    moved = late.get_by_text("March 2026 CSAT 90.0 % → 70.0 %: 40 more answers")
    expect(moved).to_be_visible()
    expect(late.get_by_text("1 rejected row")).to_be_visible()
    assert not overflows(page)


def test_gives_the_rejected_rows_to_be_corrected(receipt):
    page, late = receipt()
    expect(late.get_by_text("Customers' cells are hidden in it.")).to_be_visible()
    with page.expect_download() as given:
        late.get_by_role("button", name="Download the rejected rows").click()
    rows = given.value.path().read_text().splitlines()
    assert rows[0].startswith("row,column,value,reason,")
    assert rows[1].startswith("42,Created at,soon,")


def test_leaves_an_export_whose_undoing_nobody_confirms(receipt):
    page, late = receipt()
    undo = late.get_by_role("button", name="Undo this export")
    sure = page.get_by_role("button", name="Undo it")
    undo.click()
    expect(sure).to_be_visible()
    page.keyboard.press("Escape")
    expect(sure).to_have_count(0)
    settle(page)
    expect(sure).to_have_count(0)
    undo.click()
    expect(sure).to_be_visible()
    page.keyboard.press("Escape")
    expect(sure).to_have_count(0)
    expect(undo).to_be_visible()


def test_does_not_ask_again_for_who_left_the_page_without_an_answer(receipt):
    page, late = receipt()
    undo = late.get_by_role("button", name="Undo this export")
    sure = page.get_by_role("button", name="Undo it")
    page.get_by_role("link", name="Service and sales").click()
    settle(page)
    page.get_by_role("link", name="Data", exact=True).click()
    late.locator("summary").click()
    expect(undo).to_be_visible()
    settle(page)
    undo.click()
    expect(sure).to_be_visible()
    page.go_back()
    expect(late).to_have_count(0)
    page.go_forward()
    late.locator("summary").click()
    expect(undo).to_be_visible()
    settle(page)
    expect(sure).to_have_count(0)


def test_undoes_an_export(receipt):
    page, late = receipt()
    late.get_by_role("button", name="Undo this export").click()
    sure = page.get_by_role("button", name="Undo it")
    expect(sure).to_be_visible()
    sure.click()
    expect(late.get_by_text("undone").first).to_be_visible()
    settle(page)
    back = late.get_by_text("March 2026 CSAT 70.0 % → 90.0 %: 40 fewer answers")
    expect(back).to_be_visible()
    expect(late.get_by_role("button", name="Undo this export")).to_have_count(0)
