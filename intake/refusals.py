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
from metrics.errors import ExportError

KEPT_NOTHING = "Nothing of it was stored."
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@contextmanager
def refusals(path: Path, name: str) -> Iterator[None]:
    """Turn what the system and the store say into an ExportError."""
    try:
        yield
    except Refused as error:
        raise ExportError(f"{name}: {error}") from error
    except OSError as error:
        raise ExportError(_of_the_system(error, path, name)) from error
    except duckdb.Error as error:
        raise ExportError(_of_the_store(error, path, name)) from error


def check_file(path: Path, name: str) -> None:
    """Refuse what cannot hold rows: no file, or a folder."""
    if path.is_dir():
        raise ExportError(f"{name}: this is a folder; load the files in it one by one.")
    if not path.exists():
        raise ExportError(f"{name}: there is no such file; check the name.")
    if not path.is_file():
        raise ExportError(f"{name}: this is no file; save the export as CSV.")


def empty(name: str) -> ExportError:
    """Nothing in it but perhaps white space."""
    return ExportError(f"{name}: the file is empty; export it again.")


def no_header(name: str) -> ExportError:
    """A first row that goes on and on."""
    return ExportError(
        f"{name}: its first row cannot be read as a header; export it again as CSV."
    )


def no_rows(name: str) -> ExportError:
    """A header and nothing below it."""
    return ExportError(
        f"{name}: there is a header and no row below it; "
        "choose a longer span and export it again."
    )


def unreadable(name: str) -> ExportError:
    """Rows came out that were not counted going in."""
    return ExportError(
        f"{name}: its rows cannot be told apart; save it as CSV with UTF-8 text "
        f"and every quotation mark doubled. {KEPT_NOTHING}"
    )


class StillWrittenError(ExportError):
    """The file is not whole yet; it may be tried again."""


def changed(name: str) -> ExportError:
    """The file was written to between the first look and the last."""
    return StillWrittenError(
        f"{name}: the file changed while it was read; "
        f"load it again when it is whole. {KEPT_NOTHING}"
    )


def vanished(name: str) -> ExportError:
    """The file is gone."""
    return ExportError(
        f"{name}: the file vanished while it was read; "
        f"put it back and load it again. {KEPT_NOTHING}"
    )


def refuse_without_direction(
    cursor: duckdb.DuckDBPyConnection, staged: Staged, name: str
) -> None:
    """Refuse effort answers none of which says whether high or low is easy."""
    for number, problem in enumerate(staged.problems, start=1):
        if problem.reason != NO_DIRECTION:
            continue
        counted = cursor.execute(
            "select count(*) filter (problem = $number), "
            "count(*) filter (problem is null and instrument = 'ces') from staged",
            {"number": number},
        ).fetchall()
        without, others = counted[0]
        if without and not others:
            raise ExportError(
                f"{name}: its effort answers (ces) do not say their direction. Add a "
                "column direction: high where a high score is easy, else low. "
                f"{KEPT_NOTHING}"
            )


def _of_the_system(error: OSError, path: Path, name: str) -> str:
    if error.errno in FULL:
        return _disk_is_full(name)
    if not path.exists():
        return str(vanished(name))
    if error.errno == errno.EACCES:
        return f"{name}: the file may not be read; give yourself permission to."
    said = error.strerror or str(error)
    return f"{name}: it cannot be read ({said}); try again. {KEPT_NOTHING}"


def _of_the_store(error: duckdb.Error, path: Path, name: str) -> str:
    said = str(error).splitlines()[0]
    if not path.exists():
        return str(vanished(name))
    if _speaks_of_the_disk(str(error)):
        return _disk_is_full(name)
    if isinstance(error, duckdb.OutOfMemoryException):
        return (
            f"{name}: there is not enough memory to take it in; close other "
            f"programs, or export a shorter span. {KEPT_NOTHING}"
        )
    return f"{name}: the store could not take it ({said}). {KEPT_NOTHING}"


def _speaks_of_the_disk(said: str) -> bool:
    words = ("no space left", "file too large", "could not write", "disk quota")
    return any(word in said.lower() for word in words)


def _disk_is_full(name: str) -> str:
    return f"{name}: the disk is full; make room and load it again. {KEPT_NOTHING}"
