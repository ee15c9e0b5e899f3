"""The sheet of numbers that are counted elsewhere: a few for each team, by the month.

Nothing in them hangs on anything else in the company.
"""

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from demo.draws import dice
from demo.story import Story

COLUMNS = ("date", "metric", "amount", "n", "unit")
# Each with its usual amount, how far its months lie apart, n and unit.
MEASURED = (
    ("answers read by a colleague", 24.0, 3.0, 400, "percent"),
    ("quotes sent within a day", 91.0, 3.0, 160, "percent"),
    ("faults per 1000 machines", 6.2, 0.8, 1000, ""),
    ("would recommend us as an employer", 31.0, 6.0, 46, "points"),
    ("visits on a friend's word", 18.0, 1.5, 2400, "percent"),
    ("hours at the front line", 5.0, 1.2, "", ""),
)


def write_measurements(story: Story, output: Path) -> Path:
    """One amount of each on the last day of each month, as our own plain form."""
    path = output / "measurements.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows([COLUMNS, *_rows(story)])
    return path


def _rows(story: Story) -> Iterator[tuple[object, ...]]:
    rng = dice(story.seed, "measurements")
    for day in _month_ends(story):
        for metric, usual, apart, n, unit in MEASURED:
            amount = max(0.0, usual + apart * float(rng.standard_normal()))
            yield day, metric, f"{amount:.1f}", n, unit


def _month_ends(story: Story) -> Iterator[date]:
    """The last day of each month that the story sees the end of."""
    for past in range(story.days):
        day = story.start + timedelta(days=past)
        if (day + timedelta(days=1)).day == 1:
            yield day
