"""An export whose parts are several files: they become one table of text.

The files come zipped. A row of the first one stays a row; the others add
columns to it, as the form declares.
"""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, count, islice
from pathlib import Path
from typing import TypeVar

from intake.cleaning import look_at
from intake.forms import Form, Part
from intake.header import Header, plain
from intake.joining import Added, join
from intake.mending import Mended, mend
from intake.names import printable
from intake.scan import Scan, fingerprint
from intake.text.opening import archive_of, unpack
from intake.text.understanding import Understood
from metrics.errors import ExportError
from words import heard, known, say


@dataclass(frozen=True)
class Piece:
    """One file of several: what it and its columns are called."""

    name: str
    columns: tuple[str, ...]

    def has(self, columns: Iterable[str]) -> bool:
        """Whether its header has these columns."""
        names = {plain(name) for name in self.columns}
        return all(plain(column) in names for column in columns)


@dataclass(frozen=True)
class Read(Piece):
    """One file of several, and what it says."""

    scan: Scan
    table: Understood


P = TypeVar("P", bound=Piece)


@dataclass(frozen=True)
class Whole:
    """Several files as one table, and what to tell of how they met.

    `scan` has the fingerprint of the archive, `table` is the first file.
    """

    scan: Scan
    table: Understood
    header: Header
    mended: Mended
    said: tuple[str, ...]


def put_together(
    path: Path, name: str, corner: Path, forms: Sequence[Form]
) -> Whole | None:
    """The table of an archive with the parts of one export; None if it has none.

    Raises ExportError where it has those of several, or files beside the parts,
    or a part has broken rows.
    """
    forms = [form for form in forms if form.parts]
    if not forms or not zipfile.is_zipfile(path):
        return None
    pieces = pieces_in(path, name, corner)
    fits = [(form, found) for form in forms if (found := chosen(form, pieces))]
    if not fits:
        return None
    if len(fits) > 1:
        raise ExportError(
            say(
                "{file}: it holds the parts of several exports, {titles}; unpack it "
                "and load its files together.",
                file=name,
                titles=sorted(known(form.title) for form, _ in fits),
            )
        )
    [(form, found)] = fits
    _check_all_used(name, form, found, pieces)
    return _whole(path, form, found, corner)


def _check_all_used(
    name: str, form: Form, found: Sequence[Piece], pieces: Sequence[Piece]
) -> None:
    """Refuse an archive with a file that nothing would be read from."""
    left = [piece.name for piece in pieces if piece not in found]
    if not left:
        return
    raise ExportError(
        say(
            "{file}: {left} in it would not be read; {used} are the {title} already. "
            "Zip the files of each export by themselves, with nothing beside them.",
            file=name,
            left=left,
            used=[piece.name for piece in found],
            title=known(form.title),
        )
    )


def pieces_in(path: Path, name: str, corner: Path) -> tuple[Read, ...]:
    """The files of an archive; none where it is a workbook, or holds only one.

    Each is called as inside the archive, its folders too. Raises ExportError where
    the archive is damaged or locked.
    """
    place = corner / "pieces"
    with archive_of(path, name) as archive:
        names = archive.namelist()
        if "[Content_Types].xml" in names or "mimetype" in names or len(names) < 2:
            return ()
        place.mkdir()
        unpacked = unpack(archive, name, place)
    inner: dict[str, Path] = {}
    for inside, file in unpacked:
        inner[_unlike(printable(inside), inner)] = file
    return understood(inner, place)


def _unlike(name: str, others: Mapping[str, Path]) -> str:
    """A name that no other has: "one.csv", then "one.csv (2)"."""
    names = chain([name], (f"{name} ({number})" for number in count(2)))
    return next(one for one in names if one not in others)


def understood(files: Mapping[str, Path], corner: Path) -> tuple[Read, ...]:
    """Files by their names, each read as far as its header."""
    found = []
    for number, (name, file) in enumerate(files.items()):
        place = corner / f"corner{number}"
        place.mkdir()
        scan, table = look_at(file, name, place)
        columns = tuple(column.strip() for column in table.names)
        found.append(Read(name, columns, scan, table))
    return tuple(found)


def chosen(form: Form, pieces: Sequence[P]) -> tuple[P, ...]:
    """The first file of a form and its parts, in order; none where one lacks."""
    columns = [first_columns(form), *map(_columns, form.parts)]
    found: list[P] = []
    for wanted in columns:
        piece = next((p for p in pieces if p not in found and p.has(wanted)), None)
        if piece is None:
            return ()
        found.append(piece)
    return tuple(found)


def first_columns(form: Form) -> tuple[str, ...]:
    """What a form's first file is known by."""
    added = {plain(column) for part in form.parts for column in part.columns}
    return tuple(name for name in form.fingerprint if plain(name) not in added)


def _columns(part: Part) -> tuple[str, ...]:
    return (part.by, *part.columns)


def belongs_to(
    name: str, headers: Sequence[Header], forms: Sequence[Form]
) -> ExportError | None:
    """That a file is one of several, if it is; which others it comes with."""
    for form in (form for form in forms if form.parts):
        wanted = [first_columns(form), *map(_columns, form.parts)]
        lacking = [columns for columns in wanted if not _in_one(columns, headers)]
        if len(lacking) < len(wanted):
            others = tuple(
                say("the one with {columns}", columns=one) for one in lacking
            )
            return ExportError(
                say(
                    "{file}: this is one of the {n} files of the {title}; load it "
                    "together with {others}, or zip them.",
                    file=name,
                    n=len(wanted),
                    title=known(form.title),
                    others=others,
                )
            )
    return None


def _in_one(columns: Sequence[str], headers: Sequence[Header]) -> bool:
    return any(
        {plain(column) for column in columns} <= {plain(name) for name in header.names}
        for header in headers
    )


def _whole(path: Path, form: Form, pieces: Sequence[Read], corner: Path) -> Whole:
    first, *others = pieces
    mended = mend(first.table, _folder(corner, "first"))
    names = first.columns
    added = [
        _added(part, piece, _folder(corner, f"added{number}"))
        for number, (part, piece) in enumerate(zip(form.parts, others, strict=True))
    ]
    joined = join(mended.whole, names, added, corner / "whole")
    scan = replace(first.scan, sha256=fingerprint(path), bytes=path.stat().st_size)
    table = replace(
        first.table,
        evidence=(
            say("put together from {files}", files=[one.name for one in pieces]),
            *first.table.evidence,
        ),
    )
    header = Header((*names, *joined.columns), ",")
    mended = replace(mended, whole=joined.path)
    return Whole(scan, table, header, mended, joined.said)


def _added(part: Part, piece: Read, folder: Path) -> Added:
    mended = mend(piece.table, folder)
    if mended.rows > mended.whole_rows:
        with mended.broken.open(encoding="utf-8", newline="") as file:
            row, reason, _ = list(islice(csv.reader(file), 2))[1]
        raise ExportError(
            say(
                "{file}, row {row}: {reason} Nothing was stored.",
                file=piece.name,
                row=row,
                reason=heard(reason),
            )
        )
    return Added(part, piece.name, piece.columns, mended.whole)


def _folder(corner: Path, name: str) -> Path:
    (corner / name).mkdir()
    return corner / name
