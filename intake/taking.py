"""One export, one transaction: read, judge, store, settle, note."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb

from intake.arriving.progress import Progress
from intake.comments import masking
from intake.customers import Pads
from intake.header import Layout
from intake.house import House
from intake.keeping.doubles import find_doubles, read_doubles_again
from intake.keeping.history import described, remember
from intake.keeping.moves import keep_moves, watched
from intake.keeping.notes import notes
from intake.keeping.receipts import Receipt, keep_receipt, rejects_file
from intake.keeping.rejections import (
    keep_rejections,
    reject_broken,
    reject_doubles,
    reject_forgotten,
    reject_problems,
    write_rejections,
)
from intake.keeping.storing import begin, decide, settle, store
from intake.mending import Mended
from intake.phones import telephones
from intake.reading.inputs import LINES, Input
from intake.reading.layers import cells_read
from intake.reading.macros import make_macros
from intake.reading.staging import Staged, stage
from intake.refusals import changed, refuse_without_direction
from intake.scan import Scan
from intake.tables import tables_of
from intake.telling import masked
from intake.text.understanding import Understood
from metrics.published import words
from metrics.warehouse import Warehouse
from words import known, mark, say, say_many

NOT_WRITTEN = mark(
    "The rejected rows are on the Data page, but in no file: "
    "nothing can be written to {folder} ({error})."
)


class BrokenRows(Exception):  # noqa: N818
    """Some rows cannot be told apart; the file has to be read the slow way."""


@dataclass(frozen=True)
class Export:
    """A file that was looked at and recognised.

    `rows` is how many it ought to have; `mended` its copy, if one was made;
    `said` what to tell of the files it was put together from.
    """

    path: Path
    name: str
    scan: Scan
    status: os.stat_result
    layout: Layout
    house: House
    rows: int
    table: Understood
    mended: Mended | None = None
    said: tuple[str, ...] = ()
    by: str | None = None
    progress: Progress = field(default_factory=lambda: Progress(""))


def take_in(
    warehouse: Warehouse, export: Export, pads: Pads, folder: Path | None, corner: Path
) -> Receipt:
    """Store an export; its rejected rows go to a file under `folder`, if any.

    Raises BrokenRows, and stores nothing, where the file has to be mended.
    """
    rejected, house = corner / "rejected.csv", export.house
    into = tables_of(export.layout.form)
    with (
        watched(warehouse, house.published, into) as moved,
        warehouse.writing() as cursor,
        telephones(cursor, house.zone),
        masking(cursor, house.zone),
    ):
        make_macros(cursor, {cell.type for cell in cells_read(export.layout).values()})
        export.progress.begin("reading", export.rows)
        with export.progress.following(cursor):
            staged = _stage(cursor, export, pads)
        export.progress.begin("storing")
        refuse_without_direction(cursor, staged, export.name)
        _reject(cursor, staged, export)
        receipt = _store(cursor, staged, export)
        if folder and receipt.rejected:
            write_rejections(cursor, staged, rejected)
        check_unchanged(export)
    keep_moves(warehouse, receipt.export_id, moved)
    receipt = replace(receipt, moved=tuple(map(words, moved)))
    if not folder or not receipt.rejected:
        return receipt
    return _place(rejected, receipt, folder)


def _place(rejected: Path, receipt: Receipt, folder: Path) -> Receipt:
    """Put the file of rejects where it belongs; the export is stored already."""
    path = rejects_file(folder, receipt.export_id, receipt.file_name)
    try:
        path.parent.mkdir(exist_ok=True)
        return replace(receipt, rejects_file=rejected.replace(path))
    except OSError as error:
        told = say(NOT_WRITTEN, folder=str(path.parent), error=str(error.strerror))
        return replace(receipt, notes=(*receipt.notes, told))


def _stage(cursor: duckdb.DuckDBPyConnection, export: Export, pads: Pads) -> Staged:
    """Read the file, and count its rows."""
    mended = export.mended
    source = Input(mended.whole if mended else export.path, export.layout, bool(mended))
    try:
        staged = stage(cursor, source, export.house, pads)
    except duckdb.InvalidInputException as error:
        raise BrokenRows(str(error)) from error
    rows = LINES if staged.folded else "staged"
    counted = cursor.execute(
        f"select (select count(*) from {rows}), count(*) filter (problem is not null "
        "and len(list_filter(cells, lambda cell: cell is not null)) = 0) from staged"
    ).fetchall()
    read, blank = counted[0]
    if read != export.rows or (blank and not mended):
        raise BrokenRows(f"{read} rows of {export.rows}, {blank} blank")
    return staged


def _reject(cursor: duckdb.DuckDBPyConnection, staged: Staged, export: Export) -> None:
    """Gather every row that is not to be stored."""
    reject_problems(cursor, staged)
    if find_doubles(cursor, staged):
        read_doubles_again(cursor, staged)
        reject_doubles(cursor, staged)
    reject_forgotten(cursor, staged)
    if export.mended:
        reject_broken(cursor, export.mended.broken)


def _store(
    cursor: duckdb.DuckDBPyConnection, staged: Staged, export: Export
) -> Receipt:
    """Put the rows into the shared tables, and the receipt beside them."""
    now = datetime.now(UTC).replace(tzinfo=None)
    fates = decide(cursor, staged, export.scan.sha256, now)
    export_id = _next_id(cursor)
    if fates.updated or fates.unchanged:
        remember(cursor, staged, export_id)
    begin(cursor)
    store(cursor, staged, export_id, alone=True)
    export.progress.begin("counting again")
    settle(cursor, alone=True)
    rejected = keep_rejections(cursor, staged, export_id)
    form, house = export.layout.form, export.house
    receipt = Receipt(
        export_id=export_id,
        file_name=export.name,
        form=form.name,
        title=form.title,
        read=fates.new + fates.updated + fates.unchanged + rejected,
        new=fates.new,
        updated=fates.updated,
        unchanged=fates.unchanged,
        rejected=rejected,
        first_day=_day(fates.first, house),
        last_day=_day(fates.last, house),
        notes=(*notes(cursor, staged, house, export.scan), *_said(export)),
        sha256=export.scan.sha256,
        bytes=export.scan.bytes,
        loaded_at=now,
        loaded_by=export.by,
        understood=(_recognised(export), *map(masked, export.table.evidence)),
    )
    keep_receipt(cursor, receipt, house, described(cursor, staged))
    return receipt


def _recognised(export: Export) -> str:
    """By which columns its kind was told."""
    form = export.layout.form
    return say(
        "{title}: it has {columns}", title=known(form.title), columns=form.fingerprint
    )


def _said(export: Export) -> tuple[str, ...]:
    """How the text was understood, where it was not as it should be."""
    found = [*export.table.remarks(), *export.said]
    misquoted = export.mended.misquoted if export.mended else 0
    if misquoted:
        found.append(
            say_many(
                "In {n} row a quotation mark stands where none should; it was read as "
                "text.",
                "In {n} rows a quotation mark stands where none should; it was read as "
                "text.",
                misquoted,
            )
        )
    return tuple(found)


def _next_id(cursor: duckdb.DuckDBPyConnection) -> int:
    return int(cursor.execute("select nextval('export_ids')").fetchall()[0][0])


def _day(moment: datetime | None, house: House) -> date | None:
    """The company's day of a time in UTC."""
    if moment is None:
        return None
    return moment.replace(tzinfo=UTC).astimezone(ZoneInfo(house.zone)).date()


def check_unchanged(export: Export) -> None:
    """Refuse a file that was written to since the first look at it."""
    now, then = export.path.stat(), export.status
    if (now.st_size, now.st_mtime_ns, now.st_ino) != (
        then.st_size,
        then.st_mtime_ns,
        then.st_ino,
    ):
        raise changed(export.name)
