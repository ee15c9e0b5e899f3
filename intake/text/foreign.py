"""Files that hold no table of text, known by their first bytes."""

from __future__ import annotations

from words import Said, known, mark, say

EXPORT = mark("this is {what}; export the table as CSV or Excel.")
UNPACK = mark("this is {what}; unpack it, and load the files in it.")
# What begins so: how it is called, and what to do instead.
KINDS = (
    (b"%PDF-", mark("a PDF"), EXPORT),
    (b"\x89PNG\r\n\x1a\n", mark("a picture (PNG)"), EXPORT),
    (b"\xff\xd8\xff", mark("a picture (JPEG)"), EXPORT),
    (b"GIF87a", mark("a picture (GIF)"), EXPORT),
    (b"GIF89a", mark("a picture (GIF)"), EXPORT),
    (b"II*\x00", mark("a picture (TIFF)"), EXPORT),
    (b"MM\x00*", mark("a picture (TIFF)"), EXPORT),
    (b"{\\rtf", mark("a text document (RTF)"), EXPORT),
    (b"SQLite format 3\x00", mark("an SQLite database"), EXPORT),
    (b"Rar!\x1a\x07", mark("a RAR archive"), UNPACK),
    (b"7z\xbc\xaf\x27\x1c", mark("a 7z archive"), UNPACK),
    (b"\xfd7zXZ\x00", mark("an xz archive"), UNPACK),
    (b"\x28\xb5\x2f\xfd", mark("a Zstandard archive"), UNPACK),
)


def foreign(start: bytes) -> Said | None:
    """What a file is that begins so, and what to do; None where it may be text."""
    for magic, what, remedy in KINDS:
        if start.startswith(magic):
            return say(remedy, what=known(what))
    return None
