"""An export file becomes rows of the store: all of it, in one transaction."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path
from time import perf_counter

from intake.cleaning import look_at
from intake.customers import pads, secret_key
from intake.forms import forms
from intake.header import Header, headers_of
from intake.house import House
from intake.mending import mend
from intake.receipts import Receipt, receipt_of
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
from metrics.warehouse import Warehouse

__all__ = ["House", "load_export"]

_one_at_a_time = threading.Lock()


def load_export(
    warehouse: Warehouse, path: Path, house: House, *, file_name: str | None = None
) -> Receipt:
    """Take an export in; `file_name` is what to call it, if not as the path.

    Raises ExportError, in a sentence or two, when the file is refused as a
    whole. Then nothing of it is stored.
    """
    started = perf_counter()
    name = Path(file_name or path.name).name
    folder = data_folder(warehouse)
    with _one_at_a_time, refusals(path, name), scratch(folder) as corner:
        export = _look_at(path, name, house, corner)
        form = export.layout.form.name
        before = receipt_of(warehouse, export.scan.sha256, form, house)
        receipt = before.again() if before else _load(warehouse, export, corner)
    return replace(receipt, seconds=perf_counter() - started)


def _look_at(path: Path, name: str, house: House, corner: Path) -> Export:
    """See what a file is, before any of its rows is read."""
    check_file(path, name)
    status = path.stat()
    seen, table = look_at(path, name, corner)
    names = tuple(name.strip() for name in table.names)
    headers = dict.fromkeys(
        (Header(names, table.dialect.delimiter), *headers_of(seen.head))
    )
    if not table.names:
        raise no_header(name)
    layout = recognise(name, tuple(headers), forms())
    if layout.header.names != names:
        table = table.with_header(layout.header.names, layout.header.delimiter)
    return Export(path, name, seen, status, layout, house, seen.rows, table)


def _load(warehouse: Warehouse, export: Export, corner: Path) -> Receipt:
    """Read the file as it is; where it has broken rows, a mended copy."""
    folder, table = data_folder(warehouse), export.table
    keys = pads(secret_key(warehouse, folder))
    if table.plain and table.path == export.path and export.rows > 0:
        try:
            return take_in(warehouse, export, keys, folder, corner)
        except BrokenRows:
            pass
    mended = mend(table, corner)
    if not mended.rows:
        raise no_rows(export.name)
    export = replace(export, mended=mended, rows=mended.whole_rows)
    try:
        return take_in(warehouse, export, keys, folder, corner)
    except BrokenRows as error:
        raise unreadable(export.name) from error
