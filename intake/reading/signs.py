"""Which currency an amount names by its sign or code: €, Rp, USD."""

from __future__ import annotations

from functools import cache

from babel import Locale
from babel.core import UnknownLocaleError, get_global
from babel.languages import get_official_languages
from babel.numbers import get_territory_currencies, list_currencies

DOLLAR = "$"
POUND = {"£": "GBP"}  # of those that share it, by far the most used


def meanings(ours: str) -> dict[str, str]:
    """The currency that each sign and code names to a company whose own is `ours`.

    A sign that several share names ours if it is one of them; else it is left out.
    """
    named = {code: code for code in list_currencies()}
    for sign, codes in _shared().items():
        if ours in codes:
            named[sign] = ours
        elif len(codes) == 1:
            [named[sign]] = codes
    return POUND | named


@cache
def _shared() -> dict[str, frozenset[str]]:
    """The currencies that share a sign, where each is used and in English."""
    pairs = [(code, sign) for code, sign in Locale("en").currency_symbols.items()]
    for territory in get_global("territory_currencies"):
        for language in get_official_languages(territory)[:1]:
            pairs += _written_in(language, territory)
    shared: dict[str, set[str]] = {}
    for code, sign in pairs:
        for known in (sign.rstrip("."), *([DOLLAR] if sign.endswith(DOLLAR) else [])):
            shared.setdefault(known, set()).add(code)
    return {sign: frozenset(codes) for sign, codes in shared.items()}


def _written_in(language: str, territory: str) -> list[tuple[str, str]]:
    """The currencies of a territory, each with its sign there."""
    try:
        signs = Locale.parse(f"{language}_{territory}").currency_symbols
    except (UnknownLocaleError, ValueError):
        return []
    used = get_territory_currencies(territory)
    return [(code, signs[code]) for code in used if code in signs]
