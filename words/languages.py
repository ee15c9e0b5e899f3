"""Which languages there are, and which one is spoken now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel.core import Locale, negotiate_locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ENGLISH = "en"
LANGUAGES = {
    ENGLISH: "English",
    "id": "Bahasa Indonesia",
    "ms": "Bahasa Melayu",
}
# English in marks, so that a test sees each word that was never translatable.
MARKED = "xx"
_spoken: ContextVar[str] = ContextVar("language", default=ENGLISH)


def language() -> str:
    """The code of the language that is spoken: en, id or ms."""
    return _spoken.get()


def locale() -> Locale:
    """The locale that numbers and dates are written in."""
    return _locale(language())


@cache
def _locale(code: str) -> Locale:
    return Locale.parse(ENGLISH if code == MARKED else code)


def speak(code: str) -> None:
    """Speak a language for the rest of this thread or task; KeyError if unknown."""
    if code != MARKED and code not in LANGUAGES:
        raise KeyError(code)
    _spoken.set(code)


@contextmanager
def in_language(code: str) -> Iterator[None]:
    """Speak a language for a while; KeyError if unknown."""
    before = language()
    speak(code)
    try:
        yield
    finally:
        _spoken.set(before)


def preferred(asked: Iterable[str]) -> str:
    """The first of the asked languages (id, en-GB, ms_MY …) that there is."""
    wanted = [code.replace("-", "_") for code in asked]
    return negotiate_locale(wanted, list(LANGUAGES)) or ENGLISH


@cache
def catalog(code: str) -> NullTranslations:
    """The translations of a language; of English, none."""
    path = Path(__file__).parent / f"{code}.po"
    if code in {ENGLISH, MARKED} or not path.exists():
        return NullTranslations()
    compiled = BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=code))
    compiled.seek(0)
    return GNUTranslations(compiled)
