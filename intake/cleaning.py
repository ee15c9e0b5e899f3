"""Any file as plain CSV: what it was understood to say, cell by cell."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from intake.refusals import check_file, empty, refusals
from intake.scan import Scan, fingerprint, scan
from intake.text.opening import open_file
from intake.text.understanding import Understood, footers, understand, write_clean
from metrics.errors import ExportError
from words import say


@dataclass(frozen=True)
class Cleaned:
    """What was written, and how the file was understood."""

    table: Understood
    rows: int
    footers: tuple[str, ...]

    def explained(self) -> tuple[str, ...]:
        """The evidence, a line each."""
        below = (say("below the table: {line}", line=line) for line in self.footers)
        return (*self.table.evidence, say("rows: {n}", n=self.rows), *below)


def look_at(path: Path, name: str, corner: Path) -> tuple[Scan, Understood]:
    """What a file is and says; `corner` is a folder for what is unpacked.

    The fingerprint is that of the file itself. Raises ExportError.
    """
    opened = open_file(path, name, corner)
    seen = scan(opened.path, name)
    if not seen.head.strip("\ufeff \t\r\n\0"):
        raise empty(name)
    table = understand(
        opened.path,
        seen.encoding,
        damaged=seen.damaged,
        is_csv=opened.is_csv,
        framed=opened.framed,
        said=opened.said,
    )
    if opened.path != path:
        seen = replace(seen, sha256=fingerprint(path), bytes=path.stat().st_size)
    return seen, table


def clean(path: Path, target: Path) -> Cleaned:
    """Write a file of any kind as plain UTF-8 CSV, all of it text.

    Raises ExportError for what holds no table.
    """
    name = path.name
    with refusals(path, name), tempfile.TemporaryDirectory() as corner:
        check_file(path, name)
        _, table = look_at(path, name, Path(corner))
        if target.exists() and target.samefile(path):
            raise ExportError(
                say("{file}: choose another output than the file itself.", file=name)
            )
        return Cleaned(table, write_clean(table, target), footers(table))
