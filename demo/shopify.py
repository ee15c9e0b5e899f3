"""Orders as Shopify exports them: a row a line item, one file a quarter."""

from pathlib import Path

import duckdb
import numpy as np

from demo import baskets
from demo.addresses import address
from demo.baskets import PRODUCTS, Lines, Sums
from demo.clock import DAY, HOUR, local_day, offset, to_local
from demo.customers import is_business
from demo.draws import NONE, Flags, Ints, chance, dice, pick
from demo.people import identity
from demo.sheets import Column, QuarterlySheets, Words, select
from demo.shop import Orders
from demo.story import Story, Stretch

FIRST_NAME = 10_001
FIRST_ID = 5_400_000_000_000
FINANCIAL = ("paid", "refunded", "partially_refunded", "voided", "pending")
PAID, REFUNDED, PARTLY, VOIDED, UNPAID = range(5)
FINANCIAL_WEIGHTS = (0.945, 0.022, 0.018, 0.009, 0.006)
REFUND_CANCELS = 0.4
FULFILLED_AFTER = 2 * DAY
TEST_ORDERS, FOREIGN_ORDERS = 0.003, 0.0006
TAGS = ("test", "wholesale", "gift, newsletter", "newsletter")
TEST_TAG, WHOLESALE_TAG = 0, 1
PAYMENTS = ("iDEAL", "Shopify Payments", "PayPal", "Klarna", "Bancontact")
PAYMENT_WEIGHTS = (0.55, 0.2, 0.12, 0.09, 0.04)


class Shopify:
    """The export being written."""

    def __init__(
        self, story: Story, press: duckdb.DuckDBPyConnection, output: Path
    ) -> None:
        self._story = story
        self._sheets = QuarterlySheets(press, "shopify_orders", output)
        self._made = 0

    def add(self, stretch: Stretch, orders: Orders) -> None:
        """The orders of a stretch."""
        rng = dice(self._story.seed, "shopify", stretch.number)
        business = is_business(orders.customer)
        lines = baskets.fill(rng, business)
        sums = baskets.add_up(rng, lines, len(orders))
        number = self._made + np.arange(len(orders))
        self._made += len(orders)
        once: dict[str, Column] = {
            "id": FIRST_ID + number * 32_768,
            **_money(sums),
            **_state(rng, orders, sums, self._story.cut),
            **_labels(rng, business),
            **address(orders.customer, business),
        }
        every: dict[str, Column] = {
            "name": FIRST_NAME + number,
            "line_fulfillment": once["fulfillment"],
            **identity(orders.customer),
        }
        columns = {
            **_on_first_row(select(once, lines.order), lines.first),
            **select(every, lines.order),
            **_items(lines),
        }
        self._sheets.add(columns, local_day(orders.at)[lines.order])

    def close(self) -> tuple[Path, ...]:
        """Finish; where it was written."""
        return self._sheets.close()


def _on_first_row(columns: dict[str, Column], first: Flags) -> dict[str, Column]:
    """An order's own cells stand on its first row only."""
    return {
        name: Words(np.where(first, column.codes, NONE), column.texts)
        if isinstance(column, Words)
        else np.where(first, column, NONE)
        for name, column in columns.items()
    }


def _money(sums: Sums) -> dict[str, Column]:
    return {
        "subtotal": sums.subtotal,
        "discount": sums.discount,
        "discount_code": Words(sums.discount_code, baskets.DISCOUNT_CODES),
        "shipping": sums.shipping,
        "taxes": sums.taxes,
        "total": sums.total,
        "food_tax": sums.food_tax,
        "other_tax": sums.other_tax,
    }


def _state(
    rng: np.random.Generator, orders: Orders, sums: Sums, cut: int
) -> dict[str, Column]:
    """Paid, sent, refunded or cancelled, as far as that had come."""
    n, at = len(orders), orders.at
    state = pick(rng, FINANCIAL_WEIGHTS, n)
    called_off = (state == REFUNDED) & chance(rng, REFUND_CANCELS, n)
    cancelled = np.where((state == VOIDED) | called_off, at + 5 * HOUR, NONE)
    cancelled = np.minimum(cancelled, cut - 1)
    sent = np.where(cancelled == NONE, at + FULFILLED_AFTER, NONE)
    sent = np.where((sent < cut) & (state != UNPAID), sent, NONE)
    paid = np.where((state == VOIDED) | (state == UNPAID), NONE, at + 40)
    back = np.where(state == PARTLY, sums.total // 3, 0)
    return {
        "financial": Words(state, FINANCIAL),
        "fulfillment": Words(
            (sent == NONE).astype(np.int64), ("fulfilled", "unfulfilled")
        ),
        **_time("created", at),
        **_time("paid", np.minimum(paid, cut - 1)),
        **_time("sent", sent),
        **_time("cancelled", cancelled),
        "refunded": np.where(state == REFUNDED, sums.total, back),
        "outstanding": np.where(state == UNPAID, sums.total, 0),
    }


def _time(name: str, utc: Ints) -> dict[str, Column]:
    return {name: to_local(utc), f"{name}_offset": offset(utc) // HOUR}


def _labels(rng: np.random.Generator, business: Flags) -> dict[str, Column]:
    n = len(business)
    tag = rng.integers(0, 20, n)
    tag = np.where((tag > WHOLESALE_TAG) & (tag < len(TAGS)), tag, -1)
    tag = np.where(business, WHOLESALE_TAG, tag)
    tag[chance(rng, TEST_ORDERS, n)] = TEST_TAG
    foreign = chance(rng, FOREIGN_ORDERS, n).astype(np.int64)
    return {
        "tags": Words(tag, TAGS),
        "currency": Words(foreign, ("EUR", "USD")),
        "payment": Words(pick(rng, PAYMENT_WEIGHTS, n), PAYMENTS),
        "newsletter": Words(pick(rng, (0.7, 0.3), n), ("no", "yes")),
        "source": Words(pick(rng, (0.97, 0.03), n), ("web", "shopify_draft_order")),
    }


def _items(lines: Lines) -> dict[str, Column]:
    return {
        "quantity": lines.quantity,
        "product": Words(lines.product, tuple(p.name for p in PRODUCTS)),
        "sku": Words(lines.product, tuple(p.sku for p in PRODUCTS)),
        "price": baskets.CENTS[lines.product],
    }
