"""Which kind of export a file is, told by its header."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz, process

from intake.forms import Form
from intake.header import Header, Layout, lay_out, plain
from intake.telling import either
from metrics.errors import ExportError
from words import Said, known, mark, say

LIKE = 80  # of 100: names this alike are probably meant to be the same
SHOWN = 12
WAY_OUT = mark("Match its columns on the Data page, or with `python -m selaras match`.")
UNKNOWN = "no source knows this export"
MANY_DIGITS = re.compile(r"(\d[ ().-]?){6}")


def recognise(
    file_name: str, headers: Sequence[Header], forms: Sequence[Form]
) -> Layout:
    """The one form whose fingerprint the header has.

    Where several fit equally well, the company's own is meant. Raises
    ExportError when there is none, or still several.
    """
    fits = [
        lay_out(form, header)
        for header in headers
        for form in forms
        if not _missing(form, header)
    ]
    if not fits:
        raise ExportError(_unknown(file_name, headers, forms))
    most = max(_weight(layout) for layout in fits)
    best = [layout for layout in fits if _weight(layout) == most]
    best = [layout for layout in best if layout.form.own] or best
    if len(best) > 1:
        titles = sorted(known(layout.form.title) for layout in best)
        raise ExportError(
            say(
                "{file}: this could be a {titles}. Rename a column that only one of "
                "them has, and load it again.",
                file=file_name,
                titles=either(titles),
            )
        )
    return best[0]


def _weight(layout: Layout) -> tuple[int, int]:
    """How well a form fits: its fingerprint first, then all it finds."""
    found = sum(bool(positions) for positions in layout.found.values())
    return len(layout.form.fingerprint), found


def _missing(form: Form, header: Header) -> tuple[str, ...]:
    names = {plain(name) for name in header.names}
    return tuple(c for c in form.fingerprint if plain(c) not in names)


def _unknown(file_name: str, headers: Sequence[Header], forms: Sequence[Form]) -> Said:
    form, header = min(
        ((form, header) for header in headers for form in forms),
        key=lambda pair: _distance(*pair),
    )
    columns = [name for name in header.names if name]
    if any(map(_is_value, columns)):
        return say(
            "{file}: no source knows this export, and its first row seems to hold "
            "values; put the columns' names above them.",
            file=file_name,
        )
    missing = _missing(form, header)
    if len(missing) == len(form.fingerprint):
        return say(
            "{file}: no source knows this export. Its columns are {columns}. No source "
            "has any of them. {way_out}",
            file=file_name,
            columns=_shown(columns),
            way_out=known(WAY_OUT),
        )
    return say(
        "{file}: no source knows this export. Its columns are {columns}. The nearest "
        "is the {title}, which also has {lacking}. {way_out}",
        file=file_name,
        columns=_shown(columns),
        title=known(form.title),
        lacking=tuple(_with_a_guess(column, columns) for column in missing),
        way_out=known(WAY_OUT),
    )


def _shown(columns: Sequence[str]) -> str:
    """The first columns, and how many more there are."""
    shown = ", ".join(columns[:SHOWN])
    more = len(columns) - SHOWN
    return say("{columns} and {n} more", columns=shown, n=more) if more > 0 else shown


def _is_value(name: str) -> bool:
    """Whether a name is somebody's address or number, which no message may show."""
    return "@" in name or bool(MANY_DIGITS.search(name))


def _distance(form: Form, header: Header) -> tuple[float, int]:
    """The share of a fingerprint that is missing; alike names count half."""
    missing = _missing(form, header)
    alike = sum(_alike(column, header.names) is not None for column in missing)
    return (len(missing) - alike / 2) / len(form.fingerprint), -len(header.names)


def _with_a_guess(column: str, columns: Sequence[str]) -> str:
    alike = _alike(column, columns)
    return (
        say("{column} (is it {other}?)", column=column, other=alike)
        if alike
        else column
    )


def _alike(column: str, columns: Sequence[str]) -> str | None:
    found = process.extractOne(
        column, columns, scorer=fuzz.ratio, processor=plain, score_cutoff=LIKE
    )
    return str(found[0]) if found else None
