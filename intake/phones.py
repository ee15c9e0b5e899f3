"""Telephone numbers written in one way: E.164, as +31612345678."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache

import duckdb
import phonenumbers
from babel.core import get_global
from duckdb.func import SPECIAL

KNOWN = 100_000  # numbers that are remembered
NAME = "e164"
NOWHERE = "ZZ"


@contextmanager
def telephones(cursor: duckdb.DuckDBPyConnection, zone: str) -> Iterator[None]:
    """The SQL function e164(text), meanwhile; null where a text is no number.

    A number without its country's code is of the country of the zone.
    """
    region = region_of(zone)

    def written(text: str | None) -> str | None:
        return e164(text, region) if text else None

    cursor.create_function(NAME, written, ["VARCHAR"], "VARCHAR", null_handling=SPECIAL)
    try:
        yield
    finally:
        with suppress(duckdb.Error):  # gone with its transaction
            cursor.remove_function(NAME)


def region_of(zone: str) -> str | None:
    """The country (ISO 3166) that an IANA zone lies in; None for UTC."""
    country: str | None = get_global("zone_territories").get(zone)
    return None if country == NOWHERE else country


@lru_cache(KNOWN)
def e164(text: str, region: str | None) -> str | None:
    """A number as E.164 writes it; None for what can be none."""
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
