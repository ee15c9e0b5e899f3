"""Where the shop's customers live, as made up as they are."""

import numpy as np

from demo.draws import NONE, Flags, Ints, scramble
from demo.people import identity
from demo.sheets import Column, Words
from demo.words import COMPANIES

STREETS = ("Kade", "Dorpsstraat", "Jalan Melati", "Rua das Flores", "Lange Weg")
CITIES = (
    "Amsterdam",
    "Utrecht",
    "'s-Hertogenbosch",
    "Groningen",
    "Gent",
    "Köln",
    "Lisboa",
)
ZIPS = ("1017 AB", "3511 CD", "5211 EF", "9711 GH", "9000", "50667", "1100-148")
COUNTRIES = ("NL", "NL", "NL", "NL", "BE", "DE", "PT")
CITY_WEIGHTS = (9, 6, 3, 3, 2, 1, 1)
CITY_OF = np.repeat(np.arange(len(CITIES)), CITY_WEIGHTS)


def address(customer: Ints, business: Flags) -> dict[str, Column]:
    """Billing and delivery; the number alone decides them, as it does the name."""
    names = identity(customer)
    city = CITY_OF[scramble(customer, 53, len(CITY_OF))]
    company = np.where(business, scramble(customer, 41, len(COMPANIES)), NONE)
    return {
        "billing_first": names["first"],
        "billing_last": names["last"],
        "phone_number": customer,
        "street": Words(scramble(customer, 59, len(STREETS)), STREETS),
        "house": 1 + scramble(customer, 61, 240),
        "company": Words(company, COMPANIES),
        "city": Words(city, CITIES),
        "zip": Words(city, ZIPS),
        "country": Words(city, COUNTRIES),
    }
