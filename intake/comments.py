"""What customers write beside a score: kept only where the company says so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace

import duckdb
from duckdb.func import SPECIAL
from phonenumbers import PhoneNumberMatcher

from intake.forms import Form
from intake.header import Layout
from intake.house import House
from intake.phones import region_of

CELL = "comment"
TOLD = (CELL, f"rating_{CELL}")  # its columns in an answer, and in a ticket
LATER = ("tags", "criteria")  # columns that stores made before had not
NAME = "without_phones"
PHONE = "[phone]"
MAIL = "[e-mail]"
FEWEST = 6  # digits of a telephone number
ADDRESS = r"""[^\s"'<>,;:()|/\[\]]+@[^\s"'<>,;:()|/\[\]]*[^\s"'<>,;:()|/\[\].!?]"""
DATE = r"\d\d?([-./ ])\d\d?\1(19|20)\d\d\b"
# With a country's code, or a 0 before it. A date is none.
OBVIOUS = re.compile(
    rf"(?<!\w)(?<!\d[-./ ])(?!{DATE})"
    r"(?:\+\s?|\(?0)\d(?:[ ().\-/]{0,2}\d){6,13}(?!\w)"
)


def for_company(layout: Layout, house: House) -> Layout:
    """The layout without the comments' columns, unless the company keeps them.

    A column that says something else too is no comment.
    """
    form, found = layout.form, dict(layout.found)
    if CELL not in form.cells:
        return layout
    others = {at for name, places in found.items() if name != CELL for at in places}
    comments = tuple(at for at in found.pop(CELL) if at not in others)
    if house.keep_comments:
        return replace(layout, found={**found, CELL: comments})
    return replace(layout, form=_without(form), found=found, unread=comments)


def _without(form: Form) -> Form:
    cells = {name: cell for name, cell in form.cells.items() if name != CELL}
    return form.model_copy(update={"cells": cells})


def written(text: str) -> str:
    """SQL of a comment without addresses and telephone numbers."""
    pattern = ADDRESS.replace("'", "''")
    mailless = f"regexp_replace({text}, '{pattern}', '{MAIL}', 'g')"
    digits = rf"len(regexp_replace({text}, '\D', '', 'g'))"
    return (
        f"case when {text} is null then null "
        f"when {digits} >= {FEWEST} then {NAME}({mailless}) else {mailless} end"
    )


def hashed(values: Mapping[str, str]) -> str:
    """SQL of a row's hash: no comment is as none of its columns, and can be
    taken out again; so it is with tags and criteria."""
    apart = (*TOLD, *LATER)
    plain = ", ".join(sql for name, sql in values.items() if name not in apart)
    found = f"hash({plain})"
    for name in apart:
        if name in values:
            found = f"xor({found}, {of_comment(values[name])})"
    return found


def of_comment(comment: str) -> str:
    """SQL of what a comment adds to the hash of its row."""
    return f"if({comment} is null, 0::ubigint, hash({comment}))"


@contextmanager
def masking(cursor: duckdb.DuckDBPyConnection, zone: str) -> Iterator[None]:
    """The SQL function without_phones(text), meanwhile.

    A number without its country's code is of the country of the zone.
    """
    region = region_of(zone)

    def masked(text: str | None) -> str | None:
        return without_phones(text, region) if text else text

    cursor.create_function(NAME, masked, ["VARCHAR"], "VARCHAR", null_handling=SPECIAL)
    try:
        yield
    finally:
        with suppress(duckdb.Error):  # gone with its transaction
            cursor.remove_function(NAME)


def without_phones(text: str, region: str | None) -> str:
    """A text with [phone] in place of each telephone number that is plain to see."""
    pieces, end = [], 0
    for match in PhoneNumberMatcher(text, region, max_tries=len(text)):
        if not re.match(DATE, match.raw_string):
            pieces += [text[end : match.start], PHONE]
            end = match.end
    return OBVIOUS.sub(PHONE, "".join((*pieces, text[end:])))
