"""What is in an order: line items, discount, shipping and tax, in cents."""

from dataclasses import dataclass

import numpy as np

from demo.draws import Flags, Floats, Ints, chance, pick
from demo.rows import Rows

LINE_WEIGHTS = (0.58, 0.26, 0.11, 0.05)
QUANTITY_HOME = (0.86, 0.11, 0.03)
QUANTITY_BUSINESS = (0.34, 0.28, 0.18, 0.12, 0.08)
DISCOUNT_CODES = ("WELKOM10", "KAWAN15", "RAMADAN10")
DISCOUNT_RATES = np.array((0.10, 0.15, 0.10))
DISCOUNTED = 0.14
SHIPPING_CENTS, FREE_FROM_CENTS = 495, 4_000
FOOD_TAX, OTHER_TAX = 0.09, 0.21


@dataclass(frozen=True)
class Product:
    """Price in cents before tax; how often homes and businesses take it."""

    name: str
    sku: str
    cents: int
    food: bool
    home: float
    business: float


PRODUCTS = (
    Product("Gayo, Aceh – 250 g", "KOF-GAY-250", 1095, True, 20, 6),
    Product("Gayo, Aceh – 1 kg", "KOF-GAY-1K", 3450, True, 10, 22),
    Product("Kerinci “natural” – 250 g", "KOF-KER-250", 1295, True, 14, 4),
    Product("Toraja – 250 g", "KOF-TOR-250", 1195, True, 13, 4),
    Product("House blend – 1 kg", "KOF-HOU-1K", 2650, True, 12, 34),
    Product('Espresso blend "Kawan" – 1 kg', "KOF-ESP-1K", 2850, True, 9, 30),
    Product("Decaf Bajawa – 250 g", "KOF-DEC-250", 1250, True, 7, 3),
    Product("Paper filters V60, 100 pcs", "ACC-FIL-100", 695, False, 9, 5),
    Product("Mug, handmade", "ACC-MUG", 1850, False, 5, 3),
    Product("Cold brew jug 1,0 l", "ACC-JUG", 2950, False, 3, 2),
    Product("Scale with timer", "ACC-SCA", 4495, False, 2.4, 1),
    Product("Hand grinder K1", "EQU-GRI-K1", 7900, False, 3, 0.5),
    Product("Grinder K2", "EQU-GRI-K2", 18900, False, 2.0, 1.5),
    Product("Espresso machine Satu", "EQU-ESP-1", 54900, False, 0.53, 0.6),
)
CENTS = np.array([product.cents for product in PRODUCTS])
TAX = np.array([FOOD_TAX if p.food else OTHER_TAX for p in PRODUCTS])


@dataclass(frozen=True, eq=False)
class Lines(Rows):
    """Line items; `order` is the position of their order."""

    order: Ints
    first: Flags
    product: Ints
    quantity: Ints


@dataclass(frozen=True, eq=False)
class Sums(Rows):
    """An order's money in cents; subtotal is items less discount."""

    subtotal: Ints
    discount: Ints
    discount_code: Ints
    shipping: Ints
    food_tax: Ints
    other_tax: Ints

    @property
    def taxes(self) -> Ints:
        """In cents, on items and shipping."""
        return self.food_tax + self.other_tax

    @property
    def total(self) -> Ints:
        """In cents: subtotal, shipping and taxes."""
        return self.subtotal + self.shipping + self.taxes


def fill(rng: np.random.Generator, business: Flags) -> Lines:
    """Line items for as many orders, one to four each."""
    count = 1 + pick(rng, LINE_WEIGHTS, len(business))
    order = np.repeat(np.arange(len(business)), count)
    first = np.diff(order, prepend=-1) > 0
    large = business[order]
    home = pick(rng, [p.home for p in PRODUCTS], len(order))
    desk = pick(rng, [p.business for p in PRODUCTS], len(order))
    few = 1 + pick(rng, QUANTITY_HOME, len(order))
    many = 1 + pick(rng, QUANTITY_BUSINESS, len(order))
    product = np.where(large, desk, home)
    dear = CENTS[product] > 5_000
    quantity = np.where(dear, 1, np.where(large, many, few))
    return Lines(order, first, product, quantity)


def add_up(rng: np.random.Generator, lines: Lines, orders: int) -> Sums:
    """What each order costs; the discount is a rate on all its items."""
    gross = _per_order(lines, CENTS[lines.product], orders)
    code = np.where(
        chance(rng, DISCOUNTED, orders),
        pick(rng, np.ones(len(DISCOUNT_CODES)), orders),
        -1,
    )
    rate = np.where(code >= 0, DISCOUNT_RATES[code], 0.0)
    discount = np.rint(gross * rate).astype(np.int64)
    subtotal = gross.astype(np.int64) - discount
    shipping = np.where(subtotal >= FREE_FROM_CENTS, 0, SHIPPING_CENTS)
    tax = CENTS * TAX
    food = _per_order(lines, np.where(TAX == FOOD_TAX, tax, 0)[lines.product], orders)
    other = _per_order(lines, np.where(TAX == FOOD_TAX, 0, tax)[lines.product], orders)
    return Sums(
        subtotal=subtotal,
        discount=discount,
        discount_code=code,
        shipping=shipping,
        food_tax=np.rint(food * (1 - rate)).astype(np.int64),
        other_tax=np.rint(other * (1 - rate) + shipping * OTHER_TAX).astype(np.int64),
    )


def _per_order(lines: Lines, cents: Ints | Floats, orders: int) -> Floats:
    weights = (lines.quantity * cents).astype(np.float64)
    summed = np.bincount(lines.order, weights=weights, minlength=orders)
    return summed.astype(np.float64)
