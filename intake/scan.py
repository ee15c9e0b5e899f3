"""What a file is before anything is read from it: its bytes, looked at once."""

from __future__ import annotations

import codecs
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from metrics.errors import ExportError

CHUNK = 1 << 22
HEAD = 1 << 18
BLANK = b"\r\n"


@dataclass(frozen=True)
class Scan:
    """A file's fingerprint, its encoding, and how many rows it ought to have.

    `rows` counts line ends outside quotation marks, without the header and
    without blank lines at the end. `damaged` text has bytes that its encoding
    does not know. `head` is the beginning of the text.
    """

    sha256: str
    bytes: int
    encoding: str
    damaged: bool
    rows: int
    head: str

    @property
    def plain(self) -> bool:
        """Whether DuckDB may read the file as it is."""
        return self.encoding == "utf-8" and not self.damaged


class _Counter:
    """Counts, chunk by chunk, what tells text from text."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._quotes = 0
        self.line_ends = 0
        self.is_utf_8 = True

    def add(self, chunk: bytes) -> None:
        signs = np.frombuffer(chunk, np.uint8)
        quotes = np.flatnonzero(signs == ord('"'))
        ends = np.flatnonzero(signs == ord("\n"))
        before = np.searchsorted(quotes, ends) + self._quotes
        self.line_ends += int(np.count_nonzero(before % 2 == 0))
        self._quotes += len(quotes)
        self._decode(chunk)

    def _decode(self, chunk: bytes, last: bool = False) -> None:
        half_a_letter = self._decoder.getstate()[0]
        if self.is_utf_8 and (half_a_letter or last or not chunk.isascii()):
            try:
                self._decoder.decode(chunk, last)
            except UnicodeDecodeError:
                self.is_utf_8 = False

    def finish(self) -> None:
        self._decode(b"", last=True)


def scan(path: Path, file_name: str) -> Scan:
    """Look at every byte once; ExportError where it is no text."""
    digest, counter = hashlib.sha256(), _Counter()
    head, size, line_feeds, tail = b"", 0, 0, b""
    utf_16 = False
    for chunk in _chunks(path):
        if not size:
            head, utf_16 = chunk[:HEAD], _is_utf_16(chunk)
        if not utf_16 and b"\0" in chunk:
            line = line_feeds + chunk[: chunk.index(b"\0")].count(b"\n") + 1
            raise ExportError(
                f"{file_name}: this is no text file (a zero byte in line {line}). "
                "Export it again as CSV."
            )
        digest.update(chunk)
        counter.add(chunk)
        size += len(chunk)
        line_feeds += chunk.count(b"\n")
        tail = (tail + chunk)[-64:]
    counter.finish()
    encoding, damaged = "utf-8", False
    if utf_16:
        encoding = "utf-16"
    elif not counter.is_utf_8:
        encoding, damaged = _what_else(path)
    rows = counter.line_ends - _blank_ends(tail) - 1
    text = head.decode(encoding, errors="replace")
    return Scan(digest.hexdigest(), size, encoding, damaged, rows, text)


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk


def _what_else(path: Path) -> tuple[str, bool]:
    """Damaged UTF-8 where most of its letters beyond ASCII are well formed."""
    decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
    letters = strangers = 0
    for chunk in _chunks(path):
        text = decoder.decode(chunk)
        beyond = len(text) - len(text.encode("ascii", "ignore"))
        strangers += text.count("\ufffd")
        letters += beyond - text.count("\ufffd")
    return ("utf-8", True) if letters > strangers else ("cp1252", False)


def _is_utf_16(start: bytes) -> bool:
    return start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))


def _blank_ends(tail: bytes) -> int:
    """Line ends to leave out of the count; −1 where the last row has none."""
    ends = tail[len(tail.rstrip(BLANK)) :].count(b"\n")
    return ends - 1
