"""The kinds of export that a company has of its own.

They are files like those of intake/sources, in a folder sources/ beside its
values.yaml.
"""

from __future__ import annotations

import re
from pathlib import Path

from intake.forms import Form, SourceError, forms, read_form
from intake.tables import TABLES
from intake.wording import english

FOLDER = "sources"
WAY_OUT = "Correct it, or take it out of {folder}."
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
    way_out = WAY_OUT.format(folder=path.parent.name)
    try:
        form = read_form(path)
    except SourceError as error:
        raise SourceError(f"{error} {way_out}") from error
    mistake = _mistake(form)
    if mistake:
        raise SourceError(f"{path.name}: {mistake} {way_out}")
    return form


def _mistake(form: Form) -> str | None:
    """What a form says that the store or the reader cannot take."""
    if form.table not in TABLES:
        return f"there is no table {form.table}; it can be {english(TABLES, 'or')}."
    if not form.fingerprint:
        return "its fingerprint is empty; name the columns that tell such a file."
    odd = [name for name in form.cells if not NAME.fullmatch(name)]
    if odd:
        return f"a cell cannot be called {odd[0]!r}; use small letters and _."
    lacking = sorted(needed(form.table) - set(form.cells))
    if lacking:
        row = TABLES[form.table].row
        return f"it has no cell {english(lacking)}, and every {row} needs it."
    return None
