"""What months are called, in the languages that exports come in."""

from __future__ import annotations

from functools import cache

from babel import Locale

LANGUAGES = ("en", "id", "ms", "es", "de", "fr", "pt")


@cache
def months() -> dict[str, int]:
    """The month's number by its name or abbreviation, in lower case, undotted."""
    return {
        name.casefold().rstrip("."): number
        for language in LANGUAGES
        for widths in Locale(language).months.values()
        for width in ("wide", "abbreviated")
        for number, name in widths[width].items()
    }
