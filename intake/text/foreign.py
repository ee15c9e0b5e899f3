"""Files that hold no table of text, known by their first bytes."""

from __future__ import annotations

EXPORT = "export the table as CSV or Excel"
UNPACK = "unpack it, and load the files in it"
# What begins so: how it is called, and what to do instead.
KINDS = (
    (b"%PDF-", "a PDF", EXPORT),
    (b"\x89PNG\r\n\x1a\n", "a picture (PNG)", EXPORT),
    (b"\xff\xd8\xff", "a picture (JPEG)", EXPORT),
    (b"GIF87a", "a picture (GIF)", EXPORT),
    (b"GIF89a", "a picture (GIF)", EXPORT),
    (b"II*\x00", "a picture (TIFF)", EXPORT),
    (b"MM\x00*", "a picture (TIFF)", EXPORT),
    (b"{\\rtf", "a text document (RTF)", EXPORT),
    (b"SQLite format 3\x00", "an SQLite database", EXPORT),
    (b"Rar!\x1a\x07", "a RAR archive", UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", UNPACK),
    (b"\xfd7zXZ\x00", "an xz archive", UNPACK),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive", UNPACK),
)


def foreign(start: bytes) -> str | None:
    """What a file is that begins so, and what to do; None where it may be text."""
    for magic, what, remedy in KINDS:
        if start.startswith(magic):
            return f"this is {what}; {remedy}."
    return None
