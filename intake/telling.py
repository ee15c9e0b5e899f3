"""Sentences as they are stored: without a language, for people of any."""

from __future__ import annotations

import json
from collections.abc import Iterable

from intake.customers import hidden
from words import Said, heard, in_language, say
from words.languages import ENGLISH


def kept(text: str) -> str:
    """A text to store; `heard` says a sentence of ours again, in any language."""
    return text.kept() if isinstance(text, Said) else text


def all_kept(texts: Iterable[str]) -> list[str]:
    """Several, to store."""
    return [kept(text) for text in texts]


def without_parts(template: str) -> str:
    """What is stored of a sentence, up to its parts; those, in JSON, and } end it."""
    return f'{{"say": {json.dumps(template, ensure_ascii=False)}, "parts": '


def told(error: BaseException) -> str:
    """What an error says, as it was said."""
    first = error.args[0] if error.args else None
    return first if isinstance(first, str) else str(error)


def in_english(text: str) -> str:
    """A text as it stands in a file for whoever opens it."""
    with in_language(ENGLISH):
        return str(heard(kept(text)))


def masked(text: str) -> str:
    """A text without addresses and telephone numbers."""
    if not isinstance(text, Said):
        return hidden(text)
    parts = {
        name: masked(part) if isinstance(part, str) else part
        for name, part in text.parts.items()
    }
    return Said.of(text.template, parts, text.many, text.n)


def either(texts: Iterable[str]) -> str:
    """One, two or three."""
    listed = list(texts)
    if len(listed) < 2:
        return "".join(listed)
    some = ", ".join(listed[:-1])
    return say("{some} or {last}", some=some, last=listed[-1])
