"""What a person reads, in the person's language. Imports no other room."""

from words.languages import (
    LANGUAGES,
    in_language,
    language,
    locale,
    preferred,
    speak,
)
from words.saying import Part, Said, heard, known, mark, say, say_many

__all__ = (
    "LANGUAGES",
    "Part",
    "Said",
    "heard",
    "in_language",
    "known",
    "language",
    "locale",
    "mark",
    "preferred",
    "say",
    "say_many",
    "speak",
)
