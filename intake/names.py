"""Names of files: what to call one, and how long it may be."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

LONGEST = 180  # bytes: room for what we add, of the 255 that a disk allows


def printable(name: str) -> str:
    """A file's name as it can be shown and stored, whatever its bytes are."""
    raw = name.encode("utf-8", "surrogateescape")
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        text = raw.decode("cp1252", "replace")
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in text)


def cut(name: str, longest: int = LONGEST) -> str:
    """A name of no more bytes than that; its ending is kept."""
    ending = Path(name).suffix
    if len(ending.encode()) > 12:
        ending = ""
    room = longest - len(ending.encode())
    stem = name.removesuffix(ending).encode()[:room].decode(errors="ignore")
    return stem + ending


@contextmanager
def readable(path: Path) -> Iterator[Path]:
    """The same file under a path that is text."""
    try:
        str(path.absolute()).encode()
    except UnicodeEncodeError:
        with TemporaryDirectory() as folder:
            link = Path(folder) / cut(printable(path.name))
            link.symlink_to(path.absolute())
            yield link
    else:
        yield path
