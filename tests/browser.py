"""A dashboard served for real, and a person's browser in front of it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

ROOT = Path(__file__).parent.parent
NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WHOLE = 60_000  # milliseconds until the made-up company must be there


def installed() -> str | None:
    """The browser of this machine."""
    return next(filter(None, map(shutil.which, NAMES)), None)


IN_A_BROWSER = [
    pytest.mark.xdist_group("browser"),
    pytest.mark.skipif(
        installed() is None and not os.environ.get("CI"),
        reason="no Chromium on this machine: bin/browser installs one",
    ),
]


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser without a window."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=installed(), args=list(ARGUMENTS)
        )
        yield opened
        opened.close()


@dataclass(frozen=True)
class Dashboard:
    """A running dashboard with folders of its own."""

    url: str
    data: Path
    values: Path


@contextmanager
def dashboard(folder: Path) -> Iterator[Dashboard]:
    """`streamlit run app.py` on a free port, until the block ends."""
    values = folder / "config" / "values.yaml"
    values.parent.mkdir(parents=True)
    shutil.copy(ROOT / "config" / "values.yaml", values)
    served = Dashboard(f"http://127.0.0.1:{_free_port()}", folder / "data", values)
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(
            _command(served), env=_settings(served), stdout=log, stderr=log, cwd=ROOT
        )
        try:
            _wait_for(served.url)
            yield served
        finally:
            process.terminate()
            process.wait(timeout=30)
    assert "Traceback" not in (folder / "log").read_text()


def _command(served: Dashboard) -> list[str]:
    port = served.url.rpartition(":")[2]
    return [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", port]


def _settings(served: Dashboard) -> dict[str, str]:
    return {
        **os.environ,
        "SELARAS_DATA": str(served.data),
        "SELARAS_VALUES": str(served.values),
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(url: str) -> None:
    for _ in range(300):
        try:
            urlopen(f"{url}/_stcore/health").close()  # noqa: S310
        except URLError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(url)


def settle(page: Page) -> None:
    """Wait until the page has stopped running and drawn its charts.

    A scorecard shows its words first; the run with everything brings controls.
    """
    _is_done(page)
    if page.get_by_test_id("stGrid").count():
        period = page.get_by_role("combobox", name="Period")
        expect(period).to_be_visible(timeout=WHOLE)
        _is_done(page)
    expect(page.get_by_test_id("stException")).to_have_count(0)


def _is_done(page: Page) -> None:
    expect(page.get_by_test_id("stApp")).to_have_attribute(
        "data-test-script-state", "notRunning", timeout=WHOLE
    )


def overflows(page: Page) -> bool:
    """Whether anything makes the page scroll sideways."""
    return bool(
        page.evaluate(
            "() => { const main = document.querySelector('[data-testid=stMain]');"
            " return main.scrollWidth > main.clientWidth; }"
        )
    )
