"""The whole company: its weeks one after the other, each printed as it is made."""

import json
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb

from demo.answers import planted_effects
from demo.calls import Calls
from demo.clock import ZONE
from demo.customers import Customers
from demo.desk import Desk
from demo.freshdesk import Freshdesk
from demo.measured import write_measurements
from demo.noted import write_decisions
from demo.reviews import Reviews
from demo.sheets import press
from demo.shop import Shop
from demo.shopify import Shopify
from demo.story import Story, tell
from demo.surveys import Surveys
from demo.zendesk import Zendesk


def write_company(
    output: Path,
    *,
    tickets: int = 25_000,
    months: int = 18,
    seed: int = 1,
    until: date | None = None,
) -> tuple[Path, ...]:
    """Write the exports of `months` months up to and with `until` (yesterday).

    The same four answers give the same bytes. `tickets` is the number of both
    helpdesks together; the rest of the company grows with it. The last of the
    paths is `planted.json`.
    """
    last_day = until or datetime.now(ZoneInfo(ZONE)).date() - timedelta(days=1)
    story = tell(tickets, months, seed, last_day)
    output.mkdir(parents=True, exist_ok=True)
    with closing(press()) as connection:
        exports = _print(story, connection, output)
    noted = (write_decisions(story, output), write_measurements(story, output))
    return (*exports, *noted, _write_down(story, output))


def _print(
    story: Story, connection: duckdb.DuckDBPyConnection, output: Path
) -> tuple[Path, ...]:
    customers = Customers()
    shop = Shop(story, customers)
    desk = Desk(story, customers)
    zendesk = Zendesk(story, connection, output)
    freshdesk = Freshdesk(story, connection, output)
    surveys = Surveys(story, customers, connection, output)
    reviews = Reviews(story, connection, output)
    calls = Calls(story, customers, connection, output)
    shopify = Shopify(story, connection, output)
    for stretch in story.stretches:
        tickets = desk.work(stretch)
        zendesk.add(stretch, tickets)
        freshdesk.add(stretch, tickets)
        surveys.add(stretch, tickets)
        reviews.add(stretch, tickets)
        calls.add(stretch)
        shopify.add(stretch, shop.open(stretch, desk.served_until(stretch.end)))
    sheets = (zendesk, freshdesk, surveys, reviews, calls, shopify)
    return tuple(path for sheet in sheets for path in sheet.close())


def _write_down(story: Story, output: Path) -> Path:
    path = output / "planted.json"
    text = json.dumps(planted_effects(story), ensure_ascii=False, indent=2)
    path.write_text(text + "\n", encoding="utf-8")
    return path
