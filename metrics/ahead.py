"""What people are about to ask of a large store, worked out before they do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import islice, product

from metrics.catalog import Catalog
from metrics.daily import is_large
from metrics.periods import default_period, period_at, to_local
from metrics.questions import Filters
from metrics.reach import choices, data_through
from metrics.scorecard import build_scorecard, unclocked
from metrics.values import Values
from metrics.warehouse import Warehouse
from metrics.weeks import last_shown, year_of

MOST = 100  # filters: as many as are remembered of a state of the store


def count_ahead(
    warehouse: Warehouse,
    values: Values,
    catalog: Catalog,
    goes_on: Callable[[], bool],
) -> int:
    """Have a large store remember the scorecards of the last month and of the one
    under way, and the year, under each filter, as long as its state is the same; how
    many filters.

    Years of all months share their weeks, and scorecards most of their months.
    """
    now = datetime.now(UTC).replace(tzinfo=None)
    state, through = warehouse.state, data_through(warehouse, now)
    if through is None or not _is_worth_it(warehouse, values, catalog, through):
        return 0
    zone = values.company.zone
    last = default_period(zone, through)
    under_way = period_at(to_local(through, zone).date(), "month", zone)
    newest = last_shown(values.company, last, through)
    many = 0
    for filters in islice(_filters(warehouse), MOST):
        if not goes_on() or warehouse.state is not state:
            break
        for period in dict.fromkeys((last, under_way)):
            build_scorecard(warehouse, values, catalog, period, through, filters)
        year_of(warehouse, values, catalog, newest, through, filters)
        many += 1
    return many


def _is_worth_it(
    warehouse: Warehouse, values: Values, catalog: Catalog, through: datetime
) -> bool:
    promised = (one.metric for value in values.values for one in value.promises)
    return any(
        is_large(warehouse, unclocked(values, catalog[metric], (), through))
        for metric in promised
    )


def _filters(warehouse: Warehouse) -> Iterator[Filters]:
    """Everybody, then each team and each channel, then both: the largest first."""
    teams, channels = choices(warehouse, "team"), choices(warehouse, "channel")
    yield ()
    yield from ((("team", team),) for team in teams)
    yield from ((("channel", channel),) for channel in channels)
    for team, channel in product(teams, channels):
        yield (("team", team), ("channel", channel))
