"""Which encoding a text that is no UTF-8 was written in."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path

from charset_normalizer import CharsetMatch, from_bytes

CHUNK = 1 << 16
SAMPLE = 1 << 18
BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
USUAL = "cp1252"
# What Windows and old systems write, elsewhere than in the West of Europe.
OTHERS = [
    "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "koi8_r",
    "mac_roman", "cp932", "gb18030", "big5", "euc_kr", "euc_jp",
]  # fmt: skip
SURE, SURER = 0.5, 0.1  # of the letters look like a language
CLEANER = 0.03  # of them are out of place


def wide_encoding(start: bytes) -> str | None:
    """UTF-16 or UTF-32, by its mark or by where its zero bytes are."""
    for mark, encoding in BOMS:
        if start.startswith(mark):
            return encoding
    sample = start[: 1 << 12]
    half = len(sample) // 2
    if half < 4:
        return None
    if sample[1::2].count(0) > 0.7 * half and sample[::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if sample[::2].count(0) > 0.7 * half and sample[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return None


def narrow_encoding(path: Path) -> str:
    """The encoding of a text of single bytes that is no UTF-8.

    Windows-1252 unless the text cannot be that, or is plainly another
    language's; what is found must read every byte.
    """
    guesses = from_bytes(_beyond_ascii(path), cp_isolation=[USUAL, *OTHERS])
    best = guesses.best()
    candidates = [USUAL]
    if best and USUAL not in best.could_be_from_charset:
        usual = next(
            (one for one in guesses if USUAL in one.could_be_from_charset), None
        )
        plainly = usual is None or _is_plainer(best, usual)
        candidates.insert(0 if plainly else 1, best.encoding)
    return next((one for one in candidates if reads(path, one)), "latin-1")


def _is_plainer(guess: CharsetMatch, usual: CharsetMatch) -> bool:
    """Whether a text is cleaner, or more like a language, than in the usual one."""
    if usual.chaos - guess.chaos > CLEANER:
        return True
    return guess.coherence > max(SURE, usual.coherence + SURER)


def reads(path: Path, encoding: str) -> bool:
    """Whether an encoding knows every byte of a file."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for chunk in chunks(path):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def is_mostly_utf_8(path: Path) -> bool:
    """Whether most letters beyond ASCII are well formed: then it is damaged."""
    decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
    letters = strangers = 0
    for chunk in chunks(path):
        text = decoder.decode(chunk)
        beyond = len(text) - len(text.encode("ascii", "ignore"))
        strangers += text.count("\ufffd")
        letters += beyond - text.count("\ufffd")
    return letters > strangers


def chunks(path: Path) -> Iterator[bytes]:
    """A file in small pieces, which stay in the processor's cache."""
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk


def _beyond_ascii(path: Path) -> bytes:
    """The lines that tell encodings apart."""
    found, size = [], 0
    for chunk in chunks(path):
        for line in chunk.splitlines():
            if not line.isascii():
                found.append(line)
                size += len(line)
        if size > SAMPLE:
            break
    return b"\n".join(found)
