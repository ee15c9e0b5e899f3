"""A dashboard served for real, and a person's browser in front of it."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from fcntl import LOCK_EX, flock
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from playwright.sync_api import TimeoutError as TooLateError

from dashboard.house import House

ROOT = Path(__file__).parent.parent
VALUES = ROOT / "config" / "values.yaml"
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
STORY_ENDS = date(2026, 11, 21)
# A traceback through our code; Streamlit has one of its own where a person leaves
# while a page is on its way.
OURS = re.compile(rf'File "{re.escape(str(ROOT))}/(?!\.venv/)')
WHOLE = 60_000  # milliseconds until a page must show what it has
# Until nothing has opened or closed for 50 ms: an expander that grows begins 10 ms
# after what is in it came, and a spinner never ends.
STILL = """() => new Promise(done => {
  let since = performance.now();
  const moves = one => one.playState === 'running'
    && one.effect.getComputedTiming().iterations !== Infinity;
  const look = () => {
    if (document.getAnimations().some(moves)) since = performance.now();
    performance.now() - since > 50 ? done() : setTimeout(look, 10);
  };
  look();
})"""


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
    expect.set_options(timeout=WHOLE)
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


def make_company_up(folder: Path) -> Path:
    """The folder of a made-up company as the first start of a dashboard makes it.

    What tests see in it must not hang on the day they run, so its story ends on one.
    Test runs side by side make it once: who comes second waits.
    """
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        flock(lock, LOCK_EX)
        with closing(House(folder, VALUES, STORY_ENDS)) as house:
            house.demo()
    return folder / "demo"


@contextmanager
def dashboard(folder: Path, *, made_up: Path | None = None) -> Iterator[Dashboard]:
    """`streamlit run app.py` on a free port, until the block ends.

    One without data makes a company up; with `made_up` it finds it made.
    """
    values = folder / "config" / "values.yaml"
    values.parent.mkdir(parents=True)
    shutil.copy(VALUES, values)
    if made_up:
        shutil.copytree(made_up, folder / "data" / "demo")
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
    told = (folder / "log").read_text()
    assert not OURS.search(told), told


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
    """The first free one of this process: a tab knows the scripts of an address."""
    first = 20_000 + os.getpid() % 200 * 50
    for port in range(first, first + 50):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise OSError(first)


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
    """Wait until the page has stopped running, drawn its charts and stands still.

    A scorecard shows its words first; the run with everything brings controls. While
    an expander grows, what a click scrolls into sight moves on under the pointer.
    """
    _is_done(page)
    if page.get_by_test_id("stGrid").count():
        controls = page.get_by_role("combobox", name=re.compile("Period|Week"))
        expect(controls.first).to_be_visible()
        _is_done(page)
    page.evaluate(STILL)
    expect(page.get_by_test_id("stException")).to_have_count(0)


def choose(page: Page, name: str, option: int | str) -> None:
    """Takes an option of a select box, by its place or by what a person types.

    A page that runs again meanwhile closes the box; a person opens it once more.
    """
    settle(page)
    there = page.get_by_role("option")
    wanted = there.nth(option) if isinstance(option, int) else there.first
    for _ in range(5):
        page.get_by_role("combobox", name=name).click()
        if isinstance(option, str):
            page.keyboard.type(option)
        try:
            wanted.click(timeout=6_000)
        except TooLateError:
            page.keyboard.press("Escape")
        else:
            return
    raise AssertionError(name)


def upload(page: Page, url: str, file: Path) -> None:
    """Give a file to the page of the data, and have it taken in."""
    page.goto(f"{url}/data")
    settle(page)
    page.locator("input[type=file]").first.set_input_files(file)
    expect(page.get_by_role("button", name=f"Remove {file.name}")).to_be_visible()
    page.get_by_role("button", name="Take in").click()


def _is_done(page: Page) -> None:
    """It stands still before its first run, too: then it has nothing yet."""
    expect(page.get_by_test_id("stElementContainer").first).to_be_attached()
    expect(page.get_by_test_id("stApp")).to_have_attribute(
        "data-test-script-state", "notRunning"
    )


def overflows(page: Page) -> bool:
    """Whether anything makes the page scroll sideways."""
    return bool(
        page.evaluate(
            "() => { const main = document.querySelector('[data-testid=stMain]');"
            " return main.scrollWidth > main.clientWidth; }"
        )
    )
