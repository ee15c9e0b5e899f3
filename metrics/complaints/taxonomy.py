"""The kinds of complaints, and the tags, words and criteria that place one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

# Between two tags of a ticket, and before the first and after the last.
BETWEEN = "|"
APART = re.compile(r"[\s_\-]+")
ENDS = r"[^\p{L}\p{N}]"


@dataclass(frozen=True)
class Complaint:
    """A kind of complaint: its name, a sentence on it, and what places it.

    `key` is what links call it. Tags, words and criteria are in lower case, with one
    space where any sign parts them; a * at the end stands for any ending.
    """

    key: str
    name: str
    what: str
    tags: tuple[str, ...]
    words: tuple[str, ...]
    criteria: tuple[str, ...]

    @property
    def of_tags(self) -> str:
        """A pattern (RE2) over a ticket's tags, each between two BETWEEN."""
        return _pattern(self.tags, re.escape(BETWEEN), rf"[^{BETWEEN}]*")

    @property
    def of_words(self) -> str:
        """A pattern (RE2) over a comment in lower case."""
        return _pattern(self.words, rf"(?:^|$|{ENDS})", r"[\p{L}\p{N}]*")

    @property
    def of_criteria(self) -> str:
        """A pattern over the whole name of a criterion, as `plainly` writes it."""
        return _pattern(self.criteria, r"(?:^|$)", ".*")


@dataclass(frozen=True)
class Taxonomy:
    """Every kind of complaint, in the order of its file."""

    complaints: tuple[Complaint, ...]
    is_own: bool = False

    def named(self, key: str) -> Complaint | None:
        """The kind that links call so."""
        return next((one for one in self.complaints if one.key == key), None)

    def like(self, criterion: str) -> tuple[Complaint, ...]:
        """The kinds that look at the same thing as a criterion of a review."""
        plain = plainly(criterion)
        return tuple(
            one for one in self.complaints if re.search(one.of_criteria, plain)
        )


def plainly(text: str) -> str:
    """A tag or a criterion in lower case, one space where any sign parts it."""
    return APART.sub(" ", text.casefold()).strip()


def key_of(name: str) -> str:
    """What links call a kind: "Lost time" is lost-time."""
    return re.sub(r"[^\w]+", "-", name.casefold()).strip("-")


def _pattern(ones: Iterable[str], edge: str, ending: str) -> str:
    """Any of them between two edges; a * is any ending. Of none, what never is."""
    found = "|".join(
        re.escape(one).replace(r"\*", ending).replace(r"\ ", r"\s+") for one in ones
    )
    return f"{edge}(?:{found}){edge}" if found else r"[^\s\S]"
