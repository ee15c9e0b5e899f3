"""An export file becomes rows of the store: all of it, in one transaction."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path
from time import perf_counter

from intake.arriving.progress import Progress
from intake.cleaning import look_at
from intake.customers import pads, secret_key
from intake.forms import Form, SourceError
from intake.header import Header, headers_of
from intake.house import House
from intake.keeping.commented import empty_comments
from intake.keeping.receipts import Receipt, receipt_of
from intake.mending import mend
from intake.own_forms import known_forms
from intake.parts import belongs_to, put_together
from intake.recognition import recognise
from intake.refusals import (
    check_file,
    no_header,
    no_rows,
    refusals,
    unreadable,
)
from intake.scratch import data_folder, scratch
from intake.taking import BrokenRows, Export, take_in
from intake.telling import told
from metrics.errors import ExportError
from metrics.warehouse import Warehouse
from words import say

__all__ = ["House", "load_export"]

_one_at_a_time = threading.Lock()


def load_export(
    warehouse: Warehouse,
    path: Path,
    house: House,
    *,
    file_name: str | None = None,
    by: str | None = None,
    progress: Progress | None = None,
) -> Receipt:
    """Take an export in; `file_name` is what to call it, if not as the path.

    `by` is who brought it; else it is whose file it is. `progress` is told how far
    it has come.

    Raises ExportError, in a sentence or two, when the file is refused as a
    whole. Then nothing of it is stored.
    """
    started = perf_counter()
    name = Path(file_name or path.name).name
    folder = data_folder(warehouse)
    with _one_at_a_time, refusals(path, name), scratch(folder) as corner:
        progress = progress or Progress(name)
        if not house.keep_comments:
            empty_comments(warehouse)
        progress.begin("looking at it")
        found = _look_at(path, name, house, corner)
        export = replace(found, by=by or _owner(path), progress=progress)
        form = export.layout.form.name
        before = receipt_of(warehouse, export.scan.sha256, form, export.house)
        receipt = before.again() if before else _load(warehouse, export, corner)
        progress.begin("done")
    return replace(receipt, seconds=perf_counter() - started)


def _owner(path: Path) -> str | None:
    """Whose file it is; None where the system does not know."""
    try:
        return path.owner()
    except (KeyError, OSError, NotImplementedError):
        return None


def _look_at(path: Path, name: str, house: House, corner: Path) -> Export:
    """See what a file is, before any of its rows is read."""
    check_file(path, name)
    status, known = path.stat(), _known(name, house)
    whole = put_together(path, name, corner, known)
    if whole:
        layout = recognise(name, (whole.header,), known)
        rows = whole.mended.whole_rows
        mine = house.reading(layout.form)
        return Export(
            path, name, whole.scan, status, layout, mine, rows, whole.table,
            whole.mended, whole.said,
        )  # fmt: skip
    seen, table = look_at(path, name, corner)
    names = tuple(name.strip() for name in table.names)
    headers = dict.fromkeys(
        (Header(names, table.dialect.delimiter), *headers_of(seen.head))
    )
    if not table.names:
        raise no_header(name)
    try:
        layout = recognise(name, tuple(headers), known)
    except ExportError as unknown:
        raise belongs_to(name, tuple(headers), known) or unknown from unknown
    if layout.header.names != names:
        table = table.with_header(layout.header.names, layout.header.delimiter)
    mine = house.reading(layout.form)
    return Export(path, name, seen, status, layout, mine, seen.rows, table)


def _known(name: str, house: House) -> tuple[Form, ...]:
    """Every kind of export; a mistake in one of the company's refuses the file."""
    try:
        return known_forms(house.sources)
    except SourceError as error:
        raise ExportError(
            say("{file}: not read, for a mistake in {why}", file=name, why=told(error))
        ) from error


def _load(warehouse: Warehouse, export: Export, corner: Path) -> Receipt:
    """Read the file as it is; where it has broken rows, a mended copy."""
    folder, table = data_folder(warehouse), export.table
    keys = pads(secret_key(warehouse, folder))
    if export.mended:
        return take_in(warehouse, export, keys, folder, corner)
    if table.plain and table.path == export.path and export.rows > 0:
        try:
            return take_in(warehouse, export, keys, folder, corner)
        except BrokenRows:
            pass
    export.progress.begin("reading it row by row", export.rows)
    mended = mend(table, corner, export.progress)
    if not mended.rows:
        raise no_rows(export.name)
    export = replace(export, mended=mended, rows=mended.whole_rows)
    try:
        return take_in(warehouse, export, keys, folder, corner)
    except BrokenRows as error:
        raise unreadable(export.name) from error
