"""What a file is wrapped in: an archive, a workbook, JSON or Parquet.

Everything becomes one file of text. Nothing is ever unpacked under a name that
an archive gives, and nothing beyond what an export may reasonably hold.
"""

from __future__ import annotations

import csv
import gzip
import zipfile
import zlib
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import IO, Any

import duckdb
from python_calamine import CalamineError, CalamineWorkbook

from intake.text.foreign import foreign
from intake.text.records import record_rows
from metrics.errors import ExportError
from words import mark, say

LARGEST = 20 << 30  # bytes, unpacked
LARGEST_WORKBOOK = 2 << 30
SWOLLEN, SMALL = 250, 64 << 20  # times its packed size, beyond a small one
PIECE = 1 << 20
MOST_DIGITS = 1e15  # that a workbook keeps of a number
LOCKED = mark("{file}: the archive is locked with a password; export it again.")
DAMAGED = mark("{file}: the archive is damaged; export it again.")
UNSEEN = "__MACOSX/"  # what one system adds to every archive


@dataclass(frozen=True)
class Opened:
    """A file of text; `is_csv` when we wrote it, `framed` when its first row is
    the header for certain."""

    path: Path
    said: tuple[str, ...] = ()
    is_csv: bool = False
    framed: bool = False


def open_file(path: Path, name: str, corner: Path) -> Opened:
    """Unwrap a file into the folder `corner`; a text file stays where it is.

    Raises ExportError for what holds no table, or swells beyond measure.
    """
    with path.open("rb") as file:
        start = file.read(1 << 12)
    if said := foreign(start):
        raise ExportError(say("{file}: {why}", file=name, why=said))
    if start.startswith(b"\x1f\x8b"):
        return _open_gzip(path, name, corner)
    if start.startswith(b"PK\x03\x04"):
        return _open_zip(path, name, corner)
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        return _open_workbook(path, name, corner)
    if start.startswith(b"PAR1"):
        return _open_parquet(path, name, corner)
    if _is_json(start):
        return _open_json(path, name, corner)
    return Opened(path)


def _open_gzip(path: Path, name: str, corner: Path) -> Opened:
    target = corner / "unpacked"
    try:
        with gzip.open(path) as packed:
            _copy(packed, target, path.stat().st_size, name)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise ExportError(
            say(
                "{file}: the archive is damaged or incomplete; export it again.",
                file=name,
            )
        ) from error
    inner = open_file(target, name, corner / "inner") if _fits(corner) else None
    opened = inner or Opened(target)
    return Opened(opened.path, ("gzip", *opened.said), opened.is_csv, opened.framed)


def _fits(corner: Path) -> bool:
    """One wrapper inside another is opened, a third is not."""
    if corner.name == "inner":
        return False
    (corner / "inner").mkdir(exist_ok=True)
    return True


def _open_zip(path: Path, name: str, corner: Path) -> Opened:
    with archive_of(path, name) as archive:
        names = archive.namelist()
        if "[Content_Types].xml" in names or "mimetype" in names:
            _check_workbook(archive, name)
            return _open_workbook(path, name, corner)
        return _open_members(archive, name, corner)


@contextmanager
def archive_of(path: Path, name: str) -> Iterator[zipfile.ZipFile]:
    """An archive to read from; ExportError where it is damaged or locked."""
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except (zipfile.BadZipFile, EOFError, zlib.error, RuntimeError) as error:
        why = LOCKED if "password" in str(error) else DAMAGED
        raise ExportError(say(why, file=name)) from error


def _check_workbook(archive: zipfile.ZipFile, name: str) -> None:
    size = sum(member.file_size for member in archive.infolist())
    if size > LARGEST_WORKBOOK:
        raise _too_large(name)


def unpack(archive: zipfile.ZipFile, name: str, corner: Path) -> list[tuple[str, Path]]:
    """The files of an archive: the name it gives each, and where it is now.

    Several may have one name. Raises ExportError for an archive that is empty, or
    swells beyond measure.
    """
    members = [
        member
        for member in archive.infolist()
        if not member.is_dir()
        and not member.filename.rpartition("/")[2].startswith(".")
        and not member.filename.startswith(UNSEEN)
    ]
    if not members:
        raise ExportError(
            say("{file}: the archive is empty; export it again.", file=name)
        )
    parts = []
    for number, member in enumerate(members):
        target = corner / f"part{number}"
        with archive.open(member) as packed:
            _copy(packed, target, max(1, member.compress_size), name)
        parts.append((member.filename, target))
    return parts


def _open_members(archive: zipfile.ZipFile, name: str, corner: Path) -> Opened:
    """All files of one export, one after the other, with one header."""
    unpacked = unpack(archive, name, corner)
    names, parts = [inside for inside, _ in unpacked], [path for _, path in unpacked]
    if len(parts) == 1:
        opened = open_file(parts[0], name, corner / "inner") if _fits(corner) else None
        inner = opened or Opened(parts[0])
        return Opened(inner.path, ("zip", *inner.said), inner.is_csv, inner.framed)
    return _joined(parts, names, name, corner)


def _joined(parts: list[Path], names: list[str], name: str, corner: Path) -> Opened:
    target = corner / "joined"
    header: bytes | None = None
    with target.open("wb") as joined:
        for part, inner in zip(parts, names, strict=True):
            with part.open("rb") as file:
                first = file.readline(PIECE).rstrip(b"\r\n")
                if header is None:
                    header = first
                    joined.write(first + b"\n")
                elif first.removeprefix(BOM_UTF8) != header.removeprefix(BOM_UTF8):
                    raise ExportError(
                        say(
                            "{file}: {one} and {other} in it are exports of different "
                            "kinds; unpack it and load each by itself.",
                            file=name,
                            one=names[0],
                            other=inner,
                        )
                    )
                _append(file, joined)
    return Opened(target, (say("zip with {n} files", n=len(parts)),))


def _append(file: IO[bytes], joined: IO[bytes]) -> None:
    last = b"\n"
    while piece := file.read(PIECE):
        joined.write(piece)
        last = piece[-1:]
    if last != b"\n":
        joined.write(b"\n")


def _copy(
    packed: IO[bytes] | gzip.GzipFile, target: Path, packed_size: int, name: str
) -> None:
    size = 0
    with target.open("wb") as unpacked:
        while piece := packed.read(PIECE):
            size += len(piece)
            if size > LARGEST or size > max(SMALL, SWOLLEN * packed_size):
                raise _too_large(name)
            unpacked.write(piece)


def _too_large(name: str) -> ExportError:
    return ExportError(
        say(
            "{file}: it swells beyond what an export holds when unpacked; unpack it "
            "yourself, and load it if it is what you expect.",
            file=name,
        )
    )


def _open_workbook(path: Path, name: str, corner: Path) -> Opened:
    """The sheet with the most cells, of .xlsx, .xls or .ods."""
    try:
        book = CalamineWorkbook.from_path(path)
        sheets = {one: book.get_sheet_by_name(one) for one in book.sheet_names}
        best = max(sheets, key=lambda one: sheets[one].height * sheets[one].width)
        rows = sheets[best].to_python(skip_empty_area=False)
    except (CalamineError, ValueError, OSError) as error:
        raise ExportError(
            say(
                "{file}: this workbook cannot be read ({error}); save it as CSV.",
                file=name,
                error=str(error),
            )
        ) from error
    if not any(any(cell != "" for cell in row) for row in rows):
        raise ExportError(
            say("{file}: the workbook is empty; export it again.", file=name)
        )
    others = ", ".join(repr(one) for one in sheets if one != best)
    said = say("workbook, sheet {sheet}", sheet=repr(best))
    if others:
        said = say(
            "workbook, sheet {sheet} (not {others})", sheet=repr(best), others=others
        )
    target = write_rows(([_text(cell) for cell in row] for row in rows), corner)
    return Opened(target, (said,), is_csv=True)


def _text(cell: Any) -> str:
    """A cell of a workbook as one writes it in a CSV file."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        whole = cell.is_integer() and abs(cell) < MOST_DIGITS
        return str(int(cell)) if whole else repr(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(" ")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        minutes, seconds = divmod(round(cell.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    return str(cell)


def write_rows(rows: Iterable[list[str]], corner: Path) -> Path:
    """Rows as plain CSV; the path of the file."""
    target = corner / "table.csv"
    with target.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    return target


def _open_parquet(path: Path, name: str, corner: Path) -> Opened:
    target = corner / "table.csv"
    with duckdb.connect() as connection:
        try:
            connection.execute(
                "copy (select columns(*)::varchar from read_parquet($path)) "
                "to $target (header true, delimiter ',', quote '\"', escape '\"')",
                {"path": str(path.absolute()), "target": str(target)},
            )
        except duckdb.Error as error:
            said = str(error).splitlines()[0]
            raise ExportError(
                say(
                    "{file}: this Parquet file cannot be read ({error}); save it as "
                    "CSV.",
                    file=name,
                    error=said,
                )
            ) from error
    return Opened(target, ("Parquet",), is_csv=True, framed=True)


def _is_json(start: bytes) -> bool:
    text = start.removeprefix(BOM_UTF8).lstrip()
    second = text[1:].lstrip()[:1]
    if text[:1] == b"{":
        return second in (b'"', b"}")
    return text[:1] == b"[" and second in (b"{", b"]")


def _open_json(path: Path, name: str, corner: Path) -> Opened:
    def rows() -> Iterator[list[str]]:
        yield from record_rows(path, name)

    return Opened(write_rows(rows(), corner), ("JSON",), is_csv=True, framed=True)
