"""Texts of the company's own, in the languages that it gave them in."""

from __future__ import annotations

from words import Said, heard, known, language

Others = tuple[tuple[str, str], ...]


class OwnWords(str):
    """A text of values.yaml: its plain form, and `others` by their language.

    It compares and sorts as its plain form, and knows no language of the moment.
    """

    __slots__ = ("others",)
    others: Others

    def __new__(cls, text: str, others: Others = ()) -> OwnWords:
        made = super().__new__(cls, text)
        made.others = others
        return made

    @property
    def forms(self) -> frozenset[str]:
        """The text in every language, in small letters."""
        return frozenset(
            one.casefold() for one in (str(self), *dict(self.others).values())
        )


def spoken(text: str) -> str:
    """A name or a sentence in the language that is spoken now.

    The company's own words are as it gave them, those of a definition from the
    catalog, and what was said before is said again.
    """
    if isinstance(text, OwnWords):
        return dict(text.others).get(language(), str(text))
    if isinstance(text, Said) and text:
        return heard(text.kept())
    return known(text)


def forms_of(text: str) -> frozenset[str]:
    """All that a name can be called by, in small letters."""
    return text.forms if isinstance(text, OwnWords) else frozenset({text.casefold()})
