"""Sentences from the catalog, with their parts written by locale."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Self

from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal

from words.languages import ENGLISH, MARKED, catalog, language, locale

# American English has a comma before its "and", ours has none.
LISTS = {ENGLISH: "en_GB"}
Part = str | int | date | list[str] | tuple[str, ...]


class Said(str):
    """A sentence in the language it was said in, that others can hear in theirs.

    `template` and `parts` are what it was made of; `many` and `n` of a sentence with
    a plural.
    """

    __slots__ = ("many", "n", "parts", "template")
    template: str
    parts: Mapping[str, Part]
    many: str | None
    n: int

    @classmethod
    def of(
        cls, template: str, parts: Mapping[str, Part], many: str | None, n: int
    ) -> Self:
        """The sentence in the language that is spoken now."""
        found = _found(template, many, n)
        written = found.format_map({name: _written(it) for name, it in parts.items()})
        said = cls(f"⟦{written}⟧" if language() == MARKED else written)
        said.template, said.parts, said.many, said.n = template, parts, many, n
        return said

    def kept(self) -> str:
        """A text to store: `heard` says it again in any language."""
        parts = {name: _stored(part) for name, part in self.parts.items()}
        plural = {"many": self.many, "n": self.n} if self.many else {}
        kept = {"say": self.template, "parts": parts, **plural}
        return json.dumps(kept, ensure_ascii=False)


def say(template: str, /, **parts: Part) -> Said:
    """A sentence of the catalog, its {parts} filled in.

    A count is written with its thousands, a day as 3 March 2026, several words as a
    list with "and", all by the spoken language. Text is taken as it is.
    """
    return Said.of(template, parts, None, 0)


def say_many(one: str, many: str, n: int, /, **parts: Part) -> Said:
    """A sentence that depends on a number, which stands in it as {n}."""
    return Said.of(one, {"n": n, **parts}, many, n)


def mark(template: str) -> str:
    """A sentence for the catalog that is said later, with `known`."""
    return template


def known(text: str) -> Said:
    """The translation of a whole text that was marked, or of a definition's."""
    return Said.of(_braced(text), {}, None, 0) if text else Said("")


def _braced(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def heard(stored: str) -> str:
    """A stored sentence in the language that is spoken now; other text as it is."""
    if not stored.startswith('{"say": '):
        return stored
    try:
        kept = json.loads(stored)
    except ValueError:
        return stored
    return _heard(kept)


def _heard(kept: dict[str, object]) -> Said:
    raw = kept["parts"]
    assert isinstance(raw, dict)  # noqa: S101 - written by Said.kept
    parts = {str(name): _restored(part) for name, part in raw.items()}
    many, n = kept.get("many"), kept.get("n", 0)
    assert isinstance(n, int)  # noqa: S101 - written by Said.kept
    return Said.of(str(kept["say"]), parts, str(many) if many else None, n)


def _found(template: str, many: str | None, n: int) -> str:
    """The sentence of the catalog; a pair may stand there one by one, as marked."""
    there = catalog(language())
    if not many:
        return there.gettext(template)
    found = there.ngettext(template, many, n)
    return there.gettext(found) if found in (template, many) else found


def _written(part: Part) -> str:
    if isinstance(part, str):
        return part
    if isinstance(part, bool | datetime | float):
        raise TypeError(f"Write {part!r} out before it becomes a part of a sentence.")
    if isinstance(part, int):
        return format_decimal(part, "#,##0", locale())
    if isinstance(part, date):
        return format_date(part, "d MMMM y", locale())
    return format_list(list(part), locale=LISTS.get(locale().language, locale()))


def _stored(part: Part) -> object:
    if isinstance(part, Said):
        return json.loads(part.kept())
    if isinstance(part, str | int):
        return part
    if isinstance(part, date):
        return {"day": part.isoformat()}
    return [_stored(one) for one in part]


def _restored(part: object) -> Part:
    if isinstance(part, str | int):
        return part
    if isinstance(part, dict) and "day" in part:
        return date.fromisoformat(part["day"])
    if isinstance(part, dict):
        return _heard(part)
    assert isinstance(part, list)  # noqa: S101 - written by _stored
    return [one if isinstance(one, str) else str(one) for one in map(_restored, part)]
