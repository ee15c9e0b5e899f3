"""What can be wrong with a cell: when, in SQL, and why, in plain words."""

from __future__ import annotations

from dataclasses import dataclass

from intake.forms import Cell
from intake.header import HASHED, WAYS
from intake.reading.cells import Reading, home_of, priced, text_of
from intake.telling import either
from intake.wording import literal, literals
from metrics.nouns import thing
from words import Said, known, mark, say

HIDDEN = "[hidden]"
TIME = mark("This is no time that can be read; write it like 2026-03-31 14:05:00.")
BARE_TIME = mark(
    "This time has no offset from UTC; write it like 2026-03-31 14:05:00 +0700."
)
NUMBER = mark("This is no number; write it like 1234.5.")
WHOLE = mark("This is no whole number; write it like 12.")
DURATION = mark(
    "This is no duration; write it as hours:minutes:seconds, like 26:15:00."
)
BELOW_ZERO = mark("This number is below zero; correct it.")
TOO_LARGE = mark("This number is too large to be true; correct it.")
UNREAD = mark("This cannot be read; correct it.")
YES_NO = mark("This is neither yes nor no; write one of them.")
CURRENCY = mark("This is no currency code; write its three letters, like EUR.")
CUT_SHORT = mark(
    "A spreadsheet has cut this number short; export again and load the file "
    "before any spreadsheet opens it."
)
WAS_HIDDEN = mark(
    "This cell was hidden in a file of rejects; correct the row in the export "
    "it came from."
)


EITHER = mark(
    "A comma here may part thousands or decimals, and no other number in the "
    "column tells which; write 1,234 as 1234 or as 1.234."
)
EITHER_ORDER = mark(
    "This date may be day first or month first, and no other date in the file "
    "tells which; write it like 2026-03-31 14:05:00."
)
OUT_OF_ORDER = {
    True: mark(
        "This date does not fit the others in its file, which are day first; "
        "write it like 2026-03-31 14:05:00."
    ),
    False: mark(
        "This date does not fit the others in its file, which are month first; "
        "write it like 2026-03-31 14:05:00."
    ),
    None: EITHER_ORDER,
}
COMMA = mark(
    "This number does not fit the others in its column, which have a decimal "
    "comma; write it like 1234,5."
)
SEVERAL = mark(
    "The sign in this amount does not tell its currency; write the three letters of "
    "it instead, like USD 12.50."
)


class Refused(Exception):  # noqa: N818
    """Why a file is not taken at all, in a sentence; its name comes before it."""


UNREADABLE = {
    "minutes": NUMBER,
    "seconds": NUMBER,
    "milliseconds": NUMBER,
    "hours": NUMBER,
    "number": NUMBER,
    "money": NUMBER,
    "signed": NUMBER,
    "whole": WHOLE,
    "yes_no": YES_NO,
}
IN_UNITS = {"minutes", "seconds", "milliseconds", "hours"}
NEVER_BELOW_ZERO = {*IN_UNITS, "number", "money", "whole"}
NEVER_BEYOND_1E9 = {*IN_UNITS, "number", "duration"}


@dataclass(frozen=True)
class Problem:
    """When a row cannot be taken (SQL), the cell to blame, and why in words."""

    when: str
    cell: str
    reason: Said


def problems_of(
    name: str, cell: Cell, value: str, row: str, label: str, reading: Reading
) -> list[Problem]:
    """What can be wrong with a cell; `value` is the SQL column of what it says."""
    text = text_of(name)
    found: list[tuple[str, Said]] = []
    if cell.required:
        empty = say(
            "{column} is empty, and every {row} needs it; fill it in.",
            column=label,
            row=thing(row),
        )
        is_empty = value if cell.type == "person" or cell.hashed else text
        found.append((f"{is_empty} is null", empty))
    if cell.type in UNREADABLE:
        unread = f"{text} is not null and {value} is null"
        found.append((unread, _unreadable(name, cell, reading)))
    if cell.type in NEVER_BELOW_ZERO:
        found.append((f"{value} < 0", known(BELOW_ZERO)))
    if cell.type in NEVER_BEYOND_1E9:
        found.append((f"{value} > 1e9", known(TOO_LARGE)))
    found += _problems_of_type(name, value, cell, reading)
    if cell.required:
        found.append((f"{value} is null", known(UNREAD)))
    return [Problem(when, name, reason) for when, reason in found]


def _unreadable(name: str, cell: Cell, reading: Reading) -> Said:
    """Why a number cannot be read."""
    found = reading.evidence
    if found and name in found.unsure:
        return known(EITHER)
    if found and found.comma.get(name):
        return known(COMMA)
    return known(UNREADABLE[cell.type])


def _out_of_order(text: str, unread: str, reading: Reading) -> list[tuple[str, Said]]:
    """Dates like 3/25/2026 in a file whose dates are day first."""
    if not reading.evidence:
        return []
    reason = known(OUT_OF_ORDER[reading.evidence.day_first])
    return [(f"{unread} and is_ordered(date_parts({text}))", reason)]


def _problems_of_type(
    name: str, value: str, cell: Cell, reading: Reading
) -> list[tuple[str, Said]]:
    text = text_of(name)
    unread = f"{text} is not null and {value} is null"
    if cell.type == "id":
        found = [(f"is_cut_short({text})", known(CUT_SHORT))]
        if cell.hashed:
            hidden = f"{text}_{HASHED} = {literal(HIDDEN)}"
            found.insert(0, (hidden, known(WAS_HIDDEN)))
        return found
    if cell.type == "time":
        bare = home_of(name, reading) is None
        return [
            *_out_of_order(text, unread, reading),
            (unread, known(BARE_TIME if bare else TIME)),
        ]
    if cell.type == "duration":
        # a negative one is a clock gone wrong, and says nothing
        return [(f"{unread} and not starts_with({text}, '-')", known(DURATION))]
    if text in priced(reading) and "currency" in reading.form.cells:
        unnamed = f"currency_sign({text}) <> '' and currency_named({text}) is null"
        return [(f"{text_of('currency')} is null and {unnamed}", known(SEVERAL))]
    if cell.type == "currency":
        return [(f"not regexp_full_match({value}, '[A-Z]{{3}}')", known(CURRENCY))]
    if cell.type == "person":
        hidden = " or ".join(f"{text}_{way} = {literal(HIDDEN)}" for way in WAYS)
        return [(hidden, known(WAS_HIDDEN))]
    if cell.only:
        one_of = say(
            "This has to be {words}; write one of them.", words=either(cell.only)
        )
        return [(f"{value} not in ({literals(cell.only)})", one_of)]
    return []
