"""A cell of a draft: how a column reads, by its name and by what is in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from intake.forms import Cell
from intake.match.profiles import Profile
from intake.match.synonyms import said, words

SECONDS = ("seconds", "second", "sec", "secs", "s")
HOURS = ("hours", "hour", "hrs", "hr", "h", "std")
UNSURE = 0.5  # share of a column's cells


def declared_cell(
    name: str, cell: Cell, fields: Mapping[str, str], seen: Profile
) -> dict[str, Any]:
    """A cell as a source file declares it; `seen` is what its column looks like."""
    column = fields[name]
    if cell.type == "person":
        way = _way(column, seen)
        made: dict[str, Any] = {"type": "person", way: [column]}
    else:
        made = {"type": _type(name, cell, column, seen), "from": [column]}
        if made["type"] == "duration" and name.endswith("_seconds"):
            made["kept"] = "seconds"
    if cell.required:
        made["required"] = True
    if cell.not_before and cell.not_before in fields:
        made["not_before"] = cell.not_before
    if name == "instrument":
        made["only"] = list(cell.only)
    found = _words(name, seen)
    return made | ({"words": found} if found else {})


def _way(column: str, seen: Profile) -> str:
    """How a person is known: a system's own number is no address."""
    if seen.addresses > UNSURE:
        return "email"
    if seen.phones > UNSURE and seen.different > 0.1:
        return "phone"
    is_id = words(column).split()[-1:] in (["id"], ["number"], ["no"], ["key"])
    return "id" if is_id and not seen.spaced else "anyone"


def _type(name: str, cell: Cell, column: str, seen: Profile) -> str:
    """How a cell reads; a duration by its cells, else by the unit in its name."""
    lasting = name.endswith(("_minutes", "_seconds"))
    if not lasting:
        return cell.type
    if seen.durations > UNSURE:
        return "duration"
    called = set(column.casefold().replace("(", " ").replace(")", " ").split())
    called |= set(words(column).split())
    if name.endswith("_minutes"):
        return (
            "seconds"
            if called & {*SECONDS}
            else "hours"
            if called & {*HOURS}
            else cell.type
        )
    return cell.type


def _words(name: str, seen: Profile) -> dict[str, str]:
    """Their words for ours, of those that the column holds."""
    if name == "answered":
        told = said()
        return {
            word: ours
            for ours, known in (("yes", told["answered"]), ("no", told["unanswered"]))
            for word in seen.words
            if word in known
        }
    if name != "status":
        return {}
    theirs = {
        word: ours for ours, known in said()["statuses"].items() for word in known
    }
    return {word: theirs[word] for word in seen.words if word in theirs}
