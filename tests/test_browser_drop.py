"""Exports of many kinds, dragged onto the Data page in a real browser."""

from __future__ import annotations

import base64
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from intake.house import House, house_of
from intake.keeping.receipts import Receipt
from intake.loading import load_export
from metrics.catalog import load_catalog
from metrics.errors import ExportError
from metrics.values_forms import load_values
from metrics.warehouse import Warehouse
from tests.browser import IN_A_BROWSER, WHOLE, Dashboard, dashboard, settle
from tests.intake_desk import AMSTERDAM, SAMPLES, TICKETS

pytestmark = IN_A_BROWSER
REAL = os.environ.get("SELARAS_EXPORTS")  # a folder with real exports to drop as well
COUNTED = ("read", "new", "updated", "unchanged", "rejected", "first_day", "last_day")
TRANSFER = """files => {
    const held = new DataTransfer();
    for (const [name, content] of files) {
        const bytes = Uint8Array.from(atob(content), sign => sign.charCodeAt(0));
        held.items.add(new File([bytes], name));
    }
    return held;
}"""


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Dashboard]:
    """A dashboard with one ticket: it need not make a company up first."""
    store = begun(tmp_path / "served" / "data", tmp_path)
    store.close()
    with dashboard(tmp_path / "served") as served:
        yield served


def begun(data: Path, folder: Path) -> Warehouse:
    """A store with one ticket of somebody else."""
    first = folder / "first.csv"
    first.write_text(f"{TICKETS}\nfirst,2026-03-02 09:00,,open\n")
    store = Warehouse.open(data)
    load_export(store, first, AMSTERDAM)
    return store


def drop(page: Page, files: list[Path]) -> None:
    """Let files fall onto the box for exports, and have them taken in."""
    packed = [
        [file.name, base64.b64encode(file.read_bytes()).decode()] for file in files
    ]
    box = page.get_by_test_id("stFileUploaderDropzone").first
    expect(box).to_be_visible()
    held = page.evaluate_handle(TRANSFER, packed)
    box.dispatch_event("drop", {"dataTransfer": held})
    arrived = page.get_by_test_id("stFileChipName")
    expect(arrived).to_have_count(len(files))
    expect(page.get_by_test_id("stFileChipIconSpinner")).to_have_count(0)
    page.get_by_role("button", name="Take in").click()


def loaded(files: list[Path], served: Dashboard, folder: Path) -> list[Receipt | str]:
    """What `load_export` says of the same files, one after the other."""
    catalog = load_catalog(served.values.parent / "metrics")
    house: House = house_of(load_values(served.values, catalog), catalog, served.values)
    folder.mkdir()
    store = begun(folder / "data", folder)
    told = [_load(store, file, house) for file in files]
    store.close()
    return told


def _load(store: Warehouse, file: Path, house: House) -> Receipt | str:
    try:
        return load_export(store, file, house)
    except ExportError as refusal:
        return str(refusal)


def receipt_of(served: Dashboard, name: str) -> dict[str, Any]:
    for path in (served.data / "receipts").glob("*.json"):
        told: dict[str, Any] = json.loads(path.read_text("utf-8"))
        if told["file_name"] == name:
            return told
    raise LookupError(name)


def counted(receipt: Receipt) -> dict[str, Any]:
    return {name: receipt.as_dict()[name] for name in COUNTED}


def check_drop(
    page: Page, served: Dashboard, files: list[Path], folder: Path, patience: float
) -> None:
    expected = loaded(files, served, folder)
    page.goto(f"{served.url}/data")
    drop(page, files)
    taken = [one for one in expected if isinstance(one, Receipt)]
    headline = page.get_by_text(re.compile(r"^\d+ files? taken in"))
    expect(headline).to_be_visible(timeout=patience)
    rejected = sum(one.rejected for one in taken)
    told = [int(number) for number in re.findall(r"\d+", headline.inner_text())]
    figures = (len(taken), rejected, len(files) - len(taken))
    assert told == [number for number in figures if number]
    settle(page)
    for one in expected:
        if isinstance(one, str):
            expect(page.get_by_text(one).first).to_be_visible()
            continue
        sentence = one.sentence().partition(" The rejected rows")[0]
        expect(page.get_by_text(sentence).first).to_be_visible()
        found = receipt_of(served, one.file_name)
        assert {name: found[name] for name in COUNTED} == counted(one), one.file_name


def test_gives_many_samples_at_once_the_receipts_that_loading_them_gives(
    own: Dashboard, page: Page, tmp_path: Path
) -> None:
    files = sorted(SAMPLES.iterdir())[::6]
    assert len(files) > 6
    check_drop(page, own, files, tmp_path / "reference", 4 * WHOLE)


@pytest.mark.skipif(REAL is None, reason="SELARAS_EXPORTS names no folder")
def test_gives_every_real_export_the_receipt_that_loading_it_gives(
    own: Dashboard, page: Page, tmp_path: Path
) -> None:
    files = sorted(path for path in Path(REAL or "").rglob("*") if path.is_file())
    check_drop(page, own, files, tmp_path / "reference", 10 * WHOLE)


def test_puts_a_refused_file_of_the_inbox_aside(own: Dashboard, page: Page) -> None:
    page.goto(f"{own.url}/data")
    expect(page.get_by_role("button", name="Take in")).to_be_visible()
    (own.data / "inbox" / "recipe.csv").write_text("beans,water\n18,36\n")
    reason = page.get_by_text("recipe.csv: no source knows this export.")
    expect(reason).to_be_visible()
    page.get_by_role("button", name="Dismiss").click()
    expect(reason).to_have_count(0)
    put = own.data / "refused" / "dismissed"
    assert [path.read_text() for path in put.glob("*recipe.csv")] == [
        "beans,water\n18,36\n"
    ]
