"""All metrics by name: how the oracle sums each up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from metrics.periods import Window
from tests.oracle import answers, intervals, orders, reviews, tickets
from tests.oracle.retention import crr
from tests.oracle.tables import Settings, Tables, within

Observed = Callable[..., pd.Series]
Amount = Callable[[np.ndarray], float]
Bounds = Callable[[np.ndarray], intervals.Interval | None]


@dataclass(frozen=True)
class Answer:
    """What the oracle says about one window."""

    n: int
    amount: float | None = None
    low: float | None = None
    high: float | None = None
    p90: float | None = None


def percentage(hits: np.ndarray) -> float:
    return 100.0 * np.count_nonzero(hits) / len(hits)


SHARE = percentage, intervals.wilson
NET_SCORE = np.mean, intervals.adjusted_wald
MEAN = np.mean, intervals.student
MEAN_OF_PERCENTAGES = np.mean, intervals.student_of_percentages
MEAN_OF_MINUTES = np.mean, intervals.student_of_minutes
MEDIAN = np.median, intervals.order_statistics
TOTAL = np.sum, intervals.no_interval

METRICS: dict[str, tuple[Observed, tuple[Amount, Bounds]]] = {
    "nps": (answers.nps, NET_SCORE),
    "qa": (reviews.qa, MEAN_OF_PERCENTAGES),
    "gap": (reviews.gap, SHARE),
    "fcr": (tickets.fcr, SHARE),
    "csat": (answers.csat, SHARE),
    "frt": (tickets.frt, MEDIAN),
    "resolution": (tickets.resolution, MEDIAN),
    "aht": (tickets.aht, MEAN_OF_MINUTES),
    "crr": (crr, SHARE),
    "aov": (orders.revenue, MEAN),
    "ces": (answers.ces, SHARE),
    "revenue": (orders.revenue, TOTAL),
    "orders": (orders.orders, TOTAL),
    "new_customers": (orders.new_customers, TOTAL),
    "repeat_purchase": (orders.repeat_purchase, SHARE),
}


def observed(
    metric: str, tables: Tables, windows: Sequence[Window], settings: Settings
) -> list[np.ndarray]:
    """The observations of each window, as numbers."""
    if metric == "crr":
        found = [crr(tables, settings, at.start, at.end) for at in windows]
    else:
        amounts = METRICS[metric][0](tables, settings)
        amounts = amounts[amounts.index <= settings.through]
        found = [within(amounts, at.start, at.end) for at in windows]
    return [amounts.to_numpy() for amounts in found]


def ask(
    metric: str, tables: Tables, windows: Sequence[Window], settings: Settings
) -> list[Answer]:
    """The amount of each window, with n and its 95 % interval."""
    found = observed(metric, tables, windows, settings)
    return [_answer(metric, amounts) for amounts in found]


def _answer(metric: str, amounts: np.ndarray) -> Answer:
    if not len(amounts):
        return Answer(0)
    amount_of, interval_of = METRICS[metric][1]
    low, high = interval_of(amounts) or (None, None)
    p90 = np.quantile(amounts, 0.9) if METRICS[metric][1] == MEDIAN else None
    return Answer(len(amounts), float(amount_of(amounts)), low, high, p90)
