"""The file of an export's rejected rows, its reasons in the language that is spoken."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping

from intake.keeping.receipts import Receipt
from intake.telling import in_english
from metrics.warehouse import Warehouse
from words import heard, language
from words.languages import ENGLISH

REASON = 3  # the place of its column
FORMULA = re.compile("'*[=+@\t\r-]")  # what a spreadsheet would run
APOSTROPHE = "'"


def rejects_to_download(warehouse: Warehouse, receipt: Receipt) -> bytes:
    """The file as it lies on the disk; where it is not English, with other reasons.

    Empty where the export has no such file.
    """
    if receipt.rejects_file is None:
        return b""
    raw = receipt.rejects_file.read_bytes()
    if language() == ENGLISH:
        return raw
    said = _said(warehouse, receipt.export_id)
    told = io.StringIO(newline="")
    write = csv.writer(told, lineterminator="\n").writerow
    for row in csv.reader(io.StringIO(raw.decode("utf-8"), newline="")):
        write([*row[:REASON], _other(row[REASON], said), *row[REASON + 1 :]])
    return told.getvalue().encode("utf-8")


def _said(warehouse: Warehouse, export_id: int) -> Mapping[str, str]:
    """What each English reason of an export is in the language that is spoken."""
    rows = warehouse.rows(
        "select distinct reason from rejects where export_id = $export_id",
        {"export_id": export_id},
    )
    return {in_english(heard(reason)): heard(reason) for (reason,) in rows}


def _other(reason: str, said: Mapping[str, str]) -> str:
    """A reason of the file; one that nobody knows, as the column's name, stays."""
    plain = reason.removeprefix(APOSTROPHE)
    other = said.get(reason) or said.get(plain)
    if other is None:
        return reason
    return APOSTROPHE + other if FORMULA.match(other) else other
