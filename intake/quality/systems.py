"""The systems that exports come from, as people call them, and what they bring."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from intake.forms import Form, forms
from intake.telling import either
from words import known, mark, say

OWN = "own"
ANOTHER = {
    "tickets": mark("another helpdesk"),
    "surveys": mark("another survey tool"),
    "reviews": mark("another QA tool"),
    "calls": mark("another telephone system"),
    "orders": mark("another shop"),
    "subscriptions": mark("another billing system"),
}
ROWS = {"surveys": mark("survey answers")}
NAMED = 2  # systems that a sentence names before it says "or another"


def system_name(source: str) -> str:
    """How people call a source: Zendesk; a plain table of ours has no system."""
    return say("Plain tables") if source == OWN else _named(source)


@cache
def _named(source: str) -> str:
    return _name([form for form in forms() if form.source == source], source)


def _name(found: Iterable[Form], source: str) -> str:
    """The shortest of the names in the titles of a source's exports."""
    names = filter(None, map(_before_the_kind, found))
    return min(names, key=len, default=source.capitalize())


def _before_the_kind(form: Form) -> str:
    """The words of a title before the first one in small letters."""
    words = form.title.split()
    small = [place for place, word in enumerate(words) if word.islower()]
    return " ".join(words[: small[0]] if small else words)


def rows_word(table: str) -> str:
    """What the rows of a table are called."""
    return known(ROWS.get(table, table))


def brings(form: Form, table: str, cells: tuple[str, ...], instrument: str) -> bool:
    """Whether an export of this form fills a table's cells, or asks a question."""
    if form.refused or form.source == OWN:
        return False
    if instrument and form.rating and form.rating.instrument == instrument:
        return True
    asks = not instrument or instrument in form.scales
    has = not cells or any(cell in form.cells for cell in cells)
    return form.table == table and asks and has


def bringing(
    table: str, cells: tuple[str, ...], instrument: str, there: frozenset[str]
) -> str:
    """What to drop, in words: exports of systems at hand first, then others."""
    found = [form for form in forms() if brings(form, table, cells, instrument)]
    at_hand = [form for form in found if form.source in there]
    if cells and at_hand:
        titles = sorted((form.title for form in at_hand), key=len)
        return say("the {exports}", exports=either(map(known, titles[:NAMED])))
    found.sort(key=lambda form: (form.table != table, *_made_for_it(form.source)))
    sources = dict.fromkeys(form.source for form in found)
    names = [
        _name([form for form in found if form.source == source], source)
        for source in sources
    ]
    if len(names) > NAMED + 1:
        names = [*names[:NAMED], known(ANOTHER[table])]
    return say("an export of {systems}", systems=either(names)) if names else ""


def _made_for_it(source: str) -> tuple[int, str]:
    """A system that exports one thing alone comes before one that has many."""
    tables = {form.table for form in forms() if form.source == source}
    return len(tables), source
