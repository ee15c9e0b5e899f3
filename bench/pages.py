"""Every page's first words in a browser against an empty Streamlit page.

python -m bench.pages [TICKETS]
"""

from __future__ import annotations

import sys
from statistics import median

from bench.page import both_served, visit

ROUNDS = 5
TITLE = "h1"
# What a page found, in a sentence or a number.
FINDING = "h4, [data-testid=stMetric]"
PAGES = (
    "",
    "value",
    "service-and-sales",
    "recognition",
    "all-hands",
    "observations",
    "perceived",
    "consistency",
    "complaints",
    "philosophy",
    "decisions",
    "blind-spots",
    "counting",
    "data",
)
# Pages that are a list or a form have no finding.
PLAIN = {"observations", "decisions", "counting", "data", "all-hands", "philosophy"}


def main(tickets: int) -> None:
    with both_served(tickets) as (browser, empty, ours):
        visit(browser, f"{ours}/data", TITLE)  # the store is opened
        floor = [
            visit(browser, empty, "[data-testid=stMetric]") for _ in range(2 * ROUNDS)
        ]
        print(f"{tickets:,} tickets, {ROUNDS} rounds, each in a new browser context")
        print(f"{'empty page':<18} {median(floor):.2f} s")
        for page in PAGES:
            url = f"{ours}/{page}"
            shown = TITLE if page in PLAIN else FINDING
            cold = visit(browser, url, shown)
            seen = median(visit(browser, url, shown) for _ in range(ROUNDS))
            titled = median(visit(browser, url, TITLE) for _ in range(ROUNDS))
            print(
                f"{page or 'scorecard':<18} {seen:.2f} s  "
                f"ratio {seen / median(floor):.2f}  "
                f"(title {titled / median(floor):.2f}, first visit {cold:.2f} s)",
                flush=True,
            )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
