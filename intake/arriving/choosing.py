"""Which files are meant by what somebody typed: files, and all of a folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from intake.arriving.looks import is_export
from intake.names import printable
from metrics.errors import ExportError
from metrics.warehouse import FILE_NAME
from words import mark, say

OURS = mark(
    "{folder}: this is where Selaras keeps its data; name the folder with your exports."
)
NOTHING = mark("{folder}: there is no export in this folder; check the name.")


def chosen_files(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The files as they were named, and those of each folder by name.

    A folder gives what is in its own folders too; hidden and unfinished files,
    links, and folders in which Selaras keeps its data are left alone. Raises
    ExportError for a folder without exports.
    """
    found = [
        file for path in paths for file in (_of(path) if path.is_dir() else (path,))
    ]
    return tuple(dict.fromkeys(found))


def _of(folder: Path) -> tuple[Path, ...]:
    """The exports of a folder, by name."""
    name = printable(str(folder))
    if _is_ours(folder):
        raise ExportError(say(OURS, folder=name))
    try:
        found = tuple(sorted(_walk(folder)))
    except OSError as error:
        raise ExportError(
            say("{file}: {error}.", file=name, error=str(error.strerror))
        ) from error
    if not found:
        raise ExportError(say(NOTHING, folder=name))
    return found


def _walk(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if is_export(path):
            yield path
        elif path.is_dir() and not path.is_symlink() and not _is_left_alone(path):
            yield from _walk(path)


def _is_left_alone(folder: Path) -> bool:
    return folder.name.startswith(".") or _is_ours(folder)


def _is_ours(folder: Path) -> bool:
    """Whether a store lies in the folder."""
    return (folder / FILE_NAME).exists()
