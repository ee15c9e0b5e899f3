"""An export file becomes rows of the store: all of it, in one transaction."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path
from time import perf_counter

from intake.customers import pads, secret_key
from intake.forms import forms
from intake.header import headers_of
from intake.house import House
from intake.mending import mend
from intake.receipts import Receipt, receipt_of
from intake.recognition import recognise
from intake.refusals import (
    check_file,
    empty,
    no_header,
    no_rows,
    refusals,
    unreadable,
)
from intake.scan import scan
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
    with _one_at_a_time, refusals(path, name):
        export = _look_at(path, name, house)
        form = export.layout.form.name
        before = receipt_of(warehouse, export.scan.sha256, form)
        receipt = before.again() if before else _load(warehouse, export)
    return replace(receipt, seconds=perf_counter() - started)


def _look_at(path: Path, name: str, house: House) -> Export:
    """See what a file is, before any of its rows is read."""
    check_file(path, name)
    status = path.stat()
    seen = scan(path, name)
    if not seen.head.strip("\ufeff \t\r\n"):
        raise empty(name)
    headers = headers_of(seen.head)
    if not headers:
        raise no_header(name)
    layout = recognise(name, headers, forms())
    return Export(path, name, seen, status, layout, house, seen.rows)


def _load(warehouse: Warehouse, export: Export) -> Receipt:
    """Read the file as it is; where it has broken rows, a mended copy."""
    folder = data_folder(warehouse)
    keys = pads(secret_key(warehouse, folder))
    with scratch(folder) as corner:
        if export.scan.plain and export.rows > 0:
            try:
                return take_in(warehouse, export, keys, folder, corner)
            except BrokenRows:
                pass
        mended = mend(export.path, export.scan, export.layout.header, corner)
        if not mended.rows:
            raise no_rows(export.name)
        export = replace(export, mended=mended, rows=mended.whole_rows)
        try:
            return take_in(warehouse, export, keys, folder, corner)
        except BrokenRows as error:
            raise unreadable(export.name) from error
