"""What can be wrong with a cell: when, in SQL, and why, in plain words."""

from __future__ import annotations

from dataclasses import dataclass

from intake.cells import Reading, text_of
from intake.forms import Cell
from intake.header import WAYS
from intake.wording import english, literal, literals

HIDDEN = "[hidden]"
TIME = "This is no time that can be read; write it like 2026-03-31 14:05:00."
BARE_TIME = "This time has no offset from UTC; write it like 2026-03-31 14:05:00 +0700."
NUMBER = "This is no number; write it like 1234.5."
WHOLE = "This is no whole number; write it like 12."
DURATION = "This is no duration; write it as hours:minutes:seconds, like 26:15:00."
BELOW_ZERO = "This number is below zero; correct it."
TOO_LARGE = "This number is too large to be true; correct it."
UNREAD = "This cannot be read; correct it."
YES_NO = "This is neither yes nor no; write one of them."
CURRENCY = "This is no currency code; write its three letters, like EUR."
CUT_SHORT = (
    "A spreadsheet has cut this number short; export again and load the file "
    "before any spreadsheet opens it."
)
WAS_HIDDEN = (
    "This cell was hidden in a file of rejects; correct the row in the export "
    "it came from."
)


UNREADABLE = {
    "minutes": NUMBER,
    "seconds": NUMBER,
    "number": NUMBER,
    "money": NUMBER,
    "whole": WHOLE,
    "yes_no": YES_NO,
}
NEVER_BELOW_ZERO = {"minutes", "seconds", "number", "money", "whole"}
NEVER_BEYOND_1E9 = {"minutes", "seconds", "number", "duration"}


@dataclass(frozen=True)
class Problem:
    """When a row cannot be taken (SQL), the cell to blame, and why in words."""

    when: str
    cell: str
    reason: str


def problems_of(
    name: str, cell: Cell, value: str, row: str, label: str, reading: Reading
) -> list[Problem]:
    """What can be wrong with a cell; `value` is the SQL column of what it says."""
    text = text_of(name)
    found: list[tuple[str, str]] = []
    if cell.required:
        empty = f"{label} is empty, and every {row} needs it; fill it in."
        is_empty = value if cell.type == "person" else text
        found.append((f"{is_empty} is null", empty))
    if cell.type in UNREADABLE:
        unread = f"{text} is not null and {value} is null"
        found.append((unread, UNREADABLE[cell.type]))
    if cell.type in NEVER_BELOW_ZERO:
        found.append((f"{value} < 0", BELOW_ZERO))
    if cell.type in NEVER_BEYOND_1E9:
        found.append((f"{value} > 1e9", TOO_LARGE))
    found += _problems_of_type(text, value, cell, reading)
    if cell.required:
        found.append((f"{value} is null", UNREAD))
    return [Problem(when, name, reason) for when, reason in found]


def _problems_of_type(
    text: str, value: str, cell: Cell, reading: Reading
) -> list[tuple[str, str]]:
    unread = f"{text} is not null and {value} is null"
    if cell.type == "id":
        return [(f"is_cut_short({text})", CUT_SHORT)]
    if cell.type == "time":
        return [(unread, BARE_TIME if reading.form.zone == "offset" else TIME)]
    if cell.type == "duration":
        # a negative one is a clock gone wrong, and says nothing
        return [(f"{unread} and not starts_with({text}, '-')", DURATION)]
    if cell.type == "currency":
        return [(f"not regexp_full_match({value}, '[A-Z]{{3}}')", CURRENCY)]
    if cell.type == "person":
        hidden = " or ".join(f"{text}_{way} = {literal(HIDDEN)}" for way in WAYS)
        return [(hidden, WAS_HIDDEN)]
    if cell.only:
        one_of = f"This has to be {english(cell.only, 'or')}; write one of them."
        return [(f"{value} not in ({literals(cell.only)})", one_of)]
    return []
