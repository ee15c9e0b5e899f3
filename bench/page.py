"""The first scorecard in a browser against an empty Streamlit page.

python -m bench.page [TICKETS]
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, sync_playwright

from bench.stores import HOME, store

ROOT = Path(__file__).parent.parent
EMPTY = "import streamlit as st\n\nst.title('Empty')\nst.metric('One', 1)\n"
ROUNDS = 7
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
# The last card's verdict, and the last chart.
CARDS = "[data-testid=stGrid] >> nth=1 >> [data-testid=stMetric] >> nth=4"
CHARTS = "document.querySelectorAll('.js-plotly-plot .main-svg').length >= 14"


def main(tickets: int) -> None:
    with both_served(tickets) as (browser, empty, ours):
        visit(browser, ours, CARDS)
        rounds = [
            (
                visit(browser, empty, "[data-testid=stMetric]"),
                visit(browser, ours, CARDS),
                visit(browser, ours, CARDS, CHARTS),
            )
            for _ in range(ROUNDS)
        ]
    print(f"{tickets:,} tickets, {ROUNDS} rounds, each in a new browser context")
    for place, name in enumerate(("empty page", "all cards", "all charts")):
        seen = median(one[place] for one in rounds)
        ratio = median(one[place] / one[0] for one in rounds)
        print(f"{name:<11} {seen:.2f} s  ratio {ratio:.2f}")


@contextmanager
def both_served(tickets: int) -> Iterator[tuple[Browser, str, str]]:
    """A browser, the address of an empty page, and that of ours."""
    script = HOME / "empty.py"
    folder = store(tickets)
    script.write_text(EMPTY)
    with (
        served(script, 8931) as empty,
        served(ROOT / "app.py", 8932, SELARAS_DATA=str(folder)) as ours,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=ARGUMENTS
        )
        yield browser, empty, ours


def visit(browser: Browser, url: str, selector: str, until: str = "") -> float:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    start = time.perf_counter()
    page.goto(url)
    page.wait_for_selector(selector)
    if until:
        page.wait_for_function(until)
    passed = time.perf_counter() - start
    context.close()
    return passed


@contextmanager
def served(script: Path, port: int, **settings: str) -> Iterator[str]:
    url = f"http://127.0.0.1:{port}"
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "streamlit",
            "run",
            str(script),
            "--server.port",
            f"{port}",
        ],
        env={**os.environ, **settings},
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
    )
    try:
        wait_for(url)
        yield url
    finally:
        process.terminate()
        process.wait()


def wait_for(url: str) -> None:
    for _ in range(200):
        try:
            urlopen(f"{url}/_stcore/health").close()  # noqa: S310
        except URLError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(url)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
