"""Why an export is refused as a whole, in one sentence."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from intake.reading.problems import Refused
from intake.reading.ratings import NO_DIRECTION
from intake.reading.staging import Staged
from intake.telling import told
from metrics.errors import ExportError
from words import Said, say

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@contextmanager
def refusals(path: Path, name: str) -> Iterator[None]:
    """Turn what the system and the store say into an ExportError."""
    try:
        yield
    except Refused as error:
        raise ExportError(say("{file}: {why}", file=name, why=told(error))) from error
    except OSError as error:
        raise ExportError(_of_the_system(error, path, name)) from error
    except duckdb.Error as error:
        raise ExportError(_of_the_store(error, path, name)) from error


def check_file(path: Path, name: str) -> None:
    """Refuse what cannot hold rows: no file, or a folder."""
    if path.is_dir():
        raise ExportError(
            say("{file}: this is a folder; load the files in it one by one.", file=name)
        )
    if not path.exists():
        raise ExportError(
            say("{file}: there is no such file; check the name.", file=name)
        )
    if not path.is_file():
        raise ExportError(
            say("{file}: this is no file; save the export as CSV.", file=name)
        )


def empty(name: str) -> ExportError:
    """Nothing in it but perhaps white space."""
    return ExportError(say("{file}: the file is empty; export it again.", file=name))


def no_header(name: str) -> ExportError:
    """A first row that goes on and on."""
    return ExportError(
        say(
            "{file}: its first row cannot be read as a header; export it again as CSV.",
            file=name,
        )
    )


def no_rows(name: str) -> ExportError:
    """A header and nothing below it."""
    return ExportError(
        say(
            "{file}: there is a header and no row below it; choose a longer span and "
            "export it again.",
            file=name,
        )
    )


def unreadable(name: str) -> ExportError:
    """Rows came out that were not counted going in."""
    return ExportError(
        say(
            "{file}: its rows cannot be told apart; save it as CSV with UTF-8 text and "
            "every quotation mark doubled. Nothing of it was stored.",
            file=name,
        )
    )


class StillWrittenError(ExportError):
    """The file is not whole yet; it may be tried again."""


def changed(name: str) -> ExportError:
    """The file was written to between the first look and the last."""
    return StillWrittenError(
        say(
            "{file}: the file changed while it was read; load it again when it is "
            "whole. Nothing of it was stored.",
            file=name,
        )
    )


def vanished(name: str) -> ExportError:
    """The file is gone."""
    return ExportError(_has_vanished(name))


def _has_vanished(name: str) -> Said:
    return say(
        "{file}: the file vanished while it was read; put it back and load it again. "
        "Nothing of it was stored.",
        file=name,
    )


def refuse_without_direction(
    cursor: duckdb.DuckDBPyConnection, staged: Staged, name: str
) -> None:
    """Refuse effort answers none of which says whether high or low is easy."""
    for number, problem in enumerate(staged.problems, start=1):
        if problem.reason.template != NO_DIRECTION:
            continue
        counted = cursor.execute(
            "select count(*) filter (problem = $number), "
            "count(*) filter (problem is null and instrument = 'ces') from staged",
            {"number": number},
        ).fetchall()
        without, others = counted[0]
        if without and not others:
            raise ExportError(
                say(
                    "{file}: its effort answers (ces) do not say their direction. Add "
                    "a column direction: high where a high score is easy, else low. "
                    "Nothing of it was stored.",
                    file=name,
                )
            )


def _of_the_system(error: OSError, path: Path, name: str) -> Said:
    if error.errno in FULL:
        return _disk_is_full(name)
    if not path.exists():
        return _has_vanished(name)
    if error.errno == errno.EACCES:
        return say(
            "{file}: the file may not be read; give yourself permission to.", file=name
        )
    return say(
        "{file}: it cannot be read ({error}); try again. Nothing of it was stored.",
        file=name,
        error=error.strerror or str(error),
    )


def _of_the_store(error: duckdb.Error, path: Path, name: str) -> Said:
    if not path.exists():
        return _has_vanished(name)
    if _speaks_of_the_disk(str(error)):
        return _disk_is_full(name)
    if isinstance(error, duckdb.OutOfMemoryException):
        return say(
            "{file}: there is not enough memory to take it in; close other programs, "
            "or export a shorter span. Nothing of it was stored.",
            file=name,
        )
    return say(
        "{file}: the store could not take it ({error}). Nothing of it was stored.",
        file=name,
        error=str(error).splitlines()[0],
    )


def _speaks_of_the_disk(said: str) -> bool:
    words = ("no space left", "file too large", "could not write", "disk quota")
    return any(word in said.lower() for word in words)


def _disk_is_full(name: str) -> Said:
    return say(
        "{file}: the disk is full; make room and load it again. Nothing of it was "
        "stored.",
        file=name,
    )
