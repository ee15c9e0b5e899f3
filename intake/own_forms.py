"""The kinds of export that a company has of its own.

They are files like those of intake/sources, in a folder sources/ beside its
values.yaml.
"""

from __future__ import annotations

import re
from pathlib import Path

from intake.forms import Form, SourceError, forms, read_form
from intake.tables import TABLES
from intake.telling import either, told
from metrics.nouns import thing
from words import Said, say

FOLDER = "sources"
NAME = re.compile(r"[a-z][a-z0-9_]*")
# What the store wants of a row, beside what every file must have a column for.
ALSO = {"surveys": {"score", "answered_at"}, "orders": {"currency"}}


def folder_of(values_path: Path) -> Path:
    """Where the company's own kinds are: beside its values.yaml."""
    return values_path.parent / FOLDER


def known_forms(folder: Path | None) -> tuple[Form, ...]:
    """Every kind of export, in the order of their names.

    One of the company's stands for ours of the same name. Raises SourceError
    where a file in the folder declares no kind.
    """
    named = {form.name: form for form in (*forms(), *own_forms(folder))}
    return tuple(named[name] for name in sorted(named))


def own_forms(folder: Path | None) -> tuple[Form, ...]:
    """The company's own kinds; SourceError names a file and its mistake."""
    paths = sorted(folder.glob("*.yaml")) if folder else []
    return tuple(_own_form(path) for path in paths)


def zoneless_sources(folder: Path | None) -> frozenset[str] | None:
    """The sources whose times are of no declared zone.

    None where a file in the folder declares no kind: nobody knows them all then.
    """
    try:
        known = known_forms(folder)
    except SourceError:
        return None
    return frozenset(form.source for form in known if form.zone == "company")


def plain_form(table: str) -> Form:
    """Our own plain form of a shared table."""
    return next(form for form in forms() if form.name == f"own_{table}")


def needed(table: str) -> set[str]:
    """The cells without which no row of a table can be stored."""
    cells = plain_form(table).cells
    must = {name for name, cell in cells.items() if cell.required}
    return must | ALSO.get(table, set())


def _own_form(path: Path) -> Form:
    try:
        form = read_form(path)
    except SourceError as error:
        raise _with_way_out(told(error), path) from error
    mistake = _mistake(form)
    if mistake:
        raise _with_way_out(say("{file}: {why}", file=path.name, why=mistake), path)
    return form


def _with_way_out(mistake: str, path: Path) -> SourceError:
    return SourceError(
        say(
            "{mistake} Correct it, or take it out of {folder}.",
            mistake=mistake,
            folder=path.parent.name,
        )
    )


def _mistake(form: Form) -> Said | None:
    """What a form says that the store or the reader cannot take."""
    if form.table not in TABLES:
        return say(
            "there is no table {table}; it can be {tables}.",
            table=form.table,
            tables=either(TABLES),
        )
    if not form.fingerprint:
        return say("its fingerprint is empty; name the columns that tell such a file.")
    odd = [name for name in form.cells if not NAME.fullmatch(name)]
    if odd:
        return say(
            "a cell cannot be called {name}; use small letters and _.",
            name=repr(odd[0]),
        )
    lacking = sorted(needed(form.table) - set(form.cells))
    if lacking:
        return say(
            "it has no cell {cells}, and every {row} needs it.",
            cells=lacking,
            row=thing(TABLES[form.table].row),
        )
    return None
