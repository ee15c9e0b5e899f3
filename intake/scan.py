"""What a file is before anything is read from it: its bytes, looked at once."""

from __future__ import annotations

import codecs
import hashlib
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from intake.text.encoding import (
    chunks,
    is_mostly_utf_8,
    narrow_encoding,
    wide_encoding,
)
from metrics.errors import ExportError
from words import Said, say

TAIL = 64
MOST_ZEROS = 0.05  # of the bytes of a text that has zero bytes in it
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
    """Look at every byte; ExportError where it is no text.

    The fingerprint is made meanwhile, by a thread that reads the file for itself.
    """
    with ThreadPoolExecutor(1) as beside:
        digest = beside.submit(fingerprint, path)
        return _looked_at(path, file_name, digest)


def _looked_at(path: Path, file_name: str, digest: Future[str]) -> Scan:
    counter = _Counter()
    head = tail = b""
    size = zeros = 0
    for chunk in chunks(path):
        head = head or chunk
        counter.add(chunk)
        zeros += chunk.count(0) if b"\0" in chunk else 0
        size += len(chunk)
        tail = (tail + chunk[-TAIL:])[-TAIL:]
    counter.finish()
    encoding, damaged = wide_encoding(head), False
    if not encoding and zeros > MOST_ZEROS * size:
        raise ExportError(_no_text(path, file_name))
    if not encoding:
        damaged = not counter.is_utf_8 and is_mostly_utf_8(path)
        whole = counter.is_utf_8 or damaged
        encoding = "utf-8" if whole else narrow_encoding(path)
        damaged = damaged or bool(zeros)
    rows = counter.line_ends - _blank_ends(tail) - 1
    text = head.decode(encoding, errors="replace")
    return Scan(digest.result(), size, encoding, damaged, rows, text)


def fingerprint(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _no_text(path: Path, file_name: str) -> Said:
    line = 1
    for chunk in chunks(path):
        before, zero, _ = chunk.partition(b"\0")
        line += before.count(b"\n")
        if zero:
            break
    return say(
        "{file}: this is no text file (a zero byte in line {line}). Export it again as "
        "CSV.",
        file=file_name,
        line=str(line),
    )


def _blank_ends(tail: bytes) -> int:
    """Line ends to leave out of the count; −1 where the last row has none."""
    ends = tail[len(tail.rstrip(BLANK)) :].count(b"\n")
    return ends - 1
